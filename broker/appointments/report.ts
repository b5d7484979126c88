/**
 * What became of a delivery, in words for whoever runs the planner; never who comes or why.
 * Knows no file and no wire.
 */
import type { RowProblem } from "./contract.ts";
import type { ReadDelivery } from "./delivery.ts";
import type { AppointmentDesk, Received } from "./desk.ts";

type Words = { readonly da: string; readonly en: string };

/** `refused`: why nothing of it was taken. `problems`: the first 200; `more` are left out here. */
export type Report = {
  readonly source: string;
  /** Epoch ms. */
  readonly at: number;
  readonly received: Received | null;
  readonly refused: Words | null;
  readonly noted: Words | null;
  readonly problems: readonly RowProblem[];
  readonly more: number;
};

const MOST_PROBLEMS = 200;

/** Takes in what was read, if it could be. Rejects as the desk does. */
export async function taken(
  desk: Pick<AppointmentDesk, "take">,
  { source, at, read }: { readonly source: string; readonly at: number; readonly read: ReadDelivery },
): Promise<Report> {
  if (!read.ok) {
    const { da, en } = read;
    return { source, at, received: null, refused: { da, en }, noted: null, problems: [], more: 0 };
  }
  const { delivery, noted } = read;
  const received = await desk.take(source, delivery);
  const problems = delivery.problems.slice(0, MOST_PROBLEMS);
  return {
    source,
    at,
    received,
    refused: null,
    noted,
    problems,
    more: delivery.problems.length - problems.length,
  };
}

/** Whether somebody should look at it. */
export function hasTrouble({ refused, noted, problems }: Report): boolean {
  return refused !== null || noted !== null || problems.length > 0;
}

const COUNTS: readonly (readonly [keyof Received, string, string])[] = [
  ["booked", "nye", "new"],
  ["moved", "flyttet", "moved"],
  ["changed", "ændret", "changed"],
  ["cancelled", "aflyst", "cancelled"],
  ["same", "uændret", "unchanged"],
  ["stale", "forældet", "out of date"],
  ["elsewhere", "for et andet sted", "of another location"],
];

/** The report as lines, Danish first. */
export function reportText({ received, refused, noted, problems, more }: Report): string {
  const lines = (language: "da" | "en") => {
    const at = language === "da" ? 1 : 2;
    const counts =
      received === null
        ? []
        : COUNTS.filter(([name]) => received[name] > 0).map((row) => `${received[row[0]]} ${row[at]}`);
    const [line, none] = language === "da" ? ["Linje", "Ingen aftaler."] : ["Line", "No appointments."];
    return [
      ...(refused === null ? [`${counts.join(", ") || none}`] : [refused[language]]),
      ...(noted === null ? [] : [noted[language]]),
      ...problems.map((one) => `${line} ${one.line}: ${one[language]}`),
      ...(more > 0 ? [`... (${more})`] : []),
    ];
  };
  return `${[...lines("da"), "", ...lines("en")].join("\n")}\n`;
}
