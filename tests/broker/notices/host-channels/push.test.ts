/** Web push over a real TLS socket, to a push service that opens what only the browser may read (RFC 8291), and checks who signed (RFC 8292). */
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { pushKeys } from "../../../../broker/notices/host-channels/open.ts";
import { openPush } from "../../../../broker/notices/host-channels/push.ts";
import { decrypted } from "./rfc8291.ts";
import { type Sent, Sink } from "./sink.ts";

const WORDS = {
  reference: "r1",
  title: "Din gæst er kommet",
  text: "Aftalen kl. 10.00, nr. A12.",
  url: "https://hub.example/host",
  language: "da",
} as const;

/** A browser with keys of its own at this push service. */
function browserAt(sink: Sink) {
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  const auth = randomBytes(16);
  const to = JSON.stringify({
    endpoint: sink.url("/push/b1"),
    keys: { p256dh: keys.getPublicKey("base64url"), auth: auth.toString("base64url") },
  });
  return { to, read: ({ body }: Sent) => JSON.parse(decrypted(body, { keys, auth })) as unknown };
}

async function service(limitMs?: number) {
  const sink = await new Sink().open();
  sink.status = 201;
  const folder = mkdtempSync(join(tmpdir(), "talon-push-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const keys = pushKeys(folder);
  expect(pushKeys(folder)).toEqual(keys);
  const contact = "mailto:it@kommune.example";
  const push = openPush({
    keys: () => keys,
    contact,
    hosts: ["localhost"],
    ca: sink.ca,
    limitMs,
    port: Number(new URL(sink.url("/")).port),
  });
  return { sink, keys, push, browser: browserAt(sink) };
}

/** What a VAPID token says, where its signature is of this key. */
function signedBy(authorization: string, publicKey: string): Record<string, unknown> {
  const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  expect(key).toBe(publicKey);
  const [head, claims, signature] = token.split(".") as [string, string, string];
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((one) => one.toString("base64url"));
  const made = createPublicKey({ key: { kty: "EC", crv: "P-256", x: x!, y: y! }, format: "jwk" });
  const isRight = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: made, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  expect(isRight).toBe(true);
  return JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<string, unknown>;
}

describe("a push", () => {
  it("is readable for that browser alone, signed by the hub, and urgent", async () => {
    const { sink, keys, push, browser } = await service();
    expect(await push.send({ ...WORDS, to: browser.to })).toEqual({ ended: "accepted" });
    const [got] = sink.got as [Sent];
    expect(browser.read(got)).toEqual({ title: WORDS.title, text: WORDS.text, url: WORDS.url, tag: "r1" });
    expect(() => browserAt(sink).read(got)).toThrow(/unable to authenticate data/);
    expect(got.body.toString("latin1")).not.toMatch(/A12|Aftalen/);
    expect(got.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "1800", urgency: "high" });
    const claims = signedBy(got.headers.authorization ?? "", keys.publicKey);
    expect(claims).toMatchObject({ sub: "mailto:it@kommune.example", aud: sink.url("") });
    expect(await push.check()).toBeNull();
    expect(
      await openPush({ keys: () => keys, contact: "", hosts: ["localhost", ".x"], port: 1 }).check(),
    ).toBe("localhost: ECONNREFUSED");
    await push.close();
  });

  it("to a browser that nobody uses any more is gone; what is not sure is not sent again", async () => {
    const { sink, push, browser } = await service(5000);
    const ends = async (status: number | null) => {
      sink.status = status;
      return (await push.send({ ...WORDS, to: browser.to })).ended;
    };
    expect([await ends(404), await ends(410)]).toEqual(["gone", "gone"]);
    expect([await ends(429), await ends(503), await ends(403)]).toEqual(["later", "later", "later"]);
    expect([await ends(413), await ends(500), await ends(null)]).toEqual(["refused", "unknown", "unknown"]);
  });

  it("goes to no address that is no push service's, and to no broken subscription", async () => {
    const { sink, push, browser } = await service();
    const whole = JSON.parse(browser.to) as { endpoint: string; keys: object };
    const to = (otherwise: object) => JSON.stringify({ ...whole, ...otherwise });
    for (const wrong of [
      to({ endpoint: "https://127.0.0.1:1/internal" }),
      to({ endpoint: "http://localhost/push" }),
      to({ keys: { p256dh: "AAAA", auth: "AAAA" } }),
      to({ endpoint: 7 }),
      "{}",
      "no json",
    ])
      expect(await push.send({ ...WORDS, to: wrong })).toMatchObject({ ended: "gone" });
    expect(sink.got).toEqual([]);
  });

  it("to a service that is not there is tried later", async () => {
    const { push, browser } = await service();
    const away = JSON.stringify({ ...(JSON.parse(browser.to) as object), endpoint: "https://localhost:1/p" });
    expect(await push.send({ ...WORDS, to: away })).toMatchObject({ ended: "later" });
  });
});
