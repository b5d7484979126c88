import { randomUUID } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Authority } from "../../../broker/certificates/authority.ts";
import { lifeOf } from "../../../broker/certificates/certificates.ts";
import { makeAuthority } from "../../../broker/certificates/issue.ts";
import { newKey } from "../../../broker/certificates/keys.ts";
import { identityFile, keepIdentity } from "../../../device/stand/enrol/identity.ts";
import { newRequest } from "../../../device/stand/enrol/request.ts";
import { FarClient, until } from "../mqtt/far-side.ts";
import { askSecurely, type Machine, SecureHall } from "./secure-hall.ts";

const DAY = 86_400_000;
let at: SecureHall;
beforeEach(async () => {
  at = await SecureHall.open();
});
afterEach(() => at.close());

const closed = (client: FarClient) => until(() => client.isClosed);

async function enrolled(name?: string): Promise<Machine> {
  const machine = at.machine(name);
  expect(await machine.enrol((await at.claim()).code)).toMatchObject({ ok: true });
  return machine;
}

describe("where the house's own authority signed what the hub shows", () => {
  /** `isNamed`: whether the hub's file names that authority. */
  const house = (isNamed: boolean) => async (folder: string) => {
    const [from, until] = [Date.now() - DAY, Date.now() + DAY];
    const authority = new Authority(await makeAuthority("house", { from, until }));
    const { key, publicKey } = newKey();
    const names = ["127.0.0.1"];
    const cert = await authority.sign({
      ...{ usage: "server", commonName: "hub", organization: "House", names, publicKey, from, until },
    });
    const [certFile, keyFile] = [join(folder, "house.crt"), join(folder, "house.key")];
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key);
    const files = { kind: "files", certFile, keyFile } as const;
    return { choice: isNamed ? { ...files, ca: authority.cert } : files, signedBy: authority.cert };
  };

  it("a machine is told of it by its code, and believes it from then on", async () => {
    const hall = await SecureHall.open({}, house(true));
    const machine = hall.machine();
    expect(await machine.enrol((await hall.claim()).code)).toMatchObject({ ok: true });
    expect((await machine.identity()).ca).toBe(hall.ca);
    const client = await machine.connect();
    expect(await client.subscribe("talon/demo/stands/s1/config")).toBe(1);
    await client.close();
    await hall.close();
  });

  it("and the hub does not name it, the code is not said", async () => {
    const hall = await SecureHall.open({}, house(false));
    expect(await hall.machine().enrol((await hall.claim()).code)).toMatchObject({ problem: "certificate" });
    expect((await hall.list()).stands[0]?.["claimUntil"], "its code is still open").not.toBeNull();
    await hall.close();
  });
});

describe("beside a stand's machine", () => {
  it("what is wrong with the hub's certificates is told in Danish, and in English to whoever asks for it", async () => {
    const path = "/api/locations/demo/administration/stand-machines";
    const told = async (query: string) => {
      const { text } = await askSecurely(at, `${path}${query}`);
      return (JSON.parse(text) as { readonly warnings: unknown }).warnings;
    };
    expect(await told("")).toEqual([]);
    at.hall.now.at = lifeOf(at.certificates.authority.cert).until - 10 * DAY;
    expect(await told("")).toContainEqual(
      expect.stringMatching(/^Hubbens udsteder udløber om 10 dage, den /),
    );
    expect(await told("?language=en")).toContainEqual(
      expect.stringMatching(/^the hub's authority expires in 10 days, on /),
    );
  });
});

describe("a machine becomes a stand", () => {
  it("by its one-time code, with a key of its own that never leaves, and connects by certificate", async () => {
    const machine = await enrolled();
    expect(statSync(identityFile(machine.dataDir)).mode & 0o777).toBe(0o600);
    const client = await machine.connect();
    expect(await client.subscribe("talon/demo/stands/s1/config")).toBe(1);
    await client.close();
    expect((await at.list()).stands[0]).toMatchObject({ stand: "s1", claimUntil: null, cutOffAt: null });
  });

  it("by a typed code in any case and with spaces, and once only", async () => {
    const { code } = await at.claim();
    expect(await at.machine().enrol(code.toLowerCase().replaceAll("-", " "))).toMatchObject({ ok: true });
    expect(await at.machine("other").enrol(code)).toMatchObject({ problem: "claim-unknown" });
  });

  it("not by a code that expired, was revoked, or was replaced by a newer one", async () => {
    const first = await at.claim();
    const second = await at.claim();
    expect(await at.machine().enrol(first.code)).toMatchObject({ problem: "claim-unknown" });
    expect((await at.does("revoke-claim")).status).toBe(200);
    expect(await at.machine().enrol(second.code)).toMatchObject({ problem: "claim-unknown" });
    expect((await at.does("revoke-claim")).status).toBe(403);
    const third = await at.claim();
    at.hall.now.at += DAY;
    await at.hall.hub.tick();
    expect(await at.machine().enrol(third.code)).toMatchObject({ problem: "claim-expired" });
  });

  it("not as another stand than the code is for, which does not use the code up", async () => {
    const { code } = await at.claim();
    expect(await at.machine().enrol(code, { stand: "s2" })).toMatchObject({ problem: "other-stand" });
    expect(await at.machine().enrol(code, { location: "else" })).toMatchObject({ problem: "other-stand" });
    expect(await at.machine().enrol(code)).toMatchObject({ ok: true });
  });

  it("not without a request that its own key signed", async () => {
    const { code } = await at.claim();
    const body = { code, stand: "s1", location: "demo", outbox: randomUUID(), csr: "none" };
    expect(await askSecurely(at, "/enrol", body)).toMatchObject({ status: 400 });
  });

  it("and nothing of the code stands in the ledger or in the log", async () => {
    const { code } = await at.claim();
    await at.machine().enrol(code);
    const plain = code.replaceAll("-", "").slice(4);
    expect(at.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["claim-made", "stand-enrolled"]),
    );
    expect(JSON.stringify([at.events, at.hall.lines])).not.toContain(plain);
  });

  it("and after five wrong codes an address waits for a quarter of an hour, whatever it says then", async () => {
    const { code } = await at.claim();
    for (let i = 0; i < 5; i += 1)
      expect(
        (
          await askSecurely(at, "/enrol", {
            code: "0".repeat(20),
            stand: "s1",
            location: "demo",
            outbox: "x",
            csr: "x",
          })
        ).status,
      ).toBe(403);
    expect(await at.machine().enrol(code)).toMatchObject({ problem: "slow" });
    at.hall.now.at += 15 * 60_000;
    await at.hall.hub.tick();
    expect(await at.machine().enrol(code)).toMatchObject({ ok: true });
  });
});

describe("the stand believes", () => {
  it("no hub that did not make its code, and does not tell it the code", async () => {
    const other = await SecureHall.open();
    const { code } = await at.claim();
    const said = await at.machine().enrol(code, { url: other.url });
    expect(said).toMatchObject({ ok: false });
    // The same first part stands for another claim there: only the proof tells the two apart.
    const theirs = (await other.claim()).code;
    expect(
      await at.machine().enrol(`${theirs.slice(0, 4)}${code.slice(4)}`, { url: other.url }),
    ).toMatchObject({
      problem: "foreign-hub",
    });
    await other.close();
  });

  it("no hub whose authority has another fingerprint than the QR says", async () => {
    const { code } = await at.claim();
    const fingerprint = "AA:".repeat(31) + "AA";
    expect(await at.machine().enrol(code, { fingerprint })).toMatchObject({ problem: "foreign-fingerprint" });
    const own = (await at.list()).fingerprint;
    expect(await at.machine().enrol(code, { fingerprint: own })).toMatchObject({ ok: true });
  });

  it("and says in words' codes that an address is none, nobody is there, or a code cannot be one", async () => {
    const machine = at.machine();
    const { code } = await at.claim();
    expect(await machine.enrol("short")).toMatchObject({ problem: "code-invalid" });
    expect(await machine.enrol(code, { url: "http://127.0.0.1:1" })).toMatchObject({
      problem: "url-invalid",
    });
    expect(await machine.enrol(code, { url: "https://127.0.0.1:1" })).toMatchObject({
      problem: "unreachable",
    });
  });
});

describe("the broker", () => {
  it("takes no certificate of another authority, none that expired, and no other client id", async () => {
    const machine = await enrolled();
    const { key, csr } = await newRequest("s1");
    const who = { stand: "s1", location: "demo", at: Date.now() };
    const foreign = new Authority(
      await makeAuthority("demo", { from: Date.now() - DAY, until: Date.now() + DAY }),
    );
    const cert = (await foreign.signStand(csr, who))!;
    await expect(machine.connect("b", { key, cert })).rejects.toThrow(/Not authorized/);
    const old = (await at.certificates.authority.signStand(csr, { ...who, at: Date.now() - 400 * DAY }))!;
    await expect(machine.connect("b", { key, cert: old })).rejects.toThrow(/Not authorized/);
    const stray = (await at.certificates.authority.signStand(csr, who))!;
    await expect(machine.connect("b", { key, cert: stray })).rejects.toThrow(/Not authorized/);
    await expect(machine.connect("b", { clientId: "stand-s2" })).rejects.toThrow(/Identifier rejected/i);
  });

  it("lets a password in until the stand is enrolled, and never again", async () => {
    const ca = at.certificates.authority.cert;
    const account = { clientId: "stand-s1", username: "stand-s1", password: "secret", ca };
    const client = await FarClient.connect(at.mqttUrl, account);
    await enrolled();
    await closed(client);
    await expect(FarClient.connect(at.mqttUrl, account)).rejects.toThrow(/Not authorized/);
  });

  it("closes a stolen stand's connection within a second, and refuses its certificate from then on", async () => {
    const machine = await enrolled();
    const client = await machine.connect();
    const from = performance.now();
    expect((await at.does("cut-off")).status).toBe(200);
    await closed(client);
    expect(performance.now() - from).toBeLessThan(1000);
    await expect(machine.connect()).rejects.toThrow(/Not authorized/);
    const anew = at.machine("anew");
    expect(await anew.enrol((await at.claim()).code)).toMatchObject({ ok: true });
    await (await anew.connect()).close();
    await expect(machine.connect()).rejects.toThrow(/Not authorized/);
  });

  it("lets a stand that is cut off bring its outbox once, and do nothing else", async () => {
    const machine = await enrolled();
    expect((await at.does("grant-outbox")).status).toBe(409);
    await at.does("cut-off");
    expect((await at.does("grant-outbox")).status).toBe(200);
    const client = await machine.connect();
    const head = { v: 1, id: randomUUID(), at: Date.now() };
    const printed = { ...head, outboxId: machine.outbox, returning: false, records: [{ none: 1 }] };
    // Its certificate is due, which it asks for first; that is refused and costs it nothing else.
    await client.subscribe("talon/demo/stands/s1/response/renew");
    const renew = { ...head, csr: (await newRequest("s1")).csr };
    await client.client.publishAsync("talon/demo/stands/s1/request/renew", JSON.stringify(renew), { qos: 1 });
    await until(() => client.on("talon/demo/stands/s1/response/renew").length > 0);
    expect(client.on("talon/demo/stands/s1/response/renew")[0]).toContain("not-enrolled");
    await client.subscribe("talon/demo/stands/s1/response/printed");
    await client.client.publishAsync("talon/demo/stands/s1/request/printed", JSON.stringify(printed), {
      qos: 1,
    });
    await until(() => client.on("talon/demo/stands/s1/response/printed").length > 0);
    client.client.publish("talon/demo/stands/s1/request/issue", "{}", { qos: 1 });
    await closed(client);
    await expect(machine.connect()).rejects.toThrow(/Not authorized/);
  });

  it("turns a second machine with the same identity away while the first lives, and tells staff", async () => {
    const machine = await enrolled();
    const first = await machine.connect("one");
    await expect(machine.connect("two")).rejects.toThrow(/Not authorized/);
    expect(at.twins).toBe(0);
    await first.client.publishAsync("talon/demo/stands/s1/request/help", "{}", { qos: 1 });
    await until(() => at.twins === 1);
    // The same start again is the network that came back, and another one after it went is a restart.
    const again = await machine.connect("one");
    await again.close();
    await (await machine.connectSoon("three")).close();
    expect(at.twins).toBe(1);
  });

  it("turns away a copied card in another machine, whose outbox is another one, and tells staff", async () => {
    const machine = await enrolled();
    await keepIdentity(join(at.folder, "copy"), await machine.identity());
    await expect(at.machine("copy").connect()).rejects.toThrow(/Not authorized/);
    await until(() => at.twins === 1);
  });
});

describe("a stand's certificate", () => {
  it("is renewed over its own link, and the one before goes on until then", async () => {
    const machine = await enrolled();
    const client = await machine.connect();
    await client.subscribe("talon/demo/stands/s1/response/renew");
    const { key, csr } = await newRequest("s1");
    const ask = { v: 1, id: randomUUID(), at: Date.now(), csr };
    await client.client.publishAsync("talon/demo/stands/s1/request/renew", JSON.stringify(ask), { qos: 1 });
    await until(() => client.on("talon/demo/stands/s1/response/renew").length > 0);
    const said = JSON.parse(client.on("talon/demo/stands/s1/response/renew")[0]!) as {
      answer: { certificate: string };
    };
    await client.close();
    await (await machine.connect("next", { key, cert: said.answer.certificate })).close();
    await (await machine.connectSoon("before")).close();
  });
});
