/**
 * A hub for the tests of the running stand: a real broker on a real socket, and answers as the test says.
 * Knows no rule of queues; it numbers what it is asked for and confirms what it is told.
 */
import { createServer, type Server } from "node:net";
import { Aedes } from "aedes";
import { type MqttLink, openMqttLink } from "../../../protocol/link/mqtt.ts";
import type { Message, PrintedRecord } from "../../../protocol/messages.ts";
import type { QueueId, TicketNumber } from "../../../protocol/terms.ts";
import { DAY, HUB, LEDGER, standConfig, uuid } from "./bench-location.ts";

const AT = { location: "demo", stand: "s1" };

export class ScriptedHub {
  /** Each once, however often it was told: a stand tells again what was not confirmed in time. */
  readonly records: PrintedRecord[] = [];
  readonly health: Message<"standHealth">[] = [];
  readonly availability: string[] = [];
  readonly #server: Server;
  readonly #broker: Aedes;
  readonly #link: MqttLink;
  #messages = 5000;
  #given = 0;
  url: string;

  constructor(broker: Aedes, server: Server, port: number) {
    this.#broker = broker;
    this.#server = server;
    this.url = `mqtt://127.0.0.1:${port}`;
    this.#link = openMqttLink({ url: this.url, clientId: "hub" });
    this.#listen();
  }

  head() {
    this.#messages += 1;
    return { v: 1, id: uuid(this.#messages), at: Date.now() };
  }

  get #mark() {
    return { ledgerId: LEDGER, seq: this.#messages };
  }

  #listen(): void {
    const link = this.#link;
    link.subscribe("hello", AT, ({ id }) => {
      const given = { serviceDay: DAY, letters: { a: "AB", b: "BB" }, last: 999 };
      const answer = {
        ...this.head(),
        transaction: id,
        ledger: this.#mark,
        instance: HUB,
        serviceDay: DAY,
        lease: given,
      };
      void link.publish("helloAnswer", AT, answer);
    });
    link.subscribe("issue", AT, ({ id, ticketId }) => {
      this.#given += 1;
      const number = `A${String(this.#given).padStart(2, "0")}` as TicketNumber;
      const answer = { kind: "number" as const, number, serviceDay: DAY, ahead: 0, wait: null };
      void link.publish("issueAnswer", AT, {
        ...this.head(),
        transaction: id,
        ledger: this.#mark,
        ticketId,
        answer,
      });
    });
    link.subscribe("printed", AT, ({ id, records }) => {
      const known = new Set(this.records.map((record) => JSON.stringify(record)));
      const fresh = (records as PrintedRecord[]).filter((record) => !known.has(JSON.stringify(record)));
      this.records.push(...fresh);
      const results = records.map(() => ({ result: "recorded" as const }));
      void link.publish("printedAnswer", AT, {
        ...this.head(),
        transaction: id,
        ledger: this.#mark,
        results,
      });
    });
    link.subscribe("lookup", AT, ({ id }) => {
      const answer = { refused: "ticket-unknown" as const };
      void link.publish("lookupAnswer", AT, { ...this.head(), transaction: id, ledger: this.#mark, answer });
    });
    link.subscribe("standHealth", AT, (message) => void this.health.push(message));
    link.subscribe("standAvailability", AT, ({ state }) => void this.availability.push(state));
    link.onUp(() => this.#tellState());
  }

  #tellState(): void {
    const link = this.#link;
    const online = {
      state: "online" as const,
      since: Date.now(),
      version: "0.1.0",
      protocolVersion: 1,
      instance: HUB,
    };
    void link.publish("hubAvailability", AT, { ...this.head(), ...online, ledger: this.#mark });
    void link.publish("standConfig", AT, { ...standConfig(), ...this.head() });
    for (const queue of ["a", "b"]) {
      const open = { queue: queue as QueueId, name: { da: queue }, letters: queue.toUpperCase(), open: true };
      const rest = { opensAt: null, waiting: 0, wait: null, lastCalled: null };
      void link.publish(
        "queueState",
        { ...AT, queue },
        { ...this.head(), ledger: this.#mark, ...open, ...rest },
      );
    }
  }

  order(topic: "test" | "reprint", more: object = {}): Promise<boolean> {
    return this.#link.publish(topic, AT, { ...this.head(), ...more });
  }

  async close(): Promise<void> {
    await this.#link.close();
    await new Promise<void>((done) => this.#broker.close(() => done()));
    await new Promise<void>((done) => void this.#server.close(() => done()));
  }
}

/** `mayRead`: which topics the broker grants; all when left out. */
export async function openScriptedHub(mayRead = (_topic: string) => true): Promise<ScriptedHub> {
  const broker = await Aedes.createBroker({
    authorizeSubscribe: (client, asked, then) =>
      then(null, client?.id === "hub" || mayRead(asked.topic) ? asked : null),
  });
  const server = createServer((socket) => void broker.handle(socket.setNoDelay(true)));
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return new ScriptedHub(broker, server, typeof address === "object" && address ? address.port : 0);
}
