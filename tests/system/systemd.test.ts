/**
 * The systemd units, judged by systemd's own programs, off line. Only the path of node is adapted to this machine.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const programs = ["talon-hub", "talon-stand", "talon-display"] as const;

/** Exposure of at most 2.0 of 10, in the tenths that systemd-analyze counts in. */
const exposureLimit = "--threshold=20";

function unitText(program: string): string {
  return readFileSync(join(root, `systemd/${program}.service`), "utf8");
}

describe("the systemd units", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "talon-units-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function analyze(
    args: readonly string[],
    program: string,
    text: string,
  ): { status: number | null; said: string } {
    const file = join(folder, `${program}.service`);
    writeFileSync(file, text.replace("ExecStart=/usr/bin/node ", `ExecStart=${process.execPath} `));
    const run = spawnSync("systemd-analyze", [...args, file], { encoding: "utf8" });
    return { status: run.status, said: `${run.stdout}${run.stderr}` };
  }
  const verify = (program: string, text: string) => analyze(["verify"], program, text);
  const judge = (program: string, text: string) =>
    analyze(["security", "--offline=yes", exposureLimit], program, text);

  test.each(programs)("%s.service is understood by systemd without a word of complaint", (program) => {
    const { status, said } = verify(program, unitText(program));
    expect(said.split("\n").filter((line) => line.includes(program))).toEqual([]);
    expect(status).toBe(0);
  });

  test.each(programs)("%s.service exposes little", (program) => {
    expect(judge(program, unitText(program))).toMatchObject({ status: 0 });
  });

  test.each(programs)(
    "%s.service starts the program that the package names, with its configuration file",
    (program) => {
      const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
        bin: Record<string, string>;
      };
      const config = `/etc/talon/${program.replace("talon-", "")}.json`;
      expect(unitText(program)).toContain(`/usr/lib/talon/${bin[program]} --config ${config}\n`);
      expect(existsSync(join(root, bin[program] ?? "missing"))).toBe(true);
    },
  );

  test("a unit with a misspelt key is refused, so the check can fail", () => {
    const misspelt = unitText("talon-hub").replace("WatchdogSec=", "WatchdogSecs=");
    expect(verify("talon-hub", misspelt).said).toContain("WatchdogSecs");
  });

  test("a unit that drops its guards is refused, so the check can fail", () => {
    const [head] = unitText("talon-stand").split("# What is not needed");
    expect(judge("talon-stand", head ?? "").status).not.toBe(0);
  });

  test("only the stand may touch devices, and each is named", () => {
    const devices = unitText("talon-stand").match(/^DeviceAllow=.*$/gm) ?? [];
    expect(devices.length).toBeGreaterThan(0);
    expect(devices.filter((line) => !/^DeviceAllow=char-[a-zA-Z]+ rw$/.test(line))).toEqual([]);
    for (const program of ["talon-hub", "talon-display"]) {
      expect(unitText(program)).not.toContain("DeviceAllow=");
      expect(unitText(program)).toContain("PrivateDevices=yes");
    }
  });

  test("the user and the groups of the units are the ones that sysusers makes", () => {
    mkdirSync(join(folder, "etc"));
    const run = spawnSync("systemd-sysusers", [`--root=${folder}`, join(root, "systemd/talon.sysusers")]);
    expect(run.stderr.toString()).not.toContain("Failed");
    const groups = readFileSync(join(folder, "etc/group"), "utf8");
    const users = readFileSync(join(folder, "etc/passwd"), "utf8");
    expect(users).toMatch(/^talon:.*nologin$/m);
    expect(groups).toMatch(/^gpio:/m);
  });
});
