/**
 * Keys and certificates on the hub's disk: whole or not at all, and keys for their owner alone.
 * Knows no certificate's meaning.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HubFault, systemCode } from "../errors.ts";
import { writeWhole } from "../whole-file.ts";
import type { KeyPair } from "./keys.ts";

const KEY_MODE = 0o600;

/** `<name>.pem` and `<name>-key.pem` in one folder, which is made for the hub's user alone. */
export class PairFile {
  readonly #folder: string;
  readonly certFile: string;
  readonly keyFile: string;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.certFile = join(folder, `${name}.pem`);
    this.keyFile = join(folder, `${name}-key.pem`);
  }

  /** A key alone is what an interrupted start left. */
  get isThere(): boolean {
    return existsSync(this.certFile);
  }

  /** Both halves; a key that others could read is closed to them. Faults: HUB_FILE_MISSING, HUB_FILE_UNREADABLE. */
  read(): KeyPair {
    const half = (file: string) => {
      try {
        return readFileSync(file, "utf8");
      } catch (cause) {
        throw new HubFault(
          systemCode(cause) === "ENOENT" ? "HUB_FILE_MISSING" : "HUB_FILE_UNREADABLE",
          file,
          cause,
        );
      }
    };
    const pair = { cert: half(this.certFile), key: half(this.keyFile) };
    chmodSync(this.keyFile, KEY_MODE);
    return pair;
  }

  /** The key first: a certificate without its key would be of no use to anybody. Faults: HUB_FOLDER_UNWRITABLE. */
  write({ cert, key }: KeyPair): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeWhole(this.keyFile, key, KEY_MODE);
      writeWhole(this.certFile, cert, 0o644);
    } catch (cause) {
      throw new HubFault("HUB_FOLDER_UNWRITABLE", this.#folder, cause);
    }
  }
}
