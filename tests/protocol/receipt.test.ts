import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cardSlipLines,
  faultSlipLines,
  informationLines,
  type ReceiptData,
  type ReceiptLine,
  receiptColumns,
  receiptLines,
  receiptText,
  reportSlipLines,
  testSlipLines,
  textLines,
  wrapped,
} from "../../protocol/receipt.ts";
import { receiptSvg } from "../../protocol/screen/receipt.ts";
import { LANGUAGES, type TicketNumber } from "../../protocol/terms.ts";

const data: ReceiptData = {
  locationName: { da: "Rådhuset", en: "Town hall" },
  serviceName: { da: "Pas og kørekort", en: "Passport and driving licence" },
  queueName: { da: "Borgerservice", en: "Citizen service" },
  queueLetters: "A",
  number: "A07" as TicketNumber,
  isOwnSeries: false,
  ahead: 3,
  wait: { fromMs: 600_000, toMs: 1_200_000, medianMs: 900_000 },
  issuedAt: Date.parse("2026-11-23T10:05:00+01:00"),
  timeZone: "Europe/Copenhagen",
  language: "da",
  url: "https://queue.example.dk/t/4Z8KQW2M7N5T1V3X9Y6B0CDE8F",
  personalLine: { da: "Husk pas og billede" },
  isCopy: false,
};
const text = (more: Partial<ReceiptData>, widthMm: 58 | 80 = 80) =>
  receiptText(receiptLines({ ...data, ...more }, widthMm), widthMm);
const plain = (more: Partial<ReceiptData>) => text(more).map((line) => line.trim());

describe("a receipt", () => {
  const agreed = { at: Date.parse("2026-11-23T10:15:00+01:00"), room: "B204", isCounted: false };

  it("of a citizen who checked in says when they came, when the appointment is and where, and no wait", () => {
    const lines = plain({ agreed });
    expect(lines).toEqual(
      expect.arrayContaining(["A07", "Ankommet kl. 10.05", "Aftale kl. 10.15", "Lokale: B204"]),
    );
    expect(lines).toContain("Vent her, til dit nummer bliver kaldt.");
    expect(lines.join(" ")).not.toMatch(/foran dig|ventetid/);
    const bare = plain({ agreed: { ...agreed, room: null }, issuedAt: null }).join(" ");
    expect(bare).toContain("Aftale kl. 10.15");
    expect(bare).not.toMatch(/Ankommet|Lokale/);
  });

  it("of a meeting of many has no number, since nobody is called by one", () => {
    const lines = plain({ agreed: { ...agreed, isCounted: true } });
    expect(lines).toContain("Lokale: B204");
    expect(lines.join(" ")).not.toMatch(/A07|Dit nummer|bliver kaldt/);
  });

  it("says place, service, number, people ahead, wait, time and what to do", () => {
    expect(plain({}).filter((line) => line !== "")).toEqual([
      "Rådhuset",
      "-".repeat(48),
      "Pas og kørekort",
      "Dit nummer",
      "A07",
      "3 personer foran dig",
      "Forventet ventetid: ca. 10-20 min.",
      "[QR]",
      "Følg køen på din telefon",
      "Husk pas og billede",
      "-".repeat(48),
      "Gem sedlen, til du er blevet kaldt",
      "23. november 2026                          10.05",
    ]);
  });

  it("is in the citizen's language, with the service in Danish for the staff", () => {
    const lines = plain({ language: "en" });
    expect(lines).toContain("Passport and driving");
    expect(lines).toContain("Pas og kørekort");
    expect(lines).toContain("3 people ahead of you");
    expect(lines).toContain("Expected wait: about 10-20 mins");
  });

  it("has its number as large as the paper allows", () => {
    const sizes = (number: string, widthMm: 58 | 80) =>
      receiptLines({ ...data, number: number as TicketNumber }, widthMm)
        .filter((line) => line.kind === "text" && line.text === number)
        .map((line) => (line.kind === "text" ? line.size : 0));
    expect([sizes("A07", 58), sizes("AB112", 58), sizes("ABCD123456", 58), sizes("A07", 80)]).toEqual([
      [8],
      [6],
      [3],
      [8],
    ]);
  });

  it("leads to the ticket's page with a code that fits the paper", () => {
    const code = (url: string, widthMm: 58 | 80) =>
      receiptLines({ ...data, url }, widthMm).find((line) => line.kind === "qr");
    expect(code(data.url, 58)).toEqual({ kind: "qr", data: data.url, moduleDots: 6 });
    expect(code(data.url, 80)).toMatchObject({ moduleDots: 8 });
    expect(code("https://x.dk/".padEnd(200, "y"), 80)).toMatchObject({ moduleDots: 5 });
  });

  it("names the queue of a number from the stand's own series", () => {
    expect(plain({ number: "AB07" as TicketNumber, isOwnSeries: true })).toContain(
      "Samme kø som A (Borgerservice)",
    );
  });

  it("begins with the location's logo where it has one", () => {
    expect(receiptLines({ ...data, logo: "iVBORw0KGgo=" }, 80)[0]).toEqual({
      kind: "picture",
      png: "iVBORw0KGgo=",
    });
    expect(receiptLines({ ...data, logo: null }, 80)[0]).toMatchObject({ kind: "text" });
    expect(text({ logo: "iVBORw0KGgo=" })).toEqual(text({}));
  });

  it("says KOPI when it is printed again", () => {
    expect(plain({ isCopy: true })[0]).toBe("KOPI");
    expect(plain({})[0]).toBe("Rådhuset");
  });

  it("leaves out what nobody knows, and falls back on the queue's name", () => {
    const lines = plain({ ahead: null, wait: null, issuedAt: null, personalLine: null, serviceName: null });
    expect(lines.join("\n")).not.toMatch(/foran|ventetid|2026/);
    expect(lines).toContain("Borgerservice");
  });

  it("writes only signs that a printer has", () => {
    const lines = plain({ personalLine: { da: "“Hej” – vi ses…\u00a0‘i dag’" } });
    expect(lines).toContain(`"Hej" - vi ses... 'i dag'`);
  });
});

describe("a slip of information", () => {
  const data = {
    ...{ locationName: { da: "Rådhuset" }, title: { da: "Flytning" }, text: { da: "Gør det selv." } },
    language: "da" as const,
  };
  it("says that it is no number, and has a code where there is an address", () => {
    const kinds = (url: string | null) => informationLines({ ...data, url }, 58).map((line) => line.kind);
    expect(kinds("https://www.borger.dk").filter((kind) => kind === "qr")).toHaveLength(1);
    expect(kinds(null)).not.toContain("qr");
    expect(informationLines({ ...data, url: null }, 58).at(-1)).toMatchObject({
      text: "Dette er ikke et nummer",
    });
  });
});

describe("words on paper", () => {
  it("wrap between words, and a word that is too long is cut", () => {
    expect(wrapped("en to tre", 6)).toEqual(["en to", "tre"]);
    expect(wrapped("ansøgningsskema nu", 6)).toEqual(["ansøgn", "ingssk", "ema nu"]);
    expect(wrapped("nu ansøgningsskema", 6)).toEqual(["nu", "ansøgn", "ingssk", "ema"]);
    expect(wrapped("", 6)).toEqual([""]);
    expect(wrapped("abc de abc def abcdefg", 6)).toEqual(["abc de", "abc", "def", "abcdef", "g"]);
  });

  it("never are wider than the paper, whatever a location writes", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(" "));
    const any = fc.record({
      locationName: fc.record({ da: words, en: words }),
      queueName: fc.record({ da: words }),
      personalLine: fc.record({ da: words }),
      language: fc.constantFrom(...LANGUAGES),
      isOwnSeries: fc.boolean(),
      number: fc.stringMatching(/^[A-Z]{1,4}\d{2,6}$/).map((number) => number as TicketNumber),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(58 as const, 80 as const), (more, widthMm) => {
        const lines = receiptLines({ ...data, ...more }, widthMm);
        for (const line of lines) {
          if (line.kind !== "text") continue;
          const { size, lines: rows } = textLines(line, widthMm);
          for (const row of rows)
            expect(Array.from(row).length * size).toBeLessThanOrEqual(receiptColumns(widthMm));
        }
        for (const line of receiptText(lines, widthMm))
          expect(Array.from(line).length).toBeLessThanOrEqual(receiptColumns(widthMm));
        expect(receiptSvg(lines, widthMm)).not.toMatch(/NaN|undefined/);
      }),
    );
  });
});

describe("a technician's slip", () => {
  const from = {
    stand: "s1",
    locationName: { da: "Rådhuset", en: "Town hall" },
    at: Date.parse("2026-11-23T10:05:00+01:00"),
    timeZone: "Europe/Copenhagen",
    language: "da" as const,
  };

  it.each([58, 80] as const)("for a test on %i mm shows width, letters and a code", (widthMm) => {
    const lines = receiptText(testSlipLines(from, widthMm), widthMm);
    expect(lines).toContain("1234567890".repeat(5).slice(0, receiptColumns(widthMm)));
    expect(lines.join("\n")).toContain("æ ø å Æ Ø Å");
    expect(lines.join("\n")).toContain("Rådhuset - s1");
    expect(lines.join("\n")).toContain("[QR]");
    expect(testSlipLines(from, widthMm)).toContainEqual({ kind: "rule" });
  });

  it("for a test bears the code that a scan is compared with", () => {
    const codeOn = (lines: readonly ReceiptLine[]) =>
      lines.flatMap((line) => (line.kind === "qr" ? [line.data] : []));
    expect(codeOn(testSlipLines(from, 80))).toEqual(["TALON-TEST-s1"]);
    expect(codeOn(testSlipLines(from, 80, "TALON-TEST-s1-3FA2"))).toEqual(["TALON-TEST-s1-3FA2"]);
  });

  it("for a report has a heading, its stand and one line after the other", () => {
    const lines = receiptText(reportSlipLines("EFTERSYN", ["Knap 1: i orden", "Printer: i orden"], from), 58);
    expect(lines.map((line) => line.trim())).toEqual(
      expect.arrayContaining(["EFTERSYN", "Rådhuset - s1", "Knap 1: i orden", "Printer: i orden"]),
    );
  });

  it("for a card has what it is for and its code", () => {
    const texts = { heading: "SERVICEKORT", lines: ["Hold koden foran scanneren."] };
    const lines = cardSlipLines(texts, "TALON-SERVICE-7K", { from, widthMm: 58 });
    expect(receiptText(lines, 58).join("\n")).toContain("Hold koden foran scanneren.");
    expect(lines).toContainEqual({ kind: "qr", data: "TALON-SERVICE-7K", moduleDots: 6 });
  });

  it("for a fault says what is wrong and what to do, step by step", () => {
    const fault = {
      code: "HAL_SCANNER_GONE",
      problem: "Scanneren svarer ikke.",
      steps: ["Sæt kablet i.", "Vent ti sekunder."],
    };
    const lines = receiptText(faultSlipLines(fault, { ...from, locationName: null }), 58);
    expect(lines).toContain("HAL_SCANNER_GONE");
    expect(lines).toContain("2. Vent ti sekunder.");
    expect(lines.map((line) => line.trim())).toContain("Talon - s1");
    const bare = receiptText(faultSlipLines({ ...fault, steps: [] }, from), 58);
    expect(bare.join("\n")).not.toContain("Gør sådan");
  });
});

it("as plain text, columns keep their right end and a right line stands at the right", () => {
  const lines: ReceiptLine[] = [
    { kind: "columns", left: "x".repeat(40), right: "10.05" },
    { kind: "columns", left: "venstre", right: "y".repeat(40) },
    { kind: "text", text: "højre", size: 1, bold: false, align: "right" },
    { kind: "feed", lines: 2 },
  ];
  expect(receiptText(lines, 58)).toEqual([
    `${"x".repeat(26)} 10.05`,
    "y".repeat(32),
    "højre".padStart(32),
    "",
    "",
  ]);
});
