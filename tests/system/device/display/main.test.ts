import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../../../dist/talon-display.js", import.meta.url));
let folder = "";
let child: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-display-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** A display whose broker is away, which must not keep it from serving its page. */
async function start(port: number, more: object = {}, words: readonly string[] = ["--demo"]) {
  const config = join(folder, "display.json");
  const document = {
    v: 1,
    display: "d1",
    location: "demo",
    mqtt: { url: "mqtt://127.0.0.1:1", username: "display-d1", passwordFile: "password" },
    http: { host: "127.0.0.1", port },
    ...more,
  };
  await writeFile(config, JSON.stringify(document));
  await writeFile(join(folder, "password"), "secret\n");
  const started = spawn(process.execPath, [program, "--config", config, ...words], { stdio: "pipe" });
  child = started;
  const said = { out: [] as string[], err: "" };
  createInterface({ input: started.stdout }).on("line", (line) => said.out.push(line));
  started.stderr.on("data", (text: Buffer) => {
    said.err += text.toString();
  });
  const exited = once(started, "exit") as Promise<[number | null]>;
  const ready = async () => {
    const line = () => said.out.find((one) => one.includes('"ready"'));
    await expect.poll(line, { timeout: 20_000 }).toBeDefined();
    return JSON.parse(line() ?? "{}") as { http: string; pid: number };
  };
  return { started, said, exited, ready };
}

describe("the program talon-display", () => {
  it("serves its page while the broker is away, logs JSON without a secret, and goes with its parent", async () => {
    const { started, said, exited, ready } = await start(0);
    const { http } = await ready();
    const page = await fetch(`${http}/`);
    expect(page.url).toBe(`${http}/display/d1`);
    const script = /src="(\/assets\/display\/[^"]+)"/.exec(await page.text())?.[1] ?? "";
    expect((await fetch(`${http}${script}`)).headers.get("content-type")).toContain("javascript");
    await expect.poll(() => said.out.some((line) => line.includes("broker trouble"))).toBe(true);
    expect(said.out.every((line) => typeof JSON.parse(line) === "object")).toBe(true);
    expect(said.out.join("\n")).not.toContain("secret");
    started.stdin.end();
    expect((await exited)[0]).toBe(0);
  });

  it("stops cleanly when it is told to", async () => {
    const { started, exited, ready } = await start(0);
    await ready();
    started.kill("SIGTERM");
    expect((await exited)[0]).toBe(0);
  });

  it("says that its port is taken, and by which setting to change it", async () => {
    const taken: Server = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    const { exited, said } = await start(port);
    expect((await exited)[0]).toBe(69);
    expect(said.err).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(said.err).toContain("http.port");
    await new Promise((resolve) => taken.close(resolve));
  });

  it.each([["--hellp"], ["chekc"], ["check", "run"]])("does not understand %s", async (...words) => {
    const { exited, said } = await start(0, {}, words);
    expect((await exited)[0]).toBe(64);
    expect(said.err).toContain("/etc/talon/display.json");
  });

  it("says where its file is by itself, its exit codes and its version", async () => {
    const help = await start(0, {}, ["--help"]);
    expect((await help.exited)[0]).toBe(0);
    for (const words of ["/etc/talon/display.json", "check", "64", "69", "78"])
      expect(help.said.out.join("\n")).toContain(words);
    const version = await start(0, {}, ["--version"]);
    expect((await version.exited)[0]).toBe(0);
    expect(version.said.out).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+/)]);
  });

  it("checks file, broker and voice, and tells which of them is not well", async () => {
    const voice = { driver: "simulated", cacheFolder: "voice" };
    const away = await start(0, { voice }, ["check"]);
    expect((await away.exited)[0]).toBe(1);
    const lines = away.said.out.map((line) => line.slice(0, 6).trim());
    expect([lines, away.said.out[1]]).toEqual([
      ["OK", "FEJL", "OK"],
      expect.stringContaining("mqtt://127.0.0.1:1"),
    ]);
    const recorded = await start(0, { voice: { ...voice, clipsFolder: "clips" } }, ["check"]);
    await recorded.exited;
    const notes = recorded.said.out.filter((line) => line.startsWith("NB"));
    expect(notes.slice(0, 2)).toEqual([
      expect.stringMatching(/clips da: \d+ mangler \/ missing: nummer, a, 1,/),
      expect.stringMatching(/clips en: \d+ mangler \/ missing: number, a, 1,/),
    ]);
    const faulty = await start(0, { location: "Demo" }, ["check"]);
    expect((await faulty.exited)[0]).toBe(1);
    expect(faulty.said.out.join("\n")).toContain("location");
  });

  it("names what is wrong in its file, and is not started again for it", async () => {
    const { exited, said } = await start(0, { http: { host: "0.0.0.0", port: 0 }, location: "Demo" });
    expect((await exited)[0]).toBe(78);
    expect(said.err).toContain("location");
  });
});
