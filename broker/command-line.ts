/**
 * The command line of talon-hub as data. Pure: it reads no file and no environment.
 */
import { parseArgs } from "node:util";
import { danishHolidays } from "../protocol/holidays.ts";
import { isLanguage, LANGUAGES, type Language, type StaffLanguage } from "../protocol/terms.ts";
import { KEEPABLE, type Keepable } from "./administration/transfer.ts";
import type { DemoFlags } from "./demo-settings.ts";
import { HubFault } from "./errors.ts";
import { CONFIG_FILE } from "./help-words.ts";
import { isStaffId, STAFF_ID_RULE } from "./http/sign-in.ts";
import { isKeepingCommand, type KeepingTold, readKeeping } from "./keeping/command-line.ts";
import { languageTyped, notUnderstood } from "./typed.ts";

const usage = (da: string, en: string = da) => new HubFault("HUB_USAGE", { da, en });

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
  | { readonly kind: "demo"; readonly flags: DemoFlags }
  | DemoDataTold;

/** Years of a made-up town hall, into a data folder of their own. */
export type DemoDataTold = {
  readonly kind: "demo-data";
  readonly location: string;
  readonly dataDir: string;
  readonly years: number;
  readonly seed: number;
};

const OPTIONS = {
  config: { type: "string" },
  staff: { type: "string" },
  year: { type: "string" },
  years: { type: "string" },
  seed: { type: "string" },
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
const same = (name: string) => ({ da: name, en: name });
const WAYS = {
  run: { da: "en hub uden --demo", en: "a hub without --demo" },
  check: same("check"),
  "hash-password": same("hash-password"),
  holidays: same("holidays"),
  texts: same("texts"),
  "sign-off": same("sign-off"),
  export: same("export"),
  import: same("import"),
  ca: same("ca"),
  "mosquitto-acl": same("mosquitto-acl"),
  "demo-data": same("demo-data"),
  demo: same("--demo"),
} as const;
/** What each way of running takes; anything else would be passed over without a word, so it is refused. */
const TAKES: Readonly<Record<keyof typeof WAYS, readonly string[]>> = {
  run: ["config", "language"],
  check: ["config", "offline", "language"],
  "hash-password": ["staff", "language"],
  holidays: ["year", "choose", "language"],
  texts: ["language", "csv"],
  "sign-off": ["language", "reader", "location"],
  export: ["config", "language"],
  import: ["config", "keep", "language"],
  ca: ["config", "language"],
  "mosquitto-acl": ["config", "language"],
  "demo-data": ["location", "data-dir", "years", "seed", "language"],
  demo: DEMO,
};

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw notUnderstood(cause);
  }
}
type Values = ReturnType<typeof parsed>["values"];

const oneOf = (name: string, said: string, known: readonly string[]) =>
  usage(`--${name} ${said} (en af ${known.join(", ")})`, `--${name} ${said} (one of ${known.join(", ")})`);

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw usage(
    `--${name} ${text} (en port er et helt tal fra 0 til 65535)`,
    `--${name} ${text} (a port is a whole number from 0 to 65535)`,
  );
}

function needed(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw name === "FILE"
    ? usage("filen mangler", "the file is missing")
    : usage(`--${name} mangler`, `--${name} is missing`);
}

function staffId(staff: string): string {
  if (isStaffId(staff)) return staff;
  throw usage(
    `--staff ${staff} (små bogstaver a-z, cifre, -, _ og enkelte punktummer, højst 64)`,
    `--staff ${staff} (${STAFF_ID_RULE})`,
  );
}

/** Only days that are offered can be chosen: a slip of the pen would leave the hall open without a word. */
function holidaysOf(values: Values): { readonly year: number; readonly chosen: readonly string[] } {
  const text = needed("year", values.year);
  if (!/^2\d{3}$/.test(text))
    throw usage(`--year ${text} (et år fra 2000 til 2999)`, `--year ${text} (a year from 2000 to 2999)`);
  const year = Number(text);
  const chosen = values.choose === undefined ? [] : values.choose.split(",");
  const offered = danishHolidays(year).map(({ date }) => date);
  const foreign = chosen.find((date) => !offered.includes(date));
  if (foreign === undefined) return { year, chosen };
  throw oneOf("choose", foreign, offered);
}

function languageOf(code: string): Language {
  if (isLanguage(code)) return code;
  throw oneOf("language", code, LANGUAGES);
}

function textsOf({ language, csv: isCsv = false }: Values): Told {
  if (language === undefined && isCsv) throw usage("--csv kræver --language", "--csv needs --language");
  return { kind: "texts", language: language === undefined ? null : languageOf(language), isCsv };
}

function signOffOf(values: Values): Told {
  const language = languageOf(needed("language", values.language));
  const reader = needed("reader", values.reader).trim();
  if (reader === "" || reader.length > 120)
    throw usage(
      "--reader (navnet på den, der har læst teksterne)",
      "--reader (the name of the person who read the texts)",
    );
  return { kind: "sign-off", language, reader, location: needed("location", values.location) };
}

const isKeepable = (part: string): part is Keepable => (KEEPABLE as readonly string[]).includes(part);

function keptParts(keep: string | undefined): readonly Keepable[] {
  const parts = keep === undefined ? [] : keep.split(",");
  const foreign = parts.find((part) => !isKeepable(part));
  if (foreign === undefined) return parts.filter(isKeepable);
  throw oneOf("keep", foreign, KEEPABLE);
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

function numberOf(name: string, text: string, most: number): number {
  const value = Number(text);
  if (/^\d{1,9}(?:\.\d+)?$/.test(text) && value > 0 && value <= most) return value;
  throw usage(
    `--${name} ${text} (et tal over 0, højst ${most})`,
    `--${name} ${text} (a number above 0, at most ${most})`,
  );
}

function demoDataOf(values: Values): DemoDataTold {
  return {
    ...{ kind: "demo-data", location: needed("location", values.location) },
    dataDir: needed("data-dir", values["data-dir"]),
    ...{ years: numberOf("years", values.years ?? "3", 20), seed: numberOf("seed", values.seed ?? "1", 1e9) },
  };
}

function kindOf(command: string | undefined, isDemo: boolean): keyof typeof TAKES {
  if (command === undefined) return isDemo ? "demo" : "run";
  if (command !== "run" && command !== "demo" && Object.hasOwn(WAYS, command))
    return command as keyof typeof TAKES;
  throw usage(command);
}

/** What is to be done; `lang` is the machine's `LANG`. Fault: HUB_USAGE. */
export function readCommandLine(args: readonly string[], lang?: string): Told {
  const language = languageTyped(args, lang);
  const [first, ...others] = args;
  if (isKeepingCommand(first) && !others.includes("--help"))
    return { kind: "keeping", told: readKeeping(first, others, { config: CONFIG_FILE, language }) };
  const { values, positionals } = parsed(args);
  const [command, ...more] = positionals;
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const kind = kindOf(command, values.demo === true);
  const [file] = kind === "import" ? more.splice(0, 1) : [];
  if (more.length > 0) throw usage(more.join(" "));
  const foreign = Object.keys(values).find((name) => !TAKES[kind].includes(name));
  if (foreign !== undefined)
    throw usage(
      `--${foreign} siger ${WAYS[kind].da} ikke noget`,
      `--${foreign} means nothing to ${WAYS[kind].en}`,
    );
  if (kind === "hash-password") return { kind, staff: staffId(needed("staff", values.staff)) };
  if (kind === "holidays") return { kind, ...holidaysOf(values) };
  if (kind === "texts") return textsOf(values);
  if (kind === "sign-off") return signOffOf(values);
  if (kind === "demo-data") return demoDataOf(values);
  if (kind === "demo") return { kind, flags: demoFlags(values) };
  const config = values.config ?? CONFIG_FILE;
  if (kind === "check") return { kind, config, isOffline: values.offline === true, language };
  if (kind !== "import") return { kind, config };
  return { kind, config, file: needed("FILE", file), keep: keptParts(values.keep) };
}
