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
import type { BusySource } from "../calendars/busy.ts";
import { CalendarSources } from "../calendars/sources.ts";
import type { HubOptions } from "../hub-options.ts";
import type { AgreedBy } from "../queue/events.ts";
import type { TellPresence } from "../queue/host-commands.ts";
import { HostBookings } from "./by-host.ts";
import { CheckInDesk } from "./check-in.ts";
import { codesOf } from "./codes.ts";
import type { AppointmentInlet } from "./contract.ts";
import { appointmentsOfDay, type ListedAppointment } from "./day.ts";
import { readDelivery } from "./delivery.ts";
import { AppointmentDesk, type DeskOptions } from "./desk.ts";
import { type DfdgSettings, DfdgSource } from "./dfdg/source.ts";
import { DropFolder } from "./folder.ts";
import { personalMessage } from "./personal.ts";
import { type Report, taken } from "./report.ts";

type InletsOptions = Omit<DeskOptions, "decide"> & {
  readonly decide: DeskOptions["decide"] & ((command: TellPresence) => Promise<unknown>);
  readonly inlets: readonly AppointmentInlet[];
  readonly publicUrl: () => string;
  readonly hasSms: boolean;
  readonly log: Log;
};

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
  readonly #calendars: CalendarSources;
  readonly #reports = new Map<string, Report>();

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
    const { inlets, state, at, key, log, decide, publicUrl } = options;
    this.#calendars = new CalendarSources({
      ...{ inlets, state, at, key, log, tell: decide, desk: this.#desk },
      reported: (report) => this.#reported(report),
      noticesUrl: (source) => `${publicUrl()}/calendar-notices/${source}`,
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
    this.#calendars.close();
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
    await this.#calendars.look(at);
  }

  /** When hosts are busy or away, as far as their calendars say. */
  get busy(): BusySource {
    return this.#calendars.busy;
  }

  /** What somebody must see to, by source. */
  get problems(): readonly string[] {
    return this.#calendars.problems;
  }

  /** Takes what was sent to a source's public address; `false` where nothing of the kind is expected. */
  takeNotice(source: string, body: unknown): boolean {
    return this.#calendars.takeNotice(source, body);
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

  /** What a guest was written; `null` of everybody else. */
  messageTo(agreed: AgreedBy | null): string | null {
    return agreed === null ? null : personalMessage(this.#options, agreed);
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
