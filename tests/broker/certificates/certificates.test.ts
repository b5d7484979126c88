import { X509Certificate } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAuthority } from "../../../broker/certificates/authority.ts";
import { Certificates, lifeOf, type TlsChoice } from "../../../broker/certificates/certificates.ts";
import { namesOf } from "../../../broker/certificates/names.ts";
import { read } from "../../../broker/settings.ts";
import { Hall, MONDAY } from "../hall.ts";
import { FarClient } from "../mqtt/far-side.ts";

const DAY = 86_400_000;
let folder: string;
const machine = { hostname: "raadhus", addresses: ["10.1.2.3"] };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-ca-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string) => join(folder, "certificates", name);

async function certificatesAt(at: number, choice: TlsChoice = { kind: "own" }, here = machine) {
  const certificates = new Certificates({
    ...{ dataDir: folder, location: "demo", hosts: ["hub.example.dk", "0.0.0.0"], read },
    machine: () => here,
  });
  const source = certificates.source(choice);
  await certificates.open(at);
  return { certificates, source };
}

/** The certificate that a listener shows to somebody who believes in `ca` alone and asks for `host`. */
function shownBy(url: string, { ca, host }: { ca: string; host: string }): Promise<string> {
  const port = Number(new URL(url).port);
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ host: "127.0.0.1", port, ca, servername: host }, () => {
      resolve(socket.getPeerX509Certificate()?.serialNumber ?? "");
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

describe("the hub's own authority", () => {
  it("is made at the first start with keys for its owner alone, and is the same at every later one", async () => {
    const first = await certificatesAt(MONDAY);
    const { fingerprint, cert } = first.certificates.authority;
    expect(fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    for (const name of ["ca-key.pem", "server-key.pem"])
      expect(statSync(inFolder(name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "certificates")).mode & 0o777).toBe(0o700);
    const second = await certificatesAt(MONDAY + DAY);
    expect(second.certificates.authority.cert).toBe(cert);
    expect(second.source.pair).toEqual(first.source.pair);
    expect(readAuthority(folder)?.fingerprint).toBe(fingerprint);
  });

  it("closes a key that others could read, and takes an interrupted first start for none", async () => {
    const { certificates } = await certificatesAt(MONDAY);
    chmodSync(inFolder("ca-key.pem"), 0o644);
    readAuthority(folder);
    expect(statSync(inFolder("ca-key.pem")).mode & 0o777).toBe(0o600);
    rmSync(inFolder("ca.pem"));
    expect(readAuthority(folder)).toBeNull();
    const anew = await certificatesAt(MONDAY);
    expect(anew.certificates.authority.cert).not.toBe(certificates.authority.cert);
    expect(anew.certificates.authority.hasSigned(anew.source.pair.cert)).toBe(true);
  });

  it("is never made anew in place of one whose key is lost, another's, or unreadable", async () => {
    await certificatesAt(MONDAY);
    const key = readFileSync(inFolder("server-key.pem"));
    renameSync(inFolder("ca-key.pem"), inFolder("kept"));
    await expect(certificatesAt(MONDAY)).rejects.toMatchObject({ code: "HUB_FILE_MISSING" });
    writeFileSync(inFolder("ca-key.pem"), key);
    await expect(certificatesAt(MONDAY)).rejects.toMatchObject({ code: "HUB_CA_DAMAGED" });
    writeFileSync(inFolder("ca-key.pem"), "nothing");
    await expect(certificatesAt(MONDAY)).rejects.toMatchObject({ code: "HUB_CA_DAMAGED" });
  });

  it("signs for no other authority, and for listeners no longer than it lives", async () => {
    const { certificates, source } = await certificatesAt(MONDAY);
    const own = new X509Certificate(certificates.authority.cert);
    expect(own.ca).toBe(true);
    expect(new X509Certificate(source.pair.cert).ca).toBe(false);
    const late = await certificatesAt(lifeOf(certificates.authority.cert).until - 2 * DAY);
    expect(lifeOf(late.source.pair.cert).until).toBe(lifeOf(certificates.authority.cert).until);
    expect(late.certificates.problems(lifeOf(own.toString()).until - DAY)).toEqual([
      expect.stringMatching(/^the hub's authority expires in 1 day, on /),
      expect.stringMatching(/^the hub's own certificate expires in 1 day, on /),
    ]);
    expect(late.certificates.problems(lifeOf(own.toString()).until - DAY, "da")).toEqual([
      expect.stringMatching(/^Hubbens udsteder udløber om 1 dag, den /),
      expect.stringMatching(/^Hubbens eget certifikat udløber om 1 dag, den /),
    ]);
  });
});

describe("a listener's certificate of the hub's own", () => {
  it("names the configured hosts, the machine and its addresses, and is made anew when an address is new", async () => {
    const { source } = await certificatesAt(MONDAY);
    const names = new X509Certificate(source.pair.cert).subjectAltName;
    for (const name of ["hub.example.dk", "raadhus", "raadhus.local", "10.1.2.3", "localhost", "127.0.0.1"])
      expect(names).toContain(name);
    expect(names).not.toContain("0.0.0.0");
    const moved = await certificatesAt(MONDAY, undefined, { hostname: "raadhus", addresses: ["10.9.9.9"] });
    expect(new X509Certificate(moved.source.pair.cert).checkIP("10.9.9.9")).toBe("10.9.9.9");
  });

  it("leaves out a host name that no certificate can bear", () => {
    expect(namesOf([], { hostname: "bad name", addresses: [] })).toEqual(["localhost", "127.0.0.1", "::1"]);
    expect(namesOf([], { hostname: "A.b", addresses: [] })[0]).toBe("a.b");
  });

  it("is made anew when what lies there is no certificate, or the clock says that it is not valid yet", async () => {
    const { source } = await certificatesAt(MONDAY);
    writeFileSync(inFolder("server.pem"), "nothing");
    const mended = await certificatesAt(MONDAY);
    expect(mended.source.pair.cert).not.toBe(source.pair.cert);
    const early = await certificatesAt(MONDAY - 10 * DAY);
    expect(early.source.pair.cert).not.toBe(mended.source.pair.cert);
    expect(early.certificates.problems(MONDAY - 10 * DAY)[0]).toMatch(
      /is not valid before .*: set the clock/,
    );
    expect(early.certificates.problems(MONDAY - 10 * DAY, "da")[0]).toMatch(/gælder først fra .*: stil uret/);
  });

  it("is renewed while the hub runs, for MQTT and HTTPS, without a restart and without a lost connection", async () => {
    // The client's clock is this machine's own: the renewal happens today.
    const start = Date.now() - 250 * DAY;
    const { certificates, source } = await certificatesAt(start);
    const accounts = [{ username: "board", role: "integration", id: "board", password: "secret" }] as const;
    const hall = await Hall.open({
      at: start,
      certificates,
      broker: {
        ...{ kind: "embedded", host: "0.0.0.0", port: 0, tls: source, accounts },
        allowAnonymousReading: false,
      },
      http: { host: "0.0.0.0", port: 0, tls: source, publicUrl: () => "https://hub.example.dk" },
    });
    const ca = certificates.authority.cert;
    const mqtt = hall.hub.places.mqtt.replace("0.0.0.0", "127.0.0.1");
    const client = await FarClient.connect(mqtt, {
      ...{ username: "board", password: "secret", clientId: "integration-board", ca },
    });
    const shown = () =>
      Promise.all([hall.url, mqtt].map((url) => shownBy(url, { ca, host: "hub.example.dk" })));
    const before = await shown();
    expect(before[0]).toBe(before[1]);
    hall.now.at = start + 200 * DAY;
    await hall.hub.tick();
    expect(await shown()).toEqual(before);
    hall.now.at = start + 250 * DAY;
    await hall.hub.tick();
    const after = await shown();
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(after[0]);
    expect(await client.subscribe("talon/demo/queues/+")).toBe(1);
    expect(hall.lines).toContainEqual(
      expect.objectContaining({ what: "a newer certificate is shown from now on" }),
    );
    const foreign = await certificatesOf(join(folder, "foreign"));
    await expect(shownBy(mqtt, { ca: foreign, host: "hub.example.dk" })).rejects.toThrow(/certificate/);
    await expect(shownBy(mqtt, { ca, host: "other.example.dk" })).rejects.toThrow(/altnames/i);
    await hall.close();
  });
});

async function certificatesOf(dataDir: string): Promise<string> {
  const other = new Certificates({ dataDir, location: "demo", hosts: [], read });
  await other.open(MONDAY);
  return other.authority.cert;
}

describe("a certificate of the house's own", () => {
  const files = () => ({ certFile: join(folder, "house.crt"), keyFile: join(folder, "house.key") });
  async function houseMakes(at: number, name = "house"): Promise<void> {
    const other = await certificatesAt(at, undefined, { hostname: name, addresses: [] });
    writeFileSync(files().certFile, other.source.pair.cert);
    writeFileSync(files().keyFile, other.source.pair.key);
    const later = new Date(Date.now() + Math.random() * 1e6);
    utimesSync(files().certFile, later, later);
  }

  it("goes before the hub's own, and is read again when its files change", async () => {
    await houseMakes(MONDAY);
    const { certificates, source } = await certificatesAt(MONDAY, { kind: "files", ...files() });
    const told: string[] = [];
    source.renewed(({ cert }) => told.push(cert));
    expect(source.pair.cert).toBe(readFileSync(files().certFile, "utf8"));
    expect(await certificates.look(MONDAY + 60_000)).toBe(false);
    await houseMakes(MONDAY, "new-house");
    expect(await certificates.look(MONDAY + 120_000)).toBe(true);
    expect(told).toEqual([readFileSync(files().certFile, "utf8")]);
  });

  it("that does not fit its key is told, and the one before goes on", async () => {
    await houseMakes(MONDAY);
    const { certificates, source } = await certificatesAt(MONDAY, { kind: "files", ...files() });
    const { pair } = source;
    writeFileSync(files().keyFile, "half");
    expect(await certificates.look(MONDAY + 60_000)).toBe(false);
    expect(source.pair).toBe(pair);
    expect(certificates.problems(MONDAY)).toEqual([expect.stringContaining("house.crt")]);
    rmSync(files().keyFile);
    expect(await certificates.look(MONDAY + 120_000)).toBe(false);
    expect(existsSync(files().keyFile)).toBe(false);
    expect(certificates.problems(MONDAY)).toEqual([expect.stringContaining("does not exist")]);
    expect(certificates.problems(MONDAY, "da")).toEqual([expect.stringContaining("findes ikke")]);
  });

  it("that two listeners show is told of once", async () => {
    await houseMakes(MONDAY);
    const { certificates, source } = await certificatesAt(MONDAY, { kind: "files", ...files() });
    certificates.source({ kind: "files", ...files() });
    await certificates.open(MONDAY);
    const at = lifeOf(source.pair.cert).until - 20 * DAY;
    expect(certificates.problems(at)).toEqual([expect.stringContaining("expires in 20 days")]);
  });

  it("that soon expires is told in health, and the hub does its work all the same", async () => {
    await houseMakes(MONDAY);
    const { certificates, source } = await certificatesAt(MONDAY, { kind: "files", ...files() });
    const hall = await Hall.open({ certificates });
    expect(await hall.hub.health()).toMatchObject({ ok: true, problems: [] });
    hall.now.at = lifeOf(source.pair.cert).until - 20 * DAY;
    await hall.hub.tick();
    expect(await hall.hub.health()).toMatchObject({
      ok: true,
      warnings: [expect.stringMatching(/house\.crt expires in 20 days, on /)],
    });
    hall.now.at += 21 * DAY;
    await hall.hub.tick();
    expect((await hall.hub.health()).warnings).toEqual([expect.stringMatching(/house\.crt expired on /)]);
    expect(hall.lines.filter((line) => line["what"] === "a certificate needs care")).toHaveLength(2);
    await hall.close();
  });
});
