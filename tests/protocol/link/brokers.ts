/**
 * Real brokers for tests: aedes in this process, and Debian's mosquitto as a child process. Both on a port of their own.
 * Knows no test.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Aedes } from "aedes";

export type TestBroker = {
  readonly url: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
};

/** aedes on `port`, or on a free one. */
export async function startAedes(port = 0): Promise<TestBroker> {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const actual = (server.address() as AddressInfo).port;
  const stop = async () => {
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `mqtt://127.0.0.1:${actual}`, port: actual, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

async function listens(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const isThere = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isThere) return;
    await pause(50);
  }
  throw new Error("mosquitto does not listen after 5 s");
}

/** A certificate for 127.0.0.1 that nobody has signed but itself. */
function certificate(folder: string): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, "hub.crt"), join(folder, "hub.key")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert];
  execFileSync("openssl", [...made, ...subject], { stdio: "ignore" });
  chmodSync(key, 0o644);
  chmodSync(folder, 0o755);
  return { cert, key };
}

/** Debian's mosquitto on a free port; fails loudly where it is not installed (tests/setup installs it). */
export async function startMosquitto(withTls = false): Promise<TestBroker & { readonly ca: string }> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "talon-mosquitto-"));
  const file = join(folder, "mosquitto.conf");
  const tls = withTls ? certificate(folder) : null;
  const lines = [`listener ${port} 127.0.0.1`, "allow_anonymous true", "persistence false"];
  if (tls) lines.push(`certfile ${tls.cert}`, `keyfile ${tls.key}`);
  writeFileSync(file, lines.join("\n"));
  const child = spawn("/usr/sbin/mosquitto", ["-c", file], { stdio: "ignore" });
  await Promise.race([listens(port, child), once(child, "error").then(([error]) => Promise.reject(error))]);
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill();
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const scheme = withTls ? "mqtts" : "mqtt";
  const ca = tls ? readFileSync(tls.cert, "utf8") : "";
  return { url: `${scheme}://127.0.0.1:${port}`, port, stop, ca };
}

/** Waits for a condition, at most `limitMs`. */
export async function until(condition: () => boolean, limitMs = 5000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not true within ${limitMs} ms: ${condition.toString()}`);
    await pause(5);
  }
}
