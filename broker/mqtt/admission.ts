/**
 * Who each connection of the hub's own broker is, and what it may do, from its CONNECT to its last will.
 * Knows no listener and no store of messages; which topics there are is the rules' affair.
 */
import type { Socket } from "node:net";
import type { AuthenticateError, Client as Connection } from "aedes";
import type { MqttLimits } from "../../protocol/config/limits.ts";
import type { StandId } from "../../protocol/terms.ts";
import type { Connections } from "../limits/connections.ts";
import { networkOf } from "../limits/network.ts";
import type { Rules } from "./access.ts";
import type { HubBrokerEvents } from "./contract.ts";
import { type Found, Identify, type MqttAccount, type Refused, type StandGate } from "./identify.ts";
import { LONGEST_CLIENT_ID, LONGEST_FILTER, type MqttLimit, WHY_NOT_GRANTED } from "./limits.ts";
import { certificateOf } from "./listener.ts";
import { LiveStands } from "./live-stands.ts";
import { plainTopic } from "./plain.ts";
import { type Share, Shares, TRIED_TOO_OFTEN } from "./shares.ts";

export type AdmissionOptions = {
  readonly location: string;
  readonly accounts: readonly MqttAccount[];
  readonly allowAnonymousReading: boolean;
  readonly stands: StandGate | null;
  readonly limits: MqttLimits;
  readonly rules: Rules;
  readonly connections: Connections;
  readonly refused: HubBrokerEvents["refused"];
  readonly met: (client: string, limit: MqttLimit, why: string) => void;
};

type Writing = { readonly topic: string; readonly retain: boolean };

/**
 * A stand that is cut off and may bring its outbox has so long for it, and these topics. Its certificate may be due for renewal, which it
 * asks for before anything else; that is refused, but must not cost it its only connection.
 */
const GRANT_MS = 60_000;
const BRINGS = /\/(?:availability|health|request\/(?:hello|printed|renew))$/;

type Asked = (topic: string) => boolean;
/** Who a connection proved to be, and what was asked about it so far. */
type Known = Found & {
  readonly share: Share;
  readonly mayPublish: Asked;
  readonly mayRetain: Asked;
  readonly mayReceive: Asked;
};

/** A client says and hears the same few topics again and again, and what it may does not change while it is connected. */
const MOST_REMEMBERED = 200;

function remembered(ask: Asked): Asked {
  const answers = new Map<string, boolean>();
  return (topic) => {
    const known = answers.get(topic);
    if (known !== undefined) return known;
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    const answer = ask(topic);
    answers.set(topic, answer);
    return answer;
  };
}

function refusal(why: string, returnCode: 2 | 4 | 5): AuthenticateError {
  return Object.assign(new Error(why), { returnCode });
}

/** Answers what aedes asks about its connections. */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #identify: Identify;
  readonly #live: LiveStands;
  readonly #shares: Shares;
  /** Who each connection proved to be; kept until its last will has been judged. */
  readonly #who = new WeakMap<Connection, Known>();
  readonly #withoutId = new WeakSet<Connection>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#identify = new Identify(options);
    this.#live = new LiveStands(
      (stand) => options.stands?.doubled(stand),
      () => performance.now(),
    );
    this.#shares = new Shares(options.limits);
  }

  /** It has no client id and may not go without; aedes has given it one by the time it is judged. */
  lacksId(connection: Connection): void {
    this.#withoutId.add(connection);
  }

  /** Lets a connection in, or says why not. */
  admit(
    connection: Connection,
    username: string | undefined,
    password: Buffer | undefined,
  ): AuthenticateError | null {
    const found = this.#found(connection, username, password);
    if ("why" in found) {
      if (found.twin !== undefined) this.#live.tellTwin(found.twin);
      return refusal(found.why, found.returnCode);
    }
    const { limits, connections, met } = this.#options;
    const share = this.#shares.came(found.client);
    if (share === null) {
      const why = `its account has ${limits.connectionsPerAccount} connections already`;
      met(connection.id, "account", why);
      return refusal(why, 5);
    }
    this.#who.set(connection, this.#known(found, share));
    connection.conn.once("close", () => this.#shares.left(share));
    connections.known(connection.conn as Socket);
    if (found.client.role === "stand") this.#standCame(connection, found);
    return null;
  }

  #found(
    connection: Connection,
    username: string | undefined,
    password: Buffer | undefined,
  ): Found | Refused {
    const { id, conn } = connection;
    const { certificate, isTrusted } = certificateOf(conn);
    if (this.#withoutId.has(connection)) return { why: "it has no client id", returnCode: 2 };
    if (id.length > LONGEST_CLIENT_ID) return { why: "its client id is too long", returnCode: 2 };
    const from = networkOf((conn as Socket).remoteAddress);
    const look = () => this.#identify.who({ clientId: id, username, password, certificate, isTrusted });
    const found = certificate === undefined ? this.#shares.tried(username ?? "", from, look) : look();
    if (found === TRIED_TOO_OFTEN) this.#options.met(id, "passwords", TRIED_TOO_OFTEN.why);
    if ("why" in found || found.boot === null) return found;
    return this.#live.mayCome(found.client.id as StandId, found.boot)
      ? found
      : { why: "this stand is connected already, from another start", returnCode: 5 };
  }

  #known(found: Found, share: Share): Known {
    const { mayPublish, mayReceive } = this.#options.rules;
    const { client } = found;
    return {
      ...{ ...found, share },
      mayPublish: remembered((topic) => mayPublish(client, topic, false)),
      mayRetain: remembered((topic) => mayPublish(client, topic, true)),
      mayReceive: remembered((topic) => mayReceive(client, topic)),
    };
  }

  #standCame(connection: Connection, { client, boot, isGranted }: Found): void {
    const stand = client.id as StandId;
    const connected = { boot, close: () => connection.conn.destroy() };
    this.#live.came(stand, connected);
    connection.conn.once("close", () => this.#live.went(stand, connected));
    if (!isGranted) return;
    this.#options.stands?.taken(stand);
    setTimeout(connected.close, GRANT_MS).unref();
  }

  /** Ends a stand's connection. */
  drop(stand: StandId): void {
    this.#live.drop(stand);
  }

  /** It has shown that it lives. */
  pinged(connection: Connection): void {
    const who = this.#who.get(connection);
    if (who?.client.role === "stand") this.#live.lives(who.client.id as StandId);
  }

  /** So many packets came: for how long (ms) no more of them are read. Nobody is counted before it was let in. */
  sent(connection: Connection, packets: number): number {
    const share = this.#who.get(connection)?.share;
    return share === undefined ? 0 : this.#shares.sent(share, packets);
  }

  /** An error closes that one connection, the only answer that MQTT 3.1.1 has for a forbidden message (MQTT-3.3.5-2). */
  judge(connection: Connection | null, { topic, retain }: Writing): Error | null {
    const who = connection === null ? undefined : this.#who.get(connection);
    if (who === undefined || !(retain ? who.mayRetain(topic) : who.mayPublish(topic)))
      return new Error(`may not publish ${plainTopic(topic)}`);
    if (who.isGranted && !BRINGS.test(topic)) return new Error("may only bring its outbox");
    // Its availability may be the last will of a connection that is dead by now.
    if (who.client.role === "stand" && !topic.endsWith("/availability"))
      this.#live.lives(who.client.id as StandId);
    return null;
  }

  /** Whether a subscription is granted; it is remembered then. */
  maySubscribe(connection: Connection, filter: string): boolean {
    const who = this.#who.get(connection);
    if (who === undefined) return false;
    // Asked for first, so that long ones count too.
    const hasRoom = this.#shares.mayAdd(who.share, filter);
    const limit = filter.length > LONGEST_FILTER ? "topic" : hasRoom ? null : "subscriptions";
    if (limit !== null) {
      this.#options.met(connection.id, limit, WHY_NOT_GRANTED[limit]);
      return false;
    }
    const isGranted = this.#options.rules.maySubscribe(who.client, filter);
    if (isGranted) who.share.filters.add(filter);
    else this.#options.refused({ client: connection.id, why: `subscribe ${plainTopic(filter)}` });
    return isGranted;
  }

  unsubscribed(connection: Connection, filters: readonly string[]): void {
    for (const filter of filters) this.#who.get(connection)?.share.filters.delete(filter);
  }

  mayReceive(connection: Connection, topic: string): boolean {
    return this.#who.get(connection)?.mayReceive(topic) ?? false;
  }
}
