/**
 * What of the trail is asked for: days, who, which act, which counter, stand or ticket; as an address says it, and judged.
 * Pure; a person stands in it by their cover name alone, so that no address bears anybody's.
 */
import { isDay } from "../../protocol/calendar.ts";
import { parseNumber } from "../../protocol/terms.ts";
import { ACTS, type ActName, type DoneBy, isActName } from "./acts.ts";
import type { Entry } from "./entry.ts";

export type Filter = {
  /** Days of the location, both included; `null` is open. */
  readonly from: string | null;
  readonly to: string | null;
  /** Everybody; all of one kind; or one person by their cover name. */
  readonly who: "all" | DoneBy | { readonly alias: string };
  readonly act: ActName | null;
  readonly counter: string | null;
  readonly stand: string | null;
  /** A ticket's number, of one day. */
  readonly ticket: string | null;
};
/** What of a filter cannot be. */
export type FilterField = keyof Filter;
export type ReadFilter =
  | { readonly ok: true; readonly filter: Filter }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly path: FilterField; readonly problem: string }[];
    };

const ALIAS = /^M-[0-9A-HJKMNP-TV-Z]{6}$/;
const KINDS = ["people", "citizens", "stands", "hub", "follows"] as const satisfies readonly DoneBy[];
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

function whoOf(text: string | null): Filter["who"] | null {
  if (text === null || text === "all") return "all";
  const kind = KINDS.find((one) => one === text);
  return kind ?? (ALIAS.test(text) ? { alias: text } : null);
}

/** A filter out of an address's fields; an empty one is left out. */
export function readFilter(query: Readonly<Record<string, unknown>>): ReadFilter {
  const of = (name: FilterField) => {
    const value = query[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const [from, to, act, counter, stand] = [of("from"), of("to"), of("act"), of("counter"), of("stand")];
  const who = whoOf(of("who"));
  const asked = of("ticket");
  const ticket = asked === null ? null : (parseNumber(asked)?.number ?? null);
  const checks: readonly (readonly [FilterField, boolean, string])[] = [
    ["from", from === null || isDay(from), "a day as 2026-12-24"],
    ["to", to === null || isDay(to), "a day as 2026-12-24"],
    ["to", from === null || to === null || from <= to, "is before the first day"],
    ["who", who !== null, "all, people, citizens, stands, hub, follows, or a cover name"],
    ["act", act === null || isActName(act), "is no act"],
    ["counter", counter === null || SLUG.test(counter), "is no counter"],
    ["stand", stand === null || SLUG.test(stand), "is no stand"],
    ["ticket", asked === null || ticket !== null, "is no ticket's number"],
    ["ticket", asked === null || (from !== null && from === to), "needs one day: numbers come again"],
  ];
  const problems = checks.flatMap(([path, isGood, problem]) => (isGood ? [] : [{ path, problem }]));
  if (problems.length > 0 || who === null) return { ok: false, problems };
  return { ok: true, filter: { from, to, who, act: act as ActName | null, counter, stand, ticket } };
}

export type Matching = {
  readonly filter: Filter;
  readonly aliasOf: (person: string) => string;
  /** The ids that bore the filter's number. */
  readonly tickets: ReadonlySet<string>;
};

function isBy({ who, act }: Entry, { filter, aliasOf }: Matching): boolean {
  if (filter.who === "all") return true;
  if (typeof filter.who === "object") return who.kind === "person" && aliasOf(who.id) === filter.who.alias;
  if (who.kind === "citizen") return filter.who === "citizens";
  return ACTS[act].by === filter.who;
}

/** Whether an entry is asked for; its day is somebody else's to see to. */
export function isAskedFor(entry: Entry, matching: Matching): boolean {
  const { act, counter, stand, ticket } = matching.filter;
  return (
    (act === null || entry.act === act) &&
    (counter === null || entry.counter === counter) &&
    (stand === null || entry.stand === stand) &&
    (ticket === null || entry.tickets.some((id) => matching.tickets.has(id))) &&
    isBy(entry, matching)
  );
}
