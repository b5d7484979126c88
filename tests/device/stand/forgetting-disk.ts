/**
 * A disk in memory that forgets what was not synced when the power is cut: the worst that POSIX allows.
 * Its far side cuts the power, breaks a call, and writes garbage as a dying card does.
 */
import { dirname } from "node:path";
import type { Disk, DiskFile } from "../../../device/stand/disk.ts";

type Node = { bytes: Buffer; synced: Buffer };

export class ForgettingDisk implements Disk {
  /** What programs see now. */
  #seen = new Map<string, Node>();
  /** What the folders on the card say: a name leads to a file only after its folder was synced. */
  #kept = new Map<string, Node>();
  #failing: string | null = null;
  readonly calls: string[] = [];
  /** Holds every sync back until `letGo`. */
  #held: (() => void)[] | null = null;

  cutPower(): void {
    this.#seen = new Map(
      [...this.#kept].map(([path, node]) => [path, { bytes: node.synced, synced: node.synced }]),
    );
    this.#kept = new Map(this.#seen);
  }

  /** From now on every call of this name fails. */
  breaks(call: string): void {
    this.#failing = call;
  }

  holdSyncs(): void {
    this.#held = [];
  }

  letGo(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
  }

  /** Changes bytes under everybody's feet. */
  scribble(path: string, change: (text: string) => string): void {
    const node = this.#seen.get(path);
    if (!node) throw new Error(`no ${path}`);
    node.bytes = Buffer.from(change(node.bytes.toString("utf8")));
    node.synced = node.bytes;
  }

  text(path: string): string | undefined {
    return this.#seen.get(path)?.bytes.toString("utf8");
  }

  names(): string[] {
    return [...this.#seen.keys()].sort();
  }

  #call(name: string): void {
    this.calls.push(name);
    if (this.#failing === name) throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: "EIO" });
  }

  async makeFolder(): Promise<void> {
    this.#call("makeFolder");
  }

  async list(folder: string): Promise<string[]> {
    this.#call("list");
    const inside = [...this.#seen.keys()].filter((path) => dirname(path) === folder);
    return inside.map((path) => path.slice(folder.length + 1)).sort();
  }

  async read(path: string): Promise<Buffer | null> {
    this.#call("read");
    return this.#seen.get(path)?.bytes ?? null;
  }

  /** In small pieces, so that lines and letters are cut anywhere. */
  async readPieces(path: string, take: (piece: Buffer) => void): Promise<boolean> {
    this.#call("read");
    const bytes = this.#seen.get(path)?.bytes;
    for (let at = 0; bytes && at < bytes.length; at += 61) take(bytes.subarray(at, at + 61));
    return bytes !== undefined;
  }

  async openAppend(path: string): Promise<DiskFile> {
    this.#call("open");
    const node = this.#seen.get(path) ?? { bytes: Buffer.alloc(0), synced: Buffer.alloc(0) };
    this.#seen.set(path, node);
    return {
      append: async (bytes) => {
        this.#call("append");
        node.bytes = Buffer.concat([node.bytes, bytes]);
      },
      sync: async () => {
        const { bytes } = node;
        if (this.#held) await new Promise<void>((go) => this.#held?.push(go));
        this.#call("sync");
        node.synced = bytes;
      },
      close: async () => this.#call("close"),
    };
  }

  async truncate(path: string, length: number): Promise<void> {
    this.#call("truncate");
    const node = this.#seen.get(path);
    if (!node) return;
    node.bytes = node.bytes.subarray(0, length);
    node.synced = node.bytes;
  }

  async rename(from: string, to: string): Promise<void> {
    this.#call("rename");
    const node = this.#seen.get(from);
    if (!node) throw new Error(`ENOENT ${from}`);
    this.#seen.delete(from);
    this.#seen.set(to, node);
  }

  async remove(path: string): Promise<void> {
    this.#call("remove");
    this.#seen.delete(path);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#call("syncFolder");
    for (const path of [...this.#kept.keys()])
      if (dirname(path) === folder && !this.#seen.has(path)) this.#kept.delete(path);
    for (const [path, node] of this.#seen) if (dirname(path) === folder) this.#kept.set(path, node);
  }
}
