/**
 * `npm start`: the hub, one simulated stand and the demo location on this machine, kept alive as systemd would.
 * Knows the built programs only by their command lines; imports neither broker nor device.
 */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openTownHall } from "./town-hall.ts";

const HELP = `Talon, the demo: a hub, one simulated stand, a display and the staff page.

  npm start -- [--http-port 8080] [--mqtt-port 1883] [--stand-port 8081] [--data-dir .talon/demo] [--mqtt-url URL]

  --http-port   the hub's pages            (0: any free one)
  --mqtt-port   the hub's MQTT broker      (0: any free one)
  --stand-port  the stand's own screen     (0: any free one)
  --data-dir    where tickets, paper and passwords of the demo are kept; delete it to begin anew
  --mqtt-url    use this MQTT 3.1.1 broker instead of the hub's own
`;

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  process.stderr.write(`--${name} ${text}: a port is a whole number from 0 to 65535.\n`);
  process.exit(2);
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
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return process.exit(2);
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
  dataDir: asked["data-dir"],
  httpPort: portOf("http-port", asked["http-port"]),
  mqttPort: portOf("mqtt-port", asked["mqtt-port"]),
  standPort: portOf("stand-port", asked["stand-port"]),
  mqttUrl: asked["mqtt-url"] ?? null,
  environment: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
});

const stop = () => void townHall.close().then((code) => process.exit(code));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
void townHall.ended.then(stop);
