/**
 * talon-hub backup: ledger, store, configuration and secrets of a hub in one encrypted file, while it runs, read back and verified.
 * Knows no command line.
 */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { HubFault } from "../errors.ts";
import { type Head, headText } from "../ledger/chain.ts";
import { openLedgerToRead } from "../ledger/reader.ts";
import { verifyChain } from "../ledger/verify.ts";
import type { Erasure } from "../persons/contract.ts";
import { openPersons } from "../persons/sqlite.ts";
import { belongingsOf, MANIFEST, type Manifest } from "./belongings.ts";
import { noteErasures } from "./notes.ts";
import { LEDGER_COPY, PERSONS_COPY, snapshotFolder } from "./snapshot.ts";
import { type PackedFile, readVault, writeVault } from "./vault.ts";
import { KEEPING_WORDS } from "./words.ts";

/** What is backed up, and where to. */
export type Backup = {
  readonly config: string;
  readonly dataDir: string;
  readonly location: string;
  readonly version: string;
  /** Copies of ledger and store, as `takeSnapshot` made them. */
  readonly snapshot: string;
  /** The key of the store of personal data; `null` where systemd alone hands it out: the store is then not opened to be verified. */
  readonly personsKey: Uint8Array | null;
  /** A folder, where the file gets a name with its time; or a file that does not exist. */
  readonly to: string;
  readonly secret: string;
  readonly also: readonly string[];
  readonly speech: string | null;
  readonly at: number;
  /** Backups of this location in the folder that are older are deleted. */
  readonly keepDays: number;
};
export type BackedUp = {
  readonly file: string;
  readonly head: Head;
  readonly files: number;
  readonly bytes: number;
  readonly deleted: readonly string[];
};

const DAY_MS = 86_400_000;

const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
const nameOf = (location: string, at: number) => `talon-${location}-${stamp(at)}.backup`;

/** When a backup of a location was made, by its name; `null` of any other file. */
function madeAt(location: string, name: string): number | null {
  const match = new RegExp(
    `^talon-${location}-(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z\\.backup$`,
  ).exec(name);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The copy's chain, from its first event to its last. Fault: HUB_LEDGER_DAMAGED, with every finding. */
export function verifiedHead(file: string): Head {
  const reader = openLedgerToRead(file);
  try {
    const { findings, head } = verifyChain(reader);
    if (findings.length === 0) return head;
    throw new HubFault("HUB_LEDGER_DAMAGED", {
      da: [file, ...findings.map(KEEPING_WORDS.da.finding)].join("\n  "),
      en: [file, ...findings.map(KEEPING_WORDS.en.finding)].join("\n  "),
    });
  } finally {
    reader.close();
  }
}

/** Reads the written file with the same secret into a folder that goes again, and looks whether everything in it can be used. */
async function verify(file: string, { dataDir, secret, personsKey }: Backup, head: Head): Promise<void> {
  const folder = snapshotFolder(dataDir);
  try {
    await readVault(file, secret, async ({ name, size }, bytes) => {
      const isDatabase = name === `data/${LEDGER_COPY}` || name === `data/${PERSONS_COPY}`;
      const place = join(folder, name);
      if (isDatabase) mkdirSync(dirname(place), { recursive: true });
      let count = 0;
      const counted = async function* () {
        for await (const some of bytes) {
          count += some.length;
          yield some;
        }
      };
      await pipeline(counted, isDatabase ? createWriteStream(place, { mode: 0o600 }) : drain);
      if (count !== size)
        throw new HubFault("HUB_BACKUP_INVALID", {
          da: `${file} mangler en del af ${name}`,
          en: `${file} lacks a part of ${name}`,
        });
    });
    const read = verifiedHead(join(folder, "data", LEDGER_COPY));
    if (headText(read) !== headText(head))
      throw new HubFault("HUB_BACKUP_INVALID", {
        da: `${file} slutter ved hændelse ${read.seq}, ikke ved ${head.seq}`,
        en: `${file} ends at event ${read.seq}, not at ${head.seq}`,
      });
    if (personsKey !== null) openPersons(join(folder, "data", PERSONS_COPY), personsKey).close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drain(source: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of source);
}

/** Backups that are older than they may be; the one that was just made is none. */
function deleteOld({ to, location, at, keepDays }: Backup): string[] {
  const old = readdirSync(to).filter((name) => {
    const made = madeAt(location, name);
    return made !== null && made < at - keepDays * DAY_MS;
  });
  for (const name of old) rmSync(join(to, name));
  return old;
}

function packed(backup: Backup): PackedFile[] {
  const { config, snapshot, dataDir } = backup;
  const { data, config: files } = belongingsOf(config, backup);
  const manifest = join(snapshot, MANIFEST);
  writeFileSync(manifest, JSON.stringify({ config: resolve(config), dataDir } satisfies Manifest), {
    mode: 0o600,
  });
  return [
    { name: MANIFEST, path: manifest },
    { name: `data/${LEDGER_COPY}`, path: join(snapshot, LEDGER_COPY) },
    { name: `data/${PERSONS_COPY}`, path: join(snapshot, PERSONS_COPY) },
    ...data,
    ...files,
  ];
}

/**
 * Makes a backup, reads it back, and only then gives it its name and deletes those that are too old.
 * Faults: HUB_LEDGER_DAMAGED, HUB_FILE_UNWRITABLE, HUB_FILE_UNREADABLE, HUB_BACKUP_INVALID, HUB_PERSONS_KEY.
 */
export async function backUp(backup: Backup, erasures: readonly Erasure[]): Promise<BackedUp> {
  const { to, location, at, secret, version, snapshot } = backup;
  const isFolder = existsSync(to) && statSync(to).isDirectory();
  const file = isFolder ? join(to, nameOf(location, at)) : to;
  if (existsSync(file))
    throw new HubFault("HUB_FILE_UNWRITABLE", {
      da: `${file} (den findes)`,
      en: `${file} (it exists)`,
    });
  const head = verifiedHead(join(snapshot, LEDGER_COPY));
  const files = packed(backup);
  const about = { location, at: new Date(at).toISOString(), ledger: headText(head), version };
  try {
    await writeVault(`${file}.part`, { head: about, secret, files });
    await verify(`${file}.part`, backup, head);
    renameSync(`${file}.part`, file);
  } catch (fault) {
    rmSync(`${file}.part`, { force: true });
    throw fault;
  }
  noteErasures(isFolder ? to : dirname(file), erasures);
  const deleted = isFolder ? deleteOld(backup) : [];
  return { file, head, files: files.length, bytes: statSync(file).size, deleted };
}

/** The secret in a key file: all of it, without the white space around. Faults: HUB_FILE_MISSING, HUB_FILE_UNREADABLE, HUB_FILE_INVALID. */
export function backupSecret(file: string, read: (file: string) => Buffer): string {
  const secret = read(file).toString("utf8").trim();
  if (secret.length >= 20) return secret;
  throw new HubFault("HUB_FILE_INVALID", {
    da: `${file}\n  skal have mindst 20 tegn (openssl rand -hex 32)`,
    en: `${file}\n  must hold at least 20 characters (openssl rand -hex 32)`,
  });
}
