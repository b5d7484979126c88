import { expect, it } from "vitest";
import { decodeArguments } from "../../../../device/stand/cli/arguments.ts";
import { languageOfMachine } from "../../../../protocol/terms.ts";

it("what is not understood is told by its own word", () => {
  expect(decodeArguments(["--frob"], "da")).toEqual({ ok: false, problem: "--frob" });
  expect(decodeArguments(["frob"], "da")).toEqual({ ok: false, problem: "frob" });
});

it.each([
  ["en_GB.UTF-8", "en"],
  ["EN", "en"],
  ["da_DK.UTF-8", "da"],
  ["C", "da"],
  [undefined, "da"],
])("LANG=%s speaks %s unless another language is asked for", (lang, language) => {
  expect(decodeArguments(["check"], languageOfMachine(lang))).toMatchObject({ value: { language } });
  expect(decodeArguments(["--language", "en"], languageOfMachine(lang))).toMatchObject({
    value: { language: "en" },
  });
});

it.each([
  [[], { command: "run", config: "/etc/talon/stand.json", language: "da", demo: false }],
  [["--config", "x.json", "--demo"], { command: "run", config: "x.json", demo: true }],
  [["check", "--print", "--language", "en"], { command: "check", print: true, language: "en" }],
  [["list"], { command: "list" }],
  [["-h"], { command: "help" }],
  [["--version"], { command: "version" }],
])("%j is understood", (typed, command) => {
  expect(decodeArguments(typed, "da")).toMatchObject({ ok: true, value: command });
});

it.each([[["frob"]], [["check", "list"]], [["--port", "1"]], [["--language", "fr"]]])(
  "%j is not understood, and said so",
  (typed) => {
    expect(decodeArguments(typed, "da").ok).toBe(false);
  },
);

it("a recording names its file, and a command that needs one says so when it is missing", () => {
  expect(decodeArguments(["record", "a.jsonl"], "da")).toMatchObject({
    value: { command: "record", file: "a.jsonl" },
  });
  expect(decodeArguments(["replay", "a.jsonl"], "da")).toMatchObject({
    value: { command: "replay", file: "a.jsonl" },
  });
  expect(decodeArguments(["--record", "a.jsonl"], "da")).toMatchObject({
    value: { command: "run", record: "a.jsonl" },
  });
  expect(decodeArguments(["replay"], "da")).toEqual({ ok: false, problem: "replay (+ fil, file)" });
  expect(decodeArguments(["card", "a", "b"], "da")).toEqual({ ok: false, problem: "card a b" });
});

it("hands go through the parts when asked, never when forbidden, and else as there is a terminal", () => {
  for (const [typed, handsOn] of [
    [[], null],
    [["--hands-on"], true],
    [["--no-hands-on"], false],
  ] as const)
    expect(decodeArguments(["check", ...typed], "da")).toMatchObject({ value: { handsOn } });
  const sheet = ["check", "--sheet", "a.html", "--print-sheet"];
  expect(decodeArguments(sheet, "da")).toMatchObject({ value: { sheet: "a.html", printSheet: true } });
});
