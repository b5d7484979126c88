/**
 * The command line of talon-hub as data. Pure: it reads no file and no environment.
 */
import { parseArgs } from "node:util";
import { HubFault } from "./errors.ts";
import type { DemoFlags } from "./settings.ts";

export const HELP = `talon-hub - Talon's hub: MQTT broker, queue rules, ledger and pages

  talon-hub --config /etc/talon/hub.json    run with a configuration file
  talon-hub check --config FILE             read the configuration and say what is wrong with it
  talon-hub hash-password                   read a password from standard input, print its line for the accounts file
  talon-hub --help | --version

The demo (npm start uses it; loopback only, nobody signs in):
  talon-hub --demo --location FILE --data-dir FOLDER [--http-port 8080] [--mqtt-port 1883]
            [--mqtt-url URL] [--demo-accounts FILE]
`;

export type Told =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "hash-password" }
  | { readonly kind: "check" | "run"; readonly config: string }
  | { readonly kind: "demo"; readonly flags: DemoFlags };

const OPTIONS = {
  config: { type: "string" },
  demo: { type: "boolean", default: false },
  location: { type: "string" },
  "data-dir": { type: "string" },
  "http-port": { type: "string", default: "8080" },
  "mqtt-port": { type: "string", default: "1883" },
  "mqtt-url": { type: "string" },
  "demo-accounts": { type: "string" },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new HubFault("HUB_USAGE", cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new HubFault("HUB_USAGE", `--${name} ${text} (a port is a whole number from 0 to 65535)`);
}

function needed(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new HubFault("HUB_USAGE", `--${name} is missing`);
}

/** What is to be done. Fault: HUB_USAGE. */
export function readCommandLine(args: readonly string[]): Told {
  const { values, positionals } = parsed(args);
  const [command, ...more] = positionals;
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  if (more.length > 0) throw new HubFault("HUB_USAGE", more.join(" "));
  if (command === "hash-password") return { kind: "hash-password" };
  if (command !== undefined && command !== "check") throw new HubFault("HUB_USAGE", command);
  if (!values.demo || command === "check")
    return { kind: command === "check" ? "check" : "run", config: needed("config", values.config) };
  const flags = {
    location: needed("location", values.location),
    dataDir: needed("data-dir", values["data-dir"]),
    httpPort: portOf("http-port", values["http-port"]),
    mqttPort: portOf("mqtt-port", values["mqtt-port"]),
    mqttUrl: values["mqtt-url"] ?? null,
    accounts: values["demo-accounts"] ?? null,
  };
  return { kind: "demo", flags };
}
