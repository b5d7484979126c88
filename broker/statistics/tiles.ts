/**
 * The four tiles: how many were served, how long half and nine of ten waited, how many went unserved; each against the time before.
 * Pure; knows no server.
 */
import { escaped } from "../http/escaped.ts";
import type { StatisticsPage } from "./page.ts";
import type { Totals } from "./report.ts";
import { STATISTICS_WORDS, type StatisticsWords } from "./words.ts";

/** Left, did not come when called, or absent from an appointment. */
export function goneOf({ outcomes }: Totals): number {
  return outcomes.left + outcomes["no-show"] + outcomes.absent;
}

/** Which part of those called had waited at most the target, in whole hundredths; `null` of none. */
export function shareOf({ called, withinTarget }: Totals): number | null {
  return called === 0 ? null : Math.round((withinTarget / called) * 100);
}

type Tile = {
  readonly head: string;
  readonly big: string;
  readonly note: string;
  readonly now: number | null;
  readonly was: number | null;
  readonly unit: (value: number) => string;
  readonly why: readonly string[];
};

function compared({ now, was, unit }: Tile, words: StatisticsWords): string {
  if (now === null || was === null) return words.noComparison;
  if (now === was) return words.same;
  return now > was ? words.more(unit(now - was)) : words.fewer(unit(was - now));
}

function tile(one: Tile, words: StatisticsWords, hasBefore: boolean): string {
  const against = hasBefore ? `<p class="quiet">${escaped(compared(one, words))}</p>\n` : "";
  return `<section class="tile">
<h2>${escaped(one.head)}</h2>
<p class="big">${escaped(one.big)}</p>
<p>${escaped(one.note)}</p>
${against}<details class="why"><summary>${words.where}</summary>${one.why.map((line) => `<p>${escaped(line)}</p>`).join("")}</details>
</section>
`;
}

/** All four. */
export function tiles({ report, before, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const { totals, targetMin } = report;
  const was = before?.totals ?? null;
  const minutes = (value: number | null) => (value === null ? "–" : words.minutes(value));
  const plain = (value: number) => value.toLocaleString(language === "da" ? "da-DK" : "en-GB");
  const share = shareOf(totals);
  const { left, absent } = totals.outcomes;
  const { explain, tile: heads } = words;
  const all: readonly Tile[] = [
    {
      ...{ head: heads.served, big: plain(totals.outcomes.served), now: totals.outcomes.served },
      ...{ note: words.servedNote(totals.count, totals.appointments), was: was?.outcomes.served ?? null },
      ...{ unit: plain, why: [explain.service] },
    },
    {
      ...{ head: heads.half, big: minutes(totals.halfMin), now: totals.halfMin, was: was?.halfMin ?? null },
      ...{ unit: words.minutes, why: [explain.wait, explain.quantile] },
      note: share === null ? "" : words.targetNote(share, targetMin),
    },
    {
      ...{ head: heads.nine, big: minutes(totals.nineMin), now: totals.nineMin, was: was?.nineMin ?? null },
      ...{
        note: totals.longestMin === null ? "" : words.longestNote(totals.longestMin),
        unit: words.minutes,
      },
      why: [explain.wait, explain.quantile],
    },
    {
      ...{
        head: heads.gone,
        big: plain(goneOf(totals)),
        now: goneOf(totals),
        was: was === null ? null : goneOf(was),
      },
      ...{ note: words.goneNote(left, totals.outcomes["no-show"], absent), unit: plain, why: [explain.gone] },
    },
  ];
  return `<div class="tiles">\n${all.map((one) => tile(one, words, before !== null)).join("")}</div>\n`;
}
