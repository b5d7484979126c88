/**
 * What MQTT 3.1.1 demands of a client's packets and aedes lets pass.
 * Pure; knows neither accounts nor topics of ours.
 */

/** A CONNECT as aedes has parsed it. `length` is what its fixed header says of the rest. */
export type ConnectWords = {
  readonly length?: number;
  readonly protocolId?: string;
  readonly protocolVersion?: number;
  readonly clean?: boolean;
  readonly clientId: string;
  readonly will?: { readonly topic: string; readonly payload: string | Uint8Array };
  readonly username?: string;
  readonly password?: string | Uint8Array;
};

/** U+FFFD stands where bytes were no UTF-8; U+0000 is no part of any string (MQTT-1.5.3-1, MQTT-1.5.3-2). */
export const isText = (said: string): boolean => !/[\0\uFFFD]/.test(said);

const sizeOf = (said: string | Uint8Array | undefined) =>
  said === undefined ? 0 : 2 + (typeof said === "string" ? Buffer.byteLength(said) : said.length);

/** Level, flags and keep-alive stand between the protocol's name and the client's id. */
const FIXED_BYTES = 4;

/** Why a CONNECT is no such packet, so that its connection ends unanswered (MQTT-4.8.0-1); `null` where it is. */
export function connectFault(words: ConnectWords): string | null {
  const { protocolId = "MQTT", clientId, will, username, password, length } = words;
  // Laid out otherwise, and refused by aedes with a word.
  if (words.protocolVersion === 5) return null;
  if (![clientId, will?.topic ?? "", username ?? ""].every(isText)) return "a string that is no UTF-8";
  if (will?.topic === "") return "a last will without a topic";
  if (password !== undefined && username === undefined) return "a password without a name (MQTT-3.1.2-22)";
  const parts = [protocolId, clientId, will?.topic, will?.payload, username, password];
  const said = FIXED_BYTES + parts.reduce((sum: number, part) => sum + sizeOf(part), 0);
  return length === undefined || length === said ? null : "more than its flags announce (MQTT-3.1.3)";
}

/** MQTT 3.1 gives every client an id (3.1, "Client Identifier"); 3.1.1 lets it be empty in a clean session only (MQTT-3.1.3-8). */
export const lacksId = ({ clientId, clean, protocolVersion }: ConnectWords): boolean =>
  clientId === "" && (protocolVersion === 3 || clean !== true);

const UNKNOWN_LEVEL = "Invalid protocol version";
/** CONNACK "unacceptable protocol version"; aedes itself says it of MQTT 5 alone. */
const CONNACK_UNKNOWN_LEVEL = Buffer.from([0x20, 2, 0, 1]);

/** What a connection is told before it ends for this error of the parser (MQTT-3.1.2-2); `null`: nothing. */
export const lastWords = (error: Error): Uint8Array | null =>
  error.message === UNKNOWN_LEVEL ? CONNACK_UNKNOWN_LEVEL : null;
