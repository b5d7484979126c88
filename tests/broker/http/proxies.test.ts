/** Programs before the hub: whose word about who asks is believed, on real sockets, and that everybody else's is not. */
import { request } from "node:http";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { Proxies } from "../../../broker/http/proxies.ts";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { checkHub } from "../../../protocol/config/hub.ts";
import { httpLimits } from "../../../protocol/config/limits.ts";
import { Hall, MONDAY } from "../hall.ts";

const password = "længe-leve-køen";
const hash = await hashPassword(password);
let hall: Hall;
afterEach(() => hall?.close());

type Sent = {
  readonly path?: string;
  readonly from: string;
  readonly headers?: object;
  readonly body?: object;
};
type Got = { readonly status: number; readonly cookies: readonly string[] };

/** Asks over a socket of its own, from one of this machine's addresses. */
function ask({ path = "/healthz", from, headers = {}, body }: Sent): Promise<Got> {
  const { hostname, port } = new URL(hall.url);
  return new Promise((done, failed) => {
    const asked = request(
      {
        ...{ hostname, port, path, localAddress: from, agent: false },
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json", ...headers },
      },
      (response) => {
        response.resume().on("end", () => {
          done({ status: response.statusCode ?? 0, cookies: response.headers["set-cookie"] ?? [] });
        });
      },
    );
    asked.on("error", failed).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function open(trustedProxies?: readonly string[]): Promise<void> {
  hall = await Hall.open({
    door: new Door([{ staff: "ida", hash, administrator: true }]),
    http: {
      ...{ host: "127.0.0.1", port: 0, tls: null, publicUrl: (port: number) => `http://127.0.0.1:${port}` },
      limits: httpLimits.parse({ requestsPerAddress: 1 }),
      trustedProxies,
      steadyMs: () => MONDAY,
    },
  });
}

/** How many of these are answered before one is told to wait; an address may ask ten times. */
async function answeredOf(many: number, sent: (at: number) => Sent): Promise<number> {
  for (let at = 0; at < many; at += 1) if ((await ask(sent(at))).status === 429) return at;
  return many;
}
const forwarded = (value: string) => ({ "x-forwarded-for": value });

describe("a program before the hub that is believed", () => {
  it("has each of those whom it hands on counted by themselves", async () => {
    await open(["127.0.0.9"]);
    const of = (client: string) => ({ from: "127.0.0.9", headers: forwarded(client) });
    expect(await answeredOf(15, () => of("192.0.2.1"))).toBe(10);
    expect(await answeredOf(5, () => of("192.0.2.2"))).toBe(5);
    // Azure's gateways write the port as well, each time another one.
    expect(await answeredOf(15, (at) => of(`192.0.2.3:${4_000 + at}`))).toBe(10);
    // What the client itself claims stands before what the program adds.
    expect(await answeredOf(15, (at) => of(`203.0.113.${at}, 192.0.2.4`))).toBe(10);
    expect(await answeredOf(15, (at) => of(`203.0.113.${at}, unknown, 192.0.2.5`))).toBe(10);
    // By its own account of a network that is believed, it may stand behind another one.
    expect(await answeredOf(15, () => of("192.0.2.6, 127.0.0.9"))).toBe(10);
  });

  it("has passwords guessed by one of them slow that one and no other", async () => {
    await open(["127.0.0.0/29"]);
    const guess = (client: string, name: string, said = "wrong") =>
      ask({
        ...{ from: "127.0.0.5", path: "/api/sign-in", headers: forwarded(client) },
        body: { name, password: said },
      });
    for (let at = 0; at < 4; at += 1) await guess("192.0.2.7", `nobody-${at}`);
    expect((await guess("192.0.2.7", "ida", password)).status).toBe(429);
    expect((await guess("192.0.2.8", "ida", password)).status).toBe(200);
  });

  it("has a browser that came to it over TLS keep its cookie for TLS", async () => {
    await open(["127.0.0.9"]);
    const signIn = async (from: string, headers: object) => {
      const body = { name: "ida", password };
      const { cookies } = await ask({ path: "/api/sign-in", from, headers, body });
      return cookies.map((one) => one.endsWith("; Secure"));
    };
    expect(await signIn("127.0.0.9", { "x-forwarded-proto": "https" })).toEqual([true, true]);
    expect(await signIn("127.0.0.9", { "x-forwarded-proto": "http" })).toEqual([false, false]);
    expect(await signIn("127.0.0.8", { "x-forwarded-proto": "https" })).toEqual([false, false]);
  });

  it("opens nothing that is for this machine alone", async () => {
    await open(["127.0.0.1"]);
    expect((await ask({ path: "/metrics", from: "127.0.0.1" })).status).toBe(200);
    const headers = forwarded("192.0.2.1");
    expect((await ask({ path: "/metrics", from: "127.0.0.1", headers })).status).toBe(401);
  });
});

describe("anybody else", () => {
  it("is counted by the address that they come from, whatever they claim", async () => {
    await open(["127.0.0.9"]);
    const claims = (at: number) => ({
      ...{ "x-forwarded-for": `198.51.100.${at}`, forwarded: `for=198.51.100.${at}` },
      "x-real-ip": `198.51.100.${at}`,
    });
    expect(await answeredOf(15, (at) => ({ from: "127.0.0.8", headers: claims(at) }))).toBe(10);
  });

  it("is believed by no hub that names nobody", async () => {
    await open();
    expect(await answeredOf(15, (at) => ({ from: "127.0.0.8", headers: forwarded(`192.0.2.${at}`) }))).toBe(
      10,
    );
  });

  it("never changes whom a request counts as, whatever they write", () => {
    const proxies = new Proxies(["10.0.0.1", "2001:db8::/48"]);
    const text = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), text, (address, said) => {
        fc.pre(!proxies.isTrusted(address));
        const headers = { "x-forwarded-for": said, "x-forwarded-proto": said, host: "hub" };
        proxies.clean({ headers, socket: { remoteAddress: address } });
        expect(headers).toEqual({ host: "hub" });
      }),
    );
  });
});

describe("whom a configuration may name", () => {
  it("is an address or a network, in either family, also as Node tells IPv4 on an IPv6 socket", () => {
    const proxies = new Proxies(["10.0.0.1", "192.168.4.0/22", "2001:db8:1::/48"]);
    for (const address of ["10.0.0.1", "::ffff:10.0.0.1", "192.168.7.255", "2001:db8:1:9::1"])
      expect(proxies.isTrusted(address), address).toBe(true);
    for (const address of ["10.0.0.2", "192.168.8.0", "2001:db8:2::1", "", undefined, "x"])
      expect(proxies.isTrusted(address), address).toBe(false);
  });

  it.each(["proxy.example", "0.0.0.0/0", "::/0", "10.0.0.0/33", ""])("is not %j", (named) => {
    const http = { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1", trustedProxies: [named] };
    const hub = { v: 1, location: "l", dataDir: "d", http, mqtt: { kind: "external", url: "mqtt://h" } };
    const checked = checkHub({ ...hub, signIn: { kind: "none" } });
    expect(checked.ok ? [] : checked.problems.map(({ path }) => path)).toEqual(["http.trustedProxies.0"]);
    const good = checkHub({
      ...{ ...hub, signIn: { kind: "none" } },
      http: { ...http, trustedProxies: ["10.1.0.4", "10.2.0.0/16", "fd00:1::/64"] },
    });
    expect(good.ok).toBe(true);
  });
});
