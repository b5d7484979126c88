/**
 * The key of the store of personal data: a file of its own that nobody else may read, or a secret that systemd hands over.
 * Knows no record.
 */
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { HubFault } from "../errors.ts";
import { KEY_BYTES } from "./seal.ts";

/** Where a hub with this data folder keeps what is about persons. */
export function personsFile(dataDir: string): string {
  return join(dataDir, "persons.sqlite");
}

/** Where its key lies unless the configuration says otherwise. */
export function personsKeyFile(dataDir: string): string {
  return join(dataDir, "persons.key");
}

/** A key out of its text: 64 hexadecimal digits. Fault: HUB_PERSONS_KEY, which names `where` and not the key. */
export function readKey(text: string, where: string): Buffer {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits))
    throw new HubFault(
      "HUB_PERSONS_KEY",
      `${where} does not hold 64 hexadecimal digits (openssl rand -hex 32)`,
    );
  return Buffer.from(digits, "hex");
}

function make(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  const opened = openSync(file, "wx", 0o600);
  try {
    writeSync(opened, `${key.toString("hex")}\n`);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  return key;
}

/**
 * The key in a file; made where there is neither a key nor a store yet and the file is the hub's own.
 * @throws {HubFault} HUB_PERSONS_KEY - missing, readable for others, or none
 */
export function keyInFile(file: string, store: string, isOwn = true): Buffer {
  try {
    if (isOwn && !existsSync(file) && !existsSync(store)) return make(file);
    // What systemd hands over may be readable for its group, in a folder that only the hub's user enters.
    if ((statSync(file).mode & (isOwn ? 0o077 : 0o007)) !== 0)
      throw new HubFault("HUB_PERSONS_KEY", {
        da: `andre må læse ${file} (chmod 600 ${file})`,
        en: `others may read ${file} (chmod 600 ${file})`,
      });
    return readKey(readFileSync(file, "utf8"), file);
  } catch (cause) {
    if (cause instanceof HubFault) throw cause;
    throw new HubFault(
      "HUB_PERSONS_KEY",
      {
        da: `${file} mangler eller kan ikke læses`,
        en: `${file} is missing or cannot be read`,
      },
      cause,
    );
  }
}
