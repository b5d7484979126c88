/**
 * The folder of spoken texts: each made once, kept under the hash of what it says.
 * Knows no speech program.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { HalFault } from "../errors.ts";
import { wavDurationMs } from "../wav.ts";
import type { Speech } from "./contract.ts";

/** A file that was left half made for this long belongs to nobody any more. */
const LEFT_OVER_MS = 10 * 60_000;

/**
 * Files by key.
 * Promises: at one time a key is made at most once in this process; a file under its final name is whole (synced, then
 * renamed), and one that is not (an old disk fault) is made again; two processes may share a folder.
 */
export class SpeechCache {
  readonly #folder: string;
  readonly #making = new Map<string, Promise<Speech>>();
  #parts = 0;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Makes the folder and clears what a killed process left. Fault: HAL_VOICE_FOLDER. */
  async open(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await this.#clearLeftOvers();
    } catch (error) {
      throw new HalFault("HAL_VOICE_FOLDER", this.#folder, error);
    }
  }

  /** The file of `key`; `make` writes a WAV file at the path it is given, when there is none yet. */
  async file(key: string, make: (path: string) => Promise<void>): Promise<Speech> {
    const name = createHash("sha256").update(key).digest("hex").slice(0, 40);
    const running = this.#making.get(name);
    if (running !== undefined) return await running;
    const making = this.#find(name, make).finally(() => this.#making.delete(name));
    this.#making.set(name, making);
    return await making;
  }

  async #find(name: string, make: (path: string) => Promise<void>): Promise<Speech> {
    const wavPath = join(this.#folder, `${name}.wav`);
    const durationMs = (await durationOf(wavPath)) ?? (await this.#make(wavPath, make));
    return { wavPath, durationMs };
  }

  async #make(wavPath: string, make: (path: string) => Promise<void>): Promise<number> {
    this.#parts += 1;
    const part = `${wavPath}.${process.pid}-${this.#parts}.part`;
    try {
      await make(part);
      const durationMs = await durationOf(part);
      if (durationMs === undefined) throw new HalFault("HAL_VOICE_FAILED", "no whole sound file was made");
      await keep(part, wavPath);
      return durationMs;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  async #clearLeftOvers(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".part"));
    for (const name of names) {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > LEFT_OVER_MS) await rm(path, { force: true });
    }
  }
}

async function durationOf(path: string): Promise<number | undefined> {
  try {
    return wavDurationMs(await readFile(path));
  } catch {
    return undefined; // not there yet, or not readable: it is made again, and trouble with the disk shows then
  }
}

async function keep(part: string, wavPath: string): Promise<void> {
  try {
    const handle = await open(part, "r+");
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(part, wavPath);
  } catch (error) {
    throw new HalFault("HAL_VOICE_FOLDER", wavPath, error);
  }
}
