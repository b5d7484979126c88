/** Who comes with a certificate or a code that is not theirs. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ConnectionOptions, createServer } from "node:tls";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { Authority, readAuthority } from "../../../broker/certificates/authority.ts";
import { makeAuthority, type Validity } from "../../../broker/certificates/issue.ts";
import { newKey } from "../../../broker/certificates/keys.ts";
import { enrol } from "../../../device/stand/enrol/enrol.ts";
import { readIdentity } from "../../../device/stand/enrol/identity.ts";
import { newRequest } from "../../../device/stand/enrol/request.ts";
import { openMqttLink } from "../../../protocol/link/mqtt.ts";
import { SecureHall } from "../../broker/enrolment/secure-hall.ts";
import { until } from "../../broker/mqtt/far-side.ts";
import { connectPacket, RawClient } from "../../broker/mqtt/raw-client.ts";
import { HERE, HubUnderAttack } from "./attack.ts";

const DAY_MS = 86_400_000;

let hub: HubUnderAttack;
beforeAll(async () => {
  hub = await HubUnderAttack.open();
}, 60_000);
afterEach(() => hub.stillCalls());
afterAll(() => hub?.close());

const MACHINES = `${HERE}/administration/stand-machines`;
const does = (stand: string, what: string) => hub.post(`${MACHINES}/${stand}/${what}`);

async function claim(stand: string): Promise<string> {
  return (JSON.parse((await does(stand, "claim")).text) as { readonly code: string }).code;
}

/** The answer to CONNECT of whoever shows this certificate as stand s1. */
async function shown(tls: ConnectionOptions, password: string): Promise<number | undefined> {
  const login = { username: "stand-s1", password: Buffer.from(password) };
  const client = new RawClient({ port: hub.mqttPort, tls: { ca: hub.ca, ...tls } });
  client.say(connectPacket("stand-s1", login));
  await until(() => client.isClosed || client.of("connack").length > 0, 10_000);
  const code = client.of("connack")[0]?.returnCode;
  client.end();
  return code;
}

test("only a certificate of this hub for this stand lets it in, and not even that once it is cut off", async () => {
  const outbox = randomUUID();
  const dataDir = join(hub.folder, "stand");
  const asked = { url: hub.url, fingerprint: null, stand: "s1", location: "demo", outbox, dataDir };
  expect(await enrol({ ...asked, code: await claim("s1") })).toMatchObject({ ok: true });
  const found = await readIdentity(dataDir);
  if (found.kind !== "found") throw new Error(found.kind);
  const { key, cert } = found.identity;
  const said = `${outbox}.${randomUUID()}`;
  expect(await shown({ key, cert }, said)).toBe(0);
  expect(await shown({}, "secret"), "the password of a stand that has a certificate").toBe(5);
  expect(await shown({ key, cert }, `${randomUUID()}.x`), "another machine's outbox").toBe(5);
  const forged = await forgeries();
  for (const [what, pair] of forged) expect([what, await shown(pair, said)]).toEqual([what, 5]);
  const inside = new RawClient({ port: hub.mqttPort, tls: { ca: hub.ca, key, cert } });
  inside.say(connectPacket("stand-s1", { username: "stand-s1", password: Buffer.from(said) }));
  await until(() => inside.of("connack").length === 1);
  const from = performance.now();
  expect((await does("s1", "cut-off")).status).toBe(200);
  await until(() => inside.isClosed);
  expect(performance.now() - from).toBeLessThan(1000);
  expect(await shown({ key, cert }, said)).toBe(5);
});

function authority(): Authority {
  const found = readAuthority(join(hub.folder, "data"));
  if (found === null) throw new Error("the hub has no authority");
  return found;
}

/** A listener that shows a certificate of the hub's own authority; answers how much was ever said to it, and how often it was left in the handshake. */
async function listenerWith(validity: Validity) {
  const { key, publicKey } = newKey();
  const cert = await authority().sign({
    ...{ usage: "server", commonName: "127.0.0.1", organization: "demo", names: ["127.0.0.1"] },
    ...{ publicKey, ...validity },
  });
  const told = { bytes: 0, handshakesLeft: 0 };
  const server = createServer({ key, cert }, (socket) => {
    socket
      .on("error", () => undefined)
      .on("data", (chunk: Buffer) => {
        told.bytes += chunk.length;
      });
  });
  server.on("tlsClientError", () => {
    told.handshakesLeft += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const link = openMqttLink({
    url: `mqtts://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ clientId: "stand-s1", username: "stand-s1", password: "secret", ca: hub.ca, retryMs: [50, 100] },
  });
  onTestFinished(async () => {
    await link.close();
    server.close();
  });
  return told;
}

test("a stand says nothing to a hub whose certificate is over, or not yet good", async () => {
  const now = Date.now();
  const good = await listenerWith({ from: now - DAY_MS, until: now + DAY_MS });
  await until(() => good.bytes > 0);
  for (const [from, to] of [
    [now - DAY_MS, now - 60_000],
    [now + DAY_MS, now + 2 * DAY_MS],
  ] as const) {
    const bad = await listenerWith({ from, until: to });
    await until(() => bad.handshakesLeft >= 2);
    expect(bad.bytes).toBe(0);
  }
});

/** The house's own certificate for the listeners, good now whatever the hub takes for now. */
async function ofHouse(folder: string) {
  const validity = { from: Date.now() - DAY_MS, until: Date.now() + DAY_MS };
  const house = new Authority(await makeAuthority("house", validity));
  const { key, publicKey } = newKey();
  const cert = await house.sign({
    ...{ usage: "server", commonName: "hub", organization: "House", names: ["127.0.0.1"], publicKey },
    ...validity,
  });
  const [certFile, keyFile] = [join(folder, "house.crt"), join(folder, "house.key")];
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key);
  return { choice: { kind: "files", certFile, keyFile, ca: house.cert } as const, signedBy: house.cert };
}

test("the very certificate that a hub gave a stand lets it in no more once it is over", async () => {
  // A hub of 400 days ago, whose certificates are good for a year; TLS goes by the machine's own clock.
  const old = await SecureHall.open({ at: Date.now() - 400 * DAY_MS }, ofHouse);
  onTestFinished(() => old.close());
  const enrolled = async (name: string) => {
    const machine = old.machine(name);
    expect(await machine.enrol((await old.claim()).code)).toMatchObject({ ok: true });
    return machine;
  };
  await expect((await enrolled("long ago")).connect()).rejects.toThrow(/Not authorized/);
  old.hall.now.at = Date.now();
  await (await (await enrolled("today")).connect()).close();
});

/** Certificates for this stand of another authority that bears the same name, of this location and of another. */
async function forgeries(): Promise<[string, { key: string; cert: string }][]> {
  const at = Date.now();
  const other = new Authority(await makeAuthority("demo", { from: at - 86_400_000, until: at + 86_400_000 }));
  const made: [string, { key: string; cert: string }][] = [];
  for (const location of ["demo", "elsewhere"]) {
    const { key, csr } = await newRequest("s1");
    const cert = await other.signStand(csr, { stand: "s1", location, at });
    made.push([`of another authority, for ${location}`, { key, cert: cert ?? "" }]);
  }
  return made;
}

test("a claim code is good once, for its own stand, and a replayed request brings nothing", async () => {
  const code = await claim("s2");
  const { csr } = await newRequest("s2");
  const body = { code, stand: "s2", location: "demo", outbox: randomUUID(), csr };
  const say = (more: object = {}, from = "127.0.0.2") =>
    hub.ask("/enrol", { method: "POST", from, body: { ...body, ...more } });
  expect((await say({ stand: "s3" })).status).toBe(409);
  expect((await say()).status).toBe(200);
  for (const again of [{}, { outbox: randomUUID() }, { stand: "s3" }])
    expect((await say(again)).status).toBe(403);
  const revoked = await claim("s3");
  expect((await does("s3", "revoke-claim")).status).toBe(200);
  expect((await say({ code: revoked, stand: "s3" })).status).toBe(403);
});

test("whoever guesses codes waits after five, and a right code from elsewhere is taken meanwhile", async () => {
  const guess = (from: string, code: string) =>
    hub.ask("/enrol", {
      ...{ method: "POST", from },
      body: { code, stand: "s3", location: "demo", outbox: randomUUID(), csr: "none" },
    });
  const statuses = [];
  for (let at = 0; at < 8; at += 1) statuses.push((await guess("127.0.0.3", `${at}`.repeat(17))).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
  expect((await hub.met()).get("http tries")).toBeGreaterThanOrEqual(3);
  // 400: the code was right, and what was to be signed was none.
  expect((await guess("127.0.0.4", await claim("s3"))).status).toBe(400);
});

/** The middle of what many times took. */
const median = (all: readonly number[]) => [...all].sort((one, other) => one - other)[all.length >> 1] ?? 0;

async function timed(ask: () => Promise<{ readonly status: number }>, status: number): Promise<number> {
  const from = performance.now();
  expect((await ask()).status).toBe(status);
  return performance.now() - from;
}

test("how long a refusal takes tells neither whether a code's first part exists nor whether a name does", async () => {
  const code = (await claim("s3")).replaceAll("-", "");
  const guess = (at: number, said: string) => () =>
    hub.ask("/enrol", {
      ...{ method: "POST", from: `127.0.20.${at}` },
      body: { code: said, stand: "s3", location: "demo", outbox: randomUUID(), csr: "none" },
    });
  const signIn = (at: number, name: string) => () =>
    hub.trySignIn(name, "wrong password", { from: `127.0.21.${at}` });
  const times = {
    known: [] as number[],
    unknown: [] as number[],
    name: [] as number[],
    nobody: [] as number[],
  };
  for (let at = 0; at < 7; at += 1) {
    const rest = code.slice(4).split("").reverse().join("");
    times.known.push(await timed(guess(2 * at + 1, `${code.slice(0, 4)}${rest}`), 403));
    times.unknown.push(await timed(guess(2 * at + 2, `0000${rest}`), 403));
    times.name.push(await timed(signIn(2 * at + 1, ["bo", "cai", "dea"][at % 3] as string), 401));
    times.nobody.push(await timed(signIn(2 * at + 2, `nobody-${at}`), 401));
  }
  const [known, unknown, name, nobody] = Object.values(times).map(median) as [number, number, number, number];
  process.stdout.write(
    `refused after (median of 7): code known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms; ` +
      `name known ${name.toFixed(1)} ms, unknown ${nobody.toFixed(1)} ms\n`,
  );
  expect(Math.abs(known - unknown)).toBeLessThan(0.5 * Math.max(known, unknown));
  // Comparing a password takes many times what the rest of an answer does: a name that nobody has must cost the same.
  expect(nobody).toBeGreaterThan(0.6 * name);
});
