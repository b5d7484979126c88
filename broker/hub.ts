/**
 * The hub put together: ledger and rules in the middle; MQTT, HTTP, streams and voice around them.
 * Knows no command line, no file and no timer: main.ts brings those, tests bring others.
 */
import { randomUUID } from "node:crypto";
import { gongWav } from "../hal/voice/gong.ts";
import type { LedgerId, StandId } from "../protocol/terms.ts";
import { IN_THE_HALL } from "./accounts/grants.ts";
import { type LoginService, openLogin } from "./accounts/login-service.ts";
import { type Actor, CITIZEN, HUB } from "./accounts/rights.ts";
import { documentOf } from "./administration/versions.ts";
import { openArrivals } from "./appointments/arrival.ts";
import { type Inlets, openInlets } from "./appointments/inlets.ts";
import { Counts } from "./counts.ts";
import { type Committed, type Dispatch, type Outcome, openDispatch } from "./dispatch.ts";
import { HubMachines } from "./enrolment/hub-machines.ts";
import type { HubHealth } from "./health.ts";
import { LimitLog } from "./http/limit-log.ts";
import { backUrl } from "./http/oidc.ts";
import { type HttpServer, openHttp } from "./http/server.ts";
import { Streams } from "./http/streams.ts";
import { trailSources } from "./http/trail.ts";
import type { HubOptions } from "./hub-options.ts";
import { logAct } from "./log-act.ts";
import { Pace } from "./mqtt/pace.ts";
import { MqttSide } from "./mqtt/side.ts";
import { Notices } from "./notices/notices.ts";
import { PhoneDesk } from "./phone/desk.ts";
import { type OpensAt, rememberedOpenings, rememberedWaits, type WaitsOf } from "./pictures/places.ts";
import type { StaffOptions } from "./pictures/staff.ts";
import { calledBy, type SpeechOf } from "./pictures/topics.ts";
import { placesOf } from "./places-of.ts";
import { Practice } from "./practice.ts";
import type { Command } from "./queue/commands.ts";
import type { Noted } from "./queue/events.ts";
import { orderNoted, type StandOrder } from "./stand-orders.ts";
import { machinesOf, Stands } from "./stands.ts";
import { openStatistics } from "./statistics/open.ts";
import type { Statistics } from "./statistics/statistics.ts";
import { rememberTroubles, type Trouble } from "./support.ts";
import { takeDocument } from "./take-document.ts";
import { Announcer } from "./voice.ts";
import { Watch } from "./watch.ts";

type Watched = HubOptions & { readonly troubles: () => readonly Trouble[] };

function made(options: HubOptions): Hub {
  try {
    const { log, recent } = rememberTroubles(options.log, () => options.clock().at);
    return new Hub({ ...options, log, troubles: recent });
  } catch (fault) {
    options.ledger.close();
    throw fault;
  }
}

/**
 * Opens everything and is ready when it resolves. Faults: those of the listeners and of the broker, HUB_LEDGER_DAMAGED; the
 * ledger is then closed.
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const hub = made(options);
  try {
    await hub.open();
  } catch (fault) {
    await hub.close();
    throw fault;
  }
  return hub;
}

/** The hub from `open` to `close`. */
export class Hub {
  readonly #options: Watched;
  readonly #dispatch: Dispatch;
  readonly #counts = new Counts();
  readonly #stands = new Stands();
  readonly #opensAt: OpensAt = rememberedOpenings();
  readonly #waitsOf: WaitsOf = rememberedWaits();
  readonly #announcer: Announcer;
  readonly #streams: Streams;
  readonly #phone: PhoneDesk;
  readonly #practice: Practice;
  readonly #mqtt: MqttSide;
  readonly #pace: Pace;
  readonly #login: LoginService | null;
  readonly #machines: HubMachines;
  readonly #limits: LimitLog;
  readonly #inlets: Inlets | null;
  readonly #notices: Notices;
  readonly #watch: Watch;
  readonly #statistics: Statistics | null;
  #http: HttpServer | null = null;
  #isClosing = false;

  /** Use {@link openHub}. */
  constructor(options: Watched) {
    this.#options = options;
    const { location, ledger, clock, settings, program, failed } = options;
    this.#dispatch = openDispatch({ ledger, location, now: clock, settings, program, onFatal: failed });
    this.#announcer = new Announcer({
      voice: options.voice,
      failed: (fault) => options.log.warning("a call could not be spoken", { why: String(fault) }),
    });
    const speech: SpeechOf = (call, languages) => this.#announcer.speechOf(call, languages);
    this.#phone = new PhoneDesk({
      ...{ ...this.#core(), key: options.doorKey },
      issue: async (command) => (await this.#decide(command, CITIZEN)).answer,
    });
    this.#streams = new Streams({
      ...{ ...this.#core(), speech, beatMs: options.beatMs, code: () => this.#phone.code() },
      message: (agreed) => this.#inlets?.messageTo(agreed) ?? null,
      options: () => this.#staffOptions(),
    });
    this.#practice = new Practice({
      ...{ clock, settings, beatMs: options.beatMs, location: () => this.#dispatch.state().location },
      failed: (fault) => options.log.error("the practice ended", { why: String(fault) }),
    });
    this.#machines = this.#makeMachines();
    this.#inlets = openInlets(options, this.#core());
    const view = (stand: StandId) => this.#stands.view(stand);
    this.#notices = new Notices(options, { ...this.#core(), failed, view });
    this.#statistics = openStatistics(options, () => this.#dispatch.state().location);
    this.#limits = new LimitLog(options.log, this.#counts);
    this.#login = openLogin(options, () => backUrl(this.#publicUrl()));
    this.#mqtt = this.#makeMqtt(speech);
    this.#watch = this.#makeWatch();
    this.#pace = new Pace(options.coalesceMs, () => this.#flush());
    this.#dispatch.onCommit((committed) => this.#committed(committed));
  }

  async open(): Promise<void> {
    await this.#mqtt.open();
    const ledgerId = randomUUID() as string as LedgerId;
    await this.#decide({ kind: "hub-started", instance: this.#mqtt.instance, ledgerId });
    await takeDocument({ ...this.#options, ...this.#core() });
    await this.tick();
    this.#http = await this.#openHttp();
    await this.#inlets?.open();
    this.#mqtt.begin();
    this.#statistics?.catchUp().catch(this.#options.failed);
  }

  /** Where the hub is found. */
  get places(): { readonly http: string; readonly mqtt: string } {
    return placesOf(this.#options, { http: this.#httpPort, mqtt: this.#mqtt.port });
  }

  /** A second has passed: hours, silence and the end of the day are looked at, and what depends on time is told. */
  async tick(): Promise<void> {
    await this.#decide({ kind: "tick" });
    this.#limits.flush(this.#dispatch.at());
    this.#watch.ticked();
    this.#pace.touch();
    await this.#practice.tick();
    this.#login?.look(this.#dispatch.at());
    await this.#machines.look(this.#dispatch.at());
  }

  /** Folders of appointments are looked at; `at` is the wall clock. Rejects only when the hub must exit, or after `close`. */
  async lookForAppointments(at: number): Promise<void> {
    await this.#inlets?.look(at);
  }

  /** What is due is told to citizens and hosts. Rejects only when the hub must exit, or after `close`. */
  async sendNotices(): Promise<void> {
    await this.#notices.look();
  }

  /** Whether the hub can do its work, and what is wrong in words. */
  async health(): Promise<HubHealth> {
    return await this.#watch.health();
  }

  /** Writes down what somebody did that concerns no ticket. Rejects only when the hub must exit, or after `close`. */
  async note(noted: Noted): Promise<void> {
    await this.#decide({ kind: "note-act", ...noted });
  }

  /** Says goodbye, answers what was asked, closes everything. */
  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#pace.close();
    this.#streams.close();
    this.#practice.close();
    for (const part of [this.#http, this.#inlets, this.#notices]) await part?.close();
    await this.#dispatch.close();
    this.#statistics?.close();
    await this.#mqtt.close();
    await this.#options.voice.close();
    this.#options.ledger.close();
  }

  get #httpPort(): number {
    return this.#http?.port ?? this.#options.http.port;
  }

  #publicUrl(): string {
    return this.#options.http.publicUrl(this.#httpPort);
  }

  #staffOptions(): StaffOptions {
    const standView = (stand: StandId) => this.#stands.view(stand);
    const isLoginAway = this.#login?.isAway ?? false;
    const at = this.#dispatch.at();
    const { location } = this.#dispatch.state().location;
    const people = this.#options.door?.servingAt(location, at) ?? [];
    return { at, people, opensAt: this.#opensAt, waitsOf: this.#waitsOf, standView, isLoginAway };
  }

  /** Written down beside the answer: a ledger that cannot be written ends the hub by itself. */
  #noteDone(noted: Noted): void {
    logAct(this.#options.log, noted);
    this.note(noted).catch(this.#options.failed);
  }

  async #decide<C extends Command>(command: C, by: Actor = HUB): Promise<Outcome<C>> {
    const from = performance.now();
    const outcome = await this.#dispatch.dispatch(command, by);
    if (command.kind !== "tick") this.#counts.command(command.kind, performance.now() - from);
    return outcome;
  }

  #makeMachines(): HubMachines {
    return new HubMachines({
      ...{ ...this.#options, https: this.#options.http.tls },
      ...this.#core(),
      mqttPort: () => this.#mqtt.port ?? 0,
      isOnline: (stand) => this.#stands.view(stand).online,
    });
  }

  #makeWatch(): Watch {
    return new Watch({
      ...{ ...this.#options, counts: this.#counts, stands: this.#stands },
      ...{ machines: this.#machines, login: this.#login, notices: this.#notices, inlets: this.#inlets },
      ...this.#core(),
      broker: () => ({ isUp: this.#mqtt.isUp(), clients: this.#mqtt.clients() }),
      streams: () => this.#streams.size,
    });
  }

  /** The rules, for whoever only decides and looks. */
  #core() {
    return {
      state: () => this.#dispatch.state(),
      at: () => this.#dispatch.at(),
      publicUrl: () => this.#publicUrl(),
      decide: async <C extends Command>(command: C, by?: Actor) => (await this.#decide(command, by)).answer,
    };
  }

  #makeMqtt(speech: SpeechOf): MqttSide {
    const { location, version, log, failed, door } = this.#options;
    return new MqttSide({
      ...{ broker: this.#machines.broker, location, version, log, failed, speech, ...this.#core() },
      dispatch: (command, by) => this.#decide(command, by),
      // A client that is nobody's account is a machine of the hall, such as a box of buttons at a counter.
      actorOf: (staff) => door?.known(staff) ?? { kind: "person", person: staff, grants: IN_THE_HALL },
      stands: this.#stands,
      renew: (stand, csr) => this.#machines.renew(stand, csr),
      checkIn: this.#inlets?.checkIn ?? null,
      code: () => this.#phone.code(),
      opensAt: this.#opensAt,
      waitsOf: this.#waitsOf,
      touched: () => this.#pace.touch(),
      counted: {
        refused: () => this.#counts.refused(),
        undecodable: () => this.#counts.undecodable(),
        limited: (limit) => this.#counts.limited("mqtt", limit),
      },
    });
  }

  async #openHttp(): Promise<HttpServer> {
    const { http, door, screens = null, version, assets, log } = this.#options;
    const { texts, hosts } = this.#notices;
    return await openHttp({
      ...{ ...http, door, screens, version, assets },
      login: this.#login,
      limited: (limit) => this.#limits.met(limit, this.#dispatch.at()),
      publicUrl: () => this.#publicUrl(),
      now: () => this.#dispatch.at(),
      location: () => this.#dispatch.state().location.location,
      note: (noted) => this.#noteDone(noted),
      hub: {
        state: () => this.#dispatch.state(),
        options: () => this.#staffOptions(),
        dispatch: (command, by) => this.#decide(command, by),
        hasUntold: () =>
          this.#stands.hasUntold(this.#dispatch.state().location.stands.map((one) => one.stand)),
        citizen: async (command) => (await this.#decide(command, CITIZEN)).answer,
        order: (order, by) => this.#order(order, by),
      },
      administration: {
        ...this.#core(),
        documentOf: (saved) => documentOf(this.#options.ledger, saved),
        machines: () => machinesOf(this.#options, this.#stands),
        configure: async (command, by) => (await this.#decide(command, by)).answer,
      },
      trail: trailSources(this.#options, () => this.#dispatch.state().location),
      ...{ machines: this.#machines.desk, inlets: this.#inlets, texts, hosts },
      ...{ streams: this.#streams, phone: this.#phone, practice: this.#practice },
      statistics: this.#statistics,
      arrivals: openArrivals(this.#core(), this.#inlets, this.#phone),
      support: () => this.#watch.support(),
      ...{ wav: (key) => this.#announcer.wav(key), gong: gongWav },
      health: () => this.health(),
      metrics: () => this.#watch.metrics(),
      failed: (error) => log.error("an answer failed", { why: error.message, stack: error.stack }),
    });
  }

  #order(order: StandOrder, by: string | null): boolean {
    if (!this.#mqtt.order(order, by)) return false;
    this.note(orderNoted(order, by)).catch((fault: unknown) => {
      if (!this.#isClosing) this.#options.failed(fault);
    });
    return true;
  }

  #committed(committed: Committed): void {
    const { events, state } = committed;
    const called = calledBy(events);
    this.#announcer.prepareCalls(called, state);
    this.#mqtt.committed(committed);
    this.#notices.committed(events);
    this.#statistics?.committed(committed);
    for (const stand of this.#machines.ended(events)) this.#mqtt.drop(stand);
    if (called.size > 0) this.#pace.hurry();
    else this.#pace.touch();
  }

  /** Everything that may look different by now. */
  #flush(): void {
    this.#mqtt.flush();
    this.#streams.flush();
  }
}
