/**
 * talon-hub restore: a hub out of its backup, on another machine or in another folder.
 * Writes over nothing. An older ledger is none of its concern: the stands notice and give back their day (design rule 8).
 */
import {
  chmodSync,
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { HubFault, systemCode } from "../errors.ts";
import { leaveAct } from "./acts.ts";
import { verifiedHead } from "./backup.ts";
import { MANIFEST, type Manifest } from "./belongings.ts";
import { notedErasures, noteErasures } from "./notes.ts";
import { LEDGER_COPY } from "./snapshot.ts";
import { type BackupHead, readVault } from "./vault.ts";

/** What is restored, and where to; `null` is where it was. */
export type Restore = {
  readonly file: string;
  readonly secret: string;
  readonly dataDir: string | null;
  readonly configDir: string | null;
  /** Only the data folder: the configuration is there already. */
  readonly isDataOnly: boolean;
  /** A folder where erasures since the backup were written down; that of the backup is looked at anyway. */
  readonly notes: string | null;
};
export type Restored = {
  readonly head: BackupHead;
  readonly config: string;
  readonly dataDir: string;
  readonly files: readonly string[];
  /** Erasures that the hub carries out again when it starts. */
  readonly erasures: number;
};

type Unpacked = { readonly name: string; readonly mode: number; readonly staged: string };
/** `was`: where it lay on the old machine; `null` of what lay in its data folder. */
type Placed = Unpacked & { readonly place: string; readonly was: string | null };
type Places = { readonly dataDir: string; readonly configDir: string; readonly isMoved: boolean };

/** A name in a backup may lead nowhere outside of the folder that it is unpacked in. */
function safePath(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (path.startsWith(`${folder}/`)) return path;
  throw new HubFault("HUB_BACKUP_INVALID", {
    da: `den har en fil med navnet ${name}`,
    en: `it holds a file with the name ${name}`,
  });
}

async function unpack(
  { file, secret }: Restore,
  folder: string,
): Promise<{ head: BackupHead; files: Unpacked[] }> {
  const files: Unpacked[] = [];
  const head = await readVault(file, secret, async ({ name, mode }, bytes) => {
    const staged = safePath(folder, name);
    mkdirSync(dirname(staged), { recursive: true, mode: 0o700 });
    await pipeline(bytes, createWriteStream(staged, { mode: 0o600, flags: "wx" }));
    files.push({ name, mode, staged });
  });
  return { head, files };
}

function placeOf(file: Unpacked, manifest: Manifest, to: Places): Placed {
  const [kind = "", ...rest] = file.name.split("/");
  const below = rest.join("/");
  if (kind === "data") return { ...file, place: join(to.dataDir, below), was: null };
  if (kind === "config")
    return { ...file, place: join(to.configDir, below), was: join(dirname(manifest.config), below) };
  const was = `/${below}`;
  return { ...file, was, place: to.isMoved ? join(to.configDir, "elsewhere", below) : was };
}

/** The configuration with the places that changed. */
function rewritten(document: unknown, newPlace: (text: string) => string): unknown {
  if (typeof document === "string") return newPlace(document);
  if (Array.isArray(document)) return document.map((one) => rewritten(one, newPlace));
  if (typeof document !== "object" || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, one]) => [key, rewritten(one, newPlace)]));
}

function rewriteConfig(
  file: Placed,
  { manifest, files, to }: { manifest: Manifest; files: readonly Placed[]; to: Places },
): void {
  const moved = new Map(
    files.flatMap(({ was, place }) => (was === null || was === place ? [] : [[was, place]])),
  );
  const newPlace = (text: string): string => {
    const was = resolve(dirname(manifest.config), text);
    if (was === manifest.dataDir) return to.dataDir;
    if (text.includes("/") && was.startsWith(`${manifest.dataDir}/`))
      return join(to.dataDir, was.slice(manifest.dataDir.length + 1));
    const place = moved.get(was);
    return place === undefined || resolve(to.configDir, text) === place ? text : place;
  };
  const document = JSON.parse(readFileSync(file.staged, "utf8")) as unknown;
  writeFileSync(file.staged, `${JSON.stringify(rewritten(document, newPlace), null, 2)}\n`);
}

function refuseOverwriting(dataDir: string, config: readonly Placed[]): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new HubFault("HUB_RESTORE_REFUSED", {
      da: `datamappen ${dataDir} er ikke tom`,
      en: `the data folder ${dataDir} is not empty`,
    });
  const there = config.filter(({ place }) => existsSync(place)).map(({ place }) => place);
  if (there.length === 0) return;
  const files = there.join(", ");
  const words = {
    da: `${files} findes (--data-only lader opsætningen være, som den er)`,
    en: `${files} exists (--data-only leaves the configuration as it is)`,
  };
  throw new HubFault("HUB_RESTORE_REFUSED", words);
}

function put({ staged, place, mode }: Placed): void {
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  chmodSync(staged, mode);
  try {
    renameSync(staged, place);
  } catch (cause) {
    // Another file system: a copy instead.
    if (systemCode(cause) !== "EXDEV") throw new HubFault("HUB_FILE_UNWRITABLE", place, cause);
    copyFileSync(staged, place);
  }
}

function manifestIn(files: readonly Unpacked[]): Manifest {
  const [first] = files;
  if (first?.name !== MANIFEST)
    throw new HubFault("HUB_BACKUP_INVALID", {
      da: "den siger ikke, hvad den er af",
      en: "it does not say what it is of",
    });
  return JSON.parse(readFileSync(first.staged, "utf8")) as Manifest;
}

/**
 * Puts a hub back. Faults: HUB_BACKUP_INVALID, HUB_RESTORE_REFUSED, HUB_LEDGER_DAMAGED and those of the files; before the first
 * file is put in its place everything has been read, and examined.
 */
export async function restore(asked: Restore): Promise<Restored> {
  const base = asked.dataDir === null ? dirname(resolve(asked.file)) : dirname(resolve(asked.dataDir));
  mkdirSync(base, { recursive: true });
  const staging = mkdtempSync(join(base, ".talon-restore-"));
  try {
    const { head, files } = await unpack(asked, staging);
    const manifest = manifestIn(files);
    const to: Places = {
      dataDir: resolve(asked.dataDir ?? manifest.dataDir),
      configDir: resolve(asked.configDir ?? dirname(manifest.config)),
      isMoved: asked.configDir !== null,
    };
    const placed = files.slice(1).map((file) => placeOf(file, manifest, to));
    const data = placed.filter(({ was }) => was === null);
    const config = asked.isDataOnly ? [] : placed.filter(({ was }) => was !== null);
    refuseOverwriting(to.dataDir, config);
    verifiedHead(join(staging, "data", LEDGER_COPY));
    for (const file of config)
      if (file.was === manifest.config) rewriteConfig(file, { manifest, files: placed, to });
    mkdirSync(to.dataDir, { recursive: true, mode: 0o700 });
    for (const file of [...data, ...config]) put(file);
    const folders = [dirname(resolve(asked.file)), ...(asked.notes === null ? [] : [asked.notes])];
    const erasures = folders.flatMap(notedErasures);
    noteErasures(to.dataDir, erasures);
    leaveAct(to.dataDir, { act: "restored", by: null, about: { backup: head.at, ledger: head.ledger } });
    return {
      ...{ head, dataDir: to.dataDir, erasures: erasures.length },
      config: join(to.configDir, basename(manifest.config)),
      files: [...data, ...config].map(({ place }) => place),
    };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
