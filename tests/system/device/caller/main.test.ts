import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../../../dist/talon-caller.js", import.meta.url));
let folder = "";
let child: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-caller-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** A caller whose broker and keypad are away, which must not keep it from starting. */
async function start(more: object = {}, words: readonly string[] = ["--demo"]) {
  const config = join(folder, "caller.json");
  const document = {
    ...{ v: 1, staff: "caller-1", location: "demo", counter: "1" },
    mqtt: { url: "mqtt://127.0.0.1:1", username: "caller-1", passwordFile: "password" },
    keypad: { driver: "evdev", path: join(folder, "no-pad") },
    ...more,
  };
  await writeFile(config, JSON.stringify(document));
  await writeFile(join(folder, "password"), "secret\n");
  const env = { ...process.env, LANG: "C" };
  const started = spawn(process.execPath, [program, "--config", config, ...words], { stdio: "pipe", env });
  child = started;
  const said = { out: [] as string[], err: "" };
  createInterface({ input: started.stdout }).on("line", (line) => said.out.push(line));
  started.stderr.on("data", (text: Buffer) => {
    said.err += text.toString();
  });
  const exited = once(started, "exit") as Promise<[number | null]>;
  const says = (what: string) =>
    expect.poll(() => said.out.some((line) => line.includes(`"${what}"`)), { timeout: 20_000 }).toBe(true);
  return { started, said, exited, says };
}

describe("the program talon-caller", () => {
  it("starts without broker, keypad and lamp, tells of each without a secret, and goes with its parent", async () => {
    const lamps = { driver: "cdev", lines: [1], chipLabels: ["no such chip"] };
    const { started, said, exited, says } = await start({ lamps });
    await says("ready");
    for (const what of ["no lamp", "keypad gone", "broker trouble"]) await says(what);
    expect(said.out.every((line) => typeof JSON.parse(line) === "object")).toBe(true);
    expect(said.out.join("\n")).not.toContain("secret");
    started.stdin.end();
    expect((await exited)[0]).toBe(0);
  });

  it("stops cleanly when it is told to", async () => {
    const { started, exited, says } = await start();
    await says("ready");
    started.kill("SIGTERM");
    expect((await exited)[0]).toBe(0);
  });

  it.each([["--hellp"], ["chekc"], ["check", "run"], ["--language", "xx"]])(
    "does not understand %s",
    async (...words) => {
      const { exited, said } = await start({}, words);
      expect((await exited)[0]).toBe(64);
      expect(said.err).toContain("/etc/talon/caller.json");
    },
  );

  it("says where its file is by itself, its exit codes and its version", async () => {
    const help = await start({}, ["--help"]);
    expect((await help.exited)[0]).toBe(0);
    for (const words of ["/etc/talon/caller.json", "check", "64", "78"])
      expect(help.said.out.join("\n")).toContain(words);
    const version = await start({}, ["--version"]);
    expect((await version.exited)[0]).toBe(0);
    expect(version.said.out).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+/)]);
  });

  it("checks file, password, keypad and hub, and tells in Danish which of them is not well", async () => {
    const { exited, said } = await start({}, ["check"]);
    expect((await exited)[0]).toBe(1);
    const lines = said.out.filter((line) => !line.startsWith(" ")).map((line) => line.split(":")[0]);
    expect(lines).toEqual(["OK    Filen", "OK    Adgangskoden", "FEJL  Tastaturet", "FEJL  Hubben"]);
  });

  it("names what is wrong in its file, and is not started again for it", async () => {
    const { exited, said } = await start({ counter: "Skranke 1" });
    expect((await exited)[0]).toBe(78);
    expect(said.err).toContain("counter");
  });
});
