/**
 * Builds docs/asyncapi.json and the table in docs/protocol.md from the topics, the schemas and the examples.
 * Knows no broker. The tests beside it fail when a document is stale; `npm run docs:protocol` writes them anew.
 */
import * as z from "zod/mini";
import { EXAMPLES } from "../../protocol/examples.ts";
import { printedRecord } from "../../protocol/messages/stand.ts";
import { MESSAGES, type MessageName } from "../../protocol/messages.ts";
import { type Role, TOPICS, type Topic, type TopicName } from "../../protocol/topics.ts";

const names = Object.keys(TOPICS) as TopicName[];
const PARTS: Readonly<Record<string, string>> = {
  location: "The town hall, e.g. `demo`.",
  stand: "The stand's id in the location's document.",
  queue: "The queue's id in the location's document.",
  counter: "The counter's id in the location's document.",
  display: "The display's id in the location's document.",
  staff: "The id of the staff client's account.",
  kind: "The last level of the request that is answered.",
};

function jsonSchema(schema: z.ZodMiniType): Record<string, unknown> {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
  return plain;
}

function payloadOf(name: MessageName): Record<string, unknown> {
  const schema = jsonSchema(MESSAGES[name]);
  if (name !== "printed") return schema;
  const properties = schema["properties"] as Record<string, object>;
  return {
    ...schema,
    properties: { ...properties, records: { ...properties["records"], items: jsonSchema(printedRecord) } },
  };
}

const messageRef = (topic: TopicName) => `#/channels/${topic}/messages/${TOPICS[topic].message}`;

function channel(name: TopicName): object {
  const row: Topic = TOPICS[name];
  const parts = ["location", ...[...row.address.matchAll(/\{(\w+)\}/g)].map(([, part]) => part as string)];
  return {
    address: `talon/{location}/${row.address}`,
    description: row.says,
    parameters: Object.fromEntries(parts.map((part) => [part, { description: PARTS[part] }])),
    messages: { [row.message]: { $ref: `#/components/messages/${row.message}` } },
  };
}

/** The topic of the answer to a request, by its address. */
function answerOf(row: Topic): TopicName | undefined {
  if (!row.address.includes("/request/")) return undefined;
  if (row.writer === "staff") return "staffAnswer";
  const address = row.address.replace("/request/", "/response/");
  return names.find((name) => TOPICS[name].address === address);
}

/** Seen from the hub: what it sends and what it receives. */
function operation(name: TopicName): object {
  const row: Topic = TOPICS[name];
  const answer = answerOf(row);
  return {
    action: row.writer === "hub" ? "send" : "receive",
    summary: row.says,
    description: `Written by ${row.writer}, read by ${row.readers.join(", ")}.`,
    channel: { $ref: `#/channels/${name}` },
    messages: [{ $ref: messageRef(name) }],
    bindings: { mqtt: { qos: row.qos, retain: row.retained, bindingVersion: "0.2.0" } },
    ...(answer
      ? { reply: { channel: { $ref: `#/channels/${answer}` }, messages: [{ $ref: messageRef(answer) }] } }
      : {}),
  };
}

const each = <Name extends string>(all: readonly Name[], made: (name: Name) => object) =>
  Object.fromEntries(all.map((name) => [name, made(name)]));

/** The AsyncAPI 3 document, seen from the hub. */
export function asyncApi(): object {
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Talon over MQTT",
      version: "1",
      description:
        "Queue numbers of a town hall. MQTT 3.1.1; JSON in UTF-8; `v` is the version of the schema, instants are epoch milliseconds UTC. Readers ignore fields that they do not know. An answer bears its request's `id` as `transaction`.",
      license: { name: "EUPL-1.2", url: "https://eupl.eu/1.2/en/" },
    },
    defaultContentType: "application/json",
    servers: {
      hub: {
        host: "hub.example.dk:8883",
        protocol: "mqtts",
        protocolVersion: "3.1.1",
        description: "The hub's embedded broker, or any MQTT 3.1.1 broker that it is linked to.",
      },
    },
    channels: each(names, channel),
    operations: each(names, operation),
    components: {
      messages: each(Object.keys(MESSAGES) as MessageName[], (name) => ({
        name,
        contentType: "application/json",
        payload: payloadOf(name),
        examples: [{ name, payload: EXAMPLES[name] }],
      })),
    },
  };
}

const who = (roles: readonly Role[]) => (roles.length === 5 ? "all" : roles.join(", "));

/** The table of docs/protocol.md. */
export function topicTable(): string {
  const rows = names.map((name) => {
    const row: Topic = TOPICS[name];
    const cells = [
      `\`${row.address}\``,
      `${row.writer} → ${who(row.readers)}`,
      row.retained ? "yes" : "no",
      `\`${row.message}\``,
      row.says,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = [
    "| topic below `talon/<location>/` | writer → reader | retained | payload | |",
    "|---|---|---|---|---|",
  ];
  return [...head, ...rows].join("\n");
}
