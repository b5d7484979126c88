/**
 * The paper of a simulated printer: a file of JSON lines that outlives a killed stand, as real paper does.
 * Knows no printer; it keeps what it is given.
 */
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { HalFault } from "../errors.ts";
import type { SlipRecord } from "./contract.ts";

const LF = 0x0a;
const TAIL_BYTES = 65_536;

/** What became of a slip's line: on the disk; surely not in the file; or nobody can say. `cause` is the system's error. */
export type Kept =
  | { readonly kept: "whole" }
  | { readonly kept: "nothing" | "unknown"; readonly cause: unknown };

/**
 * An append-only file, one slip a line.
 * Promises: `append` never rejects; after `whole` the line is on the disk (fdatasync, and the folder synced when the file is
 * new), after `nothing` no byte of it is in the file. A torn last line left by a kill is cut off when the file is opened, and
 * passed over when it is read. A file that was removed meanwhile is begun anew as soon as its folder allows it.
 */
export class PaperFile {
  readonly path: string;
  #handle: FileHandle | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Fault: HAL_PRINTER_PAPER_FILE. */
  async open(): Promise<void> {
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await this.#openHere();
    } catch (error) {
      throw new HalFault("HAL_PRINTER_PAPER_FILE", this.path, error);
    }
  }

  async append(slip: SlipRecord): Promise<Kept> {
    let handle: FileHandle;
    try {
      handle = await this.#ready();
    } catch (cause) {
      return { kept: "nothing", cause };
    }
    try {
      await handle.appendFile(`${JSON.stringify(slip)}\n`);
    } catch (cause) {
      return { kept: (await this.#isCutBack()) ? "nothing" : "unknown", cause };
    }
    return handle.datasync().then(
      () => ({ kept: "whole" }) as const,
      (cause: unknown) => ({ kept: "unknown", cause }) as const,
    );
  }

  /** Every whole slip, oldest first; none of a file that was removed. */
  async slips(): Promise<SlipRecord[]> {
    if (this.#handle === undefined) return [];
    const bytes = await readAll(this.#handle);
    const whole = bytes.subarray(0, bytes.lastIndexOf(LF) + 1).toString("utf8");
    const lines = whole.split("\n").filter((line) => line !== "");
    return lines.flatMap((line) => decodeSlip(line));
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  async #openHere(): Promise<FileHandle> {
    const handle = await open(this.path, "a+");
    try {
      await cutTornTail(handle);
      await syncFolder(dirname(this.path));
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#handle = handle;
    return handle;
  }

  /** The open file; anew where somebody has removed it. */
  async #ready(): Promise<FileHandle> {
    if (this.#handle !== undefined && (await this.#handle.stat()).nlink > 0) return this.#handle;
    await this.close();
    return await this.#openHere();
  }

  /** A line that was half written would swallow the next one, so it goes at once, or else before the next. */
  async #isCutBack(): Promise<boolean> {
    try {
      await this.close();
      await this.#openHere();
      return true;
    } catch {
      return false;
    }
  }
}

async function readAll(handle: FileHandle): Promise<Buffer> {
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await handle.read(bytes, 0, size, 0);
  return bytes.subarray(0, bytesRead);
}

/** Looks from the end backwards: a day's paper is far more than a stand should hold in memory to find one line end. */
async function cutTornTail(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const room = Buffer.alloc(Math.min(size, TAIL_BYTES));
  let end = 0;
  for (let upTo = size; upTo > 0 && end === 0; upTo -= room.length) {
    const from = Math.max(0, upTo - room.length);
    const { bytesRead } = await handle.read(room, 0, upTo - from, from);
    const found = room.subarray(0, bytesRead).lastIndexOf(LF);
    if (found >= 0) end = from + found + 1;
  }
  if (end < size) await handle.truncate(end);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A line that somebody edited by hand is passed over: this file is bytes from outside. */
function decodeSlip(line: string): SlipRecord[] {
  try {
    const slip: unknown = JSON.parse(line);
    return isSlip(slip) ? [slip] : [];
  } catch {
    return [];
  }
}

function isSlip(value: unknown): value is SlipRecord {
  if (typeof value !== "object" || value === null) return false;
  return "lines" in value && Array.isArray(value.lines) && "printedAt" in value && "complete" in value;
}
