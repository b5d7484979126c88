/** What entries of calendars mean by the location's rule: appointments with a guest, busy times, absences. */
import { describe, expect, it } from "vitest";
import { BusyTimes } from "../../../broker/calendars/busy.ts";
import { type Meaning, meaningOf, type Owner } from "../../../broker/calendars/meaning.ts";
import type { CalendarRule } from "../../../protocol/config/appointment-source.ts";
import { calendarOf, read } from "./written.ts";

const ANNA: Owner = { host: "anna", address: "anna@kommune.dk" };
const OUTSIDE = "ATTENDEE;CN=Åse Ørsted:mailto:aase@mail.dk";
const INSIDE = "ATTENDEE;CN=Bo:mailto:bo@it.kommune.dk";

async function meaning(
  lines: readonly string[],
  rule: CalendarRule = {},
  owner: Owner = ANNA,
): Promise<Meaning> {
  const start = lines.some((line) => line.startsWith("DTSTART"))
    ? []
    : ["DTSTART:20261123T090000Z", "DTEND:20261123T093000Z"];
  const { entries } = await read(calendarOf(["UID:a", ...start, ...lines]));
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  return meaningOf(entry, owner, rule);
}
const kind = async (lines: readonly string[], rule: CalendarRule = {}, owner: Owner = ANNA) => {
  const found = await meaning(lines, rule, owner);
  return found.kind === "busy" ? found.time.kind : found.kind;
};
const appointment = async (lines: readonly string[], rule: CalendarRule = {}, owner: Owner = ANNA) => {
  const found = await meaning(lines, rule, owner);
  if (found.kind !== "appointment") throw new Error(found.kind);
  return found.appointment;
};

describe("an entry", () => {
  it.each([
    ["somebody from outside is asked to come", [OUTSIDE], {}, "appointment"],
    ["only the house is asked", [INSIDE], {}, "busy"],
    ["nobody is asked", [], {}, "busy"],
    ["the outsider has declined", [`${OUTSIDE.replace(":", ";PARTSTAT=DECLINED:")}`], {}, "busy"],
    ["the owner has declined", [OUTSIDE, "ATTENDEE;PARTSTAT=DECLINED:mailto:anna@kommune.dk"], {}, "nothing"],
    ["it is private", [OUTSIDE, "CLASS:PRIVATE"], {}, "busy"],
    [
      "it is confidential, and everything is an appointment",
      ["CLASS:CONFIDENTIAL"],
      { guests: [{ by: "all" }] },
      "busy",
    ],
    ["it was cancelled", [OUTSIDE, "STATUS:CANCELLED"], {}, "nothing"],
    ["it is shown as free", ["TRANSP:TRANSPARENT"], {}, "nothing"],
    ["somebody comes though it is shown as free", [OUTSIDE, "TRANSP:TRANSPARENT"], {}, "appointment"],
    ["it lasts whole days", ["DTSTART;VALUE=DATE:20261123", OUTSIDE], {}, "busy"],
    [
      "the outsider is of a domain that is the house's too",
      [OUTSIDE],
      { ownDomains: ["kommune.dk", "mail.dk"] },
      "busy",
    ],
    [
      "it bears the category",
      ["CATEGORIES:borgermøde"],
      { guests: [{ by: "category", category: "Borgermøde" }] },
      "appointment",
    ],
    [
      "it bears another category",
      [OUTSIDE, "CATEGORIES:x"],
      { guests: [{ by: "category", category: "Borgermøde" }] },
      "busy",
    ],
    [
      "its title begins so",
      ["SUMMARY:Borger: Bo"],
      { guests: [{ by: "title", begins: "borger:" }] },
      "appointment",
    ],
    [
      "it has the property",
      ["X-TALON-GUEST:1"],
      { guests: [{ by: "property", property: "X-TALON-GUEST" }] },
      "appointment",
    ],
    [
      "it has another value",
      ["X-TALON-GUEST:0"],
      { guests: [{ by: "property", property: "X-TALON-GUEST", value: "1" }] },
      "busy",
    ],
    ["all are", [], { guests: [{ by: "all" }] }, "appointment"],
    ["its owner is away", ["X-MICROSOFT-CDO-BUSYSTATUS:OOF"], {}, "away"],
    [
      "it is a holiday of whole days, though shown as free",
      ["DTSTART;VALUE=DATE:20261123", "SUMMARY:Ferie!", "TRANSP:TRANSPARENT"],
      {},
      "away",
    ],
    [
      "its category is an absence",
      ["DTSTART;VALUE=DATE:20261123", "SUMMARY:x", "CATEGORIES:Out of Office"],
      {},
      "away",
    ],
    [
      "a word only looks like an absence",
      ["DTSTART;VALUE=DATE:20261123", "SUMMARY:Frivilligmesse"],
      {},
      "busy",
    ],
    ["a holiday has a time", ["SUMMARY:Ferie"], {}, "busy"],
    [
      "a private entry of whole days is a holiday",
      ["DTSTART;VALUE=DATE:20261123", "SUMMARY:Ferie", "CLASS:PRIVATE"],
      {},
      "busy",
    ],
    [
      "the house has its own words",
      ["DTSTART;VALUE=DATE:20261123", "SUMMARY:Kursus"],
      { awayWords: ["kursus"] },
      "away",
    ],
  ] as const)("when %s", async (_, lines, rule, expected) => {
    expect(await kind(lines, rule as CalendarRule)).toBe(expected);
  });

  it("of a calendar without an owner is its organizer's and the staff's who are asked", async () => {
    const lines = ["ORGANIZER:mailto:carl@kommune.dk", INSIDE, OUTSIDE];
    expect(await appointment(lines, {}, { host: null, address: null })).toMatchObject({
      hosts: ["carl@kommune.dk", "bo@it.kommune.dk"],
      participants: [{ key: "aase@mail.dk", name: "Åse Ørsted" }],
    });
  });

  it("without anybody's domain makes nobody a guest", async () => {
    expect(await kind([OUTSIDE], {}, { host: "anna", address: null })).toBe("busy");
  });

  it("gives a name from where the location says, and its title nowhere else", async () => {
    const lines = [OUTSIDE, "SUMMARY:Borger: Bo Berg 20 30 40 50\\, 010165-1234"];
    const guests: CalendarRule["guests"] = [{ by: "title", begins: "Borger:" }];
    expect((await appointment(lines, { guests })).participants).toEqual([
      { key: "aase@mail.dk", name: "Åse Ørsted" },
    ]);
    expect((await appointment(lines, { guests, names: "none" })).participants).toEqual([
      { key: "aase@mail.dk" },
    ]);
    const titled = await appointment(lines, { guests, names: "title" });
    expect(titled.participants).toEqual([{ key: "aase@mail.dk", name: "Bo Berg", mobile: "+4520304050" }]);
    expect(JSON.stringify(titled)).not.toMatch(/010165|1234/);
    expect((await appointment(["SUMMARY:x"], { guests: [{ by: "all" }] })).participants).toEqual([
      { key: "guest" },
    ]);
  });

  it("has no CPR number in a name or a room", async () => {
    const lines = ["ATTENDEE;CN=Bo 010165-1234:mailto:bo@mail.dk", "LOCATION:B204 0101651234"];
    expect(await appointment(lines, { rooms: "place" })).toMatchObject({
      room: "B204",
      participants: [{ name: "Bo" }],
    });
  });

  it.each([
    [["LOCATION:Telefon"], {}, "phone", null],
    [["CONFERENCE:https://teams.example/1"], {}, "digital", null],
    [["LOCATION:Microsoft Teams-møde"], {}, "digital", null],
    [["LOCATION:Borgergade 1\\, 4100 Ringsted", "CONFERENCE:https://teams.example/1"], {}, "physical", null],
    [["LOCATION:Brev"], {}, "letter", null],
    [["LOCATION:B204"], { rooms: "place" }, "physical", "B204"],
    [["ATTENDEE;CUTYPE=ROOM;CN=Lokale B204:mailto:b204@kommune.dk"], {}, "physical", "Lokale B204"],
    [[], {}, "physical", null],
  ] as const)("takes place: %j", async (lines, rule, form, room) => {
    expect(await appointment([OUTSIDE, ...lines], rule as CalendarRule)).toMatchObject({ form, room });
  });
});

describe("busy times of a host", () => {
  const [from, hour] = [Date.UTC(2026, 10, 23, 8), 3_600_000];
  const time = (start: number, end: number, of: "busy" | "away" = "busy") => ({
    from: from + start * hour,
    until: from + end * hour,
    kind: of,
  });

  it("are one where they touch, of all of the host's calendars", () => {
    const busy = new BusyTimes();
    busy.set("anna@kommune.dk", "a", [time(3, 4), time(0, 1), time(0.5, 2)]);
    busy.set("anna", "b", [time(2, 3), time(1, 2, "away")]);
    expect(busy.between("anna", { from, until: from + 9 * hour })).toEqual([time(0, 4), time(1, 2, "away")]);
    expect([
      busy.now("anna", from),
      busy.now("anna", from + 1.5 * hour),
      busy.now("anna", from + 4 * hour),
    ]).toEqual([time(0, 4), time(1, 2, "away"), null]);
    busy.set("anna", "a", []);
    expect(busy.between("anna", { from, until: from + 9 * hour })).toEqual([time(1, 2, "away"), time(2, 3)]);
    expect([busy.hosts(), busy.now("nobody", from)]).toEqual([["anna"], null]);
  });
});
