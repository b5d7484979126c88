/**
 * The commands of talon-hub that look after what it keeps, as data: verify, export for an audit, personal data, backup, restore.
 * Pure: reads no file and no environment.
 */
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { StaffLanguage } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import { type Head, readHead } from "../ledger/chain.ts";
import { notUnderstood } from "../typed.ts";

/** Where a ledger is looked for: a hub's by its configuration, or a file. */
type OfLedger = { readonly config: string; readonly ledger: string | null };

export type KeepingTold =
  | (OfLedger & { readonly command: "verify-ledger"; readonly head: Head | null })
  | (OfLedger & {
      readonly command: "export-audit";
      /** Days of the location, both included; `null` is open. */
      readonly from: string | null;
      readonly to: string | null;
      readonly isCsv: boolean;
      readonly language: StaffLanguage;
    })
  | { readonly command: "register"; readonly config: string; readonly language: StaffLanguage }
  | {
      readonly command: "person";
      readonly config: string;
      readonly does: "show" | "erase";
      readonly person: string;
    }
  | { readonly command: "erasures"; readonly config: string }
  | { readonly command: "sms-costs"; readonly config: string }
  | {
      readonly command: "backup";
      readonly config: string;
      readonly to: string;
      readonly keyFile: string;
      readonly also: readonly string[];
      readonly keepDays: number;
    }
  | {
      readonly command: "restore";
      readonly file: string;
      readonly keyFile: string;
      readonly dataDir: string | null;
      readonly configDir: string | null;
      readonly isDataOnly: boolean;
      readonly notes: string | null;
    };
type Command = KeepingTold["command"];

const text = { type: "string" } as const;
const TAKES: Readonly<Record<Command, NonNullable<ParseArgsConfig["options"]>>> = {
  "verify-ledger": { config: text, ledger: text, head: text, language: text },
  "export-audit": { config: text, ledger: text, from: text, to: text, format: text, language: text },
  register: { config: text, language: text },
  person: { config: text, language: text },
  erasures: { config: text, language: text },
  "sms-costs": { config: text, language: text },
  backup: { config: text, to: text, "key-file": text, also: text, "keep-days": text, language: text },
  restore: {
    ...{ "key-file": text, "data-dir": text, "config-dir": text, notes: text, language: text },
    "data-only": { type: "boolean" as const },
  },
};

/** Whether a command is one of these. */
export function isKeepingCommand(command: string | undefined): command is Command {
  return command !== undefined && Object.hasOwn(TAKES, command);
}

type Values = Readonly<Record<string, unknown>>;

const usage = (da: string, en: string = da) => new HubFault("HUB_USAGE", { da, en });

function said(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === "string" ? value : null;
}

function needed(values: Values, name: string): string {
  const value = said(values, name);
  if (value !== null && value !== "") return value;
  throw usage(`--${name} mangler`, `--${name} is missing`);
}

function oneOf<T extends string>(name: string, value: string | null, known: readonly [T, ...T[]]): T {
  const found = value === null ? known[0] : known.find((one) => one === value);
  if (found !== undefined) return found;
  throw usage(
    `--${name} ${value} (en af ${known.join(", ")})`,
    `--${name} ${value} (one of ${known.join(", ")})`,
  );
}

function day(values: Values, name: string): string | null {
  const value = said(values, name);
  const isDay = value === null || (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)));
  if (isDay) return value;
  throw usage(`--${name} ${value} (en dag som 2026-12-24)`, `--${name} ${value} (a day as 2026-12-24)`);
}

function headOf(values: Values): Head | null {
  const value = said(values, "head");
  const head = value === null ? null : readHead(value);
  if (value === null || head !== null) return head;
  throw usage(
    `--head ${value} (et tal, et kolon og 64 hexadecimale cifre, som /healthz siger det)`,
    `--head ${value} (a number, a colon and 64 hexadecimal digits, as /healthz tells it)`,
  );
}

function days(values: Values): number {
  const value = said(values, "keep-days") ?? "30";
  if (/^\d{1,4}$/.test(value) && Number(value) > 0) return Number(value);
  throw usage(
    `--keep-days ${value} (et helt antal dage fra 1)`,
    `--keep-days ${value} (a whole number of days from 1)`,
  );
}

function personOf(words: readonly string[]): { does: "show" | "erase"; person: string } {
  const [does = "", person = ""] = words;
  if ((does === "show" || does === "erase") && /^[0-9a-z]{26}$/i.test(person)) return { does, person };
  throw usage(
    "person show NØGLE eller person erase NØGLE (26 bogstaver og cifre)",
    "person show KEY, or person erase KEY (26 letters and digits)",
  );
}

const WORDS: Readonly<Partial<Record<Command, number>>> = { person: 2, restore: 1 };

/** What is to be done. Fault: HUB_USAGE. */
export function readKeeping(
  command: Command,
  args: readonly string[],
  { config, language }: { readonly config: string; readonly language: StaffLanguage },
): KeepingTold {
  let parsed: { values: Values; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: TAKES[command], allowPositionals: true });
  } catch (cause) {
    throw notUnderstood(cause);
  }
  const { values, positionals } = parsed;
  const many = WORDS[command] ?? 0;
  if (positionals.length > many) throw usage(positionals.slice(many).join(" "));
  return told(command, { values, words: positionals, config: said(values, "config") ?? config, language });
}

type Parts = {
  readonly values: Values;
  readonly words: readonly string[];
  readonly config: string;
  readonly language: StaffLanguage;
};

function told(command: Command, { values, words, config, language }: Parts): KeepingTold {
  switch (command) {
    case "verify-ledger":
      return { command, config, ledger: said(values, "ledger"), head: headOf(values) };
    case "export-audit": {
      const isCsv = oneOf("format", said(values, "format"), ["csv", "jsonl"]) === "csv";
      const range = { from: day(values, "from"), to: day(values, "to") };
      return { command, config, ledger: said(values, "ledger"), ...range, isCsv, language };
    }
    case "register":
      return { command, config, language };
    case "person":
      return { command, config, ...personOf(words) };
    case "erasures":
    case "sms-costs":
      return { command, config };
    case "backup": {
      const also = (said(values, "also") ?? "").split(",").filter((path) => path !== "");
      const [to, keyFile] = [needed(values, "to"), needed(values, "key-file")];
      return { command, config, to, keyFile, also, keepDays: days(values) };
    }
    case "restore":
      if (words[0] === undefined) throw usage("filen mangler", "the file is missing");
      return {
        ...{ command, file: words[0], keyFile: needed(values, "key-file"), notes: said(values, "notes") },
        ...{ dataDir: said(values, "data-dir"), configDir: said(values, "config-dir") },
        isDataOnly: values["data-only"] === true,
      };
  }
}
