/**
 * What a stand remembers besides tickets: the last good document of its location and how queues stood. Kept with lowdb.
 * Losing it loses no ticket; but a torn file would leave a stand without buttons until the hub is back, so it is never torn.
 */
import { type Adapter, Low } from "lowdb";
import { decode, encode } from "../../protocol/messages.ts";
import { type Disk, replaceFile } from "./disk.ts";
import type { Remembered } from "./machine/state.ts";

const NOTHING: Remembered = { standConfig: null, queues: {} };

/** lowdb's own adapters write and rename without any sync; after a power cut they forget what they had acknowledged. */
export class SyncedFile implements Adapter<Remembered> {
  readonly #disk: Disk;
  readonly #path: string;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  async read(): Promise<Remembered | null> {
    const bytes = await this.#disk.read(this.#path);
    return bytes && decodeRemembered(bytes);
  }

  write(remembered: Remembered): Promise<void> {
    return replaceFile(this.#disk, this.#path, Buffer.from(`${JSON.stringify(remembered)}\n`));
  }
}

/** A document that this version cannot read is as good as none; the hub sends it again. */
function decodeRemembered(bytes: Buffer): Remembered | null {
  try {
    const { standConfig, queues } = JSON.parse(bytes.toString("utf8")) as Partial<Remembered>;
    const decoded = standConfig ? decode("standConfig", encode("standConfig", standConfig)) : null;
    return { standConfig: decoded?.ok ? decoded.value : null, queues: queues ?? {} };
  } catch {
    return null;
  }
}

/** The settings of a running stand. A write that fails rejects, and the one before stays whole. */
export class Settings {
  readonly #low: Low<Remembered>;
  #writing: Promise<void> = Promise.resolve();

  constructor(adapter: Adapter<Remembered>) {
    this.#low = new Low(adapter, NOTHING);
  }

  async read(): Promise<Remembered> {
    await this.#low.read();
    return this.#low.data;
  }

  /** One write after the other; the last one wins. */
  remember(remembered: Remembered): Promise<void> {
    const written = this.#writing.then(() => {
      this.#low.data = remembered;
      return this.#low.write();
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Resolves when nothing is being written any more. */
  close(): Promise<void> {
    return this.#writing;
  }
}
