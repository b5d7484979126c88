/**
 * When hosts are busy or away, as their calendars say: in memory alone, and read anew at the next start, since it is nobody's business
 * tomorrow what staff did today (R19).
 * Knows no calendar and no wire.
 */
import { hostKey } from "../queue/hosts.ts";
import type { BusyTime } from "./meaning.ts";

/** What is asked about hosts' time. `host`: a staff id or an address; what stands before the @ counts. */
export type BusySource = {
  /** Times that end after `from` and begin before `until`, earliest first, none touching another of its kind. */
  readonly between: (
    host: string,
    stretch: { readonly from: number; readonly until: number },
  ) => readonly BusyTime[];
  /** What a host is now; `until` is when that ends. `null`: free, as far as calendars know. */
  readonly now: (host: string, at: number) => BusyTime | null;
  /** All hosts of whom a calendar is known, by `hostKey`. */
  readonly hosts: () => readonly string[];
};

function joined(times: readonly BusyTime[]): BusyTime[] {
  const all: BusyTime[] = [];
  for (const time of times.toSorted((a, b) => a.from - b.from)) {
    const last = all.findIndex(({ kind, until }) => kind === time.kind && until >= time.from);
    const before = all[last];
    if (before === undefined) all.push(time);
    else all[last] = { ...before, until: Math.max(before.until, time.until) };
  }
  return all;
}

export class BusyTimes implements BusySource {
  /** By host, then by calendar. */
  readonly #byHost = new Map<string, Map<string, readonly BusyTime[]>>();
  readonly #joined = new Map<string, readonly BusyTime[]>();

  /** What one calendar says of its host. */
  set(name: string, calendar: string, times: readonly BusyTime[]): void {
    const host = hostKey(name);
    const calendars = this.#byHost.get(host) ?? new Map<string, readonly BusyTime[]>();
    calendars.set(calendar, times);
    this.#byHost.set(host, calendars);
    this.#joined.set(host, joined([...calendars.values()].flat()));
  }

  between(
    host: string,
    { from, until }: { readonly from: number; readonly until: number },
  ): readonly BusyTime[] {
    return (this.#joined.get(hostKey(host)) ?? []).filter((time) => time.until > from && time.from < until);
  }

  now(host: string, at: number): BusyTime | null {
    const times = this.between(host, { from: at, until: at + 1 });
    return times.find(({ kind }) => kind === "away") ?? times[0] ?? null;
  }

  hosts(): readonly string[] {
    return [...this.#byHost.keys()];
  }
}
