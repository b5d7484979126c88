/**
 * The planted violations of what the house bans: clocks and chance in the rules, timers, the environment, state and
 * barrels where they do not belong, and size. Nothing here is ever run, and it must not know the arrows.
 */
import type { Row } from "./plants.ts";

const longFunction = `export function long(n: number): number {\n${"  n += 1;\n".repeat(51)}  return n;\n}`;
const longFile = "export const line = 1;\n".repeat(1) + "void 0;\n".repeat(301);

export const banRows: readonly Row[] = [
  [
    "talon(pure) pure: Date.now",
    "a rule reads the clock",
    "broker/queue/#.ts",
    "export const at = Date.now();",
  ],
  [
    "talon(pure) pure: new Date()",
    "a rule makes the present",
    "broker/queue/#.ts",
    "export const at = new Date();",
  ],
  [
    "talon(pure) pure: Math.random",
    "a rule throws dice",
    "broker/queue/#.ts",
    "export const n = Math.random();",
  ],
  [
    "talon(pure) pure: crypto",
    "a rule makes ids",
    "broker/queue/#.ts",
    "export const id = crypto.randomUUID();",
  ],
  [
    "talon(pure) pure: async",
    "a rule is async",
    "broker/queue/#.ts",
    "export const f = async (): Promise<void> => {};",
  ],
  ["talon(pure) pure: await", "a rule waits", "broker/queue/#.ts", "await Promise.resolve();"],
  [
    "talon(pure) pure: { now } = Date",
    "a rule takes the clock apart",
    "broker/queue/#.ts",
    "const { now } = Date;\nexport const at = now();",
  ],
  [
    'talon(pure) pure: Date["now"]',
    "a rule reads the clock by a string",
    "broker/queue/#.ts",
    'export const at = Date["now"]();',
  ],
  [
    "talon(pure) pure: Date()",
    "a rule asks for the present as text",
    "broker/queue/#.ts",
    "export const at = Date();",
  ],
  [
    "talon(pure) pure: clock = Date",
    "a rule gives the clock another name",
    "broker/queue/#.ts",
    "const clock = Date;\nexport const at = clock.now();",
  ],
  [
    "talon(pure) pure: Date.now",
    "a rule hands the clock on",
    "broker/queue/#.ts",
    "export const at = [0].map(Date.now);",
  ],
  [
    "talon(pure) pure: { random } = Math",
    "a rule takes the dice apart",
    "broker/queue/#.ts",
    "const { random } = Math;\nexport const n = random();",
  ],
  [
    "talon(words) words: globalThis",
    "a rule reaches round the guard",
    "broker/queue/#.ts",
    "export const at = globalThis.Date.now();",
  ],
  ["import(no-cycle)", "two files import each other", "broker/ring.ts", 'import "./ring-back.ts";'],
  [
    "import(no-cycle)",
    "two files import each other, seen from the other",
    "broker/ring-back.ts",
    'import "./ring.ts";',
  ],
  ["import(no-default-export)", "a default export", "hal/#.ts", "export default 1;"],
  ["typescript(no-floating-promises)", "a promise nobody waits for", "broker/#.ts", "Promise.resolve();"],
  ["typescript(no-explicit-any)", "an any", "broker/#.ts", "export const a = (b: any): unknown => b;"],
  ["typescript(no-namespace)", "a namespace", "hal/#.ts", "export namespace A {\n  export const b = 1;\n}"],
  [
    "talon(words) words: import.meta",
    "a place on disk outside an entry",
    "broker/#.ts",
    "export const here = import.meta.url;",
  ],
  ["talon(words) words: enum", "an enum", "hal/#.ts", "export enum A {\n  B,\n}"],
  [
    "node(no-process-env)",
    "the environment read outside a main",
    "broker/#.ts",
    'export const a = process.env["A"];',
  ],
  [
    "eslint(no-restricted-globals)",
    "a timer outside its owner",
    "device/stand/#.ts",
    "export const a = setTimeout(() => {}, 1);",
  ],
  [
    "eslint(no-restricted-imports)",
    "a timer by import",
    "device/stand/#.ts",
    'import { setTimeout } from "node:timers/promises";\nvoid setTimeout;',
  ],
  [
    "talon(words) words: process is a global",
    "the environment by import",
    "broker/#.ts",
    'import process from "node:process";\nexport const a = process.env["A"];',
  ],
  [
    "talon(words) words: process is a global",
    "the environment by a late import",
    "broker/#.ts",
    'export const a = await import("process");',
  ],
  [
    "talon(words) words: process.env",
    "the environment taken apart",
    "broker/#.ts",
    'const { env } = process;\nexport const a = env["A"];',
  ],
  [
    "talon(words) words: process.env",
    "the environment by a string",
    "broker/#.ts",
    'export const a = process["env"];',
  ],
  [
    "talon(words) words: globalThis",
    "a timer by the global object",
    "device/stand/#.ts",
    "export const a = globalThis.setTimeout(() => {}, 1);",
  ],
  [
    "talon(words) words: window",
    "a timer by the window",
    "device/stand/#.ts",
    "export const a = window.setTimeout(() => {}, 1);",
  ],
  [
    "eslint(no-restricted-imports)",
    "a timer by import without node:",
    "device/stand/#.ts",
    'import { setTimeout } from "timers/promises";\nvoid setTimeout;',
  ],
  ["talon(words) words: export *", "a barrel", "broker/http/#.ts", 'export * from "./api.ts";'],
  ["talon(words) words: export *", "a barrel of types", "broker/http/#.ts", 'export type * from "./api.ts";'],
  [
    "talon(words) words: a file that only hands on",
    "a barrel that names what it hands on",
    "broker/http/#.ts",
    'export { a } from "./api.ts";\nexport { b } from "./doors.ts";',
  ],
  [
    "talon(words) words: module state",
    "a variable of the module",
    "broker/http/#.ts",
    "let count = 0;\nexport const next = (): number => ++count;",
  ],
  [
    "talon(words) words: module state",
    "a variable that a page exports",
    "broker/pages/staff/main.tsx",
    "export let count = 0;\ncount += 1;",
  ],
  [
    "eslint(no-restricted-properties) 'vi.mock'",
    "a module mock",
    "tests/hal/#.test.ts",
    'import { vi } from "vitest";\nvi.mock("./a.ts");',
  ],
  ["eslint(max-lines-per-function)", "a function of more than 50 lines", "hal/#.ts", longFunction],
  ["eslint(max-lines)", "a file of more than 300 lines", "hal/#.ts", longFile],
  [
    "eslint(max-params)",
    "a function of four parameters",
    "hal/#.ts",
    "export const f = (a: 1, b: 2, c: 3, d: 4): unknown => [a, b, c, d];",
  ],
];
