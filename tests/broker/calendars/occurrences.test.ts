/** Entries of calendars become occurrences with instants; what nobody can mean is said, and costs nothing else. */
import { describe, expect, it } from "vitest";
import { calendarOf, NOVEMBER, read, starts } from "./written.ts";

const at = (start: string, ...more: string[]) => ["UID:a", `DTSTART${start}`, ...more];
const names = async (...entries: string[][]) =>
  (await read(calendarOf(...entries))).problems.map(({ line, name, about }) => [line, name, about]);

describe("zones", () => {
  it.each([
    ["IANA's name", ";TZID=Europe/Copenhagen:20261123T090000", "2026-11-23T08:00"],
    ["Windows' name", ";TZID=Romance Standard Time:20261123T090000", "2026-11-23T08:00"],
    ["Windows' name in quotes", ';TZID="W. Europe Standard Time":20261123T090000', "2026-11-23T08:00"],
    [
      "what Outlook shows",
      ';TZID="(UTC+01:00) Brussels, Copenhagen, Madrid, Paris":20261123T090000',
      "2026-11-23T08:00",
    ],
    [
      "a path before it",
      ";TZID=/freeassociation.sourceforge.net/Europe/Copenhagen:20261123T090000",
      "2026-11-23T08:00",
    ],
    ["Microsoft's own scheme", ';TZID="tzone://Microsoft/Utc":20261123T090000', "2026-11-23T09:00"],
    ["UTC", ":20261123T090000Z", "2026-11-23T09:00"],
    ["none: the house's", ":20261123T090000", "2026-11-23T08:00"],
    ["New York", ";TZID=Eastern Standard Time:20261123T090000", "2026-11-23T14:00"],
  ])("are known by %s", async (_, start, expected) => {
    expect(starts(await read(calendarOf(at(start))))).toEqual([expected]);
  });

  it("that nobody knows leave the entry out, be it defined in the calendar or not, and never pass for the house's", async () => {
    for (const zone of ["Customized Time Zone", "Mars/Olympus", "+01:00", "x".repeat(500)]) {
      const found = await read(
        calendarOf(at(`;TZID="${zone}":20261123T090000`), ["UID:b", "DTSTART:20261123T100000Z"]),
      );
      expect(starts(found)).toEqual(["2026-11-23T10:00"]);
      expect(found.problems).toMatchObject([{ line: 4, name: "unknownZone" }]);
    }
  });

  it("of a whole calendar are those of its times without a zone", async () => {
    const text = calendarOf(at(":20261123T090000")).replace(
      "VERSION",
      "X-WR-TIMEZONE:America/New_York\r\nVERSION",
    );
    expect(starts(await read(text))).toEqual(["2026-11-23T14:00"]);
  });

  it("keep a weekly meeting at the same time of day when clocks change", async () => {
    const rule = "RRULE:FREQ=WEEKLY;COUNT=3";
    const found = await read(calendarOf(at(";TZID=Romance Standard Time:20261019T090000", rule)), {
      from: Date.UTC(2026, 9, 1),
      until: NOVEMBER.until,
    });
    expect(starts(found)).toEqual(["2026-10-19T07:00", "2026-10-26T08:00", "2026-11-02T08:00"]);
  });

  it("have an hour that does not exist, which counts on from before, and one twice, of which the first counts", async () => {
    const march = { from: Date.UTC(2027, 2, 1), until: Date.UTC(2027, 3, 1) };
    const october = { from: Date.UTC(2026, 9, 1), until: NOVEMBER.from };
    const daily = (day: string) =>
      calendarOf(at(`;TZID=Europe/Copenhagen:${day}T023000`, "RRULE:FREQ=DAILY;COUNT=3"));
    expect(starts(await read(daily("20270327"), march))).toEqual([
      "2027-03-27T01:30",
      "2027-03-28T01:30",
      "2027-03-29T00:30",
    ]);
    expect(starts(await read(daily("20261024"), october))).toEqual([
      "2026-10-24T00:30",
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });
});

describe("what no calendar can mean", () => {
  it.each([
    ["20261399T250000"],
    ["20260230T090000"],
    ["20261123T250000Z"],
    ["20261123T096000Z"],
    ["bad"],
    ["00010101T000000Z"],
  ])("is said: %s", async (time) => {
    const found = await read(calendarOf(at(`:${time}`), ["UID:b", "DTSTART:20261123T100000Z"]));
    expect(starts(found)).toEqual(["2026-11-23T10:00"]);
    expect(found.problems).toMatchObject([{ line: 4, name: "noSuchTime" }]);
  });

  it("is said with the line at which its entry begins, and costs no other entry", async () => {
    expect(
      await names(
        ["UID:a", "DTSTART:20261123T100000Z", "DTEND:20261123T090000Z"],
        ["UID:b"],
        ["DTSTART:20261123T100000Z"],
        ["UID:d", "DTSTART:20261123T100000Z", "nonsense without anything"],
        ["UID:e", "DTSTART:20261123T100000Z", "DURATION:soon"],
        ["UID:f", "DTSTART:20261123T100000Z", `SUMMARY:${"x".repeat(70_000)}`],
      ),
    ).toEqual([
      [25, "tooLong", ""],
      [4, "endBeforeStart", ""],
      [9, "unreadable", "DTSTART"],
      [12, "unreadable", "UID"],
      [15, "unreadable", ""],
      [20, "noSuchTime", "soon"],
    ]);
  });

  it("is an entry without an end of its own", async () => {
    expect((await read("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n")).problems).toMatchObject([
      { line: 2, name: "unreadable" },
    ]);
  });

  it("never stands in what is looked at: documents, stories and reminders are skipped", async () => {
    const text = calendarOf([
      ...at(":20261123T090000Z", `ATTACH;ENCODING=BASE64:${"A".repeat(200_000)}`, ` ${"B".repeat(200_000)}`),
      ...[
        "DESCRIPTION:Planted",
        "\tmore",
        "SUMMARY:Møde",
        "BEGIN:VALARM",
        "DTSTART:20260101T000000Z",
        "END:VALARM",
      ],
    ]);
    const found = await read(text);
    expect(found).toMatchObject({ entries: [{ title: "Møde" }], problems: [] });
    expect(JSON.stringify(found)).not.toContain("Planted");
  });
});

describe("recurring entries", () => {
  const of = async (rule: string, ...more: string[]) =>
    await read(calendarOf(at(";TZID=Europe/Copenhagen:20261102T100000", `RRULE:${rule}`, ...more)));

  it("that recur for ever cost no more than the stretch is long", async () => {
    const from = performance.now();
    const daily = await read(calendarOf(at(":19010101T090000Z", "RRULE:FREQ=DAILY")));
    expect(daily.entries).toHaveLength(30);
    const counted = await read(calendarOf(at(":19010101T090000Z", "RRULE:FREQ=DAILY;COUNT=999999")));
    expect(counted).toMatchObject({ entries: [], problems: [] });
    expect(performance.now() - from).toBeLessThan(2000);
  });

  it.each([["SECONDLY"], ["MINUTELY"], ["HOURLY"]])(
    "more often than daily are left out: %s",
    async (freq) => {
      expect(await of(`FREQ=${freq}`)).toMatchObject({ entries: [], problems: [{ name: "tooOften" }] });
    },
  );

  it.each([
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
    ["FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;INTERVAL=1"],
  ])("on a day that never comes end: %s", async (rule) => {
    expect(starts(await of(rule))).toEqual(["2026-11-02T09:00"]);
  });

  it.each([
    ["FREQ=SOMETIMES"],
    ["FREQ=DAILY;INTERVAL=0"],
    ["FREQ=DAILY;INTERVAL=-1"],
    ["FREQ=DAILY;BYDAY=XX"],
    ["FREQ=WEEKLY;BYDAY=0MO"],
    ["FREQ=DAILY;BYHOUR=9,10"],
    ["FREQ=DAILY;UNTIL=someday"],
    ["FREQ=YEARLY;BYWEEKNO=20"],
    ["FREQ=DAILY;COUNT=0"],
    ["FREQ=MONTHLY;BYMONTHDAY=32"],
    [""],
  ])("whose rule nobody understands are left out, and said: %s", async (rule) => {
    expect(await of(rule)).toMatchObject({ entries: [], problems: [{ name: "unknownRule" }] });
  });

  it("end with the day or the instant that they name", async () => {
    expect(starts(await of("FREQ=DAILY;UNTIL=20261104"))).toHaveLength(3);
    expect(starts(await of("FREQ=DAILY;UNTIL=20261104T090000Z"))).toHaveLength(3);
    expect(starts(await of("FREQ=DAILY;UNTIL=20261104T085959Z"))).toHaveLength(2);
    expect(starts(await of("FREQ=DAILY;UNTIL=20261104T100000"))).toHaveLength(3);
  });

  it("leave out what was taken out, by its instant in any zone or by its day", async () => {
    const gone = [
      "EXDATE;TZID=Romance Standard Time:20261103T100000,20261104T100000",
      "EXDATE:20261105T090000Z",
      "EXDATE;VALUE=DATE:20261106",
    ];
    expect(starts(await of("FREQ=DAILY;COUNT=6", ...gone))).toEqual(["2026-11-02T09:00", "2026-11-07T09:00"]);
  });

  it("have what was added", async () => {
    expect(starts(await of("FREQ=WEEKLY;COUNT=1", "RDATE:20261110T120000Z"))).toEqual([
      "2026-11-02T09:00",
      "2026-11-10T12:00",
    ]);
  });

  it("have a moved occurrence where it is now, with the name that it had", async () => {
    const moved = [
      "UID:a",
      "RECURRENCE-ID:20261109T090000Z",
      "DTSTART:20261110T120000Z",
      "DTEND:20261110T130000Z",
    ];
    const main = at(";TZID=Europe/Copenhagen:20261102T100000", "RRULE:FREQ=WEEKLY;COUNT=3");
    const found = await read(calendarOf(moved, main));
    expect(starts(found)).toEqual(["2026-11-02T09:00", "2026-11-10T12:00", "2026-11-16T09:00"]);
    const before = await read(calendarOf(main));
    expect(found.entries.map(({ id }) => id).toSorted()).toEqual(
      before.entries.map(({ id }) => id).toSorted(),
    );
  });

  it("have an occurrence that was moved out of the stretch nowhere, and one that was cancelled as cancelled", async () => {
    const main = at(":20261102T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3");
    const away = ["UID:a", "RECURRENCE-ID:20261109T090000Z", "DTSTART:20270110T120000Z"];
    const off = ["UID:a", "RECURRENCE-ID:20261116T090000Z", "DTSTART:20261116T090000Z", "STATUS:CANCELLED"];
    const { entries } = await read(calendarOf(main, away, off));
    expect(entries.map(({ isCancelled }) => isCancelled).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      false,
      true,
    ]);
  });

  it("may be known by one occurrence alone, to which somebody was invited", async () => {
    const one = ["UID:a", "RECURRENCE-ID:20261109T090000Z", "DTSTART:20261109T090000Z"];
    expect(starts(await read(calendarOf(one)))).toEqual(["2026-11-09T09:00"]);
  });

  it("that begin before the stretch and reach into it are in it", async () => {
    const night = at(":20261031T200000Z", "DTEND:20261101T060000Z");
    expect(starts(await read(calendarOf(night)))).toEqual(["2026-10-31T20:00"]);
  });
});

describe("an entry", () => {
  const only = async (...lines: string[]) => (await read(calendarOf(["UID:a", ...lines]))).entries[0];

  it("of whole days is of the house's days, over a change of clocks too", async () => {
    const found = await read(
      calendarOf(["UID:a", "DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261026"]),
      {
        from: Date.UTC(2026, 9, 1),
        until: NOVEMBER.from,
      },
    );
    expect(found.entries).toMatchObject([
      { isAllDay: true, startAt: Date.UTC(2026, 9, 23, 22), endAt: Date.UTC(2026, 9, 25, 23) },
    ]);
    expect(await only("DTSTART;VALUE=DATE:20261123")).toMatchObject({ endAt: Date.UTC(2026, 10, 23, 23) });
    expect(await only("DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261123")).toMatchObject({
      endAt: Date.UTC(2026, 10, 23, 23),
    });
  });

  it("lasts as long as it says", async () => {
    expect(await only("DTSTART:20261123T090000Z", "DURATION:PT1H30M")).toMatchObject({
      endAt: Date.UTC(2026, 10, 23, 10, 30),
    });
    expect(
      await only("DTSTART:20261123T090000Z", "DTEND;TZID=Europe/Copenhagen:20261123T110000"),
    ).toMatchObject({
      endAt: Date.UTC(2026, 10, 23, 10),
    });
  });

  it.each([
    ["CLASS:PRIVATE", { isPrivate: true }],
    ["CLASS:confidential", { isPrivate: true }],
    ["STATUS:CANCELLED", { isCancelled: true }],
    ["TRANSP:TRANSPARENT", { shows: "free" }],
    ["X-MICROSOFT-CDO-BUSYSTATUS:OOF", { shows: "away" }],
    ["X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", { shows: "free" }],
    ["X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", { shows: "busy" }],
    ["CATEGORIES:Borgermøde,Pas\\, kørekort", { categories: ["Borgermøde", "Pas, kørekort"] }],
    ["X-TALON-GUEST:ja", { properties: new Map([["x-talon-guest", "ja"]]) }],
  ])("says %s", async (line, expected) => {
    expect(await only("DTSTART:20261123T090000Z", line)).toMatchObject(expected);
  });

  it("names who is asked, whatever stands in their names", async () => {
    const lines = [
      'ATTENDEE;CN="Ørsted, Åse";PARTSTAT=DECLINED:MAILTO:Aase@Mail.dk',
      "ATTENDEE;CUTYPE=ROOM;CN=Lokale B204:mailto:b204@kommune.dk",
      "ATTENDEE:invalid:nomail",
      "ORGANIZER;CN=Anna:mailto:anna@kommune.dk",
    ];
    expect(await only("DTSTART:20261123T090000Z", ...lines)).toMatchObject({
      attendees: [
        { address: "aase@mail.dk", name: "Ørsted, Åse", hasDeclined: true, isRoom: false },
        { address: "b204@kommune.dk", name: "Lokale B204", isRoom: true },
        { address: "", name: null },
      ],
      organizer: { address: "anna@kommune.dk" },
    });
  });

  it("may be folded anywhere", async () => {
    expect(await only("DTSTART:20261123T0", " 90000Z", "SUMMARY:Mø", " de")).toMatchObject({ title: "Møde" });
  });
});
