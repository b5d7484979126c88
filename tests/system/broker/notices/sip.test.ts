/** Words on a desk telephone, through an exchange that is Debian's sipp: signed in by digest, over UDP and TCP; and what no answer means. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSip, type SipOptions } from "../../../../broker/notices/host-channels/sip.ts";
import { freePort } from "../../../free-port.ts";

const WORDS = {
  reference: "0123456789abcdef0123456789abcdef",
  title: "Din gæst er kommet.",
  text: "Nummer A12.",
  url: "https://hub.example/host",
  language: "da",
} as const;
const TRANSPORTS = ["udp", "tcp"] as const;
type Transport = (typeof TRANSPORTS)[number];

async function exchange(transport: Transport) {
  const folder = mkdtempSync(join(tmpdir(), "talon-sip-"));
  const heard = join(folder, "messages");
  const port = await freePort();
  const scenario = join(import.meta.dirname, "exchange.xml");
  const words = [
    "-sf",
    scenario,
    "-i",
    "127.0.0.1",
    "-p",
    String(port),
    "-t",
    transport === "udp" ? "u1" : "t1",
  ];
  const child = spawn("sipp", [...words, "-nostdin", "-trace_msg", "-message_file", heard], {
    cwd: folder,
    stdio: "ignore",
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  const place = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  await expect
    .poll(() => readFileSync(`/proc/net/${transport}`, "utf8"), { timeout: 10_000 })
    .toContain(place);
  return { port, heard: () => readFileSync(heard, "utf8") };
}

function phone(port: number, transport: Transport, otherwise: Partial<SipOptions> = {}) {
  return openSip({
    ...{ host: "127.0.0.1", port, transport, domain: "kommune.example", from: "talon" },
    ...{ login: { user: "talon", pass: "right" }, ...otherwise },
  });
}

describe.each(TRANSPORTS)("an exchange over %s", (transport) => {
  it("takes the words from whoever signs in rightly", async () => {
    const { port, heard } = await exchange(transport);
    expect(await phone(port, transport).send({ ...WORDS, to: "4711" })).toEqual({ ended: "accepted" });
    await expect.poll(heard, { timeout: 5000 }).toContain("Din gæst er kommet. Nummer A12.");
    expect(heard()).toContain("MESSAGE sip:4711@kommune.example SIP/2.0");
    expect(heard()).toContain("Content-Length: 32");
  });

  it("takes nothing from whoever does not, and the technician hears of it", async () => {
    const { port } = await exchange(transport);
    const login = { user: "talon", pass: "wrong" };
    expect(await phone(port, transport, { login }).send({ ...WORDS, to: "4711" })).toEqual({
      ended: "later",
      why: "the exchange answered 403",
    });
    const nobody = phone((await exchange(transport)).port, transport, { login: null });
    expect(await nobody.send({ ...WORDS, to: "4711" })).toEqual({
      ended: "later",
      why: "the exchange answered 401",
    });
  });
});

it("an exchange that never answers may have shown the words", async () => {
  const silent = createSocket("udp4").bind(0, "127.0.0.1");
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  onTestFinished(() => {
    silent.close();
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
  await Promise.all([silent, mute].map((one) => new Promise((ready) => one.once("listening", ready))));
  const limitMs = 700;
  const unknown = { ended: "unknown", why: "the exchange did not answer (ETIMEDOUT)" };
  const { port: udp } = silent.address();
  const { port: tcp } = mute.address() as { port: number };
  expect(await phone(udp, "udp", { limitMs }).send({ ...WORDS, to: "4711" })).toEqual(unknown);
  expect(await phone(tcp, "tcp", { limitMs }).send({ ...WORDS, to: "4711" })).toEqual(unknown);
  expect(await phone(udp, "udp", { limitMs }).check()).toBe("ETIMEDOUT");
});

it("nobody at the address has nothing, and what is no number is sent to nobody", async () => {
  const away = phone(1, "tcp");
  expect(await away.send({ ...WORDS, to: "4711" })).toMatchObject({ ended: "later" });
  expect(await away.check()).toBe("ECONNREFUSED");
  for (const to of ["4711\r\nVia: x", "4711@evil.example", "", "47 11"])
    expect(await away.send({ ...WORDS, to })).toMatchObject({ ended: "gone" });
});
