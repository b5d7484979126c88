/**
 * What a printer would print: for every printer that we know, both papers, in Danish, English and Arabic.
 * Judged by what nobody here wrote: letters by Python's code tables, QR codes drawn by qrencode and read by zbarimg.
 */
import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SlipLine } from "../../../hal/printer/contract.ts";
import { PRINTER_PROFILES, type PrinterProfileName, profileOf } from "../../../hal/printer/profiles.ts";
import { SlipRenderer } from "../../../hal/printer/render.ts";
import { TextPictures } from "../../../hal/printer/text-picture.ts";
import { type ReceiptData, receiptLines } from "../../../protocol/receipt.ts";
import type { TicketNumber } from "../../../protocol/terms.ts";
import { type Printed, type PythonTables, printed } from "../../hal/printer/paper-picture.ts";

/**
 * ESC t n as each maker's manual numbers it, by Python's names; written down here once more, so that a slip in the
 * profiles is not taken for the truth.
 */
const TABLES: Readonly<Record<PrinterProfileName, PythonTables>> = {
  "epson-tm-t20iii": { 0: "cp437", 2: "cp850", 5: "cp865", 16: "cp1252", 19: "cp858" },
  "epson-tm-t88": { 0: "cp437", 2: "cp850", 5: "cp865", 16: "cp1252", 19: "cp858" },
  "star-esc-pos": { 0: "cp437", 2: "cp850", 5: "cp865", 16: "cp1252", 19: "cp858" },
  "bixolon-srp-350": { 0: "cp437", 2: "cp850", 5: "cp865", 19: "cp858" },
  "citizen-ct-s310": { 0: "cp437", 5: "cp865", 16: "cp1252" },
  "no-name-58": { 0: "cp437", 5: "cp865" },
};
/** Dots between the edges of each paper, as the makers' manuals say. */
const MOST_DOTS: Readonly<Record<PrinterProfileName, { 58: number; 80: number }>> = {
  "epson-tm-t20iii": { 58: 420, 80: 576 },
  "epson-tm-t88": { 58: 360, 80: 512 },
  "star-esc-pos": { 58: 406, 80: 576 },
  "bixolon-srp-350": { 58: 360, 80: 512 },
  "citizen-ct-s310": { 58: 384, 80: 576 },
  "no-name-58": { 58: 384, 80: 384 },
};

const URL = "https://queue.example.dk/t/4Z8KQW2M7N5T1V3X9Y6B0CDE8F";
const LOGO = PNG.sync.write(new PNG({ width: 200, height: 40 })).toString("base64");
const RECEIPT: ReceiptData = {
  locationName: { da: "Rådhuset i Høje-Taastrup ÆØÅæøå", en: "Town hall" },
  serviceName: { da: "Pas og kørekort", en: "Passport and driving licence" },
  queueName: { da: "Borgerservice", en: "Citizen service" },
  queueLetters: "A",
  number: "A042" as TicketNumber,
  isOwnSeries: false,
  ahead: 3,
  wait: { fromMs: 600_000, toMs: 1_200_000, medianMs: 900_000 },
  issuedAt: Date.parse("2026-11-23T10:05:00+01:00"),
  timeZone: "Europe/Copenhagen",
  language: "da",
  url: URL,
  personalLine: { da: "Gebyret er 890 €", en: "The fee is 890 €" },
  logo: LOGO,
  isCopy: false,
};

const said = (text: string, size = 1): SlipLine => ({
  kind: "text",
  text,
  size,
  bold: false,
  align: "center",
});
/** The same in Arabic, which no location can configure yet, around what stays in Latin letters. */
const ARABIC: SlipLine[] = [
  { kind: "picture", png: LOGO },
  said("بلدية هوي-تاستروب"),
  { kind: "rule" },
  said("جواز السفر ورخصة القيادة", 2),
  said("Pas og kørekort"),
  said("A042", 8),
  said("وقت الانتظار المتوقع: حوالي 10-20 دقيقة، يرجى الجلوس حتى يتم استدعاء رقمك على الشاشة"),
  { kind: "qr", data: URL, moduleDots: 8 },
  { kind: "columns", left: "٢٣ نوفمبر ٢٠٢٦", right: "10.05" },
];

const NAMES = Object.keys(PRINTER_PROFILES) as PrinterProfileName[];
const PAPERS = [58, 80] as const;
const CASES = NAMES.flatMap((name) => PAPERS.map((widthMm) => [name, widthMm] as const));

describe.each(CASES)("%s on %d mm paper", (name, widthMm) => {
  const profile = profileOf(name);
  const renderer = new SlipRenderer(profile, new TextPictures({ timeoutMs: 20_000 }));
  const print = async (lines: readonly SlipLine[]): Promise<Printed> => {
    const { bytes, fault } = await renderer.render({ widthMm, lines, cut: true });
    expect(fault).toBeUndefined();
    return printed(bytes, { dots: MOST_DOTS[name][widthMm], tables: TABLES[name] });
  };
  const whole = ({ overflow, qr, cuts }: Printed) => {
    expect(overflow).toBeLessThanOrEqual(0);
    expect(qr).toEqual([URL]);
    expect(cuts).toBe(profile.cut === "none" ? 0 : 1);
  };

  it("prints a Danish receipt", async () => {
    const paper = await print(receiptLines(RECEIPT, widthMm));
    whole(paper);
    const text = paper.texts.join(" ");
    expect(text).toContain("Rådhuset i Høje-Taastrup ÆØÅæøå");
    expect(text).toContain("Pas og kørekort");
    expect(paper.texts).toContain("A042");
    expect(text).toContain("3 personer foran dig");
    expect(text).toContain("Følg køen på din telefon");
    expect(text).toMatch(/23\. november 2026 +10\.05/);
    if (name !== "no-name-58") expect(text).toContain("Gebyret er 890 €"); // there it is drawn
    expect(text).not.toContain("?");
  });

  it("prints an English receipt", async () => {
    const paper = await print(receiptLines({ ...RECEIPT, language: "en" }, widthMm));
    whole(paper);
    const text = paper.texts.join(" ");
    expect(text).toContain("Passport and driving licence");
    expect(text).toContain("Pas og kørekort");
    expect(text).toContain("3 people ahead of you");
  });

  it("prints an Arabic receipt as pictures around the number and the Danish", async () => {
    const paper = await print(ARABIC);
    whole(paper);
    expect(paper.texts).toEqual([expect.stringMatching(/^─+$/), "Pas og kørekort", "A042"]);
  });
});

describe("the paper", () => {
  let paper: Printed;
  beforeAll(async () => {
    const lines = [said(LETTERS), said(LETTERS, 2)];
    const { bytes } = await new SlipRenderer(profileOf(), null).render({ widthMm: 80, lines, cut: true });
    paper = printed(bytes, { dots: 576, tables: TABLES["epson-tm-t20iii"] });
  });

  it("has every letter of Danish and of its neighbours", () => {
    expect(paper.texts).toEqual([LETTERS, LETTERS]);
  });
});

const LETTERS = "ÆØÅæøå éÉäÄöÖüÜß";
