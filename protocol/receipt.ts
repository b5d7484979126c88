/**
 * What stands on a slip of paper, as lines: the citizen's receipt, the technician's test slip and fault slip.
 * Pure and browser-safe; knows no printer. The lines equal hal's `SlipLine`, which device proves by types.
 */
import { inLanguage, type Language, type LocalText, type TicketNumber, type Wait } from "./terms.ts";
import { CHECK_IN_TEXTS, RECEIPT_TEXTS, SLIP_TEXTS } from "./texts/texts.ts";
import { clockWords, dateWords, waitWords } from "./texts/words.ts";

export type ReceiptAlign = "left" | "center" | "right";
/** One piece of a slip, from top to bottom; whoever prints or draws a text wraps it, since printers differ in their columns. */
export type ReceiptLine =
  | { kind: "text"; text: string; size: number; bold: boolean; align: ReceiptAlign }
  | { kind: "rule" }
  | { kind: "feed"; lines: number }
  | { kind: "qr"; data: string; moduleDots: number }
  | { kind: "columns"; left: string; right: string }
  | { kind: "picture"; png: string };
export type PaperWidthMm = 58 | 80;

/** Characters of size 1 across the paper. */
export function receiptColumns(widthMm: PaperWidthMm): number {
  return widthMm === 58 ? 32 : 48;
}

/** One ticket as its receipt needs it. `ahead` and `wait` are `null` where the stand could not learn them. */
export type ReceiptData = {
  readonly locationName: LocalText;
  readonly serviceName: LocalText | null;
  readonly queueName: LocalText;
  /** The queue's own letters, e.g. `A`. */
  readonly queueLetters: string;
  readonly number: TicketNumber;
  /** True when the stand numbered by itself, so that the letters differ from those on the display (design rule 6). */
  readonly isOwnSeries: boolean;
  readonly ahead: number | null;
  readonly wait: Wait | null;
  /** When the ticket was given, epoch ms; `null` when the clock cannot be trusted. */
  readonly issuedAt: number | null;
  readonly timeZone: string;
  readonly language: Language;
  /** Of a citizen who came to an appointment: when it is, where, and whether they are only counted and wait for no call. */
  readonly agreed?:
    | { readonly at: number; readonly room: string | null; readonly isCounted: boolean }
    | undefined;
  /** What a host or the service wrote to this citizen (R6). */
  readonly personal?: string | undefined;
  /** Of a guest with a meeting and no code, to whom no colleague came. */
  readonly isWithoutCode?: boolean;
  /** The ticket's page. */
  readonly url: string;
  /** What the location says of the service, and what to bring to it (R4). */
  readonly message?: LocalText | undefined;
  readonly bring?: readonly LocalText[] | undefined;
  /** A line of the location's own (R6). */
  readonly personalLine: LocalText | null;
  /** A PNG file in base64. */
  readonly logo?: string | null;
  readonly isCopy: boolean;
};

/** What a printer's code page has no sign for, in signs that it has. */
function printable(text: string): string {
  const plain = text
    .normalize("NFC")
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll("…", "...")
    .replaceAll(/[\u2018\u2019]/g, "'");
  return plain
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\s\u00a0\u202f]+/g, " ")
    .trim();
}

/** Words wrapped to lines of at most `columns`; a longer word is cut. At least one line, of an empty text an empty one. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [""];
  for (const word of printable(text).split(" ")) {
    const line = lines.at(-1) as string;
    const joined = line === "" ? word : `${line} ${word}`;
    if (Array.from(joined).length <= columns) lines[lines.length - 1] = joined;
    else {
      if (line === "") lines.pop();
      lines.push(...(word.match(new RegExp(`.{1,${columns}}`, "gu")) as string[]));
    }
  }
  return lines;
}

type Look = { readonly size?: number; readonly bold?: boolean; readonly align?: ReceiptAlign };

/** A text in a size, in signs that every printer has. */
function said(text: string, look: Look = {}): ReceiptLine[] {
  const { size = 1, bold = false, align = "center" } = look;
  return [{ kind: "text", text: printable(text), size, bold, align }];
}

/** The largest size, at most 8, in which a number stands on one line. */
function sizeOf(number: string, widthMm: PaperWidthMm): number {
  return Math.max(1, Math.min(8, Math.floor(receiptColumns(widthMm) / number.length)));
}

/** As wide as paper and reading distance allow; an address of up to 226 bytes fits with its quiet zone. */
function qrOf(data: string, widthMm: PaperWidthMm): ReceiptLine {
  const wide = widthMm === 58 ? 6 : 8;
  return { kind: "qr", data, moduleDots: data.length > 180 ? 5 : wide };
}

/** A text of the location in the citizen's language, then in Danish for the staff who read it over their shoulder. */
function inBoth(text: LocalText, language: Language): string[] {
  return [...new Set([inLanguage(text, language), text.da])];
}

function headOf(data: ReceiptData): ReceiptLine[] {
  const texts = RECEIPT_TEXTS[data.language];
  const [name, ...danish] = inBoth(data.serviceName ?? data.queueName, data.language);
  return [
    ...(data.logo ? [{ kind: "picture" as const, png: data.logo }] : []),
    ...(data.isCopy ? said(texts.copy, { size: 2, bold: true }) : []),
    ...said(inLanguage(data.locationName, data.language), { bold: true }),
    { kind: "rule" },
    ...said(name as string, { size: 2, bold: true }),
    ...danish.flatMap((line) => said(line)),
    { kind: "feed", lines: 1 },
  ];
}

type Agreed = NonNullable<ReceiptData["agreed"]>;

function numberOf(data: ReceiptData, widthMm: PaperWidthMm): ReceiptLine[] {
  // Nobody is called by number to a meeting of many.
  if (data.agreed?.isCounted === true) return [];
  const texts = RECEIPT_TEXTS[data.language];
  const queue = inLanguage(data.queueName, data.language);
  const size = sizeOf(data.number, widthMm);
  return [
    ...said(texts.number),
    ...said(data.number, { size, bold: true }),
    ...(data.isOwnSeries ? said(texts.sameQueueAs(data.queueLetters, queue), { bold: true }) : []),
    { kind: "feed", lines: 1 },
  ];
}

/** In place of a wait, which says nothing to whoever is called at an agreed time. */
function arrivalOf({ issuedAt, timeZone, language, personal }: ReceiptData, agreed: Agreed): ReceiptLine[] {
  const texts = CHECK_IN_TEXTS[language];
  const { at, room, isCounted } = agreed;
  const clock = (instant: number) => clockWords(instant, { timeZone, language });
  return [
    ...(issuedAt === null ? [] : said(texts.arrived(clock(issuedAt)), { bold: true })),
    ...said(texts.agreed(clock(at)), { bold: true }),
    ...(room === null ? [] : said(texts.room(room), { size: 2, bold: true })),
    ...(isCounted ? [] : said(texts.waitHere)),
    ...(personal === undefined
      ? []
      : [
          { kind: "feed" as const, lines: 1 },
          ...said(texts.personal, { bold: true, align: "left" }),
          ...said(personal, { align: "left" }),
        ]),
  ];
}

function waitOf(data: ReceiptData): ReceiptLine[] {
  if (data.agreed !== undefined) return arrivalOf(data, data.agreed);
  const texts = RECEIPT_TEXTS[data.language];
  const wait = waitWords(data.wait, data.language);
  return [
    ...(data.ahead === null ? [] : said(texts.ahead(data.ahead))),
    ...(wait === null ? [] : said(`${texts.wait} ${wait}`)),
  ];
}

function adviceOf({ message, bring = [], language }: ReceiptData): ReceiptLine[] {
  const things = bring.flatMap((thing) => said(`- ${inLanguage(thing, language)}`, { align: "left" }));
  const lines = [
    ...(message ? said(inLanguage(message, language), { align: "left" }) : []),
    ...(things.length > 0 ? said(RECEIPT_TEXTS[language].bring, { bold: true, align: "left" }) : []),
    ...things,
  ];
  return lines.length > 0 ? [{ kind: "feed", lines: 1 }, ...lines] : [];
}

/** Date at the left, time at the right. */
function stampOf(at: number, timeZone: string, language: Language): ReceiptLine {
  const telling = { timeZone, language };
  return { kind: "columns", left: printable(dateWords(at, telling)), right: clockWords(at, telling) };
}

/**
 * The citizen's slip from top to bottom: logo, place, service, number, wait, code, personal line, time.
 * The number is as large as the paper allows; the words are the citizen's language, names also in Danish.
 */
export function receiptLines(data: ReceiptData, widthMm: PaperWidthMm): ReceiptLine[] {
  const texts = RECEIPT_TEXTS[data.language];
  return [
    ...headOf(data),
    ...numberOf(data, widthMm),
    ...waitOf(data),
    ...(data.isWithoutCode === true ? said(CHECK_IN_TEXTS[data.language].withoutCode, { bold: true }) : []),
    ...adviceOf(data),
    { kind: "feed", lines: 1 },
    qrOf(data.url, widthMm),
    ...said(texts.follow),
    ...(data.personalLine
      ? [
          { kind: "feed" as const, lines: 1 },
          ...said(inLanguage(data.personalLine, data.language), { bold: true }),
        ]
      : []),
    { kind: "rule" },
    ...said(texts.keep),
    ...(data.issuedAt === null ? [] : [stampOf(data.issuedAt, data.timeZone, data.language)]),
  ];
}

/** What a citizen can do without a ticket, as its slip needs it. */
export type InformationData = {
  readonly locationName: LocalText;
  readonly title: LocalText;
  readonly text: LocalText;
  readonly url: string | null;
  readonly language: Language;
};

/** A slip of information instead of a ticket (R4): it bears no number, so that nobody waits with it. */
export function informationLines(data: InformationData, widthMm: PaperWidthMm): ReceiptLine[] {
  const { locationName, title, text, url, language } = data;
  return [
    ...said(inLanguage(locationName, language), { bold: true }),
    { kind: "rule" },
    ...said(inLanguage(title, language), { size: 2, bold: true }),
    { kind: "feed", lines: 1 },
    ...said(inLanguage(text, language), { align: "left" }),
    ...(url === null
      ? []
      : [{ kind: "feed" as const, lines: 1 }, qrOf(url, widthMm), ...said(url.replace(/^https:\/\//, ""))]),
    { kind: "rule" },
    ...said(RECEIPT_TEXTS[language].noNumber),
  ];
}

/** Who prints a technician's slip, and when. */
export type SlipOrigin = {
  readonly stand: string;
  readonly locationName: LocalText | null;
  readonly at: number;
  readonly timeZone: string;
  readonly language: Language;
};

function origin(from: SlipOrigin): ReceiptLine[] {
  const place = from.locationName ? inLanguage(from.locationName, from.language) : "Talon";
  return [
    ...said(`${place} - ${from.stand}`),
    stampOf(from.at, from.timeZone, from.language),
    { kind: "rule" },
  ];
}

/**
 * Shows a technician whether width, letters, sizes and the code come out right. `code` is what its QR code says, so that a scan
 * can be told from one of an older slip.
 */
export function testSlipLines(
  from: SlipOrigin,
  widthMm: PaperWidthMm,
  code = `TALON-TEST-${from.stand}`,
): ReceiptLine[] {
  const texts = SLIP_TEXTS[from.language];
  const columns = receiptColumns(widthMm);
  const ruler = "1234567890".repeat(5).slice(0, columns);
  return [
    ...said(texts.test, { size: 2, bold: true }),
    ...origin(from),
    ...said(texts.widthIs(columns, widthMm), { align: "left" }),
    ...said(ruler, { align: "left" }),
    ...said(texts.letters, { align: "left" }),
    ...said("A07", { size: sizeOf("A07", widthMm), bold: true }),
    ...said(texts.scanMe),
    qrOf(code, widthMm),
    { kind: "rule" },
  ];
}

/** A technician's list on paper: a heading, whose it is, and one line after the other. */
export function reportSlipLines(heading: string, lines: readonly string[], from: SlipOrigin): ReceiptLine[] {
  return [
    ...said(heading, { size: 2, bold: true }),
    ...origin(from),
    ...lines.flatMap((line) => said(line, { align: "left" })),
    { kind: "rule" },
  ];
}

/** A card for the technician: what it is for, and the code that is held to the scanner. */
export function cardSlipLines(
  texts: { readonly heading: string; readonly lines: readonly string[] },
  code: string,
  { from, widthMm }: { readonly from: SlipOrigin; readonly widthMm: PaperWidthMm },
): ReceiptLine[] {
  return [
    ...said(texts.heading, { size: 2, bold: true }),
    ...origin(from),
    ...texts.lines.flatMap((line) => said(line, { align: "left" })),
    qrOf(code, widthMm),
  ];
}

/** What is wrong, in words for a technician, and what to do about it, one step a line. */
export type Fault = {
  readonly code: string;
  readonly problem: string;
  readonly steps: readonly string[];
};

/** A fault on paper, for a technician who has no screen. */
export function faultSlipLines(fault: Fault, from: SlipOrigin): ReceiptLine[] {
  const texts = SLIP_TEXTS[from.language];
  const steps = fault.steps.flatMap((step, at) => said(`${at + 1}. ${step}`, { align: "left" }));
  return [
    ...said(texts.fault, { bold: true }),
    ...origin(from),
    ...said(fault.problem, { align: "left" }),
    ...said(fault.code, { align: "left", bold: true }),
    ...(steps.length > 0 ? [...said(texts.toDo, { align: "left" }), ...steps] : []),
  ];
}

/**
 * A text wrapped to its paper, and the size it is printed in: a word that is wider than the paper makes all of it smaller as
 * long as that helps, as printers do it (hal/printer/layout.ts).
 */
export function textLines(
  line: Extract<ReceiptLine, { kind: "text" }>,
  widthMm: PaperWidthMm,
): { readonly size: number; readonly lines: string[] } {
  const columns = receiptColumns(widthMm);
  const words = printable(line.text).split(" ");
  const longest = Math.max(1, ...words.map((word) => Array.from(word).length));
  const size = Math.min(line.size, Math.max(1, Math.floor(columns / longest)));
  return { size, lines: wrapped(line.text, Math.floor(columns / size)) };
}

function aligned(text: string, columns: number, align: ReceiptAlign): string {
  const space = Math.max(0, columns - Array.from(text).length);
  if (align === "right") return " ".repeat(space) + text;
  return align === "center" ? " ".repeat(Math.floor(space / 2)) + text : text;
}

/** The left text is cut when both do not fit, with a space between them; the right one keeps its end. */
function columnsText(left: string, right: string, columns: number): string {
  const kept = Array.from(right).slice(-columns);
  const room = Math.max(0, columns - kept.length - 1);
  const cut = Array.from(left).slice(0, room);
  return (cut.join("") + " ".repeat(columns - kept.length - cut.length) + kept.join("")).trimEnd();
}

/** A slip as plain text, for a preview in a terminal; every line at most as wide as the paper. A code is only named, a logo left out. */
export function receiptText(lines: readonly ReceiptLine[], widthMm: PaperWidthMm): string[] {
  const columns = receiptColumns(widthMm);
  return lines.flatMap((line) => {
    switch (line.kind) {
      case "text":
        return textLines(line, widthMm).lines.map((text) => aligned(text, columns, line.align));
      case "rule":
        return ["-".repeat(columns)];
      case "feed":
        return Array<string>(line.lines).fill("");
      case "qr":
        return [aligned("[QR]", columns, "center")];
      case "columns":
        return [columnsText(line.left, line.right, columns)];
      case "picture":
        return [];
    }
  });
}
