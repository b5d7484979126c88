/**
 * The text of one entry -> what it says of itself, judged: `ical.js` takes the lines apart, and what it lets pass that no calendar can
 * mean (month 13, hour 25, a zone that nobody knows) stops here.
 * Knows no recurrence and no feed.
 */
import ICAL from "ical.js";
import type { Offset } from "../../protocol/wall-time.ts";
import type { Block } from "./blocks.ts";
import type { Attendee, CalendarEntry, EntryProblem, EntryProblemName } from "./entry.ts";
import { instantAt, type Zones } from "./zones.ts";

/** A time as it is written: what clocks show, as if it were UTC, and the zone in which they do. */
export type Moment = { readonly wall: number; readonly isDate: boolean; readonly offset: Offset };

export type RawEvent = Omit<CalendarEntry, "id" | "startAt" | "endAt" | "isAllDay"> & {
  readonly line: number;
  readonly uid: string;
  /** Which occurrence of a recurring one this is, by when that one was to begin. */
  readonly recurrenceId: Moment | null;
  readonly start: Moment;
  /** How long it lasts: by clocks where it is of whole days, otherwise in time that passes. */
  readonly lastsMs: number;
  readonly rule: string | null;
  readonly excluded: readonly Moment[];
  readonly added: readonly Moment[];
};

export type ReadOptions = {
  readonly zones: Zones;
  /** What times without a zone are of. */
  readonly floating: Offset;
};

type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, string | string[]>>,
  type: string,
  ...values: unknown[],
];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const UTC: Offset = () => 0;
const LONGEST_UID = 1000;
const MOST_ATTENDEES = 500;
const MOST_DATES = 5000;

/** Ends the reading of one entry; it never leaves this file. */
class Unfit extends Error {
  readonly problem: EntryProblemName;
  readonly about: string;
  constructor(problem: EntryProblemName, about = "") {
    super(problem);
    this.problem = problem;
    this.about = about;
  }
}

class EventReader {
  readonly #properties: readonly Property[];
  readonly #options: ReadOptions;

  constructor(properties: readonly Property[], options: ReadOptions) {
    this.#properties = properties;
    this.#options = options;
  }

  all(name: string): readonly Property[] {
    return this.#properties.filter(([one]) => one === name);
  }

  text(name: string): string {
    const value = this.all(name)[0]?.[3];
    return typeof value === "string" ? value.trim() : "";
  }

  texts(name: string): string[] {
    return this.all(name).flatMap(([, , , ...values]) => values.filter((one) => typeof one === "string"));
  }

  moment(name: string): Moment | null {
    const property = this.all(name)[0];
    return property === undefined ? null : this.#moment(property, property[3]);
  }

  moments(name: string): Moment[] {
    const all = this.all(name).flatMap((property) =>
      property
        .slice(3)
        .map((value) => this.#moment(property, Array.isArray(value) ? (value as unknown[])[0] : value)),
    );
    if (all.length > MOST_DATES) throw new Unfit("tooMany", String(MOST_DATES));
    return all;
  }

  #moment([, parameters]: Property, value: unknown): Moment {
    const text = String(value);
    const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z)?)?$/.exec(text);
    if (match === null) throw new Unfit("noSuchTime", text);
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map((one) => Number(one ?? 0)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
    const back = new Date(wall);
    const isReal =
      back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
    if (!isReal || minute > 59 || second > 60 || year < 1900 || year > 2999)
      throw new Unfit("noSuchTime", text);
    const isDate = match[4] === undefined;
    return { wall, isDate, offset: match[7] === "Z" ? UTC : this.#offset(parameters["tzid"], isDate) };
  }

  /** Whole days are days of the house. */
  #offset(zone: string | string[] | undefined, isDate: boolean): Offset {
    if (isDate || zone === undefined) return this.#options.floating;
    const offset = this.#options.zones.offset(String(zone));
    if (offset === null) throw new Unfit("unknownZone", String(zone));
    return offset;
  }

  attendee([, parameters, , value]: Property): Attendee {
    const address = String(value)
      .replace(/^mailto:/i, "")
      .trim()
      .toLowerCase();
    const [name, type] = [parameters["cn"], String(parameters["cutype"] ?? "")];
    return {
      address: /^[^\s@]+@[^\s@]+$/.test(address) ? address : "",
      name: typeof name === "string" && name.trim() !== "" ? name.trim() : null,
      hasDeclined: String(parameters["partstat"] ?? "").toUpperCase() === "DECLINED",
      isRoom: /^(?:ROOM|RESOURCE)$/i.test(type),
    };
  }
}

/** `P1D`, `PT30M`, `-PT1H`; `null` for anything else. */
function durationMs(text: string): number | null {
  const match =
    /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(text);
  if (match === null || /[PT]$/.test(text)) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((one) => Number(one ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = (weeks * 7 + days) * DAY_MS + hours * HOUR_MS + minutes * 60_000 + seconds * 1000;
  return match[1] === "-" ? -ms : ms;
}

function lastsMs(reader: EventReader, start: Moment): number {
  const end = reader.moment("dtend");
  const said = reader.text("duration");
  const duration = said === "" ? null : durationMs(said);
  if (end === null && said !== "" && duration === null) throw new Unfit("noSuchTime", said);
  const usual = start.isDate ? DAY_MS : 0;
  const lasts =
    end === null
      ? (duration ?? usual)
      : start.isDate
        ? end.wall - start.wall || DAY_MS
        : instantAt(end.wall, end.offset) - instantAt(start.wall, start.offset);
  if (lasts < 0) throw new Unfit("endBeforeStart");
  return lasts;
}

function showsOf(reader: EventReader): RawEvent["shows"] {
  const status = reader.text("x-microsoft-cdo-busystatus").toUpperCase();
  if (status === "OOF") return "away";
  const isFree =
    reader.text("transp").toUpperCase() === "TRANSPARENT" ||
    status === "FREE" ||
    status === "WORKINGELSEWHERE";
  return isFree ? "free" : "busy";
}

const ONLINE = [
  "conference",
  "x-google-conference",
  "x-microsoft-onlinemeetingconflink",
  "x-microsoft-skypeteamsmeetingurl",
];

function ownProperties(properties: readonly Property[]): ReadonlyMap<string, string> {
  return new Map(
    properties
      .filter(([name]) => name.startsWith("x-"))
      .map(([name, , , value]) => [name, String(value).trim()]),
  );
}

function eventOf(
  properties: readonly Property[],
  {
    rule,
    line,
    options,
  }: { readonly rule: string | null; readonly line: number; readonly options: ReadOptions },
): RawEvent {
  const reader = new EventReader(properties, options);
  const uid = reader.text("uid");
  const start = reader.moment("dtstart");
  if (uid === "" || uid.length > LONGEST_UID || start === null)
    throw new Unfit("unreadable", start === null ? "DTSTART" : "UID");
  const organizer = reader.all("organizer")[0];
  return {
    ...{ line, uid, start, rule, lastsMs: lastsMs(reader, start) },
    recurrenceId: reader.moment("recurrence-id"),
    excluded: reader.moments("exdate"),
    added: reader.moments("rdate"),
    isCancelled: reader.text("status").toUpperCase() === "CANCELLED",
    isPrivate: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(reader.text("class")),
    shows: showsOf(reader),
    title: reader.text("summary"),
    categories: reader.texts("categories").map((one) => one.trim()),
    place: reader.text("location"),
    isOnline: ONLINE.some((name) => reader.text(name) !== ""),
    organizer: organizer === undefined ? null : reader.attendee(organizer),
    attendees: reader
      .all("attendee")
      .slice(0, MOST_ATTENDEES)
      .map((one) => reader.attendee(one)),
    properties: ownProperties(properties),
  };
}

/** Lines as they were before they were folded, without the rule, which ical.js would refuse or follow for ever. */
function parted(text: string): { readonly rest: string; readonly rules: readonly string[] } {
  const lines = text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const isRule = (line: string) => /^RRULE[;:]/i.test(line);
  return {
    rest: lines.filter((line) => !isRule(line) && line !== "").join("\r\n"),
    rules: lines.filter(isRule).map((line) => line.slice(line.indexOf(":") + 1).trim()),
  };
}

function propertiesOf(text: string): readonly Property[] {
  try {
    return (ICAL.parse(text) as unknown as [string, Property[]])[1];
  } catch {
    throw new Unfit("unreadable");
  }
}

/** What an entry says; or what is wrong with it. Never throws. */
export function readEvent({ line, text }: Block, options: ReadOptions): RawEvent | EntryProblem {
  try {
    const { rest, rules } = parted(text);
    if (rules.length > 1) throw new Unfit("unknownRule");
    return eventOf(propertiesOf(rest), { rule: rules[0] ?? null, line, options });
  } catch (fault) {
    if (!(fault instanceof Unfit)) throw fault;
    return { line, name: fault.problem, about: fault.about };
  }
}
