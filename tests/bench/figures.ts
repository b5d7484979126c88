/** Percentiles and the words in which a bench prints them. Knows no subject. */

import { readFileSync } from "node:fs";

/** Processor time that a process has used so far, in ms (proc(5): utime and stime, in ticks of 10 ms). */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The value below which the share `part` (0 to 1) of the samples lies. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** `1.23 ms` */
export const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** `1.12x (target <= 1.5x: met)` */
export function against(ratio: number, target: { atMost: number } | { atLeast: number }): string {
  const [sign, bound, isMet] =
    "atMost" in target
      ? ["<=", target.atMost, ratio <= target.atMost]
      : [">=", target.atLeast, ratio >= target.atLeast];
  return `${ratio.toFixed(2)}x (target ${sign} ${bound}x: ${isMet ? "met" : "NOT met"})`;
}

export type Line = readonly [what: string, value: string];

/** One part of the report. */
export function report(title: string, lines: readonly Line[]): string {
  const width = Math.max(...lines.map(([what]) => what.length));
  return [title, ...lines.map(([what, value]) => `  ${what.padEnd(width)}  ${value}`), ""].join("\n");
}
