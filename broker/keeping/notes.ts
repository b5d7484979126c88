/**
 * What is written down outside of ledger and store, so that a cut ledger is noticed and a restored store forgets again: heads of the
 * chain, and digests of persons who were erased at their request.
 * Knows neither; a folder that cannot be written is the caller's to tell.
 */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Head, headText, readHead } from "../ledger/chain.ts";
import type { Erasure } from "../persons/contract.ts";

const HEADS = "ledger-heads.jsonl";
const ERASURES = "erasures.jsonl";
const FILE = { mode: 0o600 } as const;

/** The good lines of a file; a torn one at its end is passed over. */
function linesOf(file: string): unknown[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line): unknown[] => {
      try {
        return [JSON.parse(line) as unknown];
      } catch {
        return [];
      }
    });
}

/** Adds where the chain ends now. Throws what the file system throws. */
export function noteHead(folder: string, head: Head, at: number): void {
  const line = JSON.stringify({ at: new Date(at).toISOString(), head: headText(head) });
  appendFileSync(join(folder, HEADS), `${line}\n`, FILE);
}

/** Every head that was written down in a folder. */
export function notedHeads(folder: string): readonly Head[] {
  return linesOf(join(folder, HEADS)).flatMap((line) => {
    const { head } = (line ?? {}) as { head?: unknown };
    const read = typeof head === "string" ? readHead(head) : null;
    return read === null ? [] : [read];
  });
}

const isErasure = (line: unknown): line is Erasure & { readonly person: string } => {
  const { at, person, purpose } = (line ?? {}) as Partial<Record<keyof Erasure, unknown>>;
  return typeof at === "number" && typeof person === "string" && typeof purpose === "string";
};

/** Every erasure that was written down in a folder. */
export function notedErasures(folder: string): readonly Erasure[] {
  return linesOf(join(folder, ERASURES)).filter(isErasure);
}

/** Writes down those of some erasures that name somebody, beside those that are there already. Throws what the file system throws. */
export function noteErasures(folder: string, erasures: readonly Erasure[]): void {
  const known = notedErasures(folder);
  const keyOf = ({ person, purpose, at }: Erasure) => `${person} ${purpose} ${at}`;
  const seen = new Set(known.map(keyOf));
  const fresh = erasures.filter((one) => one.person !== null && !seen.has(keyOf(one)));
  const file = join(folder, ERASURES);
  if (fresh.length === 0 && existsSync(file)) return;
  const lines = [...known, ...fresh].map((one) => `${JSON.stringify(one)}\n`);
  writeFileSync(`${file}.new`, lines.join(""), FILE);
  renameSync(`${file}.new`, file);
}
