/** Files of appointments as planners write them: read, put right where that is safe, and told line by line where it is not. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReadDelivery, readDelivery } from "../../../broker/appointments/delivery.ts";

const COPENHAGEN = { timeZone: "Europe/Copenhagen" };
const read = (text: string | Uint8Array) =>
  readDelivery(typeof text === "string" ? new TextEncoder().encode(text) : text, COPENHAGEN);

function delivered(read_: ReadDelivery) {
  if (!read_.ok) throw new Error(read_.da);
  return read_.delivery;
}
const of = async (text: string | Uint8Array) => delivered(await read(text));
const problems = async (text: string) =>
  (await of(text)).problems.map(({ line, da, isLeftOut }) => `${line}${isLeftOut ? "!" : ""} ${da}`);
const latin1 = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
const at = (iso: string) => Date.parse(iso);

const HEAD = "id;dato;start;slut;vært;navn;mobil;cpr";
const ROW = "A-1;24-11-2026;10:15;10:45;Anna@Kommune.dk;Åse Ørsted;20 30 40 50;0101651234";

describe("a table", () => {
  it("in the words of a Danish planner becomes one appointment with its people", async () => {
    expect(await of(`${HEAD}\r\n${ROW}\r\n`)).toEqual({
      snapshot: null,
      problems: [],
      appointments: [
        {
          ...{ sourceId: "A-1", version: null, status: "booked", form: "physical", reminds: null },
          ...{ startAt: at("2026-11-24T09:15:00Z"), endAt: at("2026-11-24T09:45:00Z") },
          ...{ location: null, kind: null, room: null, hosts: ["anna@kommune.dk"], isConfidential: false },
          participants: [{ key: "", name: "Åse Ørsted", mobile: "+4520304050", cpr: "0101651234" }],
        },
      ],
    });
  });

  it.each([
    ["commas", `id,date,start,end\nA-1,2026-11-24,10:15,10:45`],
    ["tabs", `id\tdate\tstart\tend\nA-1\t2026-11-24\t10:15\t10:45`],
    ["a mark at the beginning", `\uFEFFid;date;start;end\nA-1;2026-11-24;10.15;10.45`],
    ["quoted cells", `"id";"date";"start";"end"\n"A-1";"2026-11-24";"1015";"kl. 10.45"`],
    ["instants with offsets", `id;start;end\nA-1;2026-11-24T10:15:00+01:00;2026-11-24T09:45Z`],
    ["a length in minutes", `id;start;minutes\nA-1;2026-11-24 10:15;30`],
    ["columns that nobody asks for", `farve;id;start;slut\nblå;A-1;24.11.2026 10:15;10:45`],
  ])("may have %s", async (_, text) => {
    const { appointments, problems: found } = await of(text);
    expect(found).toEqual([]);
    expect(appointments).toMatchObject([
      { sourceId: "A-1", startAt: at("2026-11-24T09:15:00Z"), endAt: at("2026-11-24T09:45:00Z") },
    ]);
  });

  it("in Latin-1 keeps its Danish letters and is sure of them", async () => {
    const text = await read(latin1(`${HEAD}\n${ROW}`));
    expect(delivered(text).appointments[0]?.participants[0]?.name).toBe("Åse Ørsted");
    expect(text.ok && text.noted).toBeNull();
  });

  it("in some other coding is taken, and said to be unsure", async () => {
    const text = await read(latin1("id;start;navn\nA-1;2026-11-24 10:15;¤ÐÞ\u0081"));
    expect(text.ok && text.noted?.da).toContain("hverken UTF-8 eller sikkert Latin-1");
  });

  it("in UTF-16 as Excel saves it is read", async () => {
    const text = "\uFEFFid\tstart\tnavn\nA-1\t2026-11-24 10:15\tÅse";
    const bytes = new Uint8Array(new Uint16Array([...text].map((one) => one.charCodeAt(0))).buffer);
    expect((await of(bytes)).appointments[0]?.participants[0]?.name).toBe("Åse");
  });

  it("that does not name an id is none, and says what is missing", async () => {
    expect(await read("navn;start\nÅse;10:15")).toMatchObject({
      ok: false,
      da: expect.stringContaining("id og start") as string,
    });
    expect(await read("")).toMatchObject({ ok: false });
  });
});

describe("a bad row is told by its line, and the others go in", () => {
  const table = (row: string) =>
    `id;dato;start;slut;status;form\n${row}\nB-2;2026-11-25;09:00;09:30;booket;fysisk`;
  it.each([
    ["no id", ";2026-11-24;10:15;10:45;;", "2! aftalens nummer mangler"],
    ["an endless id", `${"x".repeat(201)};2026-11-24;10:15;10:45;;`, "2! aftalens nummer er over 200 tegn"],
    ["no start", "A-1;2026-11-24;;10:45;;", "2! starttidspunktet mangler"],
    [
      "a time that is none",
      "A-1;2026-11-24;25:15;10:45;;",
      '2! "25:15" er ikke et tidspunkt (skriv fx 2026-12-24 og 10:15)',
    ],
    [
      "24:00 as start",
      "A-1;2026-11-24;24:00;;;",
      '2! "24:00" er ikke et tidspunkt (skriv fx 2026-12-24 og 10:15)',
    ],
    [
      "a day that is none",
      "A-1;2026-02-30;10:15;10:45;;",
      '2! "10:15" er ikke et tidspunkt (skriv fx 2026-12-24 og 10:15)',
    ],
    [
      "a time that clocks jump over",
      "A-1;2027-03-28;02:30;03:30;;",
      "2! 02:30 findes ikke: uret stilles frem den nat",
    ],
    ["an end before the start", "A-1;2026-11-24;10:15;09:45;;", "2! mødet slutter (09:45), før det begynder"],
    ["a meeting of days", "A-1;2026-11-24;10:15;2026-11-26 10:15;;", "2! mødet varer over et døgn"],
    [
      "an unknown status",
      "A-1;2026-11-24;10:15;10:45;måske;",
      '2! status "måske" kendes ikke (booket, flyttet eller aflyst)',
    ],
    [
      "an unknown form",
      "A-1;2026-11-24;10:15;10:45;;telepati",
      '2! mødeform "telepati" kendes ikke (fysisk, telefon, digital eller brev)',
    ],
    [
      "lost letters",
      "A-1\uFFFD;2026-11-24;10:15;10:45;;",
      "2! bogstaver mangler (\uFFFD): gem filen som UTF-8",
    ],
  ])("%s", async (_, row, problem) => {
    expect(await problems(table(row))).toEqual([problem]);
    expect((await of(table(row))).appointments.map(({ sourceId }) => sourceId)).toEqual(["B-2"]);
  });

  it("a quotation mark that nobody closed costs its own line and no other", async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `C-${n};2026-11-25;09:00;09:30;;`);
    const text = table(`A-1;2026-11-24;10:15;"10:45;;\n${rows.join("\n")}`);
    expect(await problems(text)).toEqual(["2! et anførselstegn er ikke lukket"]);
    expect((await of(text)).appointments).toHaveLength(201);
  });

  it("rows of one id with other times are not one meeting", async () => {
    const text = "id;dato;start;navn\nA-1;2026-11-24;10:15;Åse\nA-1;2026-11-24;11:15;Bo";
    expect(await problems(text)).toEqual(["3! har samme nummer som en række ovenfor, men en anden tid"]);
  });
});

describe("what is wrong with a part leaves out that part", () => {
  const head = "id;start;vært;mobil;cpr;sprog;version;påmindelse";
  const row = (cells: string) => `${head}\nA-1;2026-11-24 10:15;${cells}`;
  it.each([
    ["a mobile number of five digits", "anna;12345;;;;", "2 mobilnummeret kan ikke bruges og er udeladt"],
    ["31 February as birthday", "anna;;3102801234;;;", "2 CPR-nummeret kan ikke passe og er udeladt"],
    ["a language without texts", "anna;;;kl;;", '2 sproget "kl" kendes ikke; der skrives på dansk'],
    ["a version with letters", "anna;;;;v2;", '2 version "v2" er ikke et helt tal og er udeladt'],
    [
      "a reminder of nobody",
      "anna;;;;;måske",
      '2 "måske" siger ikke, hvem der minder (os, kilden eller ingen); kildens valg gælder',
    ],
    [
      "a host with a line's end",
      '"anna@x.dk\nBcc: ond@x.dk";;;;;',
      '2 værten "anna@x.dk\nbcc: ond@x.dk" er ingen medarbejder eller mailadresse og er udeladt',
    ],
  ])("%s", async (_, cells, problem) => {
    expect(await problems(row(cells))).toEqual([problem]);
    expect((await of(row(cells))).appointments).toHaveLength(1);
  });

  it("a CPR number in a room, a name or a message is left out, and stands in no problem", async () => {
    const text =
      "id;start;lokale;navn;besked;vært\nA-1;2026-11-24 10:15;B204 010165-1234;Åse 0101651234;Sag 0101651234, ring 2030405060;0101651234";
    const { appointments, problems: found } = await of(text);
    expect(appointments).toMatchObject([
      { room: "B204", hosts: [], participants: [{ name: "Åse", message: "Sag , ring 2030405060" }] },
    ]);
    expect(found).toHaveLength(4);
    expect(JSON.stringify(found)).not.toContain("1234");
  });

  it("a host or a room that nobody here knows is kept as it is told, and formulas are text", async () => {
    const text =
      'id;start;vært;lokale;navn\nA-1;2026-11-24 10:15;fremmed@andet-sted.dk;Findes ikke;"=HYPERLINK(""http://x"")"';
    expect(await of(text)).toMatchObject({
      problems: [],
      appointments: [
        {
          ...{ hosts: ["fremmed@andet-sted.dk"], room: "Findes ikke" },
          participants: [{ name: '=HYPERLINK("http://x")' }],
        },
      ],
    });
  });

  it("24:00 may be an end: it is the next midnight", async () => {
    const text = "id;dato;start;slut\nA-1;2026-11-24;23:30;24:00";
    expect((await of(text)).appointments[0]?.endAt).toBe(at("2026-11-24T23:00:00Z"));
  });

  it("a number without a control digit of modulus 11 is taken, and ten zeros are nobody", async () => {
    const cpr = async (digits: string) =>
      (await of(row(`anna;;${digits};;;`))).appointments[0]?.participants[0]?.cpr;
    expect([await cpr("0101651234"), await cpr("010170-1235"), await cpr("2902001234")]).toEqual([
      "0101651234",
      "0101701235",
      "2902001234",
    ]);
    expect(await cpr("0000000000")).toBeUndefined();
  });

  it("of a time that comes twice the first is meant", async () => {
    const text = "id;start\nA-1;2026-10-25 02:30";
    expect(await problems(text)).toEqual([
      "2 kl. 2026-10-25 02:30 findes to gange den nat; den første er valgt",
    ]);
    expect((await of(text)).appointments[0]?.startAt).toBe(at("2026-10-25T00:30:00Z"));
  });

  it("no problem repeats a name, a number of a person or a message", async () => {
    const text =
      "id;start;navn;mobil;cpr;besked\nA-1;nu;Planted Name;11223344556677889900;9999999999;Planted words";
    expect(JSON.stringify((await of(text)).problems)).not.toMatch(/Planted|1122|9999/);
  });
});

describe("a meeting of several", () => {
  it("has a row for each, and the same person twice is one", async () => {
    const text = "id;start;navn\nG-1;2026-11-24 10:15;Åse\nG-1;2026-11-24 10:15;Bo\nG-1;2026-11-24 10:15;Bo";
    expect(
      (await of(text)).appointments.map(({ participants }) => participants.map(({ name }) => name)),
    ).toEqual([["Åse", "Bo"]]);
  });

  it("of a newer version takes the place of the older, whichever comes first", async () => {
    const rows = ["A-1;2026-11-24 10:15;1", "A-1;2026-11-24 12:00;2"];
    for (const order of [rows, rows.toReversed()])
      expect(await of(`id;start;version\n${order.join("\n")}`)).toMatchObject({
        appointments: [{ version: 2, startAt: at("2026-11-24T11:00:00Z") }],
        problems: [],
      });
  });
});

describe("JSON", () => {
  it("says the same as a table, with people inside", async () => {
    const value = {
      snapshot: { from: "2026-11-24T00:00:00+01:00", until: "2026-11-24 24:00" },
      appointments: [
        {
          ...{ id: "A-1", version: 3, start: "2026-11-24T10:15:00+01:00", end: "2026-11-24T10:45:00+01:00" },
          ...{ hosts: ["anna", "bo@kommune.dk"], form: "phone", reminder: "source", confidential: true },
          participants: [{ id: "p1", name: "Åse", language: "ar" }, { mobile: "+46701234567" }],
        },
      ],
    };
    expect(await of(JSON.stringify(value))).toMatchObject({
      snapshot: { from: at("2026-11-23T23:00:00Z"), until: at("2026-11-24T23:00:00Z") },
      problems: [],
      appointments: [
        {
          ...{ sourceId: "A-1", version: 3, form: "phone", reminds: "source", isConfidential: true },
          ...{ hosts: ["anna", "bo@kommune.dk"] },
          participants: [
            { key: "p1", name: "Åse", language: "ar" },
            { key: "", mobile: "+46701234567" },
          ],
        },
      ],
    });
  });

  it.each([
    ["half a file", '{"appointments":[{"id":"A-1"', "hel JSON"],
    ["another object", '{"weather":"fine"}', "ingen aftaler"],
  ])("%s is none", async (_, text, da) => {
    expect(await read(text)).toMatchObject({ ok: false, da: expect.stringContaining(da) as string });
  });

  it("a list with something else in it is told by its place", async () => {
    expect(await problems('[7, {"id":"A-1","start":"2026-11-24 10:15"}]')).toEqual([
      "1! rækken kan ikke læses: number",
    ]);
  });
});

describe("whatever a file holds", () => {
  it("nothing is thrown, and what is taken has its end after its start", async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom("2026-11-24 10:15", "10:45", "A-1", "=1+1", '"'),
    );
    const table = fc
      .array(fc.array(cell, { maxLength: 9 }), { maxLength: 20 })
      .map((rows) => [HEAD, ...rows.map((row) => row.join(";"))].join("\n"));
    await fc.assert(
      fc.asyncProperty(fc.oneof(table, fc.string(), fc.json()), async (text) => {
        const one = await read(text);
        if (one.ok)
          for (const { startAt, endAt } of one.delivery.appointments) expect(endAt).toBeGreaterThan(startAt);
      }),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => void (await read(bytes))),
      { numRuns: 300 },
    );
  });
});
