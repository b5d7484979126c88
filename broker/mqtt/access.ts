/**
 * Who may write, subscribe to and receive which topic, derived from the one table in protocol/topics.ts.
 * Pure; it must not know how a client proved who it is, nor which broker asks.
 */
import { matchTopic, OWN_PART, type Role, TOPICS, type TopicName } from "../../protocol/topics.ts";

/** Who a connection belongs to. A stand, display or staff client has topics of its own below `id`. */
export type Client = {
  readonly role: Exclude<Role, "hub">;
  readonly id: string;
  readonly location: string;
};

type Row = { readonly writer: Role; readonly readers: readonly Role[]; readonly levels: readonly string[] };

const ROWS: readonly Row[] = (Object.keys(TOPICS) as TopicName[]).map((name) => ({
  writer: TOPICS[name].writer,
  readers: TOPICS[name].readers,
  levels: TOPICS[name].address.split("/"),
}));

/** A part that names the client's own kind must be the client itself; every other part may be anything. */
function isOwn(client: Client, at: Readonly<Record<string, string>>): boolean {
  const part = OWN_PART[client.role];
  const bearer = part === undefined ? undefined : at[part];
  return bearer === undefined || bearer === client.id;
}

/**
 * Whether this client may publish to `topic`, or leave it as its last will.
 * Only what the table calls retained may be retained, so that no request lies in the broker for ever.
 */
export function mayPublish(client: Client, topic: string, retain: boolean): boolean {
  const match = matchTopic(topic);
  if (match === null || match.location !== client.location) return false;
  const row = TOPICS[match.name];
  return row.writer === client.role && isOwn(client, match.at) && (row.retained || !retain);
}

/** Whether one message on `topic` may be given to this client, retained or fresh. */
export function mayReceive(client: Client, topic: string): boolean {
  const match = matchTopic(topic);
  if (match === null || match.location !== client.location) return false;
  const readers: readonly Role[] = TOPICS[match.name].readers;
  return readers.includes(client.role) && isOwn(client, match.at);
}

/** One level of the table against one level of a filter. */
function meets(client: Client, level: string, asked: string): boolean {
  if (!level.startsWith("{")) return asked === "+" || asked === level;
  const isBound = level.slice(1, -1) === OWN_PART[client.role];
  return !isBound || asked === "+" || asked === client.id;
}

function overlaps(client: Client, levels: readonly string[], filter: readonly string[]): boolean {
  for (const [index, level] of levels.entries()) {
    const asked = filter[index];
    if (asked === "#") return true;
    if (asked === undefined || !meets(client, level, asked)) return false;
  }
  // `a/#` also means `a` itself (MQTT 3.1.1, 4.7.1.2).
  return filter.length === levels.length || (filter.length === levels.length + 1 && filter.at(-1) === "#");
}

/**
 * Whether a filter can bring this client anything that it may receive. A wide filter (`talon/demo/#`) is granted
 * and every message is then asked about with {@link mayReceive}; a filter that can bring nothing is refused.
 */
export function maySubscribe(client: Client, filter: string): boolean {
  const asked = filter.split("/");
  return ROWS.some(
    (row) =>
      row.readers.includes(client.role) && overlaps(client, ["talon", client.location, ...row.levels], asked),
  );
}

/**
 * Whether a client id belongs to an account, so that nobody can push another's connection off (MQTT-3.1.4-2).
 * A stand and a display have exactly one; staff and integrations may have several, told apart by what follows.
 */
export function isOwnClientId(client: Client, clientId: string): boolean {
  const name = `${client.role}-${client.id}`;
  if (clientId === name) return true;
  const hasSeveral = client.role === "staff" || client.role === "integration";
  return hasSeveral && clientId.length <= 80 && clientId.startsWith(`${name}.`);
}

/** Whether a client id could be an account's, which an anonymous reader must not bear. */
export function isReservedClientId(clientId: string): boolean {
  return /^(hub|stand|display|staff|integration)-/.test(clientId);
}

/** What the hub's own broker asks about the clients that came in. It remembers the answers: the same question has the same one. */
export type Rules = {
  readonly mayPublish: (client: Client, topic: string, retain: boolean) => boolean;
  readonly mayReceive: (client: Client, topic: string) => boolean;
  readonly maySubscribe: (client: Client, filter: string) => boolean;
  /** Whether what a client missed is kept for it where it asks for that (MQTT-3.1.2-5), and its subscriptions with it. */
  readonly keepsSessions: boolean;
};

/**
 * The rules of every hub. Sessions end with their connection: what a client missed is in the retained topics, and aedes would keep a silent
 * client's messages without limit (moscajs/aedes#1087).
 */
export const TABLE_RULES: Rules = { mayPublish, mayReceive, maySubscribe, keepsSessions: false };
