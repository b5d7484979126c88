/**
 * The brokers that other people's suites are run against, each in a process of its own: plain aedes, and the hub's own broker with
 * everything that stands between a socket and aedes, but with access rules that know no topic of Talon's.
 * Knows no suite.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Aedes } from "aedes";
import type { Rules } from "../../broker/mqtt/access.ts";
import { openEmbedded } from "../../broker/mqtt/embedded.ts";

/**
 * `aedes`: aedes with its defaults and nothing else. `hub`: the hub's broker. `hub-sessions`: that, where a client may have a session that
 * outlives its connection. `mosquitto`: Debian's, which shows what a suite that is run so can be passed with.
 */
export const BROKERS = ["aedes", "hub", "hub-sessions", "mosquitto"] as const;
export type BrokerName = (typeof BROKERS)[number];

export const isBroker = (name: string): name is BrokerName => (BROKERS as readonly string[]).includes(name);

const HOST = "127.0.0.1";
/** What paho's suite expects not to be granted; it is the only filter that is not. */
const NOT_GRANTED = "test/nosubscribe";

const open = (keepsSessions: boolean): Rules => ({
  mayPublish: () => true,
  mayReceive: () => true,
  maySubscribe: (_client, filter) => filter !== NOT_GRANTED,
  keepsSessions,
});

async function openAedes(port: number): Promise<void> {
  const aedes = await Aedes.createBroker();
  const server = createServer((socket) => aedes.handle(socket));
  server.listen(port, HOST);
  await once(server, "listening");
}

/** Whoever gives no name comes in, as in the demo; limits, packet gate and listener are those of a hub that was told nothing. */
async function openHubs(port: number, keepsSessions: boolean): Promise<void> {
  const say = (what: string) => (told: { readonly why: string }) =>
    void process.stderr.write(`${what}: ${told.why}\n`);
  await openEmbedded(
    {
      ...{ location: "demo", host: HOST, port, tls: null, accounts: [], allowAnonymousReading: true },
      rules: open(keepsSessions),
    },
    {
      heard: () => undefined,
      linked: () => undefined,
      failed: (fault) => say("failed")({ why: fault.message }),
      refused: say("refused"),
      limited: say("limited"),
    },
  );
}

/** Opens a broker in this process and listens, until it is asked to end. */
export async function runBroker(name: Exclude<BrokerName, "mosquitto">, port: number): Promise<void> {
  // aedes numbers its messages to a client from anywhere, which MQTT leaves to the broker; mosquitto's tests expect 1, 2, 3.
  Math.random = () => Number.MIN_VALUE;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
  if (name === "aedes") await openAedes(port);
  else await openHubs(port, name === "hub-sessions");
}

/** The words that start a broker of a name; `-p <port>` is to follow. `program`: those that start this program. */
export function commandOf(name: BrokerName, program: readonly string[]): readonly string[] {
  return name === "mosquitto" ? ["mosquitto"] : [...program, "broker", name];
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: HOST });
  const isOpen = await Promise.race([
    once(socket, "connect").then(() => true),
    once(socket, "error").then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return isOpen;
}

const STARTS_WITHIN_MS = 15_000;

/** Starts a broker and resolves once it takes connections. */
export async function startBroker(command: readonly string[], port: number): Promise<ChildProcess> {
  const [file = "", ...words] = command;
  const child = spawn(file, [...words, "-p", String(port)], { stdio: "ignore" });
  const until = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < until && child.exitCode === null) {
    if (await answers(port)) return child;
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error(`${command.join(" ")} did not listen on port ${port}`);
}
