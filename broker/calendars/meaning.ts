/**
 * What an entry of a host's calendar means, by the location's own rule: an appointment with a guest, or time in which the host is busy
 * or away.
 * Pure; knows no calendar's format. Of a private entry only its time is looked at.
 */

import { cprOf } from "../../protocol/check-in.ts";
import type { CalendarRule, GuestSign } from "../../protocol/config/appointment-source.ts";
import type { Participant, SourceAppointment } from "../appointments/contract.ts";
import { mobileOf } from "../appointments/mobile.ts";
import type { Attendee, CalendarEntry } from "./entry.ts";

/** Whose calendar an entry stands in: a staff id or an address; `null` for a calendar of the house. */
export type Owner = { readonly host: string | null; readonly address: string | null };

/** Between these instants somebody is busy, or away. */
export type BusyTime = { readonly from: number; readonly until: number; readonly kind: "busy" | "away" };

export type Meaning =
  | { readonly kind: "appointment"; readonly appointment: SourceAppointment }
  | { readonly kind: "busy"; readonly time: BusyTime }
  | { readonly kind: "nothing" };

const NOTHING: Meaning = { kind: "nothing" };
const USUAL_MS = 1_800_000;
const LONGEST_MEETING_MS = 86_400_000;
const LONGEST_ID = 200;
const LONGEST_TITLE = 500;

const AWAY_WORDS = [
  ...[
    "fravær",
    "ferie",
    "feriefri",
    "fri",
    "fridag",
    "barsel",
    "orlov",
    "syg",
    "sygdom",
    "afspadsering",
    "omsorgsdag",
  ],
  ...["out of office", "vacation", "holiday", "day off", "leave", "sick"],
];

const isOf = (address: string, domains: readonly string[]): boolean => {
  const domain = address.split("@")[1] ?? "";
  return domains.some((own) => domain === own || domain.endsWith(`.${own}`));
};

/** The house's domains: those that the location names; else that of the calendar's owner, or of the organizer. */
function domainsOf(
  { ownDomains }: CalendarRule,
  { organizer }: CalendarEntry,
  { host, address }: Owner,
): string[] {
  if (ownDomains !== undefined && ownDomains.length > 0) return ownDomains;
  const own = address ?? (host?.includes("@") === true ? host : (organizer?.address ?? ""));
  const domain = own.split("@")[1];
  return domain === undefined || domain === "" ? [] : [domain];
}

/** Who comes from outside; where no domain is the house's, nobody is known to. */
function outsiders(entry: CalendarEntry, domains: readonly string[]): Attendee[] {
  if (domains.length === 0) return [];
  return entry.attendees.filter(
    ({ address, isRoom, hasDeclined }) =>
      address !== "" && !isRoom && !hasDeclined && !isOf(address, domains),
  );
}

function bears(sign: GuestSign, entry: CalendarEntry, guests: readonly Attendee[]): boolean {
  switch (sign.by) {
    case "outside-attendee":
      return guests.length > 0;
    case "category":
      return entry.categories.some((one) => one.toLowerCase() === sign.category.toLowerCase());
    case "title":
      return entry.title.toLowerCase().startsWith(sign.begins.toLowerCase());
    case "property": {
      const value = entry.properties.get(sign.property.toLowerCase());
      return (
        value !== undefined && (sign.value === undefined || sign.value.toLowerCase() === value.toLowerCase())
      );
    }
    case "all":
      return true;
  }
}

/** A CPR number that somebody wrote where none belongs goes no further. */
const withoutCpr = (text: string): string =>
  text.replaceAll(/(?<![\d+])\d{6}[ -]?\d{4}(?!\d)/g, (found) => (cprOf(found) === null ? found : " "));

const plain = (text: string, most: number): string =>
  withoutCpr(text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " "))
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, most);

/** A title as a name: without the words by which it is known, without a CPR number, and its telephone number apart. */
function ofTitle(title: string, signs: readonly GuestSign[]): Pick<Participant, "name" | "mobile"> {
  const begins = signs.find(
    (sign) => sign.by === "title" && title.toLowerCase().startsWith(sign.begins.toLowerCase()),
  );
  const bare = plain(begins?.by === "title" ? title.slice(begins.begins.length) : title, LONGEST_TITLE);
  const found = /(?<!\d)(?:\+\d{2}\s?|00\d{2}\s?)?\d{2}\s?\d{2}\s?\d{2}\s?\d{2}(?!\d)/.exec(bare)?.[0];
  const mobile = found === undefined ? null : mobileOf(found);
  const name = (mobile === null ? bare : bare.replace(found ?? "", " "))
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[\s:;,.()/-]+|[\s:;,(/-]+$/g, "");
  return { ...(name === "" ? {} : { name: name.slice(0, 120) }), ...(mobile === null ? {} : { mobile }) };
}

/** Some programs write the address again where the name belongs. */
const nameOf = (name: string | null): string => (name === null || name.includes("@") ? "" : plain(name, 120));

function participantsOf(
  entry: CalendarEntry,
  guests: readonly Attendee[],
  rule: CalendarRule,
): Participant[] {
  const { names = "attendee" } = rule;
  const titled = names === "title" ? ofTitle(entry.title, rule.guests ?? []) : {};
  if (guests.length === 0)
    return Object.keys(titled).length === 0 ? [{ key: "guest" }] : [{ key: "guest", ...titled }];
  return guests.map(({ address, name }) => ({
    key: address.slice(0, LONGEST_ID),
    ...(names === "attendee" && nameOf(name) !== "" ? { name: nameOf(name) } : {}),
    ...(guests.length === 1 ? titled : {}),
  }));
}

/** Where nobody need come to the house. An online meeting that has a place as well is one at that place. */
function formOf({ isOnline, place }: CalendarEntry, room: string | null): SourceAppointment["form"] {
  if (/^(?:telefon|phone|tlf)/i.test(place)) return "phone";
  if (/^(?:brev|letter)$/i.test(place)) return "letter";
  const isNowhere =
    room === null && (place === "" || /^(?:microsoft )?teams|^https:|^online$|^skype|^zoom/i.test(place));
  return isNowhere && (isOnline || place !== "") ? "digital" : "physical";
}

function roomOf({ attendees, place }: CalendarEntry, { rooms = "booked" }: CalendarRule): string | null {
  const booked = attendees.find(({ isRoom, hasDeclined }) => isRoom && !hasDeclined)?.name ?? null;
  const said = rooms === "place" && !/^https?:/i.test(place) && place !== "" ? place : null;
  const room = plain(booked ?? said ?? "", 60);
  return room === "" ? null : room;
}

function hostsOf(entry: CalendarEntry, { host }: Owner, domains: readonly string[]): string[] {
  if (host !== null) return [host];
  const asked = [entry.organizer, ...entry.attendees].filter((one) => one !== null);
  const own = asked.filter(
    ({ address, isRoom, hasDeclined }) => !isRoom && !hasDeclined && isOf(address, domains),
  );
  return [...new Set(own.map(({ address }) => address))].slice(0, 20);
}

function isAway(
  { isAllDay, isPrivate, title, categories, shows }: CalendarEntry,
  rule: CalendarRule,
): boolean {
  if (shows === "away") return true;
  if (!isAllDay || isPrivate) return false;
  const words = rule.awayWords ?? AWAY_WORDS;
  const said = ` ${[title, ...categories]
    .join(" ")
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, " ")} `;
  return words.some((word) => said.includes(` ${word.toLowerCase()} `));
}

function hasOwnerDeclined({ attendees }: CalendarEntry, { host, address }: Owner): boolean {
  const own = address ?? host;
  return attendees.some((one) => one.hasDeclined && one.address === own);
}

/** What an entry means for its calendar's owner. */
export function meaningOf(entry: CalendarEntry, owner: Owner, rule: CalendarRule): Meaning {
  const { startAt, endAt, isCancelled, isPrivate, isAllDay, shows } = entry;
  if (isCancelled || hasOwnerDeclined(entry, owner)) return NOTHING;
  const time = (kind: BusyTime["kind"]): Meaning =>
    endAt > startAt ? { kind: "busy", time: { from: startAt, until: endAt, kind } } : NOTHING;
  if (isAway(entry, rule)) return time("away");
  const domains = domainsOf(rule, entry, owner);
  const guests = isPrivate ? [] : outsiders(entry, domains);
  const signs = rule.guests ?? [{ by: "outside-attendee" as const }];
  const isTimed = !isAllDay && endAt - startAt <= LONGEST_MEETING_MS;
  if (isPrivate || !isTimed || !signs.some((sign) => bears(sign, entry, guests)))
    return shows === "free" ? NOTHING : time("busy");
  const room = roomOf(entry, rule);
  return {
    kind: "appointment",
    appointment: {
      ...{ sourceId: entry.id, version: null, status: "booked", startAt, room },
      endAt: endAt > startAt ? endAt : startAt + USUAL_MS,
      ...{ location: null, kind: entry.categories[0] ?? null, reminds: null, isConfidential: false },
      hosts: hostsOf(entry, owner, domains),
      form: formOf(entry, room),
      participants: participantsOf(entry, guests, rule),
    },
  };
}
