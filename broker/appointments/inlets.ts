/**
 * The ways in for appointments, from the hub's start to its end: folders and calendars that are looked at, pushes with their tokens,
 * and what became of each source's last delivery.
 * Knows no route and no timer.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { spacedCode } from "../../protocol/check-in.ts";
import type { HostGuest } from "../../protocol/host-picture.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { PersonKey } from "../../protocol/terms.ts";
import { type Actor, mayDo } from "../accounts/rights.ts";
import { type BusySource, BusyTimes } from "../calendars/busy.ts";
import { openCalendars } from "../calendars/open.ts";
import { presenceNews } from "../calendars/presence.ts";
import { CalendarSource } from "../calendars/source.ts";
import type { HubOptions } from "../hub-options.ts";
import type { TellPresence } from "../queue/host-commands.ts";
import { HostBookings } from "./by-host.ts";
import { CheckInDesk } from "./check-in.ts";
import { codesOf } from "./codes.ts";
import type { AppointmentInlet, CalendarsInlet } from "./contract.ts";
import { appointmentsOfDay, type ListedAppointment } from "./day.ts";
import { readDelivery } from "./delivery.ts";
import { AppointmentDesk, type DeskOptions } from "./desk.ts";
import { type DfdgSettings, DfdgSource } from "./dfdg/source.ts";
import { DropFolder } from "./folder.ts";
import { type Report, taken } from "./report.ts";

type InletsOptions = Omit<DeskOptions, "decide"> & {
  readonly decide: DeskOptions["decide"] & ((command: TellPresence) => Promise<unknown>);
  readonly inlets: readonly AppointmentInlet[];
  readonly publicUrl: () => string;
  readonly hasSms: boolean;
  readonly log: Log;
};

/** So many calendars of a source are asked at once. */
const CALENDARS_AT_ONCE = 4;

const PRESENCE_EVERY_MS = 10_000;

const digest = (text: string) => createHash("sha256").update(text).digest();

export class Inlets {
  readonly #options: InletsOptions;
  /** Where citizens check in to what came in. */
  readonly checkIn: CheckInDesk;
  /** Appointments that hosts make. */
  readonly byHost: HostBookings;
  readonly #desk: AppointmentDesk;
  readonly #folders: readonly DropFolder[];
  readonly #dfdg: readonly DfdgSource[];
  readonly #calendars: readonly CalendarSource[];
  readonly #reports = new Map<string, Report>();
  readonly #busy = new BusyTimes();
  #presenceAt = Number.NEGATIVE_INFINITY;

  constructor(options: InletsOptions) {
    this.#options = options;
    this.#desk = new AppointmentDesk(options);
    this.checkIn = new CheckInDesk({
      ...options,
      elsewhere: (digest) => this.#desk.elsewhere.find(digest),
    });
    this.byHost = new HostBookings({
      ...options,
      take: (source, delivery) => this.#desk.take(source, delivery),
      url: (link) => this.#urlOf(link),
    });
    this.#folders = options.inlets.flatMap((one) =>
      one.kind === "folder" ? [this.#folder(one.source, one.folder)] : [],
    );
    this.#dfdg = options.inlets.flatMap((one) =>
      one.kind === "dfdg" ? [this.#opened(one.source, one.settings)] : [],
    );
    this.#calendars = options.inlets.flatMap((one) =>
      one.kind === "ical" || one.kind === "caldav" ? [this.#calendarsOf(one)] : [],
    );
  }

  #calendarsOf(inlet: CalendarsInlet): CalendarSource {
    const { source, everyMs, days } = inlet;
    const { log, at, state } = this.#options;
    const timeZone = () => this.#timeZone;
    return new CalendarSource({
      ...{ source, everyMs, days, log, timeZone, random: Math.random, atOnce: CALENDARS_AT_ONCE },
      ...{ desk: this.#desk, busy: this.#busy, reported: (report) => this.#reported(report) },
      ...openCalendars(inlet, { timeZone, at }),
      rule: () => state().location.appointmentSources?.find((one) => one.source === source)?.calendar ?? {},
    });
  }

  #folder(source: string, folder: string): DropFolder {
    const { log } = this.#options;
    const reported = (report: Report) => this.#reported(report);
    return new DropFolder({
      source,
      folder,
      log,
      reported,
      desk: this.#desk,
      timeZone: () => this.#timeZone,
    });
  }

  #opened(source: string, settings: DfdgSettings): DfdgSource {
    const { persons, key, at, log } = this.#options;
    return new DfdgSource({
      ...{ ...settings, source, persons, key, at, log },
      desk: this.#desk,
      timeZone: () => this.#timeZone,
    });
  }

  /** Listens where sources have listeners of their own. Faults: those of listeners, HUB_PERSONS_FAILED. */
  async open(): Promise<void> {
    for (const one of this.#dfdg) await one.open();
  }

  /** Ends what is being asked of calendars too. */
  async close(): Promise<void> {
    for (const one of this.#calendars) one.close();
    await Promise.all(this.#dfdg.map((one) => one.close()));
  }

  /** Why a source's deliveries wait, for whoever asks about the hub's health; `null` while none does. */
  get problem(): string | null {
    return this.#dfdg.map(({ problem }) => problem).find((one) => one !== null) ?? null;
  }

  get #timeZone(): string {
    return this.#options.state().location.timeZone;
  }

  #reported(report: Report): void {
    this.#reports.set(report.source, report);
    const { source, received, refused, problems, more } = report;
    const rows = problems.length + more;
    if (refused === null)
      this.#options.log.info("appointments were delivered", { source, ...received, problems: rows });
    else this.#options.log.warning("a delivery of appointments was refused", { source, why: refused.en });
  }

  /**
   * Looks into every folder and the calendars that are due, and goes on with what waits; `at` is the wall clock. Rejects only when the
   * hub must exit.
   */
  async look(at: number): Promise<void> {
    for (const one of this.#dfdg) one.look();
    for (const folder of this.#folders) await folder.look(at);
    await Promise.all(this.#calendars.map((one) => one.look(at)));
    await this.#tellPresence(at);
  }

  /** Hosts go and come at full minutes; nobody need hear of it within the second. */
  async #tellPresence(at: number): Promise<void> {
    if (this.#calendars.length === 0 || Math.abs(at - this.#presenceAt) < PRESENCE_EVERY_MS) return;
    this.#presenceAt = at;
    const { state, decide, at: now } = this.#options;
    for (const news of presenceNews(this.#busy, state(), now())) await decide(news);
  }

  /** When hosts are busy or away, as far as their calendars say. */
  get busy(): BusySource {
    return this.#busy;
  }

  /** What somebody must see to, by source. */
  get problems(): readonly string[] {
    return this.#calendars.flatMap(({ name, problem }) =>
      problem === null ? [] : [`appointments of "${name}": ${problem}`],
    );
  }

  /** Whether the token is this source's own; the same time for every wrong one. */
  isKnown(source: string, token: string): boolean {
    const inlet = this.#options.inlets.find((one) => one.kind === "push" && one.source === source);
    const own = inlet?.kind === "push" ? inlet.token : "";
    return timingSafeEqual(digest(own), digest(token)) && own !== "";
  }

  /** Takes in what a source pushes. Rejects only when the hub must exit. */
  async push(source: string, bytes: Uint8Array): Promise<Report> {
    const read = await readDelivery(bytes, { timeZone: this.#timeZone });
    const report = await taken(this.#desk, { source, at: this.#options.at(), read });
    this.#reported(report);
    return report;
  }

  /** A day's appointments, `days` from today; names and codes for staff, hosts and floorwalkers, who meet them. */
  listed(actor: Actor, days = 0): readonly ListedAppointment[] {
    const { state, at, persons, key } = this.#options;
    const maySee = mayDo(actor, "see-guests", state().location.location);
    const seeing = { persons, key, url: (link: string) => this.#urlOf(link) };
    return appointmentsOfDay(state(), { at: at(), days, seeing: maySee ? seeing : null });
  }

  #urlOf(link: string): string {
    return `${this.#options.publicUrl()}/a/${link}`;
  }

  /** Whether guests can be sent text messages. */
  get hasSms(): boolean {
    return this.#options.hasSms;
  }

  /** What a host's page shows of one guest beside the ledger; without `maySee` only that there is somebody. */
  known(guest: PersonKey, maySee: boolean): Pick<HostGuest, "name" | "message" | "hasMobile" | "code"> {
    const { persons, at, key } = this.#options;
    if (!maySee) return { name: null, message: null, hasMobile: false, code: null };
    const [name, message, mobile] = [
      persons.get(guest, "appointment", at())?.name,
      persons.get(guest, "message", at())?.text,
      persons.get(guest, "reminder", at())?.mobile,
    ];
    const code = spacedCode(codesOf(key, guest).code);
    return { name: name ?? null, message: message ?? null, hasMobile: mobile !== undefined, code };
  }

  /** What became of each source's last delivery; of those that never delivered nothing. */
  reports(): readonly Report[] {
    return [...this.#reports.values(), ...this.#dfdg.flatMap((one) => one.report() ?? [])];
  }
}

/** The ways in that a hub was told of; `null` where it was told of none. */
export function openInlets(
  { appointments, log }: Pick<HubOptions, "appointments" | "log">,
  hub: Pick<InletsOptions, "state" | "at" | "decide" | "publicUrl">,
): Inlets | null {
  if (appointments === undefined) return null;
  const hasSms = (appointments.sms ?? null) !== null;
  return new Inlets({ ...appointments, ...hub, hasSms, log });
}
