/** What a dropped file's name says: `<anything>.2026-11-24.day.csv` names everything that its source has on that day. Knows no file. */
import { offsetOf } from "../../protocol/wall-time.ts";
import type { Stretch } from "./contract.ts";
import { readTime } from "./local-time.ts";

/** The day that a file is the whole of; `null` for any other file. */
export function stretchOfName(name: string, timeZone: string): Stretch | null {
  const date = /\.(\d{4}-\d{2}-\d{2})\.(?:day|dag)\.\w+$/i.exec(name)?.[1];
  if (date === undefined) return null;
  const offset = offsetOf(timeZone);
  const [start, end] = ["00:00", "24:00"].map((clock) => readTime(clock, { date, offset, isEnd: true }));
  if (start === undefined || end === undefined || "bad" in start || "bad" in end) return null;
  return { from: start.at, until: end.at };
}
