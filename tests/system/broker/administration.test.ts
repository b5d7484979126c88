import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocationConfig } from "../../../protocol/config.ts";

const HUB = "dist/talon-hub.js";
let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-administration-"));
});
afterEach(async () => {
  for (const child of running.splice(0)) await killed(child);
  rmSync(folder, { recursive: true });
});

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** A configuration file on loopback, with a location's file beside it. */
function configured(name: string, location: unknown): string {
  const here = join(folder, name);
  const file = `${here}.json`;
  writeFileSync(`${here}-location.json`, JSON.stringify(location));
  writeFileSync(
    file,
    JSON.stringify({
      ...{ v: 1, location: `${here}-location.json`, dataDir: here },
      http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:1" },
      // Whoever exports or imports has none of the secrets that systemd hands to the hub.
      mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
      signIn: { kind: "none" },
    }),
  );
  return file;
}

function demo(): LocationConfig {
  return JSON.parse(readFileSync(resolve("demo/location.json"), "utf8")) as LocationConfig;
}

type Running = { readonly child: ChildProcess; readonly http: string; readonly lines: readonly string[] };

async function started(config: string): Promise<Running> {
  const child = spawn(process.execPath, [HUB, "--config", config], { stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.includes('"what":"ready"'))
      return { child, lines, http: (JSON.parse(line) as { http: string }).http };
  }
  throw new Error(`the hub ended: ${lines.join("\n")}`);
}

async function command(...args: readonly string[]) {
  const child = spawn(process.execPath, [HUB, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", complaint: "" };
  child.stdout.on("data", (text: Buffer) => {
    said.out += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => {
    said.complaint += text.toString();
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, ...said };
}

type Document = LocationConfig & { name: { da: string } };
type Said = { readonly version: number; readonly document: Document };
const deskOf = ({ http }: Running, location: string) => `${http}/api/locations/${location}/administration`;

async function presentOf(hub: Running, location = "demo"): Promise<Said> {
  return (await (await fetch(`${deskOf(hub, location)}/document`)).json()) as Said;
}

async function saved(hub: Running, document: object, replaces: number): Promise<number> {
  const body = JSON.stringify({ document, replaces });
  return (await fetch(`${deskOf(hub, "demo")}/save`, { method: "POST", body })).status;
}

describe("a saved document", () => {
  it("is still there after the hub was killed right after it was answered", async () => {
    const config = configured("one", demo());
    let hub = await started(config);
    for (let version = 1; version <= 3; version += 1) {
      const { document } = await presentOf(hub);
      expect(await saved(hub, { ...document, name: { da: `Navn ${version}` } }, version)).toBe(200);
      await killed(hub.child);
      hub = await started(config);
      expect(await presentOf(hub)).toMatchObject({
        version: version + 1,
        document: { name: { da: `Navn ${version}` } },
      });
      expect(hub.lines.some((line) => line.includes("document is the ledger's"))).toBe(true);
    }
  });
});

describe("a location whose file has gone", () => {
  it("starts with the ledger's document and says so in words, and so do check and export", async () => {
    const config = configured("one", demo());
    const hub = await started(config);
    const { document } = await presentOf(hub);
    expect(await saved(hub, { ...document, name: { da: "Husket" } }, 1)).toBe(200);
    await killed(hub.child);
    rmSync(join(folder, "one-location.json"));
    const again = await started(config);
    expect(await presentOf(again)).toMatchObject({ version: 2, document: { name: { da: "Husket" } } });
    expect(again.lines.find((line) => line.includes("one-location.json"))).toMatch(/warning.*is missing/);
    await killed(again.child);
    const checked = await command("check", "--config", config, "--offline");
    expect(checked.code).not.toBe(0);
    expect(checked.out).toContain("findes ikke; hubben starter med version 2, som dens hovedbog har");
    const exported = JSON.parse((await command("export", "--config", config)).out) as Said;
    expect(exported.document).toMatchObject({ name: { da: "Husket" } });
  });
});

describe("a location that is moved by files", () => {
  it("is exported from one hub and imported by another that keeps its id, and each starts with it", async () => {
    const from = configured("from", demo());
    const hub = await started(from);
    const { document } = await presentOf(hub);
    const broken = structuredClone(document) as { stands: { buttons: object[] }[] };
    broken.stands[0]!.buttons[1] = { button: 2 };
    expect(await saved(hub, { ...broken, name: { da: "Flyttet" } }, 1)).toBe(200);
    const busy = await command("export", "--config", from);
    expect([busy.code, busy.complaint]).toEqual([69, expect.stringContaining("Hovedbogen")]);
    await killed(hub.child);

    const file = join(folder, "talon-demo.json");
    const exported = await command("export", "--config", from);
    expect(exported.code).toBe(0);
    writeFileSync(file, exported.out);

    const to = configured("to", { ...demo(), location: "other", displays: [] });
    await killed((await started(to)).child);
    const imported = await command("import", file, "--config", to);
    expect([imported.code, imported.complaint]).toEqual([0, ""]);
    expect(imported.out).toContain("Stedet: navn");
    expect(imported.out).toContain("udeladt: stands.0.buttons.1.label");
    expect(imported.out).toContain("Version 2 af Rådhuset (other) står i hovedbogen");
    const other = await started(to);
    const here = await presentOf(other, "other");
    expect(here.version).toBe(2);
    const sent = (JSON.parse(exported.out) as { document: object }).document;
    expect({ ...here.document, location: "demo" }).toEqual(sent);
  });

  it("is what a new hub starts with, its id too, and is refused in words when it is none", async () => {
    const file = { talon: "location", v: 1, exportedAt: "2026-11-23T09:00:00.000Z", document: demo() };
    const hub = await started(configured("new", file));
    expect(await presentOf(hub)).toMatchObject({ version: 1, document: demo() });
    const foreign = join(folder, "foreign.json");
    writeFileSync(foreign, '{"talon":');
    const config = configured("empty", demo());
    const refused = await command("import", foreign, "--config", config);
    expect([refused.code, refused.complaint]).toEqual([78, expect.stringContaining("den er ikke hel")]);
    expect((await command("import", "--config", config)).complaint).toContain("filen mangler");
    expect((await command("import", foreign, "--keep", "secrets", "--config", config)).code).toBe(64);
    expect(JSON.parse((await command("export", "--config", config)).out)).toMatchObject({ document: demo() });
  });
});
