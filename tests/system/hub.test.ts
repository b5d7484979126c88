import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAccounts } from "../../broker/http/sign-in.ts";
import { isPassword } from "../../broker/password.ts";
import { holidayExceptions } from "../../protocol/holidays.ts";

const HUB = "dist/talon-hub.js";
let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-hub-"));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }
  rmSync(folder, { recursive: true });
});

const demo = (dataDir = folder, http = "0") => [
  ...["--demo", "--location", "demo/location.json", "--data-dir", dataDir],
  ...["--http-port", http, "--mqtt-port", "0"],
];

class Started {
  readonly child: ChildProcess;
  readonly lines: string[] = [];
  complaint = "";

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [HUB, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    running.push(this.child);
    createInterface({ input: this.child.stdout! }).on("line", (line) => this.lines.push(line));
    this.child.stderr?.on("data", (text: Buffer) => {
      this.complaint += text.toString();
    });
  }

  async ready(): Promise<{ http: string; mqtt: string }> {
    const end = performance.now() + 20_000;
    for (;;) {
      const line = this.lines.find((one) => one.includes('"what":"ready"'));
      if (line) return JSON.parse(line) as { http: string; mqtt: string };
      if (this.child.exitCode !== null || performance.now() > end) throw new Error(this.complaint);
      await new Promise((next) => setTimeout(next, 20));
    }
  }

  async ended(): Promise<number> {
    if (this.child.exitCode === null) await once(this.child, "close");
    return this.child.exitCode ?? -1;
  }
}

describe("talon-hub", () => {
  it("says where it is when it is ready, and ends cleanly within two seconds when it is told to", async () => {
    const hub = new Started(demo());
    const { http, mqtt } = await hub.ready();
    expect(mqtt).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${http}/healthz`)).json()).toEqual({
      ...{ ok: true, problems: [], ledger: expect.stringMatching(/^\d+:[0-9a-f]{64}$/) as string },
    });
    const stream = await fetch(`${http}/display/d1/events`);
    const from = performance.now();
    hub.child.kill("SIGTERM");
    expect(await hub.ended()).toBe(0);
    expect(performance.now() - from).toBeLessThan(2000);
    await stream.body?.cancel().catch(() => undefined);
  });

  it("ends with the demo that started it", async () => {
    const hub = new Started(demo());
    await hub.ready();
    hub.child.stdin?.end();
    expect(await hub.ended()).toBe(0);
  });

  it("says in words that a port is taken, or that its ledger is in use by another hub", async () => {
    const { http } = await new Started(demo()).ready();
    const second = new Started(demo(join(folder, "other"), new URL(http).port));
    expect(await second.ended()).toBe(69);
    expect(second.complaint).toContain(`Port ${new URL(http).port}`);
    const third = new Started(demo());
    expect(await third.ended()).toBe(69);
    expect(third.complaint).toMatch(/^talon-hub: Hovedbogen .* bruges af en anden hub/m);
  });

  it("says in words which file is missing and what is wrong in it, and gives no stack", async () => {
    const file = join(folder, "hub.json");
    const missing = new Started(["--config", file]);
    expect(await missing.ended()).toBe(78);
    expect(missing.complaint).toContain(file);
    writeFileSync(file, JSON.stringify({ v: 1, http: { port: "x" } }));
    const wrong = new Started(["check", "--config", file]);
    expect(await wrong.ended()).toBe(1);
    const usage = new Started(["check", "--demo"]);
    expect(await usage.ended()).toBe(64);
    expect([wrong.lines, usage.lines]).toEqual([[], []]);
    for (const path of ["location:", "http.port:", "mqtt"]) expect(wrong.complaint).toContain(path);
    expect(missing.complaint + wrong.complaint).not.toMatch(/^\s+at /m);
  });

  it("says in words that a folder cannot be written", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const data = new Started(demo(join(file, "data")));
    expect(await data.ended()).toBe(78);
    expect(data.complaint).toMatch(/^talon-hub: Mappen .*file\/data kan ikke laves eller skrives\. /);
    writeFileSync(join(folder, "speech"), "");
    const voice = new Started(demo());
    expect(await voice.ended()).toBe(78);
    expect(voice.complaint).toMatch(/^talon-hub: Mappen .*\/speech kan ikke laves eller skrives\. /);
  });

  it("prints the holidays of a year as exceptions, and says what else it offers", async () => {
    const hub = new Started(["holidays", "--year", "2027", "--choose", "2027-12-24"]);
    expect(await hub.ended()).toBe(0);
    const exceptions = JSON.parse(hub.lines.join("")) as { date: string }[];
    expect(exceptions.map(({ date }) => date)).toEqual(
      holidayExceptions(2027, ["2027-12-24"]).map((one) => one.date),
    );
    expect(hub.complaint).toMatch(/^Åbent, medmindre de vælges med --choose: 2027-05-01 \(1\. maj\), /);
  });

  it("makes one of the staff's entry for the accounts file", async () => {
    const hub = new Started(["hash-password", "--staff", "anna"]);
    hub.child.stdin?.end("hemmelig\n");
    expect(await hub.ended()).toBe(0);
    const entry = JSON.parse(hub.lines.join("")) as { hash: string };
    expect(readAccounts([entry])).toEqual({ ok: true, accounts: [{ staff: "anna", hash: entry.hash }] });
    expect(await isPassword("hemmelig", entry.hash)).toBe(true);
    const empty = new Started(["hash-password", "--staff", "anna"]);
    empty.child.stdin?.end("\n");
    expect([await empty.ended(), empty.lines]).toEqual([64, []]);
  });

  it("asks for a password at a terminal without showing what is typed", async () => {
    const command = `${process.execPath} ${HUB} hash-password --staff anna`;
    const terminal = spawn("socat", ["STDIO", `EXEC:${command},pty,setsid,ctty,stderr,echo=1`], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    running.push(terminal);
    let shown = "";
    terminal.stdout.on("data", (text: Buffer) => {
      shown += text.toString();
    });
    const says = async (words: string) => {
      const end = performance.now() + 20_000;
      while (!shown.includes(words)) {
        if (performance.now() > end) throw new Error(shown);
        await new Promise((next) => setTimeout(next, 20));
      }
    };
    await says("Adgangskode: ");
    terminal.stdin.write("hemmelig\r");
    await says("igen: ");
    terminal.stdin.write("hemmelig\r");
    await once(terminal, "close");
    expect(shown).not.toContain("hemmelig");
    const { hash } = JSON.parse(/\{.*\}/.exec(shown)?.[0] ?? "{}") as { hash: string };
    expect(await isPassword("hemmelig", hash)).toBe(true);
  });
});
