/**
 * The outbox as it lies on the card: segments of checksummed lines. Reading, and mending what a power cut or a bad card left.
 * Knows lines only as far as it must: that they have a kind. What they mean stands in machine/book.ts.
 */
import { basename, join } from "node:path";
import { crc32 } from "node:zlib";
import { type Disk, replaceFile } from "./disk.ts";
import type { Intent, Line } from "./machine/line.ts";

/** How one file of the outbox was found: a service day, or the time between two. Its lines went to whoever asked. */
export type Segment = {
  readonly name: string;
  /** Lines that are whole but not what was written. */
  readonly damaged: readonly string[];
  /** Bytes after the last line end: written when the power went. */
  readonly tornBytes: number;
  readonly wholeBytes: number;
};

const SEGMENT = /^(\d{6,})\.jsonl$/;

/** `000001.jsonl`, `000002.jsonl`, ... */
export function segmentName(count: number): string {
  return `${String(count).padStart(6, "0")}.jsonl`;
}

export function segmentCount(name: string): number {
  return Number(SEGMENT.exec(name)?.[1] ?? 0);
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, "0");

/** A line as it is written: `{"crc":"89abcdef","line":{...}}` and a line end; the checksum is CRC-32 of the text of `line`. */
export function encodeLine(line: Line): string {
  const text = JSON.stringify(line);
  return `{"crc":"${checksum(text)}","line":${text}}\n`;
}

const HEAD = '{"crc":"';
const MIDDLE = '","line":';
const SUM_AT = HEAD.length;
const SUM_END = SUM_AT + 8;
const TEXT_AT = SUM_END + MIDDLE.length;

/** The text of `line`; `null` for anything but a line as it was written. */
function checkedText(written: string): string | null {
  if (!written.startsWith(HEAD) || !written.startsWith(MIDDLE, SUM_END) || !written.endsWith("}"))
    return null;
  const text = written.slice(TEXT_AT, -1);
  return checksum(text) === written.slice(SUM_AT, SUM_END) ? text : null;
}

function lineOf(text: string): Line | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null && "kind" in line ? (line as Line) : null;
  } catch {
    return null;
  }
}

/** `null` for anything but a line as it was written. */
export function decodeLine(written: string): Line | null {
  const text = checkedText(written);
  return text === null ? null : lineOf(text);
}

const INTENT = '{"kind":"intent","ticket":';
const NUMBER = '{"kind":"number","ticket":';
/** About as many as a stand has buttons: more are not under way at once. */
const MOST_INTENTS = 16;

/**
 * Decodes the lines of a segment in turn. A number says its whole intent again, letter by letter, which is a third of a card:
 * those letters are taken apart once, and both lines then hold the same ticket.
 */
class LineDecoder {
  /** The newest intents and the letters of their tickets, oldest first. */
  readonly #intents: { readonly letters: string; readonly ticket: Intent }[] = [];

  /** As `decodeLine`. */
  decode(written: string): Line | null {
    const text = checkedText(written);
    if (text === null) return null;
    if (text.startsWith(NUMBER)) return this.#number(text) ?? lineOf(text);
    const line = lineOf(text);
    if (line?.kind === "intent" && text.startsWith(INTENT))
      this.#keep({ letters: text.slice(INTENT.length, -1), ticket: line.ticket });
    return line;
  }

  #keep(intent: { readonly letters: string; readonly ticket: Intent }): void {
    if (this.#intents.length === MOST_INTENTS) this.#intents.shift();
    this.#intents.push(intent);
  }

  #number(text: string): Line | null {
    const at = this.#intents.findIndex(({ letters }) => text.startsWith(letters, NUMBER.length));
    const [known] = at < 0 ? [] : this.#intents.splice(at, 1);
    if (!known) return null;
    const line = lineOf(`${NUMBER}null${text.slice(NUMBER.length + known.letters.length)}`);
    return line && Object.assign(line, { ticket: known.ticket });
  }
}

const LINE_END = 0x0a;

/** Gathers a segment from its pieces, however they are cut; only what follows the last line end waits for the next one. */
class Gathering {
  readonly #take: (line: Line) => void;
  readonly #decoder = new LineDecoder();
  readonly damaged: string[] = [];
  wholeBytes = 0;
  #torn: Buffer = Buffer.alloc(0);

  constructor(take: (line: Line) => void) {
    this.#take = take;
  }

  get tornBytes(): number {
    return this.#torn.length;
  }

  /** `piece` is used during the call only, and what lies in it is never all text at once: a day of tickets would fill the heap. */
  add(piece: Buffer): void {
    const first = piece.indexOf(LINE_END) + 1;
    if (first === 0) {
      this.#torn = Buffer.concat([this.#torn, piece]);
      return;
    }
    this.#line(Buffer.concat([this.#torn, piece.subarray(0, first)]), 0, this.#torn.length + first);
    let start = first;
    for (let end = piece.indexOf(LINE_END, start) + 1; end > 0; end = piece.indexOf(LINE_END, start) + 1) {
      this.#line(piece, start, end);
      start = end;
    }
    this.#torn = Buffer.from(piece.subarray(start));
  }

  #line(bytes: Buffer, start: number, end: number): void {
    this.wholeBytes += end - start;
    const written = bytes.toString("utf8", start, end - 1);
    const line = this.#decoder.decode(written);
    if (line) this.#take(line);
    else this.damaged.push(written);
  }
}

/** The names of the segments in `folder`, oldest first. */
export async function segmentNames(disk: Disk, folder: string): Promise<string[]> {
  const names = (await disk.list(folder)).filter((name) => SEGMENT.test(name));
  return names.sort((one, other) => segmentCount(one) - segmentCount(other));
}

/**
 * One segment as it stands, line by line; `null` when it has just been taken away. Changes nothing, so that it may be read
 * while a stand runs.
 */
export async function readSegment(
  disk: Disk,
  path: string,
  take: (line: Line) => void,
): Promise<Segment | null> {
  const gathering = new Gathering(take);
  if (!(await disk.readPieces(path, (piece) => gathering.add(piece)))) return null;
  const { damaged, tornBytes, wholeBytes } = gathering;
  return { name: basename(path), damaged, tornBytes, wholeBytes };
}

/** Damaged lines are kept beside the segment, for whoever can still read them, and leave it. */
async function setAside(disk: Disk, folder: string, segment: Segment): Promise<void> {
  const aside = await disk.openAppend(join(folder, `${segment.name}.damaged`));
  try {
    await aside.append(Buffer.from(`${segment.damaged.join("\n")}\n`));
    await aside.sync();
  } finally {
    await aside.close();
  }
  await disk.syncFolder(folder);
  const path = join(folder, segment.name);
  const whole: string[] = [];
  await readSegment(disk, path, (line) => whole.push(encodeLine(line)));
  await replaceFile(disk, path, Buffer.from(whole.join("")));
}

/** Cuts a torn tail off and sets damaged lines aside, so that the segment can be appended to again. */
export async function mendSegment(disk: Disk, folder: string, segment: Segment): Promise<void> {
  if (segment.damaged.length > 0) await setAside(disk, folder, segment);
  else if (segment.tornBytes > 0) await disk.truncate(join(folder, segment.name), segment.wholeBytes);
}
