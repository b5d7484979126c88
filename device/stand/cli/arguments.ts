/**
 * What was typed after `talon-stand`, decoded.
 * Knows no file; a word that nobody understands is an answer, not an exception.
 */
import { parseArgs } from "node:util";
import { STAFF_LANGUAGES, type StaffLanguage } from "../../../protocol/terms.ts";

export type Command = {
  readonly command: "run" | (typeof COMMANDS)[number]["name"] | "help" | "version";
  readonly config: string;
  readonly language: StaffLanguage;
  /** A new paper roll is in. */
  readonly new: boolean;
  /** Print a test slip. */
  readonly print: boolean;
  /** Whether hands go through the parts; `null`: when there is a terminal. */
  readonly handsOn: boolean | null;
  /** Where a page goes: the hand-over sheet, or the card. */
  readonly sheet: string | null;
  readonly printSheet: boolean;
  /** Where raw traffic of the devices is kept. */
  readonly record: string | null;
  /** The recording that is replayed. */
  readonly file: string | null;
  /** What else is named: the code to enrol with. */
  readonly code: string | null;
  /** For programs instead of people. */
  readonly json: boolean;
  /** Started by the demo: end when it goes. */
  readonly demo: boolean;
};

export type Typed =
  | { readonly ok: true; readonly value: Command }
  | { readonly ok: false; readonly problem: string };

/** Where a stand's file lies unless --config says otherwise. */
export const STANDARD_CONFIG = "/etc/talon/stand.json";

const OPTIONS = {
  config: { type: "string", default: STANDARD_CONFIG },
  language: { type: "string" },
  print: { type: "boolean", default: false },
  new: { type: "boolean", default: false },
  "hands-on": { type: "boolean" },
  "no-hands-on": { type: "boolean" },
  sheet: { type: "string" },
  "print-sheet": { type: "boolean", default: false },
  record: { type: "string" },
  json: { type: "boolean", default: false },
  demo: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

/** The commands, and whether a file is named behind them. */
const COMMANDS = [
  { name: "enrol", hasFile: true, hasCode: true },
  { name: "check", hasFile: false },
  { name: "list", hasFile: false },
  { name: "roll", hasFile: false },
  { name: "card", hasFile: false },
  { name: "devices", hasFile: false },
  { name: "record", hasFile: true },
  { name: "replay", hasFile: true },
] as const;

type Named = Pick<Command, "command" | "file" | "code">;

function commandOf([word, file, ...rest]: readonly string[]): Named | null {
  if (word === undefined) return { command: "run", file: null, code: null };
  const command = COMMANDS.find(({ name }) => name === word);
  if (!command || command.hasFile !== (file !== undefined)) return null;
  // Whoever types a code may type its groups apart.
  const isWhole = "hasCode" in command ? rest.length > 0 : rest.length === 0;
  if (!isWhole) return null;
  return { command: command.name, file: file ?? null, code: rest.length > 0 ? rest.join("") : null };
}

/** What a command lacks that is understood otherwise. */
function missing(words: readonly string[]): string {
  if (words[0] === "enrol") return " (+ adresse, address + kode, code)";
  const isIt = COMMANDS.some(({ name, hasFile }) => hasFile && name === words[0]);
  return isIt && words.length === 1 ? " (+ fil, file)" : "";
}

/** The command in `typed` (without program and script), in `otherwise` where no language is asked for. */
export function decodeArguments(typed: readonly string[], otherwise: StaffLanguage): Typed {
  try {
    const { values, positionals } = parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true });
    const language = STAFF_LANGUAGES.find((one) => one === (values.language ?? otherwise));
    if (!language) return { ok: false, problem: `--language: ${STAFF_LANGUAGES.join(", ")}` };
    const named = commandOf(positionals);
    if (!named) return { ok: false, problem: positionals.join(" ") + missing(positionals) };
    const { config, print, json, demo, new: isNew, sheet = null, record = null } = values;
    const handsOn = values["no-hands-on"] ? false : (values["hands-on"] ?? null);
    const asked = values.help ? "help" : values.version ? "version" : named.command;
    const more = {
      handsOn,
      sheet,
      printSheet: values["print-sheet"],
      record,
      file: named.file,
      code: named.code,
    };
    return { ok: true, value: { command: asked, config, language, print, json, demo, new: isNew, ...more } };
  } catch (error) {
    const { message } = error as Error;
    return { ok: false, problem: /'(-[^' ]+)/.exec(message)?.[1] ?? message };
  }
}
