/**
 * The hub put together: ledger and rules in the middle; MQTT, HTTP, streams and voice around them.
 * Knows no command line, no file and no timer: main.ts brings those, tests bring others.
 */
import { randomUUID } from "node:crypto";
import type { Voice } from "../hal/voice/contract.ts";
import { gongWav } from "../hal/voice/gong.ts";
import type { LocationConfig } from "../protocol/config.ts";
import type { Log } from "../protocol/link/log.ts";
import type { Assets } from "../protocol/link/static.ts";
import type { Message } from "../protocol/messages.ts";
import { type LedgerId, PROTOCOL_VERSION, type StaffId, type StandId } from "../protocol/terms.ts";
import { Counts } from "./counts.ts";
import { type Clock, type Committed, type Dispatch, type Outcome, openDispatch } from "./dispatch.ts";
import { type HttpServer, openHttp } from "./http/server.ts";
import type { Door } from "./http/sign-in.ts";
import { Streams } from "./http/streams.ts";
import type { Ledger } from "./ledger/contract.ts";
import type { Heard, HubBroker, HubBrokerEvents } from "./mqtt/contract.ts";
import { type EmbeddedOptions, openEmbedded } from "./mqtt/embedded.ts";
import { openExternal } from "./mqtt/external.ts";
import { leaseSayings, missedBy, type OrderContext, ordersOf } from "./mqtt/orders.ts";
import { Pace } from "./mqtt/pace.ts";
import type { BrokerAccess } from "./mqtt/probe.ts";
import { Requests } from "./mqtt/requests.ts";
import { Retained, type Saying, spelled } from "./mqtt/retained.ts";
import { type OpensAt, rememberedOpenings } from "./pictures/places.ts";
import type { StaffOptions } from "./pictures/staff.ts";
import { markOf } from "./pictures/topics.ts";
import type { Command } from "./queue/commands.ts";
import type { Alarm, Settings } from "./queue/state.ts";
import { Stands } from "./stands.ts";
import { Announcer } from "./voice.ts";

export type HubBrokerOptions =
  | ({ readonly kind: "embedded" } & Omit<EmbeddedOptions, "location">)
  | ({ readonly kind: "external" } & BrokerAccess);

export type HubOptions = {
  readonly location: LocationConfig;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly settings: Settings;
  /** A state topic or picture goes out at most once in this time (ms). */
  readonly coalesceMs: number;
  readonly version: string;
  readonly broker: HubBrokerOptions;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
    /** What citizens' phones reach, by the port that was opened. */
    readonly publicUrl: (port: number) => string;
  };
  /** `null`: nobody signs in. */
  readonly door: Door | null;
  readonly voice: Voice;
  readonly assets: Assets;
  readonly log: Log;
  /** Bytes left for the ledger. */
  readonly freeBytes: () => Promise<number>;
  /** The process must end: nothing more is answered. */
  readonly failed: (fault: unknown) => void;
  readonly beatMs?: number;
};

/** Below this the ledger may not take the next day. */
const LEAST_FREE_BYTES = 16_777_216;
/** A hub whose second does not pass for so long is stuck. */
const STUCK_MS = 5000;

/** Opens everything and is ready when it resolves. Faults: those of the listeners and of the broker; the ledger is then closed. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const hub = new Hub(options);
  try {
    await hub.open();
  } catch (fault) {
    await hub.close();
    throw fault;
  }
  return hub;
}

export class Hub {
  readonly instance: string = randomUUID();
  readonly #options: HubOptions;
  readonly #dispatch: Dispatch;
  readonly #counts = new Counts();
  readonly #stands = new Stands();
  readonly #staff = new Set<StaffId>();
  readonly #opensAt: OpensAt = rememberedOpenings();
  readonly #announcer: Announcer;
  readonly #streams: Streams;
  readonly #requests: Requests;
  readonly #pace: Pace;
  readonly #startedAt = performance.now();
  #since = 0;
  #tickedAt = performance.now();
  #broker: HubBroker | null = null;
  #retained: Retained | null = null;
  #http: HttpServer | null = null;
  #lastAlarm: Alarm | null = null;
  /** Messages that came before the hub had begun its day; `null` afterwards. */
  #early: Heard[] | null = [];
  #isClosing = false;

  /** Use {@link openHub}. */
  constructor(options: HubOptions) {
    this.#options = options;
    const { location, ledger, clock, settings, failed } = options;
    this.#dispatch = openDispatch({ ledger, location, now: clock, settings, onFatal: failed });
    this.#announcer = new Announcer({
      voice: options.voice,
      languages: () => this.#state().location.languages,
      failed: (fault) => options.log.warning("a call could not be spoken", { why: wordsOf(fault) }),
    });
    const speech = this.#announcer.speechOf.bind(this.#announcer);
    const seen = { state: () => this.#state(), options: () => this.#staffOptions() };
    this.#streams = new Streams({ ...seen, speech, beatMs: options.beatMs });
    this.#requests = this.#makeRequests();
    this.#pace = new Pace(options.coalesceMs, () => this.#tell());
    this.#dispatch.onCommit((committed) => this.#committed(committed));
  }

  async open(): Promise<void> {
    this.#since = this.#dispatch.at();
    this.#lastAlarm = this.#state().alarms.at(-1) ?? null;
    this.#broker = await this.#openBroker();
    await this.#begin();
    this.#http = await this.#openHttp();
    this.#retained = new Retained(
      {
        publicUrl: () => this.#publicUrl(),
        opensAt: this.#opensAt,
        speech: (call) => this.#announcer.speechOf(call),
        tell: (topic, payload, retained) => this.#broker?.publish(topic, payload, retained),
      },
      this.#broker.found,
    );
    this.#linked(this.#broker.isUp());
    const early = this.#early ?? [];
    this.#early = null;
    for (const heard of early) this.#heard(heard);
  }

  async #begin(): Promise<void> {
    const ledgerId = randomUUID() as string as LedgerId;
    await this.#decide({ kind: "hub-started", instance: this.instance, ledgerId });
    await this.#decide({ kind: "configure", location: this.#options.location });
    await this.tick();
  }

  /** Where the hub is found. */
  get places(): { readonly http: string; readonly mqtt: string } {
    const { broker, http } = this.#options;
    const scheme = http.tls === null ? "http" : "https";
    const own = this.#broker !== null && "port" in this.#broker ? (this.#broker.port as number) : 0;
    return {
      http: `${scheme}://${spelledHost(http.host)}:${this.#http?.port ?? http.port}`,
      mqtt:
        broker.kind === "external"
          ? broker.url
          : `${broker.tls === null ? "mqtt" : "mqtts"}://${spelledHost(broker.host)}:${own}`,
    };
  }

  /** A second has passed: hours, silence and the end of the day are looked at, and what depends on time is told. */
  async tick(): Promise<void> {
    await this.#decide({ kind: "tick" });
    this.#tickedAt = performance.now();
    this.#pace.touch();
  }

  /** Whether the hub can do its work, and what is wrong in words. */
  async health(): Promise<{ readonly ok: boolean; readonly problems: readonly string[] }> {
    const free = await this.#options.freeBytes();
    const stuckMs = performance.now() - this.#tickedAt;
    const problems = [
      ...(this.#broker?.isUp() ? [] : ["the MQTT broker is out of reach"]),
      ...(stuckMs < STUCK_MS ? [] : [`no tick for ${Math.round(stuckMs / 1000)} s`]),
      ...(free >= LEAST_FREE_BYTES ? [] : [`only ${free} bytes are left for the ledger`]),
    ];
    return { ok: problems.length === 0, problems };
  }

  /** Says goodbye, answers what was asked, closes everything. */
  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#pace.close();
    this.#streams.close();
    await this.#http?.close();
    await this.#dispatch.close();
    if (this.#broker?.isUp()) {
      const { topic, payload } = this.#availability("offline");
      this.#broker.publish(topic, payload, true);
    }
    await this.#broker?.close();
    await this.#options.voice.close();
    this.#options.ledger.close();
  }

  #state() {
    return this.#dispatch.state();
  }

  #publicUrl(): string {
    return this.#options.http.publicUrl(this.#http?.port ?? this.#options.http.port);
  }

  #staffOptions(): StaffOptions {
    const standView = (stand: StandId) => this.#stands.view(stand);
    return { at: this.#dispatch.at(), opensAt: this.#opensAt, standView };
  }

  async #decide<C extends Command>(command: C): Promise<Outcome<C>> {
    const from = performance.now();
    const outcome = await this.#dispatch.dispatch(command);
    if (command.kind !== "tick") this.#counts.command(command.kind, performance.now() - from);
    return outcome;
  }

  #makeRequests(): Requests {
    const { log } = this.#options;
    return new Requests({
      instance: this.instance,
      state: () => this.#state(),
      at: () => this.#dispatch.at(),
      dispatch: (command) => this.#decide(command),
      say: (saying) => this.#say(saying),
      greeted: (stand) => this.#greeted(stand),
      standSaid: {
        availability: (stand, said) => {
          this.#stands.availability(stand, said);
          this.#pace.touch();
        },
        health: (stand, said) => this.#healthSaid(stand, said),
        request: (stand) => this.#stands.heard(stand),
      },
      staffSeen: (staff) => this.#staff.add(staff),
      undecodable: (what) => {
        this.#counts.undecodable();
        log.warning("a message could not be read", what);
      },
    });
  }

  async #openBroker(): Promise<HubBroker> {
    const { broker, location } = this.#options;
    const events: HubBrokerEvents = {
      heard: (message) => this.#heard(message),
      linked: (isUp) => this.#linked(isUp),
      failed: this.#options.failed,
      refused: ({ client, why }) => {
        this.#counts.refused();
        this.#options.log.notice("an MQTT client was refused", { client, why });
      },
    };
    if (broker.kind === "embedded") {
      for (const { role, id } of broker.accounts) if (role === "staff") this.#staff.add(id as StaffId);
      return await openEmbedded({ ...broker, location: location.location }, events);
    }
    return await openExternal(
      {
        ...broker,
        location: location.location,
        instance: this.instance,
        will: () => this.#availability("offline"),
        online: () => this.#availability("online"),
      },
      events,
    );
  }

  async #openHttp(): Promise<HttpServer> {
    const { http, door, version, assets, log } = this.#options;
    return await openHttp({
      host: http.host,
      port: http.port,
      tls: http.tls,
      publicUrl: () => this.#publicUrl(),
      door,
      version,
      assets,
      now: () => this.#dispatch.at(),
      hub: {
        state: () => this.#state(),
        options: () => this.#staffOptions(),
        dispatch: (command) => this.#decide(command),
      },
      streams: this.#streams,
      wav: (key) => this.#announcer.wav(key),
      gong: gongWav,
      health: () => this.health(),
      metrics: () => this.#metrics(),
      failed: (error) => log.error("an answer failed", { why: error.message, stack: error.stack }),
    });
  }

  async #metrics(): Promise<string> {
    return this.#counts.text({
      state: this.#state(),
      mqttClients: this.#broker?.clients() ?? null,
      streams: this.#streams.size,
      uptimeS: Math.round((performance.now() - this.#startedAt) / 1000),
      memoryBytes: process.memoryUsage.rss(),
      healthy: (await this.health()).ok,
    });
  }

  #availability(state: "online" | "offline") {
    const { version, location } = this.#options;
    const ledger = this.#state().ledgerId === null ? null : markOf(this.#state());
    const body = { state, since: this.#since, version, protocolVersion: PROTOCOL_VERSION };
    const saying = {
      name: "hubAvailability",
      parts: {},
      body: { ...body, instance: this.instance, ledger },
    } as const;
    return spelled(saying, location.location, this.#dispatch.at());
  }

  /** What the broker may have forgotten, or never heard, is said again. */
  #linked(isUp: boolean): void {
    this.#options.log.info(isUp ? "the MQTT broker is there" : "the MQTT broker is gone");
    if (!isUp || this.#retained === null) return;
    const { topic, payload } = this.#availability("online");
    this.#broker?.publish(topic, payload, true);
    this.#retained.again();
    this.#pace.touch();
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
    const at = this.#dispatch.at();
    const { topic, payload, retained } = spelled(saying, this.#state().location.location, at);
    this.#broker?.publish(topic, payload, retained);
  }

  get #orderContext(): OrderContext {
    const online = this.#state().location.stands.find(({ stand }) => this.#stands.view(stand).online);
    return { instance: this.instance, mirror: online?.stand ?? null };
  }

  #committed({ events, state }: Committed): void {
    for (const event of events) {
      if (event.kind !== "ticket-called") continue;
      const call = state.calls.find((one) => one.callSeq === event.callSeq);
      if (call) this.#announcer.prepare(call);
    }
    const sayings = [
      ...ordersOf(state, events, this.#orderContext),
      ...leaseSayings(state, events, this.instance),
    ];
    // Answers of this commit go out first; then what it means for others, then how everything is.
    if (sayings.length > 0) setImmediate(() => this.#sayAll(sayings));
    this.#pace.touch();
  }

  #sayAll(sayings: readonly Saying[]): void {
    for (const saying of sayings) this.#say(saying);
  }

  #greeted(stand: StandId): void {
    const { location } = this.#state().location;
    this.#retained?.resay("standConfig", { location, stand });
    this.#sayAll(missedBy(this.#state(), stand, this.#orderContext));
    this.#pace.touch();
  }

  #healthSaid(stand: StandId, said: Message<"standHealth">): void {
    const before = this.#stands.view(stand).problem;
    this.#stands.health(stand, said);
    const { problem } = this.#stands.view(stand);
    if (problem !== null && problem !== before) this.#notify({ kind: "stand-trouble", stand, problem });
    this.#pace.touch();
  }

  #notify(notice: Message<"staffNotice">["notice"]): void {
    for (const staff of this.#staff)
      this.#say({ name: "staffNotice", parts: { staff }, body: { staff, notice } });
  }

  /** Everything that may look different by now. */
  #tell(): void {
    const state = this.#state();
    const fresh = state.alarms.slice(state.alarms.lastIndexOf(this.#lastAlarm as Alarm) + 1);
    for (const { notice } of fresh) this.#notify(notice);
    this.#lastAlarm = state.alarms.at(-1) ?? null;
    if (this.#broker?.isUp()) this.#retained?.flush(state, this.#dispatch.at());
    this.#streams.flush();
  }
}

/** `::1` stands in brackets in an address. */
function spelledHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function wordsOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
