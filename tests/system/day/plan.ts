/** Who comes to the job centre's day, drawn from a seed: appointments of three sources, how each guest says that they are here, walk-ins. */
import type { MeetingForm } from "../../../protocol/terms.ts";
import { oneOf, seeded } from "../week/chance.ts";
import { clockAt } from "./location.ts";

const MINUTE = 60_000;
export const SOURCES = ["planner", "calendar", "dfdg"] as const;
export type Source = (typeof SOURCES)[number];
/** `none`: does not come. */
export const WAYS = ["code", "link", "card", "stripe", "cpr", "phone", "none"] as const;
export type Way = (typeof WAYS)[number];

export type Meeting = {
  readonly id: string;
  readonly source: Source;
  readonly form: MeetingForm;
  readonly cpr: string;
  readonly mobile: string;
  readonly host: string;
  readonly way: Way;
  /** When it is by its last word; `was`: before it was moved. */
  readonly startAt: number;
  readonly was: number | null;
  /** When its source moves or cancels it. */
  readonly changedAt: number | null;
  readonly isCancelled: boolean;
  readonly comesAt: number;
};
export type WalkIn = { readonly at: number; readonly service: "pas" | "job" };

const APPOINTMENTS = 120;
const WALK_INS = 80;
const HOSTS = ["anna", "bo", "caja", "dina", "egon", "frida"].map((one) => `${one}@kommune.dk`);
/** Nobody is in the house before eight, and the last meeting is at three. */
const [FIRST, QUARTERS] = [clockAt(8, 30), 26];

function formOf(n: number): MeetingForm {
  if (n % 10 !== 7) return "physical";
  return oneOf(() => ((n / 10) % 3) / 3, ["phone", "digital", "letter"] as const);
}

function meeting(n: number, random: () => number): Meeting {
  const was = FIRST + Math.floor(random() * QUARTERS) * 15 * MINUTE;
  const isMoved = n % 12 === 3;
  const isCancelled = n % 15 === 4;
  // By noon all words of it are said, and not later than an hour and a half before.
  const changedAt = clockAt(7, 15) + Math.floor(random() * 40) * MINUTE;
  const startAt = isMoved ? Math.min(was + 45 * MINUTE, clockAt(15, 30)) : was;
  const number = String(n).padStart(3, "0");
  return {
    ...{ id: `m-${number}`, source: SOURCES[n % 3] as Source, form: formOf(n), isCancelled, startAt },
    ...{ cpr: `010165${String(1000 + n)}`, mobile: `+4520304${number}`, host: oneOf(random, HOSTS) },
    way: WAYS[Math.floor(random() * WAYS.length)] as Way,
    ...{ was: isMoved ? was : null, changedAt: isMoved || isCancelled ? changedAt : null },
    comesAt: startAt - Math.floor(random() * 40) * MINUTE + 10 * MINUTE,
  };
}

export function planOfDay(seed: number): {
  readonly meetings: readonly Meeting[];
  readonly walkIns: readonly WalkIn[];
} {
  const random = seeded(seed);
  const meetings = Array.from({ length: APPOINTMENTS }, (_, n) => meeting(n, random));
  const walkIns = Array.from({ length: WALK_INS }, (): WalkIn => {
    return { at: clockAt(8) + Math.floor(random() * 450) * MINUTE, service: random() < 0.7 ? "pas" : "job" };
  });
  return { meetings, walkIns: walkIns.sort((a, b) => a.at - b.at) };
}
