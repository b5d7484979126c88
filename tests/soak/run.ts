/** One run of the crash matrix: open, break, mend, wait until everything is told, check. Knows no single trouble or promise. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brokenPromises, listedTickets, onlineStands, paperCount, unconfirmed } from "./checks.ts";
import { Hall, STANDS } from "./hall.ts";
import { seeded } from "./random.ts";
import { happen, mend } from "./troubles.ts";

export type RunReport = {
  readonly seed: number;
  readonly papers: number;
  readonly tickets: number;
  readonly broken: readonly string[];
  /** The last log lines of the programs, when something broke. */
  readonly said: readonly string[];
  /** The kept folder, when something broke. */
  readonly folder: string | null;
};

const SETTLE_MS = 30_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What can still change: unconfirmed tickets, stands that this hub has not heard, papers, tickets. */
async function unsettled(hall: Hall): Promise<{ open: string[]; seen: string }> {
  const stands = await onlineStands(hall);
  const open = STANDS.flatMap((stand) => {
    const left = unconfirmed(hall, stand);
    return [
      ...(left > 0 ? [`${stand} still has ${left} unconfirmed tickets`] : []),
      ...(stands.has(stand) ? [] : [`${stand} is not on line at the hub`]),
    ];
  });
  return { open, seen: `${paperCount(hall)} ${JSON.stringify(await listedTickets(hall))}` };
}

/** Waits until both stands are on line with every ticket confirmed, and neither paper nor list has changed for a second. */
async function settle(hall: Hall): Promise<string[]> {
  const end = performance.now() + SETTLE_MS;
  let before = await unsettled(hall);
  let calm = 0;
  while (performance.now() < end) {
    await pause(300);
    const now = await unsettled(hall);
    calm = now.open.length === 0 && now.seen === before.seen ? calm + 1 : 0;
    if (calm === 4) return [];
    before = now;
  }
  return [...before.open, `not settled after ${SETTLE_MS} ms`];
}

/** Runs one seed for `runMs` with the built programs in `programs`; counts what happened into `tried`. */
export async function crashRun(
  seed: number,
  options: { readonly programs: string; readonly runMs: number; readonly tried: Map<string, number> },
): Promise<RunReport> {
  const folder = mkdtempSync(join(tmpdir(), `talon-crash-${seed}-`));
  const random = seeded(seed);
  const hall = new Hall(folder, options.programs, random);
  try {
    await hall.open();
    await happen(hall, random, { seed, ...options });
    await mend(hall);
    const never = await settle(hall);
    const tickets = await listedTickets(hall);
    const broken = [...never, ...brokenPromises(hall, tickets)];
    const isGood = broken.length === 0;
    const said = isGood
      ? []
      : [...hall.hub.said.slice(-60), ...STANDS.flatMap((stand) => hall.stands[stand].said.slice(-40))];
    const report = {
      seed,
      papers: paperCount(hall),
      tickets: tickets.length,
      broken,
      said,
      folder: isGood ? null : folder,
    };
    await hall.close();
    if (isGood) rmSync(folder, { recursive: true, force: true });
    return report;
  } catch (fault) {
    await hall.close();
    const said = [
      ...hall.hub.said.slice(-40),
      ...STANDS.flatMap((stand) => hall.stands[stand].said.slice(-40)),
    ];
    return {
      seed,
      papers: paperCount(hall),
      tickets: 0,
      broken: [`the run itself failed: ${String(fault)}`],
      said,
      folder,
    };
  }
}

/** The printed report of what was tried. */
export function printed(reports: readonly RunReport[], tried: ReadonlyMap<string, number>): string {
  const kinds = [...tried]
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`);
  const broken = reports.filter((report) => report.broken.length > 0);
  const sum = (of: (report: RunReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  return [
    `crash matrix: ${reports.length} runs, ${sum((one) => one.papers)} papers, ${sum((one) => one.tickets)} tickets, ${broken.length} runs with a broken promise`,
    "tried:",
    ...kinds,
    ...broken.flatMap((report) => [
      `seed ${report.seed} (kept in ${report.folder}):`,
      ...report.broken.map((one) => `  ${one}`),
    ]),
  ].join("\n");
}
