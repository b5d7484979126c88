/** What the checks of a stand's file say is said in Danish, too: the sentences come from the checks themselves. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { problemWords } from "../../../../device/stand/cli/problem-words.ts";
import { checkStand } from "../../../../protocol/config/stand.ts";

const example = JSON.parse(readFileSync("docs/examples/stand.json", "utf8")) as Record<string, unknown>;
const TCP = { driver: "escpos", transport: "tcp", host: "p" };

it.each([
  [{ lamps: { driver: "onoff", lines: [1.5] } }, "skal være et helt tal"],
  [{ buttons: { driver: "cdev", lines: [1.5] } }, "skal være et helt tal 0-1023 eller en linjes navn"],
  [{ buttons: { driver: "cdev", lines: ["RED", "RED"] } }, "GPIO-linje RED er brugt to gange"],
  [
    { buttons: { driver: "auto", lines: [7] }, lamps: { driver: "auto", lines: [7] } },
    "GPIO-linje 7 er også en knaps (buttons.lines.0)",
  ],
  [
    { keypad: { driver: "evdev", path: "x", keys: { KP1: "1" } } },
    "er ingen tast: skriv den som KEY_KP1, som i linux/input-event-codes.h",
  ],
  [
    { keypad: { driver: "evdev", path: "x", keys: {} } },
    "skal nævne mindst én tast; udeladt er det et almindeligt taltastatur",
  ],
  [
    { printer: { ...TCP, profile: "no-name-58", confirm: "drained" } },
    "en no-name-58 svarer ikke på spørgsmål: udelad confirm, eller vælg en anden profile",
  ],
])("%j is told in Danish", (change, words) => {
  const checked = checkStand({ ...example, ...change });
  expect(checked.ok ? [] : checked.problems.map(({ problem }) => problemWords(problem, "da"))).toEqual([
    words,
  ]);
});
