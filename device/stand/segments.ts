/**
 * The outbox as it lies on the card: segments of checksummed lines. Reading, and mending what a power cut or a bad card left.
 * Knows lines only as far as it must: that they have a kind. What they mean stands in machine/book.ts.
 */
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Disk, replaceFile } from "./disk.ts";
import type { Line } from "./machine/line.ts";

/** One file of the outbox: a service day, or the time between two. */
export type Segment = {
  readonly name: string;
  readonly lines: readonly Line[];
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

/** `null` for anything but a line as it was written. */
export function decodeLine(written: string): Line | null {
  const match = /^\{"crc":"([0-9a-f]{8})","line":(\{.*\})\}$/s.exec(written);
  const [, sum, text] = match ?? [];
  if (text === undefined || checksum(text) !== sum) return null;
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null && "kind" in line ? (line as Line) : null;
  } catch {
    return null;
  }
}

function decodeSegment(name: string, bytes: Buffer): Segment {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const written = bytes.subarray(0, wholeBytes).toString("utf8").split("\n").slice(0, -1);
  const lines: Line[] = [];
  const damaged: string[] = [];
  for (const one of written) {
    const line = decodeLine(one);
    if (line) lines.push(line);
    else damaged.push(one);
  }
  return { name, lines, damaged, tornBytes: bytes.length - wholeBytes, wholeBytes };
}

/** The names of the segments in `folder`, oldest first. */
export async function segmentNames(disk: Disk, folder: string): Promise<string[]> {
  const names = (await disk.list(folder)).filter((name) => SEGMENT.test(name));
  return names.sort((one, other) => segmentCount(one) - segmentCount(other));
}

/** One segment as it stands; `null` when it has just been taken away. */
export async function readSegment(disk: Disk, folder: string, name: string): Promise<Segment | null> {
  const bytes = await disk.read(join(folder, name));
  return bytes && decodeSegment(name, bytes);
}

/** Every segment, oldest first, as it stands. Changes nothing, so that it may be read while a stand runs. */
export async function readSegments(disk: Disk, folder: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of await segmentNames(disk, folder)) {
    const segment = await readSegment(disk, folder, name);
    if (segment) segments.push(segment);
  }
  return segments;
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
  const whole = segment.lines.map(encodeLine).join("");
  await replaceFile(disk, join(folder, segment.name), Buffer.from(whole));
}

/** Cuts a torn tail off and sets damaged lines aside, so that the segment can be appended to again. */
export async function mendSegment(disk: Disk, folder: string, segment: Segment): Promise<void> {
  if (segment.damaged.length > 0) await setAside(disk, folder, segment);
  else if (segment.tornBytes > 0) await disk.truncate(join(folder, segment.name), segment.wholeBytes);
}
