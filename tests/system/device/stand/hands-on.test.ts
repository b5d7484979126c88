/** The hands-on check at a real terminal: the built program on a pseudo terminal made by script(1), which every Debian has. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../../../dist/talon-stand.js", import.meta.url));
let folder = "";
let child: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-terminal-"));
  await mkdir(join(folder, "state"));
  await writeFile(join(folder, "password"), "secret\n");
  const config = {
    ...{ v: 1, stand: "s1", location: "demo", dataDir: "state", screen: true },
    mqtt: { url: "mqtt://127.0.0.1:1", username: "stand-s1", passwordFile: "password" },
    http: { host: "127.0.0.1", port: 0 },
    buttons: { driver: "simulated", count: 2 },
    printer: { driver: "simulated", paperFile: "paper.jsonl", printMs: 10 },
    speaker: { driver: "simulated" },
  };
  await writeFile(join(folder, "stand.json"), JSON.stringify(config));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** The program with its keyboard and screen; without a terminal, stdin is closed. */
function start(words: readonly string[], hasTerminal: boolean) {
  const args = [program, ...words, "--config", "stand.json"];
  const env = { ...process.env, LANG: "C" };
  const options = { cwd: folder, env, stdio: "pipe" } as const;
  const command = [process.execPath, ...args].map((word) => `'${word}'`).join(" ");
  const started = hasTerminal
    ? spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], options)
    : spawn(process.execPath, args, options);
  child = started;
  const screen = { text: "" };
  started.stdout.on("data", (text: Buffer) => {
    screen.text += text.toString();
  });
  if (!hasTerminal) started.stdin.end();
  const exited = once(started, "exit") as Promise<[number | null]>;
  const says = (what: string) => expect.poll(() => screen.text, { timeout: 30_000 }).toContain(what);
  return { screen, exited, says, type: (keys: string) => started.stdin.write(keys) };
}

describe("talon-stand check", () => {
  it("at a terminal asks key by key whether slip and tone came out right, and keeps the answers", async () => {
    const { screen, exited, says, type } = start(["check", "--sheet", "sheet.html"], true);
    await says("Er prøvesedlen rigtig");
    type("n");
    await says("Hørte du en tone?");
    type("j");
    expect((await exited)[0]).toBe(1);
    expect(screen.text).toContain("FEJL  Prøveseddel: sedlen er ikke rigtig");
    expect(screen.text).toContain("OK    Højttalerens tone");
    expect(screen.text).toContain("Eftersyn i hånden, Knapper: simuleret");
    expect(await readFile(join(folder, "sheet.html"), "utf8")).toContain("Prøveseddel");
  });

  it("is ended by Ctrl-C in the middle with a verdict, not without a word", async () => {
    const { screen, exited, says, type } = start(["record", "round.jsonl"], true);
    await says("Er prøvesedlen rigtig");
    type("\u0003");
    expect((await exited)[0]).toBe(1);
    expect(screen.text).toContain("-     Højttalerens tone: ikke prøvet");
    expect(await readFile(join(folder, "round.jsonl"), "utf8")).toContain('"talon":"record"');
  });

  it("without a terminal says which rounds were left out, and waits for nobody", async () => {
    const { screen, exited } = start(["check"], false);
    expect((await exited)[0]).toBe(1); // no broker here
    expect(screen.text).toContain("-     Eftersyn i hånden: ikke prøvet");
  });
});
