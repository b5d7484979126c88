/** The file of a stand on this machine's devices, as a technician would write it. Knows no test. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PATHS } from "./gadgets.ts";
import type { Chip } from "./lines.ts";

/**
 * `mqttPort` is the hub's on the host, `program` the built stand, `dataDir` where it keeps its state, `lamps` the chip that its lamps
 * are on.
 */
export type StandSetup = {
  mqttPort: number;
  username: string;
  password: string;
  program: string;
  dataDir: string;
  lamps: Chip;
};

export const HTTP_PORT = 8081;
const FOLDER = "/tmp/stand";

/** The scanners that the file may name: one that sends, one that types (a key at a time, which takes an emulated machine its time). */
export type WrittenScanner = "scanner" | "wedge";
const SCANNERS = {
  scanner: { driver: "serial", path: PATHS.scanner, reopenMs: 200 },
  wedge: { driver: "hid", path: PATHS.wedge, reopenMs: 200, interKeyTimeoutMs: 3000 },
} as const;

const threeOf = (name: string): string[] => [1, 2, 3].map((number) => `${name}_${number}`);

/** Writes it, and gives its path. */
export function writeStandFile(setup: StandSetup, scanner: WrittenScanner): string {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "password"), setup.password, { mode: 0o600 });
  const config = {
    v: 1,
    stand: "s1",
    location: "demo",
    dataDir: setup.dataDir,
    mqtt: {
      url: `mqtt://10.0.2.2:${setup.mqttPort}`,
      username: setup.username,
      passwordFile: join(FOLDER, "password"),
    },
    http: { host: "127.0.0.1", port: HTTP_PORT },
    screen: true,
    buttons: { driver: "auto", lines: threeOf("BUTTON") },
    lamps: { driver: "auto", lines: threeOf(setup.lamps === "lamps" ? "FRONT_LAMP" : "LAMP") },
    printer: { driver: "escpos", transport: "usb", path: PATHS.printer, answerMs: 2000, pollMs: 1000 },
    scanner: SCANNERS[scanner],
    keypad: { driver: "evdev", path: PATHS.keypad, reopenMs: 200 },
    timings: {
      guardMinMs: 300,
      guardMaxMs: 1000,
      answerMs: 5000,
      printMs: 10_000,
      shownMs: 3000,
      warnMs: 5000,
    },
  };
  const path = join(FOLDER, "stand.json");
  writeFileSync(path, JSON.stringify(config));
  return path;
}
