/**
 * Which files belong to a hub beside ledger and store, so that it can be put up again on another machine: its configuration, every
 * file that this names, its certificates, accounts and secrets, and what else lies in its data folder.
 * Knows no encryption.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { STATISTICS_FILE } from "../statistics/schema.ts";
import { isSnapshot, LEDGER_COPY, PERSONS_COPY } from "./snapshot.ts";
import type { PackedFile } from "./vault.ts";

/** The folders of a backup: what goes back into the data folder, beside the configuration file, and to where it was. */
export type Belongings = {
  readonly data: readonly PackedFile[];
  readonly config: readonly PackedFile[];
};

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every text in a document, wherever it stands. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What SQLite has beside a database belongs to a moment; its copy is whole without. Statistics are made anew out of the ledger. */
const isOfDatabase = (name: string) =>
  [LEDGER_COPY, PERSONS_COPY, STATISTICS_FILE].some((one) => name === one || name.startsWith(`${one}-`));

function dataFiles(dataDir: string, leftOut: readonly string[]): PackedFile[] {
  const isLeftOut = (path: string) =>
    leftOut.some((one) => path === one || path.startsWith(`${one}/`)) ||
    isOfDatabase(relative(dataDir, path)) ||
    isSnapshot(relative(dataDir, path));
  return filesBelow(dataDir)
    .filter((path) => !isLeftOut(path))
    .map((path) => ({ name: `data/${relative(dataDir, path)}`, path }));
}

/** A file by where it lay: below the configuration's folder, or anywhere else by its whole path. */
function configName(home: string, path: string): string {
  const inside = relative(home, path);
  return inside.startsWith("..") ? `elsewhere${path}` : `config/${inside}`;
}

/**
 * The files of a hub. `also` are further files and folders (such as that of systemd's credentials); `speech` is not kept, the voice
 * makes it again.
 */
export function belongingsOf(
  config: string,
  { dataDir, also, speech }: { dataDir: string; also: readonly string[]; speech: string | null },
): Belongings {
  const home = dirname(resolve(config));
  const document: unknown = JSON.parse(readFileSync(config, "utf8"));
  const named = textsIn(document).map((text) => resolve(home, text));
  const more = also
    .flatMap((path) => (isFolder(path) ? filesBelow(path) : [path]))
    .map((path) => resolve(path));
  const isOfData = (path: string) => !relative(dataDir, path).startsWith("..");
  const files = [...new Set([resolve(config), ...named, ...more])].filter(
    (path) => isFile(path) && !isOfData(path),
  );
  return {
    data: dataFiles(dataDir, speech === null ? [] : [speech]),
    config: files.map((path) => ({ name: configName(home, path), path })),
  };
}

/** A backup's first file: where everything was. */
export const MANIFEST = "manifest.json";
export type Manifest = { readonly config: string; readonly dataDir: string };
