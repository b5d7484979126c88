/**
 * What a recording of raw device traffic holds: a head, then one JSON line a happening.
 * Knows no device and no file.
 */

/** Said in every recording's head. */
export const RECORD_MASKED =
  "Ingen personoplysninger: i det scannede og printede er hvert ciffer 0, hvert bogstav x, billeder et mønster; af tastaturets taster kun arten, aldrig hvilket ciffer. No personal data: in what was scanned and printed every digit is 0, every letter x, pictures are a pattern; lengths, signs and commands are as they were. Of a keypad's keys only their kind, never which digit.";

export type RecordHead = {
  readonly talon: "record";
  readonly v: 1;
  readonly masked: string;
  /** The program's version. */
  readonly version: string;
  readonly startedAt: number;
  /** The options of printer, scanner and keypad, as the stand's file says them, and how many buttons. */
  readonly printer: unknown;
  readonly scanner: unknown;
  readonly keypad?: unknown;
  readonly buttons: number;
};

/** All that is kept of a key: the digits of a citizen are one kind, and so are all names that the options give. */
export type KeyKind = "digit" | "enter" | "backspace" | "clear" | "other";

/** One happening, `t` milliseconds after the start by the monotonic clock. `hex` are bytes, masked where they could tell something. */
export type RecordLine = { readonly t: number } & (
  | {
      readonly part: "printer";
      readonly what: "open" | "open-failed" | "out" | "written" | "in" | "lost" | "close";
      readonly hex?: string;
      readonly end?: "all" | "timeout" | "lost";
      readonly accepted?: number;
      readonly inDoubt?: number;
      readonly code?: string;
    }
  /** What the driver was asked and what it told; `result` and `code` of a job, `status` as text. */
  | {
      readonly part: "printer";
      readonly what: "print" | "printed" | "status" | "told";
      readonly result?: string;
      readonly code?: string | null;
      readonly status?: string;
    }
  | {
      readonly part: "scanner";
      readonly what: "open" | "open-failed" | "in" | "gap" | "lost" | "close";
      readonly hex?: string;
      readonly code?: string;
    }
  | {
      readonly part: "keypad";
      readonly what: "open" | "open-failed" | "key" | "missed" | "lost" | "close";
      readonly key?: KeyKind;
      readonly code?: string;
    }
  | {
      readonly part: "buttons";
      readonly what: "press" | "stuck" | "free" | "gone" | "back" | "missed";
      readonly button?: number;
      readonly code?: string;
    }
  /** The last line of a recording that grew to its cap. */
  | { readonly part: "record"; readonly what: "full" }
);

export type Recording = {
  readonly head: RecordHead;
  readonly lines: readonly RecordLine[];
  /** The file ends in the middle of a line, as after a power cut. */
  readonly isTorn: boolean;
};

const PARTS: ReadonlySet<unknown> = new Set(["printer", "scanner", "keypad", "buttons", "record"]);

function decodeLine(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** What a head must say; options of drivers are checked by whoever opens them. */
function isHead(head: Record<string, unknown> | null): boolean {
  if (head?.["talon"] !== "record" || head["v"] !== 1) return false;
  const { version, masked, startedAt, buttons } = head;
  const isTime = typeof startedAt === "number" && Math.abs(startedAt) <= 8.64e15;
  return typeof version === "string" && typeof masked === "string" && isTime && Number.isInteger(buttons);
}

/** A recording read back to its last whole line. */
export function decodeRecording(
  text: string,
): { readonly ok: true; readonly value: Recording } | { readonly ok: false; readonly problem: string } {
  const [first = "", ...rest] = text.split("\n");
  const head = decodeLine(first);
  if (!isHead(head)) return { ok: false, problem: "is no recording of version 1" };
  const tail = rest.pop() ?? "";
  const decoded = [...rest, ...(tail === "" ? [] : [tail])].map(decodeLine);
  const end = decoded.findIndex((line) => line === null);
  const whole = (end < 0 ? decoded : decoded.slice(0, end)) as unknown as RecordLine[];
  const lines = whole.filter(({ t, part }) => typeof t === "number" && PARTS.has(part));
  return { ok: true, value: { head: head as unknown as RecordHead, lines, isTorn: end >= 0 || tail !== "" } };
}
