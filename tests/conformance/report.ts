/**
 * What the suites came to, as a table that docs/mqtt-conformance.md can take as it is.
 * Knows no test.
 */
import type { Verdict } from "./verdict.ts";

/** Verdicts of one suite: by broker, then by test. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

const WORD: Readonly<Record<Verdict["is"], string>> = { passed: "yes", failed: "no", apart: "-" };

/** Tests that concern a broker such as ours; the broker under test has no say in which. */
const counted = (verdicts: ReadonlyMap<string, Verdict>) =>
  [...verdicts.values()].filter((verdict) => verdict.is !== "apart");

export const passes = (verdicts: ReadonlyMap<string, Verdict>): number =>
  counted(verdicts).filter((verdict) => verdict.is === "passed").length;

const total = (verdicts: ReadonlyMap<string, Verdict>) =>
  `${passes(verdicts)} of ${counted(verdicts).length}`;

/** How often each reason for not being counted was given. */
function apart(verdicts: ReadonlyMap<string, Verdict>): string {
  const counts = new Map<string, number>();
  for (const { is, why } of verdicts.values())
    if (is === "apart") counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => `${count} ${why}`).join(", ");
}

/** One suite as a table; tests that concern nobody here are told below it, by reason. */
export function tableOf(suite: string, verdicts: Verdicts): string {
  const brokers = [...verdicts.keys()];
  const tests = [...new Set([...verdicts.values()].flatMap((each) => [...each.keys()]))];
  const rows = tests.flatMap((test) => {
    const words = brokers.map((broker) => WORD[verdicts.get(broker)?.get(test)?.is ?? "apart"]);
    return words.every((word) => word === WORD.apart) ? [] : [`| ${test} | ${words.join(" | ")} |`];
  });
  const totals = brokers.map((broker) => total(verdicts.get(broker) ?? new Map()));
  const [first = new Map<string, Verdict>()] = verdicts.values();
  const left = apart(first);
  return [
    `| ${suite} | ${brokers.join(" | ")} |`,
    `|---|${"---|".repeat(brokers.length)}`,
    ...rows,
    `| held | ${totals.join(" | ")} |`,
    ...(left === "" ? [] : ["", `Not counted: ${left}.`]),
  ].join("\n");
}
