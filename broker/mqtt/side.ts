/**
 * Everything that the hub says and hears over MQTT: requests and answers, retained topics, orders, notices, availability.
 * Knows no HTTP and no rule; what changes is told to it after each commit.
 */
import { randomUUID } from "node:crypto";
import type { LocationConfig } from "../../protocol/config.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { Message } from "../../protocol/messages.ts";
import { PROTOCOL_VERSION, type StaffId, type StandId } from "../../protocol/terms.ts";
import type { Actor } from "../accounts/rights.ts";
import { answerOf, type CheckInDesk } from "../appointments/check-in.ts";
import { ExpectedLists } from "../appointments/lists.ts";
import type { Committed, Dispatched } from "../dispatch.ts";
import type { ShownCode } from "../phone/desk.ts";
import type { OpensAt, WaitsOf } from "../pictures/places.ts";
import { markOf, type SpeechOf } from "../pictures/topics.ts";
import type { Alarm, HubState } from "../queue/state.ts";
import type { StandOrder } from "../stand-orders.ts";
import type { Stands } from "../stands.ts";
import type { Heard, HubBroker, HubBrokerEvents, Limited } from "./contract.ts";
import { type EmbeddedBroker, type EmbeddedOptions, openEmbedded } from "./embedded.ts";
import { openExternal } from "./external.ts";
import { leaseSayings, missedBy, ordersOf } from "./orders.ts";
import { plainly } from "./plain.ts";
import type { BrokerAccess } from "./probe.ts";
import { Requests, type RequestsOptions, type Unreadable } from "./requests.ts";
import { Retained, type Saying, spelled } from "./retained.ts";
import { Seldom } from "./seldom.ts";

export type HubBrokerOptions =
  | ({ readonly kind: "embedded" } & Omit<EmbeddedOptions, "location">)
  | ({ readonly kind: "external" } & BrokerAccess);

export type MqttSideOptions = {
  readonly broker: HubBrokerOptions;
  readonly location: LocationConfig;
  readonly version: string;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly dispatch: Dispatched;
  /** What a staff client may do. */
  readonly actorOf: (staff: StaffId) => Actor;
  readonly stands: Stands;
  readonly publicUrl: () => string;
  readonly opensAt: OpensAt;
  readonly waitsOf: WaitsOf;
  readonly speech: SpeechOf;
  /** The code at the door, for displays that show it. */
  readonly code: () => ShownCode | null;
  readonly renew: RequestsOptions["renew"];
  /** Where citizens check in; `null` at a hub without appointments. */
  readonly checkIn: CheckInDesk | null;
  /** Something that pictures show may have changed. */
  readonly touched: () => void;
  readonly counted: {
    readonly refused: () => void;
    readonly undecodable: () => void;
    readonly limited: (limit: string) => void;
  };
  readonly log: Log;
  readonly failed: (fault: unknown) => void;
};

/** The hub's MQTT from `open` to `close`. */
export class MqttSide {
  /** New at every start of the process. */
  readonly instance: string = randomUUID();
  readonly #options: MqttSideOptions;
  readonly #requests: Requests;
  readonly #lists: ExpectedLists | null;
  /** Staff clients that notices go to: those with an account, and whoever asked for something. */
  readonly #staff = new Set<StaffId>();
  readonly #since: number;
  readonly #refused: Seldom<{ readonly client: string; readonly why: string }>;
  readonly #limited: Seldom<Limited>;
  readonly #unread: Seldom<Unreadable>;
  #broker: HubBroker | null = null;
  #retained: Retained | null = null;
  #lastAlarm: Alarm | undefined;
  /** Messages that came before the hub had begun its day; `null` afterwards. */
  #early: Heard[] | null = [];
  #isClosing = false;

  constructor(options: MqttSideOptions) {
    this.#options = options;
    this.#since = options.at();
    this.#lastAlarm = options.state().alarms.at(-1);
    const { log } = options;
    this.#refused = new Seldom((what, count) => log.notice("an MQTT client was refused", { ...what, count }));
    this.#limited = new Seldom((what, count) => log.notice("an MQTT client met a limit", { ...what, count }));
    this.#unread = new Seldom((what, count) =>
      log.warning("a message could not be read", { ...what, count }),
    );
    this.#requests = this.#makeRequests();
    this.#lists = this.#makeLists();
  }

  /** Faults: those of the brokers. What is heard waits for {@link MqttSide.begin}. */
  async open(): Promise<void> {
    const { broker, location: config } = this.#options;
    const { location } = config;
    if (broker.kind === "embedded") {
      for (const { role, id } of broker.accounts) if (role === "staff") this.#staff.add(id as StaffId);
      const known = () => {
        const clients = broker.accounts.map(({ role, id }) => `${role}-${id}`);
        return new Set([
          ...clients,
          ...this.#options.state().location.stands.map(({ stand }) => `stand-${stand}`),
        ]);
      };
      this.#broker = await openEmbedded({ ...broker, location }, plainly(this.#events(), known));
      return;
    }
    this.#broker = await openExternal(
      {
        ...{ ...broker, location, instance: this.instance },
        will: () => this.#availability("offline"),
        online: () => this.#availability("online"),
      },
      this.#events(),
    );
  }

  /** The hub has begun its day: everything retained is said, and what was heard meanwhile is answered. */
  begin(): void {
    const { publicUrl, opensAt, waitsOf, speech, code } = this.#options;
    const tell = (topic: string, payload: string, retained: boolean) =>
      this.#broker?.publish(topic, payload, retained);
    this.#retained = new Retained(
      { publicUrl, opensAt, waitsOf, speech, code, tell },
      this.#broker?.found ?? [],
    );
    this.#sayOnline();
    const early = this.#early ?? [];
    this.#early = null;
    for (const heard of early) this.#heard(heard);
  }

  /** The hub's own broker's port; `null` with another broker. */
  get port(): number | null {
    return this.#broker !== null && "port" in this.#broker ? (this.#broker.port as number) : null;
  }

  isUp(): boolean {
    return this.#broker?.isUp() ?? false;
  }

  clients(): number | null {
    return this.#broker?.clients() ?? null;
  }

  /** Ends a stand's connection at once; another broker than the hub's own is not told. */
  drop(stand: StandId): void {
    const broker = this.#broker as HubBroker & Partial<EmbeddedBroker>;
    broker.drop?.(stand);
  }

  /** What one commit means for others goes out after the commit's answers, and before how everything is. */
  committed({ events, state }: Committed): void {
    const sayings = [...ordersOf(state, events, this.#mirror), ...leaseSayings(state, events, this.instance)];
    if (sayings.length > 0) setImmediate(() => this.#sayAll(sayings));
  }

  /** Tells a stand to do something that changes no ticket; false while no stand can be reached. `by` is a staff id. */
  order(order: StandOrder, by: string | null): boolean {
    if (!this.isUp()) return false;
    this.#say(order);
    const { name, parts, body } = order;
    this.#options.log.notice("a stand was given an order", { order: name, by, ...parts, ...body });
    return true;
  }

  /** Says what looks different by now. */
  flush(): void {
    this.#tellSeldom(this.#options.at());
    const state = this.#options.state();
    const known = this.#lastAlarm === undefined ? -1 : state.alarms.lastIndexOf(this.#lastAlarm);
    for (const { notice } of state.alarms.slice(known + 1)) this.#notify(notice);
    this.#lastAlarm = state.alarms.at(-1);
    if (!this.isUp()) return;
    this.#retained?.flush(state, this.#options.at());
    this.#lists?.look();
  }

  /** Says `offline`, then leaves. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.isUp()) {
      const { topic, payload } = this.#availability("offline");
      this.#broker?.publish(topic, payload, true);
    }
    await this.#broker?.close();
    this.#tellSeldom(Number.POSITIVE_INFINITY);
  }

  #tellSeldom(at: number): void {
    this.#refused.flush(at);
    this.#limited.flush(at);
    this.#unread.flush(at);
  }

  #events(): HubBrokerEvents {
    const { log, counted, failed, at } = this.#options;
    return {
      heard: (message) => this.#heard(message),
      linked: (isUp) => {
        log.info(isUp ? "the MQTT broker is there" : "the MQTT broker is gone");
        if (isUp) this.#sayOnline();
      },
      failed,
      refused: ({ client, why }) => {
        counted.refused();
        this.#refused.happened(client, { client, why }, at());
      },
      limited: (what) => {
        counted.limited(what.limit);
        this.#limited.happened(`${what.limit} ${what.client}`, what, at());
      },
    };
  }

  #makeRequests(): Requests {
    const { state, at, dispatch, renew, actorOf, stands, touched, counted } = this.#options;
    return new Requests({
      ...{ instance: this.instance, state, at, dispatch, renew, actorOf },
      say: (saying) => this.#say(saying),
      checkIn: (stand, presented) => answerOf(this.#options.checkIn, stand, presented),
      greeted: (stand) => this.#greeted(stand),
      standSaid: {
        availability: (stand, said) => {
          stands.availability(stand, said);
          touched();
        },
        health: (stand, said) => this.#healthSaid(stand, said),
        request: (stand) => stands.heard(stand),
      },
      staffSeen: (staff) => this.#staff.add(staff),
      undecodable: (what) => {
        counted.undecodable();
        this.#unread.happened(what.from, what, at());
      },
    });
  }

  #makeLists(): ExpectedLists | null {
    const { checkIn: desk, state, at } = this.#options;
    return desk === null
      ? null
      : new ExpectedLists({
          ...{ desk, at, seq: () => state().seq },
          stands: () => state().location.stands.map(({ stand }) => stand),
          say: (stand, body) => this.#say({ name: "expected", parts: { stand }, body }),
        });
  }

  #availability(state: "online" | "offline") {
    const { version, location, at } = this.#options;
    const now = this.#options.state();
    const ledger = now.ledgerId === null ? null : markOf(now);
    const body = { state, since: this.#since, version, protocolVersion: PROTOCOL_VERSION };
    const saying = {
      name: "hubAvailability",
      parts: {},
      body: { ...body, instance: this.instance, ledger },
    } as const;
    return spelled(saying, location.location, at());
  }

  /** The broker may have forgotten everything, or never have heard it. */
  #sayOnline(): void {
    if (!this.isUp() || this.#retained === null) return;
    const { topic, payload } = this.#availability("online");
    this.#broker?.publish(topic, payload, true);
    this.#retained.again();
    this.#options.touched();
  }

  #heard(message: Heard): void {
    if (this.#early !== null) {
      this.#early.push(message);
      return;
    }
    this.#requests.take(message).catch((fault: unknown) => {
      // Rejected only when nothing may be answered any more; what is lost here is asked again (design rule 1).
      if (!this.#isClosing) this.#options.failed(fault);
    });
  }

  #say(saying: Saying): void {
    const { location, at } = this.#options;
    const { topic, payload, retained } = spelled(saying, location.location, at());
    this.#broker?.publish(topic, payload, retained);
  }

  #sayAll(sayings: readonly Saying[]): void {
    for (const saying of sayings) this.#say(saying);
  }

  /** The stand that keeps copies of what no stand issued: the first that is on line. */
  get #mirror(): StandId | null {
    const { state, stands } = this.#options;
    const online = state().location.stands.find(({ stand }) => stands.view(stand).online);
    return online?.stand ?? null;
  }

  #greeted(stand: StandId): void {
    const state = this.#options.state();
    this.#retained?.resay("standConfig", { location: state.location.location, stand });
    this.#sayAll(missedBy(state, stand, this.#mirror));
    this.#lists?.greeted(stand);
    this.#options.touched();
  }

  #healthSaid(stand: StandId, said: Message<"standHealth">): void {
    const { stands, touched } = this.#options;
    const before = stands.view(stand).problem;
    stands.health(stand, said);
    const { problem } = stands.view(stand);
    if (problem !== null && problem !== before) this.#notify({ kind: "stand-trouble", stand, problem });
    touched();
  }

  #notify(notice: Message<"staffNotice">["notice"]): void {
    for (const staff of this.#staff)
      this.#say({ name: "staffNotice", parts: { staff }, body: { staff, notice } });
  }
}
