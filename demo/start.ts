/**
 * `npm start`: the hub, one simulated stand and the demo location on this machine, kept alive as systemd would.
 * Knows the built programs only by their command lines; imports neither broker nor device.
 */

import { accessSync, constants, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openTownHall } from "./town-hall.ts";

const HELP = `Talon, demoen: en hub, en simuleret stander, en skærm og siden til personalet.
Talon, the demo: a hub, one simulated stand, a display and the staff page.

  npm start -- [--http-port 8080] [--mqtt-port 1883] [--stand-port 8081] [--data-dir .talon/demo] [--mqtt-url URL]

  --http-port   hubbens sider (0: en ledig) / the hub's pages (0: any free one)
  --mqtt-port   hubbens MQTT-broker (0: en ledig) / the hub's MQTT broker (0: any free one)
  --stand-port  standerens egen skærm (0: en ledig) / the stand's own screen (0: any free one)
  --data-dir    her ligger demoens numre, papir og adgangskoder; slet mappen for at begynde forfra
                where tickets, paper and passwords of the demo are kept; delete it to begin anew
  --mqtt-url    brug denne MQTT 3.1.1-broker i stedet for hubbens egen / use this MQTT 3.1.1 broker instead of the hub's own
`;

/** sysexits.h: EX_USAGE, EX_CANTCREAT. */
const EXIT = { usage: 64, folder: 73 } as const;

function refuse(problem: string, code: number): never {
  process.stderr.write(`${problem}\n`);
  process.exit(code);
}

function portOf(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  return refuse(
    `--${name} "${text}": en port er et helt tal fra 0 til 65535 / a port is a whole number from 0 to 65535.`,
    EXIT.usage,
  );
}

function brokerOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  if (/^mqtts?:\/\/[^\s/]+\/?$/.test(url) && URL.canParse(url)) return url;
  return refuse(
    `--mqtt-url "${url}": skriv en brokers adresse som / give a broker's address such as mqtt://127.0.0.1:1883`,
    EXIT.usage,
  );
}

function folderOf(folder: string): string {
  if (folder === "") refuse("--data-dir: nævn en mappe / name a folder", EXIT.usage);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const words = `--data-dir ${folder}: mappen kan ikke laves eller skrives; nævn en, du må skrive i / the folder cannot be made or written; name one that you may write in (${why}).`;
    return refuse(words, EXIT.folder);
  }
}

function flags() {
  try {
    return parseArgs({
      options: {
        "http-port": { type: "string", default: "8080" },
        "mqtt-port": { type: "string", default: "1883" },
        "stand-port": { type: "string", default: "8081" },
        "data-dir": { type: "string", default: ".talon/demo" },
        "mqtt-url": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    return refuse(
      `Det forstår demoen ikke / not understood: ${/'(-[^' ]+)/.exec(String(error))?.[1] ?? String(error)}\n\n${HELP}`,
      EXIT.usage,
    );
  }
}

const asked = flags();
if (asked.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const townHall = openTownHall({
  programs: fileURLToPath(new URL("./", import.meta.url)),
  location: fileURLToPath(new URL("../demo/location.json", import.meta.url)),
  dataDir: folderOf(asked["data-dir"]),
  httpPort: portOf("http-port", asked["http-port"]),
  mqttPort: portOf("mqtt-port", asked["mqtt-port"]),
  standPort: portOf("stand-port", asked["stand-port"]),
  mqttUrl: brokerOf(asked["mqtt-url"]),
  environment: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
});

const stop = () => void townHall.close().then((code) => process.exit(code));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
process.on("SIGHUP", stop);
void townHall.ended.then(stop);
