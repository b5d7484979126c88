import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Door } from "../../broker/http/sign-in.ts";
import { type AddressCheck, addressProblems, WELL_KNOWN } from "../../broker/public-address.ts";
import { demoLocation, Hall } from "./hall.ts";

const NAME = "koe.kommune.test";
const NOW = Date.now();
const HIDDEN = /^koe\.kommune\.test leads to 127\.0\.0\.1, which no phone on a mobile network reaches/;

/** A certificate of its own authority for one name, valid for so many days. */
function certificate(name: string, days: number): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "talon-address-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const named = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync(
    "openssl",
    ["req", "-x509", ...curve, "-days", String(days), ...named, "-keyout", key, "-out", cert],
    {
      stdio: "ignore",
    },
  );
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}

const hub =
  (location: string): RequestListener =>
  (request, response) => {
    const isAsked = request.url === WELL_KNOWN && request.headers.host?.startsWith(NAME) === true;
    response.writeHead(isAsked ? 200 : 404, { "content-type": "application/json" });
    response.end(isAsked ? JSON.stringify({ talon: "hub", location }) : "{}");
  };

async function serve(pair: { key: Buffer; cert: Buffer } | null, listener: RequestListener): Promise<number> {
  const server = pair === null ? createServer(listener) : createTlsServer(pair, listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const tell = (publicUrl: string, change: Partial<AddressCheck> = {}) =>
  addressProblems({
    ...{ publicUrl, location: "demo", now: NOW, limitMs: 2000, language: "en" },
    lookup: async () => ["127.0.0.1"],
    ...change,
  });
const at = (port: number, scheme = "https") => `${scheme}://${NAME}:${port}`;

describe("the address in the QR codes", () => {
  it("is well where this hub answers with a certificate for its name, but for a network of the house alone", async () => {
    const pair = certificate(NAME, 90);
    const port = await serve(pair, hub("demo"));
    const said = await tell(at(port), { ca: pair.cert.toString() });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(HIDDEN);
  });

  it("is answered by a hub itself", async () => {
    const hall = await Hall.open({ door: new Door([]) });
    onTestFinished(() => hall.close());
    const { port } = new URL(hall.hub.places.http);
    const { location } = demoLocation();
    expect(await tell(at(Number(port), "http"), { location })).toEqual([
      expect.stringContaining("is no https address"),
      expect.stringMatching(HIDDEN),
    ]);
  });

  it("is told when its certificate is signed by itself, for another name, expired, or ends soon", async () => {
    const own = certificate(NAME, 90);
    expect((await tell(at(await serve(own, hub("demo")))))[1]).toContain("signed by itself");
    const other = certificate("another.test", 90);
    const ca = other.cert.toString();
    expect((await tell(at(await serve(other, hub("demo"))), { ca }))[1]).toContain("for another name");
    const soon = certificate(NAME, 9);
    const said = await tell(at(await serve(soon, hub("demo"))), { ca: soon.cert.toString() });
    expect(said[1]).toMatch(/expires in [89] days/);
  });

  it("is told when another site, the hub of another location, or nobody answers there", async () => {
    const pair = certificate(NAME, 90);
    const ca = pair.cert.toString();
    const site = await serve(pair, (_request, response) => response.end("<title>Kommunen</title>"));
    expect((await tell(at(site), { ca }))[1]).toContain("another site answers there (status 200)");
    const elsewhere = await serve(pair, hub("nord"));
    expect((await tell(at(elsewhere), { ca }))[1]).toContain(`another location ("nord")`);
    const plain = await serve(null, hub("demo"));
    expect((await tell(at(plain), { ca }))[1]).toContain("speaks no TLS there");
    expect((await tell(at(1)))[1]).toContain("nobody listens there");
    const silent = await serve(pair, () => undefined);
    expect((await tell(at(silent), { ca, limitMs: 300 }))[1]).toContain("does not answer (ETIMEDOUT)");
  });

  it("is told when no phone can find it, before anybody is asked", async () => {
    const never = { lookup: () => Promise.reject(new Error("asked")) };
    for (const url of ["http://localhost:8080", "https://127.0.0.1", "https://10.1.2.3", "https://[::1]:1"])
      expect(await tell(url, never), url).toEqual([expect.stringContaining("Set http.publicUrl to a name")]);
    for (const url of ["https://talon.local", "https://koe", "https://koe.kommune.internal"])
      expect(await tell(url, never), url).toEqual([expect.stringContaining("in this house's network only")]);
    expect(await tell(`https://${NAME}`, never)).toEqual([expect.stringContaining("has no address")]);
  });

  it("is told in Danish too", async () => {
    const danish = { language: "da" } as const;
    expect(await tell("http://localhost", danish)).toEqual([
      expect.stringContaining("en telefon kan ikke åbne den"),
    ]);
    const own = certificate(NAME, 90);
    expect(await tell(at(await serve(own, hub("demo"))), danish)).toEqual([
      expect.stringContaining("som ingen telefon på mobilnettet kan nå"),
      expect.stringContaining("certifikatet er underskrevet af sig selv"),
    ]);
  });
});
