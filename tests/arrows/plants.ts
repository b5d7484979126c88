/**
 * The planted violations, one or more for each arrow of the house (those of its bans stand in bans.ts), and the clean
 * files beside them.
 * A `#` in a file name is replaced by the plant's number. Nothing here is ever run.
 */
import { banRows } from "./bans.ts";

/** One violation: `rule` must stand in what oxlint says about `file`. */
export interface Plant {
  readonly rule: string;
  readonly says: string;
  readonly file: string;
  readonly text: string;
}

/** Rule, what is planted, where, and the planted text. */
export type Row = readonly [rule: string, says: string, file: string, text: string];

const plantOf = ([rule, says, file, text]: Row): Plant => ({ rule, says, file, text: `${text}\n` });

const arrowRows: readonly Row[] = [
  [
    "hal-alone",
    "hal imports protocol",
    "hal/lamp/#.ts",
    'import { a } from "../../protocol/terms.ts";\nvoid a;',
  ],
  ["hal-alone", "hal imports device", "hal/#.ts", 'export * from "../device/stand/stand.ts";'],
  [
    "protocol-alone",
    "protocol imports hal",
    "protocol/#.ts",
    'import type { A } from "../hal/errors.ts";\nexport type B = A;',
  ],
  [
    "protocol-alone",
    "protocol/link imports broker",
    "protocol/link/#.ts",
    'import "../../broker/dispatch.ts";',
  ],
  [
    "protocol-browser-safe",
    "protocol imports node:",
    "protocol/#.ts",
    'import { join } from "node:path";\nvoid join;',
  ],
  [
    "protocol-browser-safe",
    "protocol/screen imports protocol/link",
    "protocol/screen/#.ts",
    'import "../link/log.ts";',
  ],
  ["device-down", "device imports broker", "device/stand/#.ts", 'import "../../broker/dispatch.ts";'],
  [
    "device-down",
    "device takes a type of broker",
    "device/display/#.ts",
    'export type A = import("../../broker/dispatch.ts").A;',
  ],
  ["device-down", "device imports demo", "device/stand/#.ts", 'import "../../demo/location.ts";'],
  ["broker-down", "broker imports device", "broker/#.ts", 'import "../device/stand/stand.ts";'],
  ["broker-down", "broker imports hal/printer", "broker/#.ts", 'import "../hal/printer/contract.ts";'],
  ["broker-down", "broker imports hal/open.ts", "broker/http/#.ts", 'await import("../../hal/open.ts");'],
  [
    "queue-pure",
    "the rules import node:",
    "broker/queue/#.ts",
    'import { hash } from "node:crypto";\nvoid hash;',
  ],
  [
    "queue-pure",
    "the rules import a package",
    "broker/queue/#.ts",
    'import aedes from "aedes";\nvoid aedes;',
  ],
  [
    "queue-pure",
    "the rules import the ledger",
    "broker/queue/#.ts",
    'import type { A } from "../ledger/contract.ts";\nexport type B = A;',
  ],
  [
    "queue-pure",
    "the rules import protocol/link",
    "broker/queue/#.ts",
    'import "../../protocol/link/mqtt.ts";',
  ],
  ["zod-at-the-door", "broker imports zod", "broker/http/#.ts", 'import { z } from "zod";\nvoid z;'],
  [
    "zod-at-the-door",
    "protocol/topics.ts imports zod/mini",
    "protocol/topics.ts",
    'import * as z from "zod/mini";\nvoid z;',
  ],
  [
    "zod-at-the-door",
    "a page imports zod's types",
    "device/display/page/#.ts",
    'import type { z } from "zod";\nexport type A = z.ZodType;',
  ],
  [
    "drivers-by-open",
    "a main names a driver",
    "device/stand/main.ts",
    'import { a } from "../../hal/printer/escpos-tcp.ts";\nvoid a;',
  ],
  [
    "drivers-by-open",
    "device takes what drivers share",
    "device/stand/#.ts",
    'import "../../hal/gpio/board.ts";',
  ],
  [
    "drivers-by-open",
    "a stand loads a driver late",
    "device/stand/#.ts",
    'await import("../../hal/button/onoff.ts");',
  ],
  ["drivers-by-open", "one kind of driver names another", "hal/lamp/#.ts", 'import "../button/onoff.ts";'],
  [
    "wires-in-hal",
    "device imports serialport",
    "device/stand/#.ts",
    'import { SerialPort } from "serialport";\nvoid SerialPort;',
  ],
  ["wires-in-hal", "broker loads onoff late", "broker/#.ts", 'await import("onoff");'],
  ["main-by-nobody", "a file imports its main", "device/stand/#.ts", 'import "./main.ts";'],
  ["main-by-nobody", "the demo imports the hub's main", "demo/#.ts", 'await import("../broker/main.ts");'],
  [
    "pages-types-only",
    "a page takes messages as a value",
    "device/display/page/#.ts",
    'import { a } from "../../../protocol/messages.ts";\nvoid a;',
  ],
  [
    "pages-types-only",
    "a page takes configuration as a value",
    "broker/pages/staff/#.tsx",
    'import { a } from "../../../protocol/config.ts";\nvoid a;',
  ],
  [
    "pages-types-only",
    "a page takes a part of the configuration as a value",
    "broker/pages/staff/#.tsx",
    'import { a } from "../../../protocol/config/hub.ts";\nvoid a;',
  ],
  [
    "pages-types-only",
    "the stand's screen takes topics as a value",
    "device/stand/screen/#.ts",
    'export { a } from "../../../protocol/topics.ts";',
  ],
  ["pages-types-only", "a page imports node:", "broker/pages/ticket/#.ts", 'import "node:fs";'],
  [
    "pages-types-only",
    "the receipt drags messages into pages",
    "protocol/receipt.ts",
    'import { a } from "./messages.ts";\nvoid a;',
  ],
  [
    "pages-apart",
    "a page takes a value from its process",
    "device/display/page/#.ts",
    'import { a } from "../serve.ts";\nvoid a;',
  ],
  ["demo-outside", "the demo imports broker", "demo/#.ts", 'import "../broker/dispatch.ts";'],
  [
    "demo-outside",
    "the demo imports hal",
    "demo/#.ts",
    'import type { A } from "../hal/errors.ts";\nexport type B = A;',
  ],
  ["tests-by-nobody", "a product file imports a test", "hal/#.ts", 'import "../tests/hal/suite.ts";'],
];

export const plants: readonly Plant[] = [
  ...arrowRows.map(([id, ...rest]) => plantOf([`talon(arrows) ${id}:`, ...rest])),
  ...banRows.map(plantOf),
];

/** Files that use what the arrows allow; they show that the guard does not simply refuse everything. */
export const cleanFiles: Readonly<Record<string, string>> = {
  "protocol/terms.ts": "export type TicketId = string;\nexport const a = 1;\n",
  "protocol/messages.ts":
    'import * as z from "zod/mini";\nexport const a = z.string();\nexport type A = string;\n',
  "protocol/config/parts.ts": 'import * as z from "zod/mini";\nexport const a = z.string();\n',
  "protocol/link/mqtt.ts":
    'import { connect } from "mqtt";\nimport { a } from "../terms.ts";\nvoid [connect, a];\n',
  "hal/open.ts": 'export const open = (): Promise<unknown> => import("./button/onoff.ts");\n',
  "hal/button/contract.ts": "export interface Button {\n  readonly isLit: boolean;\n}\n",
  "hal/button/onoff.ts":
    'import "../gpio/board.ts";\nimport type { Button } from "./contract.ts";\nimport { Gpio } from "onoff";\nexport const lit: Button = { isLit: Gpio.accessible };\n',
  "device/stand/stand.ts":
    'import { a } from "../../protocol/messages.ts";\nimport type { Button } from "../../hal/button/contract.ts";\nexport const lit = (button: Button): unknown => [button, a];\n',
  "broker/dispatch.ts":
    'import { a } from "../protocol/messages.ts";\nimport { say } from "../hal/voice/contract.ts";\nimport { line } from "../hal/modem/open.ts";\nvoid [a, say, line];\n',
  "broker/queue/decide.ts":
    'import { a } from "../../protocol/terms.ts";\nexport const decide = (at: number): string => new Date(Math.max(at, Date.parse("2026-01-01")) + a).toISOString();\nexport const f = (stand: { process: string; crypto: string }): string => stand.process + stand.crypto;\n',
  "device/display/page/show.ts":
    'import type { A } from "../../../protocol/messages.ts";\nimport { a } from "../../../protocol/terms.ts";\nexport const show = (b: A): string => `${a}${b}`;\n',
  "broker/health.ts":
    "export const pid = process.pid;\nexport function counter(): () => number {\n  let count = 0;\n  return () => ++count;\n}\n",
  "hal/main.ts": 'const { env } = process;\nvoid [env, process.env["A"]];\n',
  "demo/location.ts": 'import { a } from "../protocol/messages.ts";\nvoid a;\n',
};
