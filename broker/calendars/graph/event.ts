/**
 * An event as Graph tells it -> an entry of a calendar. Whatever else Graph tells (its body above all) is let go of here.
 * Knows no request. An occurrence of a series is told with little more than its times: the rest is its series'.
 */
import type { Offset } from "../../../protocol/wall-time.ts";
import type { Attendee, CalendarEntry, EntryProblemName } from "../entry.ts";
import { instantAt, type Zones } from "../zones.ts";
import { type Bag, isBag } from "./client.ts";

/** What is kept of an event. */
export type GraphEvent = {
  readonly id: string;
  readonly series: string | null;
  readonly isSeries: boolean;
  readonly fields: Bag;
};

/** The fields that are used, for requests that may choose. */
export const FIELDS = [
  ...[
    "id",
    "iCalUId",
    "type",
    "seriesMasterId",
    "originalStart",
    "start",
    "end",
    "isAllDay",
    "isCancelled",
    "isDraft",
  ],
  ...[
    "sensitivity",
    "showAs",
    "subject",
    "categories",
    "location",
    "isOnlineMeeting",
    "organizer",
    "attendees",
    "responseStatus",
  ],
] as const;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The fields alone that are used; `null` for what is no event. */
export function graphEvent(bag: Bag): GraphEvent | null {
  const { id, seriesMasterId, type } = bag as { id?: unknown; seriesMasterId?: unknown; type?: unknown };
  if (typeof id !== "string" || id === "") return null;
  const kept = FIELDS.flatMap((name) =>
    bag[name] === undefined || bag[name] === null ? [] : [[name, bag[name]]],
  );
  return {
    id,
    series: text(seriesMasterId) || null,
    isSeries: type === "seriesMaster",
    fields: Object.fromEntries(kept) as Bag,
  };
}

type Time = { readonly wall: number; readonly at: number };

/** `{ dateTime: "2026-11-23T09:00:00.0000000", timeZone: "UTC" }`; the zone as Windows or IANA calls it. */
function timeOf(value: unknown, zones: Zones): Time | EntryProblemName {
  if (!isBag(value)) return "noSuchTime";
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(text(value["dateTime"]));
  if (match === null) return "noSuchTime";
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wall);
  if (
    back.getUTCMonth() !== month - 1 ||
    back.getUTCDate() !== day ||
    back.getUTCHours() !== hour ||
    minute > 59
  )
    return "noSuchTime";
  const offset = zones.offset(text(value["timeZone"]) || "UTC");
  return offset === null ? "unknownZone" : { wall, at: instantAt(wall, offset) };
}

function person(value: unknown): Pick<Attendee, "address" | "name"> {
  const mail = isBag(value) && isBag(value["emailAddress"]) ? value["emailAddress"] : {};
  return { address: text(mail["address"]).toLowerCase(), name: text(mail["name"]).trim() || null };
}

const responseOf = (value: unknown): string => (isBag(value) ? text(value["response"]) : "");

function attendees(value: unknown): Attendee[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isBag).map((one) => ({
    ...person(one),
    hasDeclined: responseOf(one["status"]) === "declined",
    isRoom: one["type"] === "resource",
  }));
}

const SHOWS: Readonly<Record<string, CalendarEntry["shows"]>> = {
  free: "free",
  workingElsewhere: "free",
  oof: "away",
};

/** Named alike in every mailbox: by the meeting's own name, and for one of a series by when it was to begin. */
function nameOf(own: GraphEvent, series: GraphEvent | undefined, startAt: number): string {
  if (own.series === null) return text(own.fields["iCalUId"]) || own.id;
  const original = Date.parse(text(own.fields["originalStart"]));
  const when = new Date(Number.isNaN(original) ? startAt : original).toISOString();
  return `${text(series?.fields["iCalUId"]) || own.series} ${when}`;
}

export type EntryOptions = { readonly zones: Zones; readonly floating: Offset };

/** The entry; or what is wrong with it; `null` for a series, which is told by its occurrences, and for a draft. */
export function entryOf(
  own: GraphEvent,
  series: GraphEvent | undefined,
  { zones, floating }: EntryOptions,
): CalendarEntry | EntryProblemName | null {
  if (own.isSeries || own.fields["isDraft"] === true) return null;
  const fields: Bag = { ...series?.fields, ...own.fields };
  const [start, end] = [timeOf(fields["start"], zones), timeOf(fields["end"], zones)];
  if (typeof start === "string") return start;
  if (typeof end === "string") return end;
  if (end.at < start.at) return "endBeforeStart";
  const isAllDay = fields["isAllDay"] === true;
  // Of whole days the date counts, and it is the house's, whatever zone is said beside it.
  const instant = ({ wall, at }: Time) => (isAllDay ? instantAt(wall, floating) : at);
  const { location, organizer } = fields as { location?: unknown; organizer?: unknown };
  return {
    ...{ id: nameOf(own, series, start.at), startAt: instant(start), endAt: instant(end), isAllDay },
    isCancelled: fields["isCancelled"] === true || responseOf(fields["responseStatus"]) === "declined",
    isPrivate: /^(?:private|confidential)$/.test(text(fields["sensitivity"])),
    shows: SHOWS[text(fields["showAs"])] ?? "busy",
    title: text(fields["subject"]),
    categories: Array.isArray(fields["categories"])
      ? fields["categories"].filter((one) => typeof one === "string")
      : [],
    place: isBag(location) ? text(location["displayName"]) : "",
    isOnline: fields["isOnlineMeeting"] === true,
    organizer: organizer === undefined ? null : { ...person(organizer), hasDeclined: false, isRoom: false },
    attendees: attendees(fields["attendees"]),
    properties: new Map(),
  };
}
