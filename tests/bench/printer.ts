/**
 * How fast receipts become bytes: lines a second of the renderer, in letters and in drawn text.
 * Knows no printer's wire; that no part of a slip waits for paper is the point.
 */
import { HalFault } from "../../hal/errors.ts";
import type { SlipLine } from "../../hal/printer/contract.ts";
import { profileOf } from "../../hal/printer/profiles.ts";
import { SlipRenderer } from "../../hal/printer/render.ts";
import { TextPictures } from "../../hal/printer/text-picture.ts";
import { receiptLines } from "../../protocol/receipt.ts";
import type { TicketNumber } from "../../protocol/terms.ts";
import { median, ms, percentile, report } from "./figures.ts";

const ROUNDS = 400;
const DRAWN_ROUNDS = 15;

function danish(number: number): SlipLine[] {
  return receiptLines(
    {
      locationName: { da: "Rådhuset i Høje-Taastrup" },
      serviceName: { da: "Pas og kørekort" },
      queueName: { da: "Borgerservice" },
      queueLetters: "A",
      number: `A${number}` as TicketNumber,
      isOwnSeries: false,
      ahead: number % 9,
      wait: { fromMs: 600_000, toMs: 1_200_000, medianMs: 900_000 },
      issuedAt: 1_795_424_700_000 + number,
      timeZone: "Europe/Copenhagen",
      language: "da",
      url: `https://queue.example.dk/t/${number}4Z8KQW2M7N5T1V3X9Y6B0CDE`,
      personalLine: { da: "Husk pas og billede" },
      isCopy: false,
    },
    80,
  );
}

/** No two alike, so that no picture is kept from before. */
function arabic(number: number): SlipLine[] {
  const said = (text: string, size: number): SlipLine => ({
    kind: "text",
    text,
    size,
    bold: size > 1,
    align: "center",
  });
  return [
    said(`جواز السفر ورخصة القيادة ${number}`, 2),
    said(`وقت الانتظار المتوقع: حوالي ${number} دقيقة، يرجى الجلوس حتى يتم استدعاء رقمك على الشاشة`, 1),
    said(`أمامك ${number} أشخاص`, 1),
    { kind: "columns", left: `رقمك ${number}`, right: "١٠:٠٥" },
  ];
}

/** How long each slip takes, in ms, and the rows of all slips. */
async function timed(
  rounds: number,
  linesOf: (number: number) => SlipLine[],
): Promise<{ times: number[]; rows: number }> {
  const renderer = new SlipRenderer(profileOf(), new TextPictures({ timeoutMs: 30_000 }));
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    const lines = linesOf(100 + round);
    const start = performance.now();
    const rendered = await renderer.render({ widthMm: 80, lines, cut: true });
    times.push(performance.now() - start);
    if (rendered.fault instanceof HalFault) throw rendered.fault;
    rows += rendered.rows.length;
  }
  return { times, rows };
}

function perSecond({ times, rows }: { times: readonly number[]; rows: number }): string {
  return ((rows * 1000) / times.reduce((sum, time) => sum + time, 0)).toFixed(0);
}

const spread = ({ times }: { times: readonly number[] }): string =>
  `${ms(median(times))} / ${ms(percentile(times, 0.99))}`;

/** (p) receipts to bytes. */
export async function receiptRenderer(): Promise<string> {
  await timed(50, danish);
  const letters = await timed(ROUNDS, danish);
  const drawn = await timed(DRAWN_ROUNDS, arabic);
  return report("(p) receipts to ESC/POS, 80 mm", [
    ["lines a second, Danish", perSecond(letters)],
    ["a whole receipt p50 / p99", spread(letters)],
    ["lines a second, Arabic drawn for the first time", perSecond(drawn)],
    ["four texts, five lines, p50 / p99", spread(drawn)],
  ]);
}
