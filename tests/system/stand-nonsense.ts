/** Nonsense with a stand's account: topics of its own and of others, payloads with one field made wrong. Knows no hub. */
import { Socket } from "node:net";
import fc from "fast-check";
import mqtt, { type MqttClient } from "mqtt";
import { EXAMPLES } from "../../protocol/examples.ts";
import { decode, decodeRecord } from "../../protocol/messages.ts";
import { matchTopic, TOPICS } from "../../protocol/topics.ts";

export type Piece = { readonly topic: string; readonly payload: string | Buffer };

const OWN = "talon/demo/stands/s1";
/** What a stand may write, all that a broker lets through. */
const WRITABLE = [
  ...["request/hello", "request/issue", "request/printed", "request/lookup", "request/check-in"],
  ...["availability", "health"],
].map((rest) => `${OWN}/${rest}`);
const FOREIGN = [
  ...[
    "stands/s2/request/issue",
    "stands/s1",
    "stands/s1/config",
    "stands/s1/response/issue",
    "hub/availability",
  ],
  ...["queues/citizen", "calls", "staff/demo/request/call-next", "displays/d1/picture"],
].map((rest) => `talon/demo/${rest}`);

const level = fc.oneof(
  fc.constantFrom(
    "request",
    "response",
    "hello",
    "issue",
    "printed",
    "availability",
    "config",
    "",
    "..",
    "s2",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll(/[+#/\0]|\p{Cs}/gu, "_")),
);
const below = (prefix: string) =>
  fc.array(level, { minLength: 1, maxLength: 12 }).map((levels) => [prefix, ...levels].join("/"));
/** One in twenty-five is no stand's to write, since each of those costs a connection. */
const topic = fc.oneof(
  { weight: 96, arbitrary: fc.constantFrom(...WRITABLE, ...WRITABLE.slice(0, 3)) },
  { weight: 2, arbitrary: below(OWN) },
  { weight: 1, arbitrary: fc.oneof(below("talon/demo/stands"), below("talon"), below("$SYS")) },
  { weight: 1, arbitrary: fc.constantFrom(...FOREIGN) },
);

const oneWrong = (example: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(example)), fc.jsonValue())
    .map(([field, value]): object => ({ ...example, [field]: value }));
const { hello, issue, printed } = EXAMPLES;
const printedRecord = printed.records[0] as object;
const payload = fc.oneof(
  { weight: 2, arbitrary: oneWrong(hello).map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: oneWrong(issue).map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: oneWrong(printed).map((one) => JSON.stringify(one)) },
  {
    weight: 2,
    arbitrary: oneWrong(printedRecord).map((record) => JSON.stringify({ ...printed, records: [record] })),
  },
  { weight: 1, arbitrary: fc.nat(200).map((length) => JSON.stringify(issue).slice(0, length)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
);

/** What a stand might say, e.g. an example whose `language` was made "en": a field that was not made wrong after all. */
function isSense(piece: Piece): boolean {
  const match = matchTopic(piece.topic);
  if (match === null || !WRITABLE.includes(piece.topic)) return false;
  if (match.name !== "printed") return decode(TOPICS[match.name].message, piece.payload).ok;
  const message = decode("printed", piece.payload);
  return message.ok && message.value.records.some((record) => decodeRecord(record).ok);
}

export const nonsense: fc.Arbitrary<Piece> = fc.record({ topic, payload }).filter((piece) => !isSense(piece));

type Account = { readonly username: string; readonly password: string; readonly clientId: string };

/** Somebody with a stand's password. Connects again when the broker throws it out, and keeps what the hub answers. */
export class Intruder {
  readonly #url: string;
  readonly #account: Account;
  #client: MqttClient | null = null;
  /** How often the hub answered what: a result, a refusal, or the topic of an answer that refuses nothing. */
  readonly answers = new Map<string, number>();
  thrownOut = 0;

  constructor(url: string, { username, password, clientId }: Account) {
    this.#url = url;
    this.#account = { username, password, clientId };
  }

  /** Resolves when the broker has taken the piece, or has ended the connection as it does for a foreign topic. */
  async say({ topic: where, payload: what }: Piece): Promise<void> {
    const client = await this.#connected();
    if (WRITABLE.includes(where)) return void (await client.publishAsync(where, what, { qos: 1 }));
    await new Promise<void>((ended, failed) => {
      const limit = setTimeout(() => failed(new Error(`not thrown out for ${where}`)), 5000);
      client.once("close", () => {
        clearTimeout(limit);
        ended();
      });
      client.publish(where, what, { qos: 0 });
    });
    this.thrownOut += 1;
    this.#client = null;
  }

  async #connected(): Promise<MqttClient> {
    if (this.#client) return this.#client;
    const options = { ...this.#account, protocolVersion: 4, reconnectPeriod: 0 } as const;
    const client = await mqtt.connectAsync(this.#url, options, false);
    // The library leaves Nagle's delay on: each answer's PUBACK would hold the next piece up for 40 ms.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    client.on("error", () => undefined);
    client.on("message", (from, answer) => this.#hear(from, answer.toString()));
    await client.subscribeAsync(`${OWN}/response/+`, { qos: 1 });
    this.#client = client;
    return client;
  }

  #hear(from: string, text: string): void {
    type Said = { results?: { result: string }[]; answer?: { refused?: string } };
    const { results, answer } = JSON.parse(text) as Said;
    const said = results?.map(({ result }) => result) ?? [answer?.refused ?? from];
    for (const one of said) this.answers.set(one, (this.answers.get(one) ?? 0) + 1);
  }

  async close(): Promise<void> {
    await this.#client?.endAsync();
  }
}
