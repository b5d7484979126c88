/**
 * What was typed after `talon-stand`, decoded.
 * Knows no file; a word that nobody understands is an answer, not an exception.
 */
import { parseArgs } from "node:util";
import { LANGUAGES, type Language } from "../../../protocol/terms.ts";

export type Command = {
  readonly command: "run" | "check" | "list" | "roll" | "help" | "version";
  readonly config: string;
  readonly language: Language;
  /** A new paper roll is in. */
  readonly new: boolean;
  /** Print a test slip. */
  readonly print: boolean;
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
  demo: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

const COMMANDS = ["check", "list", "roll"] as const;

function commandOf(words: readonly string[]): "run" | (typeof COMMANDS)[number] | null {
  if (words.length === 0) return "run";
  return words.length === 1 ? (COMMANDS.find((one) => one === words[0]) ?? null) : null;
}

/** The technician's language as the machine has it: English when `LANG` says so, else Danish. */
export function languageOf(lang: string | undefined): Language {
  return lang?.toLowerCase().startsWith("en") ? "en" : "da";
}

/** The command in `typed` (without program and script), in `otherwise` where no language is asked for. */
export function decodeArguments(typed: readonly string[], otherwise: Language): Typed {
  try {
    const { values, positionals } = parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true });
    const language = LANGUAGES.find((one) => one === (values.language ?? otherwise));
    if (!language) return { ok: false, problem: `--language: ${LANGUAGES.join(", ")}` };
    const command = commandOf(positionals);
    if (!command) return { ok: false, problem: positionals.join(" ") };
    const { config, print, demo, new: isNew } = values;
    const asked = values.help ? "help" : values.version ? "version" : command;
    return { ok: true, value: { command: asked, config, language, print, demo, new: isNew } };
  } catch (error) {
    const { message } = error as Error;
    return { ok: false, problem: /'(-[^' ]+)/.exec(message)?.[1] ?? message };
  }
}
