/**
 * The systemd units, judged by systemd's own programs, off line. Only the path of node is adapted to this machine.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const programs = ["talon-hub", "talon-stand", "talon-display", "talon-caller"] as const;

/** Exposure of at most 2.0 of 10, in the tenths that systemd-analyze counts in. */
const exposureLimit = "--threshold=20";

function unitText(program: string): string {
  return readFileSync(join(root, `systemd/${program}.service`), "utf8");
}

/** What the unit says for one key, in order. */
function valuesOf(program: string, key: string): string[] {
  return [...unitText(program).matchAll(new RegExp(`^${key}=(.*)$`, "gm"))].map((match) => match[1] ?? "");
}

/** For how many seconds the stand's unit pauses after an end with this status: its own shell line, told instead of slept. */
function pauseAfter(status: string): number {
  const [line] = valuesOf("talon-stand", "ExecStopPost");
  const script = /^\/bin\/sh -c '(.*)'$/.exec(line ?? "")?.[1]?.replace("exec sleep", "echo") ?? "exit 1";
  const run = spawnSync("/bin/sh", ["-c", script], { env: { EXIT_STATUS: status }, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the pause of talon-stand.service does not run: ${line}`);
  return Number(run.stdout);
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

  test.each(["talon-stand", "talon-caller"])(
    "the child of %s that reads lines and keys may set its capabilities to none, as setpriv does",
    (program) => {
      const filters = valuesOf(program, "SystemCallFilter");
      expect(filters.indexOf("capset")).toBeGreaterThan(
        filters.findIndex((one) => one.includes("~@privileged")),
      );
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

  test.each(programs)(
    "%s.service does not start again after wrong flags, a faulty file or a missing secret",
    (program) => {
      expect(valuesOf(program, "Restart")).toEqual(["always"]);
      expect(valuesOf(program, "RestartPreventExitStatus")).toEqual(["64 78 243"]);
    },
  );

  test.each(["talon-hub", "talon-display", "talon-caller"])(
    "%s.service tries for ever, and restarts no machine",
    (program) => {
      expect(valuesOf(program, "StartLimitIntervalSec")).toEqual(["0"]);
      expect(unitText(program)).not.toMatch(/reboot/i);
    },
  );

  test.each(["69", "75"])(
    "a stand that ends with %s pauses so long that it never comes to a reboot",
    (status) => {
      const pauseS = pauseAfter(status);
      const [burst] = valuesOf("talon-stand", "StartLimitBurst");
      expect(valuesOf("talon-stand", "StartLimitIntervalSec")).toEqual(["10min"]);
      // At most two thirds of the starts that lead to a reboot, so that a crash or a technician's restart has room.
      expect(600 / pauseS).toBeLessThanOrEqual((Number(burst) * 2) / 3);
      expect(Number.parseInt(valuesOf("talon-stand", "TimeoutStopSec")[0] ?? "", 10)).toBeGreaterThan(pauseS);
    },
  );

  test.each(["70", "ABRT", "KILL", "0"])("a stand that ends with %s starts again at once", (status) => {
    expect(pauseAfter(status)).toBe(0);
  });

  test("only stand and caller may touch devices, and each is named", () => {
    for (const program of ["talon-stand", "talon-caller"]) {
      const devices = unitText(program).match(/^DeviceAllow=.*$/gm) ?? [];
      expect(devices.length).toBeGreaterThan(0);
      expect(devices.filter((line) => !/^DeviceAllow=char-[a-zA-Z_]+ rw?$/.test(line))).toEqual([]);
      expect(valuesOf(program, "DevicePolicy")).toEqual(["closed"]);
    }
    for (const program of ["talon-hub", "talon-display"]) {
      expect(unitText(program)).not.toContain("DeviceAllow=");
      expect(unitText(program)).toContain("PrivateDevices=yes");
    }
  });

  test("the stand may open every kind of device that its configuration can name", () => {
    const allowed = valuesOf("talon-stand", "DeviceAllow").map((line) => line.split(" ")[0]);
    const buttonsAndKeys = ["char-gpiochip", "char-input"];
    const printers = ["char-usb", "char-usb_device"]; // by usblp, and by libusb's way
    const serialLines = ["char-ttyACM", "char-ttyAMA", "char-ttyS", "char-ttyUSB"];
    expect(new Set(allowed)).toEqual(new Set(["char-alsa", ...buttonsAndKeys, ...serialLines, ...printers]));
  });

  test("the user and the groups of the units are the ones that sysusers makes", () => {
    mkdirSync(join(folder, "etc"));
    const run = spawnSync("systemd-sysusers", [`--root=${folder}`, join(root, "systemd/talon.sysusers")]);
    expect(run.stderr.toString()).not.toContain("Failed");
    const groups = readFileSync(join(folder, "etc/group"), "utf8");
    const users = readFileSync(join(folder, "etc/passwd"), "utf8");
    expect(users).toMatch(/^talon:.*nologin$/m);
    const named = ["talon-stand", "talon-caller"].flatMap((program) =>
      valuesOf(program, "SupplementaryGroups").flatMap((line) => line.split(" ")),
    );
    const debians = ["audio", "dialout", "lp"]; // base-passwd
    expect(named.filter((group) => !debians.includes(group) && !groups.includes(`${group}:`))).toEqual([]);
  });
});
