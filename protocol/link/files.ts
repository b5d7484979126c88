/**
 * Files that a program is started with, as text or as a JSON document.
 * Knows no configuration. A file that is missing or wrong is an answer with its path, never an exception.
 */
import { readFile } from "node:fs/promises";
import type { Checked } from "../config.ts";

/** What a system error means, as the end of a sentence about the file. */
export type WordsOf = (error: unknown) => string;

const cannotBeRead: WordsOf = (error) =>
  `cannot be read: ${error instanceof Error ? error.message : String(error)}`;

/** The content of `path` in UTF-8. */
export async function readText(path: string, wordsOf: WordsOf = cannotBeRead): Promise<Checked<string>> {
  try {
    return { ok: true, value: await readFile(path, "utf8") };
  } catch (error) {
    return { ok: false, problems: [{ path, problem: wordsOf(error) }] };
  }
}

/** The JSON document in `path`. */
export async function readDocument(path: string, wordsOf: WordsOf = cannotBeRead): Promise<Checked<unknown>> {
  const text = await readText(path, wordsOf);
  if (!text.ok) return text;
  try {
    return { ok: true, value: JSON.parse(text.value) as unknown };
  } catch (error) {
    return { ok: false, problems: [{ path, problem: `is not JSON: ${(error as Error).message}` }] };
  }
}
