/**
 * The udev rules, read by udev's own program. Debian 12's udevadm has no `verify`, so it is made to read all rules for a device
 * that every machine has, in a mount namespace of its own, where /run holds nothing but our file.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SCANNER_MAKERS } from "../../hal/devices/makers.ts";

const root = new URL("../../", import.meta.url).pathname;
const rules = readFileSync(join(root, "systemd/60-talon.rules"), "utf8");
const SCRIPT = [
  "mount -t tmpfs none /run",
  "mkdir -p /run/udev/rules.d",
  'cp "$1" /run/udev/rules.d/60-talon.rules',
  "udevadm test /sys/class/mem/null",
].join(" && ");
/** sysusers makes this group at the installation. */
const EXPECTED = /Reading rules file|Unknown group 'gpio', ignoring/;

describe("the udev rules", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "talon-rules-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What udev says of our file, line by line. Throws where it could not be asked. */
  function complaints(text: string): string[] {
    const file = join(folder, "60-talon.rules");
    writeFileSync(file, text);
    const run = spawnSync("unshare", ["-rm", "sh", "-c", SCRIPT, "sh", file], { encoding: "utf8" });
    const said = `${run.stdout}${run.stderr}`.split("\n").filter((line) => line.includes("60-talon.rules"));
    if (!said.some((line) => line.includes("Reading rules file")))
      throw new Error(`udevadm could not be asked (tests/setup installs it): ${run.error ?? run.stderr}`);
    return said.filter((line) => !EXPECTED.test(line));
  }

  test("are understood by udev without a word of complaint", () => {
    expect(complaints(rules)).toEqual([]);
  });

  test.each([
    ["a misspelt key", rules.replace("IMPORT{builtin}", "IMPRT{builtin}")],
    ["a label that is nowhere", rules.replace('GOTO="talon_names"', 'GOTO="talon_nowhere"')],
    ["a comparison without a value", rules.replace('=="gpio"', "==")],
  ])("with %s are refused, so the check can fail", (_, text) => {
    expect(complaints(text)).not.toEqual([]);
  });

  test("name the same makers of scanners as the list of devices", () => {
    const lists = [...rules.matchAll(/(?:idVendor|ID_VENDOR_ID)\}=="([^"]+)"/g)].map((found) => found[1]);
    expect(lists).toHaveLength(3);
    expect(new Set(lists)).toEqual(new Set([[...SCANNER_MAKERS.keys()].sort().join("|")]));
  });

  test("give nobody at the screen the stand's devices", () => {
    expect(rules).not.toMatch(/^[^#]*uaccess"/m);
    const modes = [...rules.matchAll(/MODE="(\d+)"/g)].map((found) => found[1]);
    expect(modes.every((mode) => mode?.endsWith("0") || mode === "0664")).toBe(true);
  });

  test("are put where udev reads them by the installation guide", () => {
    const guide = readFileSync(join(root, "docs/install.md"), "utf8");
    expect(guide).toMatch(/\/usr\/lib\/udev\/rules\.d .*60-talon\.rules && udevadm control --reload/);
  });
});
