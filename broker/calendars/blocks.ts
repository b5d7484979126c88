/**
 * The text of a calendar (RFC 5545) -> the text of each of its entries, so that one broken entry costs none but itself.
 * Pure; knows lines and components, and no property but the calendar's own zone.
 */
import type { EntryProblem } from "./entry.ts";

/** The lines of one entry, with where it begins. */
export type Block = { readonly line: number; readonly text: string };

export type Blocks = {
  readonly blocks: readonly Block[];
  /** What the whole calendar says its floating times are of (`X-WR-TIMEZONE`), where it says so. */
  readonly zone: string | null;
  readonly problems: readonly EntryProblem[];
};

/** The longest entry that is read, without what is skipped. */
const LONGEST_BLOCK = 65_536;
const MOST_BLOCKS = 50_000;

/** What nobody here needs and people write whole stories into; attached documents among them. */
const SKIPPED = /^(?:DESCRIPTION|ATTACH|COMMENT|X-ALT-DESC)[;:]/i;

type Open = {
  readonly line: number;
  readonly lines: string[];
  depth: number;
  length: number;
  skips: boolean;
};

class BlockReader {
  readonly blocks: Block[] = [];
  readonly problems: EntryProblem[] = [];
  zone: string | null = null;
  #open: Open | null = null;

  take(text: string, line: number): void {
    const name = /^(BEGIN|END):(\w[\w-]*)\s*$/i.exec(text);
    if (this.#open !== null) this.#inside(this.#open, text, name);
    else if (name?.[1]?.toUpperCase() === "BEGIN" && name[2]?.toUpperCase() === "VEVENT")
      this.#open = { line, lines: [text], depth: 1, length: 0, skips: false };
    else this.zone ??= /^X-WR-TIMEZONE(?:;[^:]*)?:(.+)$/i.exec(text)?.[1]?.trim() ?? null;
  }

  /** Reminders and whatever else lies within an entry are skipped too. */
  #inside(open: Open, text: string, name: RegExpExecArray | null): void {
    const isBegin = name?.[1]?.toUpperCase() === "BEGIN";
    if (!/^[ \t]/.test(text)) open.skips = SKIPPED.test(text);
    if (open.depth === 1 && !isBegin && !open.skips) {
      open.length += text.length;
      if (open.length <= LONGEST_BLOCK) open.lines.push(text);
    }
    if (name !== null) open.depth += isBegin ? 1 : -1;
    if (open.depth > 0) return;
    this.#open = null;
    if (open.length > LONGEST_BLOCK) this.problems.push({ line: open.line, name: "tooLong", about: "" });
    else if (this.blocks.length < MOST_BLOCKS)
      this.blocks.push({ line: open.line, text: open.lines.join("\r\n") });
    else if (this.blocks.length === MOST_BLOCKS && !this.problems.some(({ name: one }) => one === "tooMany"))
      this.problems.push({ line: open.line, name: "tooMany", about: String(MOST_BLOCKS) });
  }

  end(): void {
    if (this.#open !== null)
      this.problems.push({ line: this.#open.line, name: "unreadable", about: "END:VEVENT" });
  }
}

/** `null` when it is no calendar at all. Never throws. */
export function blocksOf(text: string): Blocks | null {
  const bare = text.replace(/^\uFEFF/, "");
  if (!/^\s*BEGIN:VCALENDAR/i.test(bare.slice(0, 1000))) return null;
  const reader = new BlockReader();
  for (const [at, line] of bare.split(/\r\n|\n|\r/).entries()) reader.take(line, at + 1);
  reader.end();
  return { blocks: reader.blocks, zone: reader.zone, problems: reader.problems };
}

/** Whether a calendar came whole: half of one would cancel what it has lost. */
export function isWhole(text: string): boolean {
  return /END:VCALENDAR\s*$/i.test(text.slice(-200));
}
