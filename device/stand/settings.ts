/**
 * What a stand remembers besides tickets: the last good document of its location and how queues stood. Kept with lowdb.
 * Losing it loses no ticket; but a torn file would leave a stand without buttons until the hub is back, so it is never torn.
 */
import { type Adapter, Low } from "lowdb";
import { decode } from "../../protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../protocol/terms.ts";
import { type Disk, replaceFile } from "./disk.ts";
import type { QueueView, Remembered } from "./machine/state.ts";

const NOTHING: Remembered = { standConfig: null, queues: {} };
const NO_ID = "00000000-0000-7000-8000-000000000000";

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

/** What this version cannot read is as good as none; the hub sends it again. Throws for what is no JSON object at all. */
function decodeRemembered(bytes: Buffer): Remembered {
  const kept: unknown = JSON.parse(bytes.toString("utf8"));
  if (!isLoose(kept)) throw new Error("not a JSON object");
  const { standConfig, queues, roll } = kept;
  const decoded = standConfig ? decode("standConfig", JSON.stringify(standConfig)) : null;
  return { standConfig: decoded?.ok ? decoded.value : null, queues: queuesIn(queues), roll: rollIn(roll) };
}

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function rollIn(roll: unknown): Remembered["roll"] {
  if (!isLoose(roll)) return undefined;
  const { usedMm, slipMm, isOut } = roll;
  const isWhole = typeof usedMm === "number" && usedMm >= 0 && typeof slipMm === "number" && slipMm > 0;
  return isWhole ? { usedMm, slipMm, isOut: isOut === true } : undefined;
}

/** Those queues that are whole: each must be what the hub's own `queueState` could have said. */
function queuesIn(queues: unknown): Remembered["queues"] {
  if (!isLoose(queues)) return {};
  const views = Object.entries(queues).flatMap(([queue, view]) => {
    const whole = isLoose(view) ? viewIn(queue, view) : null;
    return whole ? [[queue, whole] as const] : [];
  });
  return Object.fromEntries(views);
}

function viewIn(queue: string, view: Loose): QueueView | null {
  const head = { v: PROTOCOL_VERSION, id: NO_ID, at: 0, waiting: 0, wait: null, lastCalled: null };
  // The hub says its services as a list, the stand keeps them by their id.
  const services = isLoose(view["services"]) ? Object.values(view["services"]) : [];
  const decoded = decode("queueState", JSON.stringify({ ...view, ...head, queue, services }));
  if (!decoded.ok) return null;
  const { open, opensAt, letters, name, ledger, limit = null } = decoded.value;
  const byId = Object.fromEntries((decoded.value.services ?? []).map((one) => [one.service, one]));
  return { open, opensAt, letters, name, ledger, limit, services: byId };
}

/** The settings of a running stand. A write that fails rejects, and the one before stays whole. */
export class Settings {
  readonly #low: Low<Remembered>;
  #writing: Promise<void> = Promise.resolve();

  constructor(adapter: Adapter<Remembered>) {
    this.#low = new Low(adapter, NOTHING);
  }

  /** What is remembered; nothing where it cannot be read, with the `problem` then. Never rejects. */
  async read(): Promise<Remembered & { readonly problem: string | null }> {
    try {
      await this.#low.read();
      return { ...this.#low.data, problem: null };
    } catch (error) {
      return { ...NOTHING, problem: error instanceof Error ? error.message : String(error) };
    }
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
