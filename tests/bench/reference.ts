/**
 * The references that every figure is measured against, in the same run: a bare exchange of two MQTT clients through a broker,
 * and a raw SQLite commit. They know nothing of Talon beyond the size of a request.
 */
import { createServer } from "node:net";
import { Aedes } from "aedes";
import Database from "better-sqlite3";
import mqtt from "mqtt";

/** Topics of the bare exchange; each client asks below its own name. */
export const ASK = "talon/bench/request";
export const ANSWER = "talon/bench/response";

function echo(payload: Uint8Array): string {
  const { id } = JSON.parse(Buffer.from(payload).toString()) as { id: string };
  return JSON.stringify({ v: 1, id, at: Date.now(), transaction: id, filler: "x".repeat(300) });
}

/** A process of its own: aedes with its defaults and nothing else. Prints its port when ready. */
export async function runReferenceBroker(): Promise<void> {
  const broker = await Aedes.createBroker({ queueLimit: 10_000 });
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    broker.handle(socket);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ what: "ready", port })}\n`);
  });
}

/** A process of its own: a bare responder, a client of the broker at `url`, that answers each request with its transaction. */
export async function runReferenceResponder(url: string): Promise<void> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 4, clientId: "bench-responder" });
  client.on("message", (topic, payload) => {
    client.publish(`${ANSWER}/${topic.slice(ASK.length + 1)}`, echo(payload), { qos: 1 });
  });
  await client.subscribeAsync(`${ASK}/+`, { qos: 1 });
  process.stdout.write(`${JSON.stringify({ what: "ready", port: 0 })}\n`);
}

/** Raw commits of one row of a ticket's size, WAL and synchronous FULL as the ledger: the time of each, in ms. */
export function rawCommits(file: string, count: number): number[] {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("create table if not exists rows (seq integer primary key, body text)");
  const insert = database.prepare("insert into rows (body) values (?)");
  const body = "x".repeat(400);
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    const before = performance.now();
    insert.run(body);
    times.push(performance.now() - before);
  }
  database.close();
  return times;
}
