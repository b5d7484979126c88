/**
 * `talon-hub import`, from what was typed to what is said.
 * Knows no rule.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { Told } from "../command-line.ts";
import { COMMAND_WORDS } from "../command-words.ts";
import { locationSettings, read } from "../settings.ts";
import { importLocation } from "./offline.ts";

/** What the file has changed; faulty parts are told, and left out until somebody mends them. */
export function importSaid(
  { config, file, keep }: Extract<Told, { kind: "import" }>,
  at: number,
  language: StaffLanguage,
): string {
  const t = COMMAND_WORDS[language];
  const settings = locationSettings(config);
  const text = read(file).toString("utf8");
  const done = importLocation(settings, { name: file, text, keep, at, language });
  const { name, location } = settings.location;
  const lines = [
    ...done.changes.map(({ words }) => words),
    ...done.leftOut.map(({ path, problem }) => t.leftOut(path, problem)),
    t.imported(done.version, `${name.da} (${location})`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
