/**
 * All sources of appointments that are calendars, from the hub's start to its end, and what they know of hosts' time.
 * Knows no route and no timer.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { AppointmentInlet, CalendarsInlet, Microsoft365Inlet } from "../appointments/contract.ts";
import type { AppointmentDesk } from "../appointments/desk.ts";
import type { Report } from "../appointments/report.ts";
import type { TellPresence } from "../queue/host-commands.ts";
import type { HubState } from "../queue/state.ts";
import { type BusySource, BusyTimes } from "./busy.ts";
import { GraphNotices } from "./graph/notices.ts";
import { MAILBOXES_AT_ONCE, openCalendars, openMailboxes } from "./open.ts";
import { presenceNews } from "./presence.ts";
import { CalendarSource, type CalendarSourceOptions } from "./source.ts";

export type CalendarSourcesOptions = {
  readonly inlets: readonly AppointmentInlet[];
  readonly desk: Pick<AppointmentDesk, "take">;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly tell: (news: TellPresence) => Promise<unknown>;
  readonly reported: (report: Report) => void;
  /** Where Graph sends a source's notices to. */
  readonly noticesUrl: (source: string) => string;
  /** What shared words are made with: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  readonly log: Log;
};

/** So many calendars of a source are asked at once. */
const CALENDARS_AT_ONCE = 4;
const PRESENCE_EVERY_MS = 10_000;

type Opened = { readonly source: CalendarSource; readonly notices: GraphNotices | null };

export class CalendarSources {
  readonly #options: CalendarSourcesOptions;
  readonly #opened: readonly Opened[];
  readonly #busy = new BusyTimes();
  #presenceAt = Number.NEGATIVE_INFINITY;

  constructor(options: CalendarSourcesOptions) {
    this.#options = options;
    this.#opened = options.inlets.flatMap((one) => {
      if (one.kind === "microsoft365") return [this.#mailboxes(one)];
      return one.kind === "ical" || one.kind === "caldav" ? [this.#calendars(one)] : [];
    });
  }

  #timeZone = (): string => this.#options.state().location.timeZone;

  #shared({
    source,
    everyMs,
    days,
  }: Pick<CalendarsInlet, "source" | "everyMs" | "days">): Omit<
    CalendarSourceOptions,
    "calendars" | "close" | "atOnce"
  > {
    const { desk, reported, log, state } = this.#options;
    return {
      ...{ source, everyMs, days, desk, reported, log, busy: this.#busy },
      ...{ timeZone: this.#timeZone, random: Math.random },
      rule: () => state().location.appointmentSources?.find((one) => one.source === source)?.calendar ?? {},
    };
  }

  #calendars(inlet: CalendarsInlet): Opened {
    const opened = openCalendars(inlet, { timeZone: this.#timeZone, at: this.#options.at });
    return {
      source: new CalendarSource({ ...this.#shared(inlet), ...opened, atOnce: CALENDARS_AT_ONCE }),
      notices: null,
    };
  }

  #mailboxes(inlet: Microsoft365Inlet): Opened {
    const { log, key, noticesUrl, at } = this.#options;
    const { client, forget, ...opened } = openMailboxes(inlet, { timeZone: this.#timeZone, at });
    const source = new CalendarSource({ ...this.#shared(inlet), ...opened, atOnce: MAILBOXES_AT_ONCE });
    if (inlet.notices === null) return { source, notices: null };
    const notices = new GraphNotices({
      ...{ client, log, key, source: inlet.source, lifeMs: inlet.notices.lifeMs },
      mailboxes: inlet.mailboxes.map(({ mailbox }) => mailbox),
      url: () => noticesUrl(inlet.source),
      changed: (mailbox, isMissed) => {
        if (isMissed) forget(mailbox);
        source.again(mailbox);
      },
    });
    return { source, notices };
  }

  /** Asks the calendars that are due, and says who is away; `at` is the wall clock. Rejects only when the hub must exit. */
  async look(at: number): Promise<void> {
    await Promise.all(
      this.#opened.map(async ({ source, notices }) => {
        await notices?.look(at);
        await source.look(at);
      }),
    );
    await this.#tellPresence(at);
  }

  /** Hosts go and come at full minutes; nobody need hear of it within the second. */
  async #tellPresence(at: number): Promise<void> {
    if (this.#opened.length === 0 || Math.abs(at - this.#presenceAt) < PRESENCE_EVERY_MS) return;
    this.#presenceAt = at;
    const { state, tell, at: now } = this.#options;
    for (const news of presenceNews(this.#busy, state(), now())) await tell(news);
  }

  /** Takes what was sent to a source's public address; `false` where nothing of the kind is expected. */
  takeNotice(source: string, body: unknown): boolean {
    const notices = this.#opened.find((one) => one.source.name === source)?.notices ?? null;
    notices?.take(body);
    return notices !== null;
  }

  /** When hosts are busy or away, as far as their calendars say. */
  get busy(): BusySource {
    return this.#busy;
  }

  /** What somebody must see to, by source. */
  get problems(): readonly string[] {
    return this.#opened.flatMap(({ source: { name, problem } }) =>
      problem === null ? [] : [`appointments of "${name}": ${problem}`],
    );
  }

  /** Ends what is being asked. */
  close(): void {
    for (const { source } of this.#opened) source.close();
  }
}
