/**
 * The commands of talon-hub that look after what it keeps, as data: verify, export for an audit, personal data, backup, restore.
 * Pure: reads no file and no environment.
 */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { HubFault } from "../errors.ts";
import { type Head, readHead } from "../ledger/chain.ts";

export const KEEPING_HELP = `  talon-hub verify-ledger [--config FILE | --ledger FILE] [--head SEQ:HASH]
                                        walk the chain over all events, of a running hub too, and say which was changed,
                                        removed, inserted or cut off; --head is one that was kept elsewhere (/healthz, the log)
  talon-hub export-audit [--config FILE | --ledger FILE] [--from DATE] [--to DATE] [--format csv|jsonl]
                         [--language da|en]
                                        print who did what when, from where, and what was refused, with the hash of each event,
                                        as /trail's file does; jsonl has each event itself too
  talon-hub register [--config FILE] [--language da|en]
                                        print the register of processing: what is kept about whom, why and how long
  talon-hub person show|erase KEY [--config FILE]
                                        print, or erase at their request, everything about a person by their key
  talon-hub sms-costs [--config FILE]   print what text messages cost, by month and kind, as a table (CSV)
  talon-hub erasures [--config FILE]    print what was deleted when, without what it was
  talon-hub backup --to FOLDER|FILE --key-file FILE [--also PATH,...] [--keep-days N] [--config FILE]
                                        an encrypted copy of everything, while the hub runs, read back and verified;
                                        backups in FOLDER older than N days (30) are deleted
  talon-hub restore FILE --key-file FILE [--data-dir FOLDER] [--config-dir FOLDER] [--data-only] [--notes FOLDER]
                                        put a hub back from such a copy, where there is none
`;

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
      readonly language: "da" | "en";
    })
  | { readonly command: "register"; readonly config: string; readonly language: "da" | "en" }
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
  "verify-ledger": { config: text, ledger: text, head: text },
  "export-audit": { config: text, ledger: text, from: text, to: text, format: text, language: text },
  register: { config: text, language: text },
  person: { config: text },
  erasures: { config: text },
  "sms-costs": { config: text },
  backup: { config: text, to: text, "key-file": text, also: text, "keep-days": text },
  restore: {
    ...{ "key-file": text, "data-dir": text, "config-dir": text, notes: text },
    "data-only": { type: "boolean" as const },
  },
};

/** Whether a command is one of these. */
export function isKeepingCommand(command: string | undefined): command is Command {
  return command !== undefined && Object.hasOwn(TAKES, command);
}

type Values = Readonly<Record<string, unknown>>;

const usage = (words: string) => new HubFault("HUB_USAGE", words);

function said(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === "string" ? value : null;
}

function needed(values: Values, name: string): string {
  const value = said(values, name);
  if (value !== null && value !== "") return value;
  throw usage(`--${name} is missing`);
}

function oneOf<T extends string>(name: string, value: string | null, known: readonly [T, ...T[]]): T {
  const found = value === null ? known[0] : known.find((one) => one === value);
  if (found !== undefined) return found;
  throw usage(`--${name} ${value} (one of ${known.join(", ")})`);
}

function day(values: Values, name: string): string | null {
  const value = said(values, name);
  const isDay = value === null || (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)));
  if (isDay) return value;
  throw usage(`--${name} ${value} (a day as 2026-12-24)`);
}

function headOf(values: Values): Head | null {
  const value = said(values, "head");
  const head = value === null ? null : readHead(value);
  if (value === null || head !== null) return head;
  throw usage(`--head ${value} (a number, a colon and 64 hexadecimal digits, as /healthz tells it)`);
}

function days(values: Values): number {
  const value = said(values, "keep-days") ?? "30";
  if (/^\d{1,4}$/.test(value) && Number(value) > 0) return Number(value);
  throw usage(`--keep-days ${value} (a whole number of days from 1)`);
}

function personOf(words: readonly string[]): { does: "show" | "erase"; person: string } {
  const [does = "", person = ""] = words;
  if ((does === "show" || does === "erase") && /^[0-9a-z]{26}$/i.test(person)) return { does, person };
  throw usage("person show KEY, or person erase KEY (26 letters and digits)");
}

const WORDS: Readonly<Partial<Record<Command, number>>> = { person: 2, restore: 1 };

/** What is to be done. Fault: HUB_USAGE. */
export function readKeeping(command: Command, args: readonly string[], config: string): KeepingTold {
  let parsed: { values: Values; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: TAKES[command], allowPositionals: true });
  } catch (cause) {
    throw new HubFault("HUB_USAGE", cause instanceof Error ? cause.message : String(cause), cause);
  }
  const { values, positionals } = parsed;
  const many = WORDS[command] ?? 0;
  if (positionals.length > many) throw usage(positionals.slice(many).join(" "));
  return told(command, { values, words: positionals, config: said(values, "config") ?? config });
}

type Parts = { readonly values: Values; readonly words: readonly string[]; readonly config: string };

function told(command: Command, { values, words, config }: Parts): KeepingTold {
  switch (command) {
    case "verify-ledger":
      return { command, config, ledger: said(values, "ledger"), head: headOf(values) };
    case "export-audit": {
      const isCsv = oneOf("format", said(values, "format"), ["csv", "jsonl"]) === "csv";
      const range = { from: day(values, "from"), to: day(values, "to") };
      const language = oneOf("language", said(values, "language"), ["da", "en"]);
      return { command, config, ledger: said(values, "ledger"), ...range, isCsv, language };
    }
    case "register":
      return { command, config, language: oneOf("language", said(values, "language"), ["da", "en"]) };
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
      if (words[0] === undefined) throw usage("the file is missing");
      return {
        ...{ command, file: words[0], keyFile: needed(values, "key-file"), notes: said(values, "notes") },
        ...{ dataDir: said(values, "data-dir"), configDir: said(values, "config-dir") },
        isDataOnly: values["data-only"] === true,
      };
  }
}
