import { describe, expect, it } from "vitest";
import type { WhyNext } from "../../../protocol/snapshots.ts";
import type { QueueId } from "../../../protocol/terms.ts";
import {
  claimWords,
  clockWords,
  dateWords,
  dayWords,
  isSameDay,
  opensAtWords,
  rehearsal,
  spokenCall,
  waitWords,
  whyWords,
} from "../../../protocol/texts/words.ts";

const da = { timeZone: "Europe/Copenhagen", language: "da" } as const;
const en = { timeZone: "Europe/Copenhagen", language: "en" } as const;
const at = (text: string) => Date.parse(`${text}:00+01:00`);
const wait = (from: number, to: number) => ({ fromMs: from * 60_000, toMs: to * 60_000, medianMs: 0 });

describe("an opening in words", () => {
  const now = at("2026-11-21T12:00");
  it.each([
    ["2026-11-21T13:30", "Åbner i dag kl. 13.30", "Opens today at 13:30"],
    ["2026-11-22T10:00", "Åbner i morgen kl. 10.00", "Opens tomorrow at 10:00"],
    ["2026-11-23T10:00", "Åbner mandag kl. 10.00", "Opens on Monday at 10:00"],
    ["2026-11-28T10:00", "Åbner 28. november kl. 10.00", "Opens on 28 November at 10:00"],
  ])("at %s is %s", (opens, danish, english) => {
    expect(opensAtWords(at(opens), now, da)).toBe(danish);
    expect(opensAtWords(at(opens), now, en)).toBe(english);
  });

  it("counts days by the calendar of the place, also over a change of summer time", () => {
    const saturday = Date.parse("2026-10-24T23:30:00+02:00");
    expect(opensAtWords(at("2026-10-25T10:00"), saturday, da)).toBe("Åbner i morgen kl. 10.00");
    expect(opensAtWords(at("2026-10-26T00:30"), saturday, da)).toBe("Åbner mandag kl. 00.30");
  });
});

it("midnight is 00, never 24, and the afternoon has no pm", () => {
  expect([clockWords(at("2026-11-21T00:05"), da), clockWords(at("2026-11-21T15:05"), en)]).toEqual([
    "00.05",
    "15:05",
  ]);
  expect([dateWords(at("2026-11-21T15:05"), da), dateWords(at("2026-11-21T15:05"), en)]).toEqual([
    "21. november 2026",
    "21 November 2026",
  ]);
});

it("a day is one of the zone's calendar", () => {
  const midnight = at("2026-11-22T00:00");
  expect(isSameDay(midnight, at("2026-11-22T23:59"), da.timeZone)).toBe(true);
  expect(isSameDay(midnight, midnight - 1, da.timeZone)).toBe(false);
});

describe("a wait in words", () => {
  it.each([
    [wait(0, 0.5), "nu", "now"],
    [wait(0, 4.2), "under 5 min.", "under 5 mins"],
    [wait(10, 10), "ca. 10 min.", "about 10 mins"],
    [wait(10, 20), "ca. 10-20 min.", "about 10-20 mins"],
    [wait(125, 170), "ca. 2-3 timer", "about 2-3 hours"],
  ])("%j", (given, danish, english) => {
    expect([waitWords(given, "da"), waitWords(given, "en")]).toEqual([danish, english]);
  });

  it("that nobody knows has none", () => {
    expect(waitWords(null, "da")).toBeNull();
  });
});

it("a spoken call spells the letters and leaves the numeral to the voice", () => {
  const at = (number: string, da: string, room?: { da: string; en?: string }) => ({
    number,
    counterName: { da },
    room,
  });
  expect(spokenCall(at("A42", "skranke 3"), "da")).toBe("Nummer A 42, skranke 3");
  expect(spokenCall(at("AB07", "Skranke 1"), "da")).toBe("Nummer A B 7, Skranke 1");
  expect(spokenCall(at("A42", "Counter 3"), "en")).toBe("Number A, 42, Counter 3");
  expect(spokenCall(at("?", "Skranke 1"), "da")).toBe("Nummer ?, Skranke 1");
  const room = { da: "lokale 2, 1. sal", en: "room 2, 1st floor" };
  expect(spokenCall(at("A42", "Skranke 3", room), "da")).toBe("Nummer A 42, Skranke 3, lokale 2, 1. sal");
  expect(spokenCall(at("A42", "Counter 3", room), "en")).toBe("Number A, 42, Counter 3, room 2, 1st floor");
});

describe("times in the languages of newcomers", () => {
  const now = at("2026-11-21T12:00");
  it.each([
    ["de", "Öffnet heute um 13:30 Uhr", "Öffnet am Montag um 10:00 Uhr", "etwa 10 bis 20 Minuten"],
    ["ar", "يفتح اليوم الساعة 13:30", "يفتح يوم الاثنين الساعة 10:00", "حوالي 10 إلى 20 دقيقة"],
    ["uk", "Відкриється сьогодні о 13:30", "Відкриття: понеділок, 10:00", "приблизно 10-20 хвилин"],
    ["pl", "Otwarcie dzisiaj o 13:30", "Otwarcie: poniedziałek, godz. 10:00", "około 10-20 minut"],
    ["tr", "Bugün saat 13:30 itibarıyla açılır", "Açılış: Pazartesi, saat 10:00", "yaklaşık 10-20 dakika"],
    [
      "so",
      "Waxaa la furayaa maanta saacadda 13:30",
      "Waxaa la furayaa Isniin saacadda 10:00",
      "qiyaastii 10-20 daqiiqo",
    ],
  ] as const)("%s", (language, today, monday, about) => {
    const telling = { timeZone: da.timeZone, language };
    expect(opensAtWords(at("2026-11-21T13:30"), now, telling)).toBe(today);
    expect(opensAtWords(at("2026-11-23T10:00"), now, telling)).toBe(monday);
    expect(waitWords(wait(10, 20), language)).toBe(about);
  });
});

it("a rehearsal has every letter, every numeral up to 999 apart, and every counter with its room", () => {
  const counters = [
    { counterName: { da: "Skranke 3" }, room: { da: "lokale 2" } },
    { counterName: { da: "Kassen" } },
  ];
  const said = rehearsal(counters, "da");
  for (const words of [
    "Nummer Z 1,",
    "Nummer A 42,",
    "Nummer A 900,",
    "Nummer A 901,",
    "Skranke 3, lokale 2",
    "Kassen",
  ])
    expect(said.some((text) => text.includes(words))).toBe(true);
  expect(rehearsal([], "en")[0]).toBe("Number A, 1, ");
});

describe("why a ticket is next, in words", () => {
  const [agreedAt, arrivedAt] = [Date.UTC(2026, 10, 22, 9, 15), Date.UTC(2026, 10, 22, 9, 2)];
  const walkIn: WhyNext = { kind: "walk-in", agreedAt: null, arrivedAt, headStartMin: 0, rule: null };
  const queues = [{ queue: "a" as QueueId, name: { da: "Pas", en: "Passport" } }];
  const danish = { timeZone: "Europe/Copenhagen", language: "da", queues } as const;
  const english = { ...danish, language: "en" } as const;

  it("tells the agreed time and the arrival in the location's zone", () => {
    const appointment: WhyNext = { ...walkIn, kind: "appointment", agreedAt };
    expect(whyWords(appointment, danish)).toBe("aftale kl. 10.15, ankommet 10.02");
    expect(whyWords(appointment, english)).toBe("appointment at 10:15, arrived 10:02");
  });

  it("tells the real arrival of whoever let others go first, and as when they count", () => {
    const putOff: WhyNext = { ...walkIn, putOffTo: arrivedAt + 600_000 };
    expect(whyWords(putOff, danish)).toBe("ankommet 10.02, udsat til 10.12");
    expect(whyWords(putOff, english)).toBe("arrived 10:02, put off to 10:12");
    expect(claimWords(putOff, danish)).toEqual(["udsat til 10.12"]);
    expect(claimWords({ ...walkIn, kind: "appointment", agreedAt }, danish)).toEqual(["aftale kl. 10.15"]);
    expect(claimWords({ ...walkIn, headStartMin: 10 }, danish)).toEqual(["10 min. forspring"]);
    expect(claimWords(walkIn, danish)).toEqual([]);
  });

  it("tells a head start, what is early, late or has waited too long, and a counter's rule", () => {
    expect(whyWords({ ...walkIn, headStartMin: 10 }, danish)).toBe("ankommet 10.02, 10 min. forspring");
    expect(whyWords({ ...walkIn, kind: "late", agreedAt, headStartMin: 10 }, danish)).toBe(
      "aftale kl. 10.15, ankommet 10.02, for sent",
    );
    const rule = { queue: "a" as QueueId, waitsOverMin: 30 };
    expect(whyWords({ ...walkIn, kind: "rule", rule }, danish)).toBe(
      "nogen i Pas venter over 30 min., ankommet 10.02",
    );
    expect(whyWords({ ...walkIn, kind: "rule", rule }, { ...danish, queues: [] })).toBe(
      "nogen i a venter over 30 min., ankommet 10.02",
    );
    expect(whyWords({ ...walkIn, kind: "aged" }, english)).toBe("arrived 10:02, has waited too long");
    expect(whyWords({ ...walkIn, headStartMin: 5, rule }, english)).toBe(
      "somebody in Passport waits over 30 mins, arrived 10:02, 5 mins head start",
    );
  });
});

it("a day of the week has its date and its clock", () => {
  const at = Date.parse("2026-11-24T10:15:00+01:00");
  const zone = { timeZone: "Europe/Copenhagen" };
  expect(dayWords(at, { ...zone, language: "da" })).toBe("tirsdag 24. november kl. 10.15");
  expect(dayWords(at, { ...zone, language: "en" })).toBe("Tuesday 24 November, 10:15");
});
