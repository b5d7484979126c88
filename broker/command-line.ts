/**
 * The command line of talon-hub as data. Pure: it reads no file and no environment.
 */
import { parseArgs } from "node:util";
import { danishHolidays } from "../protocol/holidays.ts";
import {
  isLanguage,
  LANGUAGES,
  type Language,
  STAFF_LANGUAGES,
  type StaffLanguage,
} from "../protocol/terms.ts";
import { KEEPABLE, type Keepable } from "./administration/transfer.ts";
import type { DemoFlags } from "./demo-settings.ts";
import { HubFault } from "./errors.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { isStaffId, STAFF_ID_RULE } from "./http/sign-in.ts";
import { isKeepingCommand, KEEPING_HELP, type KeepingTold, readKeeping } from "./keeping/command-line.ts";

/** Where the configuration lies when nobody says otherwise. */
const CONFIG_FILE = "/etc/talon/hub.json";

export const HELP = `talon-hub - Talon's hub: MQTT broker, queue rules, ledger and pages

  talon-hub [--config FILE]             run with a configuration file (default ${CONFIG_FILE})
  talon-hub check [--config FILE] [--offline] [--language da|en]
                                        read the configuration and every file that it names, try the address in the QR
                                        codes as a phone would (not with --offline), and say what is wrong,
                                        in Danish or English (default da)
  talon-hub hash-password --staff ID    ask for a password (or read one line from a pipe) and print the entry
                                        of this person for the accounts file
  talon-hub holidays --year YEAR [--choose DATE,...]
                                        print the Danish holidays of a year as exceptions for a location's document;
                                        of 1 May, 5 June, 24 and 31 December those that are chosen
  talon-hub texts [--language CODE] [--csv]
                                        list the languages that Talon has texts for; or print all texts of one beside
                                        Danish, as a page to read (or as CSV)
  talon-hub sign-off --language CODE --reader NAME --location FILE
                                        write into a location's document that NAME has read these texts and found them
                                        good, so that the location may offer the language
  talon-hub export [--config FILE]      print the whole location as one file, to be moved to another hub; the hub must
                                        not be running (a running one exports at /admin)
  talon-hub import FILE [--keep PART,...] [--config FILE]
                                        take the location of such a file as the next version; the hub must not be running.
                                        What stays this hub's own: ${KEEPABLE.join(", ")}
  talon-hub ca [--config FILE]          print the certificate of the hub's own authority, for machines that are to believe
                                        this hub, and its fingerprint
  talon-hub mosquitto-acl [--config FILE]
                                        print who may write and read what as an acl_file for mosquitto, with the accounts
                                        of the configuration (docs/mosquitto.md)
${KEEPING_HELP}  talon-hub --help | --version

The demo (npm start uses it; loopback only, nobody signs in):
  talon-hub --demo --location FILE --data-dir FOLDER [--http-port 8080] [--mqtt-port 1883]
            [--mqtt-url URL] [--demo-accounts FILE]

${EXIT_CODES}`;

export type Told =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "hash-password"; readonly staff: string }
  | { readonly kind: "holidays"; readonly year: number; readonly chosen: readonly string[] }
  | { readonly kind: "texts"; readonly language: Language | null; readonly isCsv: boolean }
  | {
      readonly kind: "sign-off";
      readonly language: Language;
      readonly reader: string;
      readonly location: string;
    }
  | {
      readonly kind: "check";
      readonly config: string;
      readonly isOffline: boolean;
      readonly language: StaffLanguage;
    }
  | { readonly kind: "run" | "export" | "ca" | "mosquitto-acl"; readonly config: string }
  | {
      readonly kind: "import";
      readonly config: string;
      readonly file: string;
      readonly keep: readonly Keepable[];
    }
  | { readonly kind: "keeping"; readonly told: KeepingTold }
  | { readonly kind: "demo"; readonly flags: DemoFlags };

const OPTIONS = {
  config: { type: "string" },
  staff: { type: "string" },
  year: { type: "string" },
  choose: { type: "string" },
  language: { type: "string" },
  csv: { type: "boolean" },
  offline: { type: "boolean" },
  reader: { type: "string" },
  keep: { type: "string" },
  demo: { type: "boolean" },
  location: { type: "string" },
  "data-dir": { type: "string" },
  "http-port": { type: "string" },
  "mqtt-port": { type: "string" },
  "mqtt-url": { type: "string" },
  "demo-accounts": { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

const DEMO = ["demo", "location", "data-dir", "http-port", "mqtt-port", "mqtt-url", "demo-accounts"];
const WAYS = {
  run: "a hub without --demo",
  check: "check",
  "hash-password": "hash-password",
  holidays: "holidays",
  texts: "texts",
  "sign-off": "sign-off",
  export: "export",
  import: "import",
  ca: "ca",
  "mosquitto-acl": "mosquitto-acl",
  demo: "--demo",
} as const;
/** What each way of running takes; anything else would be passed over without a word, so it is refused. */
const TAKES: Readonly<Record<keyof typeof WAYS, readonly string[]>> = {
  run: ["config"],
  check: ["config", "offline", "language"],
  "hash-password": ["staff"],
  holidays: ["year", "choose"],
  texts: ["language", "csv"],
  "sign-off": ["language", "reader", "location"],
  export: ["config"],
  import: ["config", "keep"],
  ca: ["config"],
  "mosquitto-acl": ["config"],
  demo: DEMO,
};

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new HubFault("HUB_USAGE", cause instanceof Error ? cause.message : String(cause), cause);
  }
}
type Values = ReturnType<typeof parsed>["values"];

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new HubFault("HUB_USAGE", `--${name} ${text} (a port is a whole number from 0 to 65535)`);
}

function needed(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new HubFault("HUB_USAGE", `${name === "FILE" ? "the file" : `--${name}`} is missing`);
}

function staffId(staff: string): string {
  if (isStaffId(staff)) return staff;
  throw new HubFault("HUB_USAGE", `--staff ${staff} (${STAFF_ID_RULE})`);
}

/** Only days that are offered can be chosen: a slip of the pen would leave the hall open without a word. */
function holidaysOf(values: Values): { readonly year: number; readonly chosen: readonly string[] } {
  const text = needed("year", values.year);
  if (!/^2\d{3}$/.test(text)) throw new HubFault("HUB_USAGE", `--year ${text} (a year from 2000 to 2999)`);
  const year = Number(text);
  const chosen = values.choose === undefined ? [] : values.choose.split(",");
  const offered = danishHolidays(year).map(({ date }) => date);
  const foreign = chosen.find((date) => !offered.includes(date));
  if (foreign === undefined) return { year, chosen };
  throw new HubFault("HUB_USAGE", `--choose ${foreign} (one of ${offered.join(", ")})`);
}

function languageOf(code: string): Language {
  if (isLanguage(code)) return code;
  throw new HubFault("HUB_USAGE", `--language ${code} (one of ${LANGUAGES.join(", ")})`);
}

function staffLanguageOf(code = "da"): StaffLanguage {
  const language = STAFF_LANGUAGES.find((one) => one === code);
  if (language !== undefined) return language;
  throw new HubFault("HUB_USAGE", `--language ${code} (one of ${STAFF_LANGUAGES.join(", ")})`);
}

function textsOf({ language, csv: isCsv = false }: Values): Told {
  if (language === undefined && isCsv) throw new HubFault("HUB_USAGE", "--csv needs --language");
  return { kind: "texts", language: language === undefined ? null : languageOf(language), isCsv };
}

function signOffOf(values: Values): Told {
  const language = languageOf(needed("language", values.language));
  const reader = needed("reader", values.reader).trim();
  if (reader === "" || reader.length > 120)
    throw new HubFault("HUB_USAGE", "--reader (the name of the person who read the texts)");
  return { kind: "sign-off", language, reader, location: needed("location", values.location) };
}

const isKeepable = (part: string): part is Keepable => (KEEPABLE as readonly string[]).includes(part);

function keptParts(keep: string | undefined): readonly Keepable[] {
  const parts = keep === undefined ? [] : keep.split(",");
  const foreign = parts.find((part) => !isKeepable(part));
  if (foreign === undefined) return parts.filter(isKeepable);
  throw new HubFault("HUB_USAGE", `--keep ${foreign} (one of ${KEEPABLE.join(", ")})`);
}

function demoFlags(values: Values): DemoFlags {
  return {
    location: needed("location", values.location),
    dataDir: needed("data-dir", values["data-dir"]),
    httpPort: portOf("http-port", values["http-port"] ?? "8080"),
    mqttPort: portOf("mqtt-port", values["mqtt-port"] ?? "1883"),
    mqttUrl: values["mqtt-url"] ?? null,
    accounts: values["demo-accounts"] ?? null,
  };
}

function kindOf(command: string | undefined, isDemo: boolean): keyof typeof TAKES {
  if (command === undefined) return isDemo ? "demo" : "run";
  if (command !== "run" && command !== "demo" && Object.hasOwn(WAYS, command))
    return command as keyof typeof TAKES;
  throw new HubFault("HUB_USAGE", command);
}

/** What is to be done. Fault: HUB_USAGE. */
export function readCommandLine(args: readonly string[]): Told {
  const [first, ...others] = args;
  if (isKeepingCommand(first) && !others.includes("--help"))
    return { kind: "keeping", told: readKeeping(first, others, CONFIG_FILE) };
  const { values, positionals } = parsed(args);
  const [command, ...more] = positionals;
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const kind = kindOf(command, values.demo === true);
  const [file] = kind === "import" ? more.splice(0, 1) : [];
  if (more.length > 0) throw new HubFault("HUB_USAGE", more.join(" "));
  const foreign = Object.keys(values).find((name) => !TAKES[kind].includes(name));
  if (foreign !== undefined) throw new HubFault("HUB_USAGE", `--${foreign} means nothing to ${WAYS[kind]}`);
  if (kind === "hash-password") return { kind, staff: staffId(needed("staff", values.staff)) };
  if (kind === "holidays") return { kind, ...holidaysOf(values) };
  if (kind === "texts") return textsOf(values);
  if (kind === "sign-off") return signOffOf(values);
  if (kind === "demo") return { kind, flags: demoFlags(values) };
  const config = values.config ?? CONFIG_FILE;
  if (kind === "check")
    return { kind, config, isOffline: values.offline === true, language: staffLanguageOf(values.language) };
  if (kind !== "import") return { kind, config };
  return { kind, config, file: needed("FILE", file), keep: keptParts(values.keep) };
}
