/**
 * What the machine under the stand says of itself: its boot, its identity, its warmth, and how far its clock may be believed.
 * Knows no ticket. Everything here may be missing on a laptop; then the honest answer is "unknown".
 */
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClockTrust } from "../../protocol/terms.ts";

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").replaceAll("\0", "").trim();
  } catch {
    return "";
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** New at every boot of the machine; `otherwise` where the kernel does not say, so that the process counts as a boot. */
export function bootId(otherwise: string): string {
  const said = readText("/proc/sys/kernel/random/boot_id");
  return UUID.test(said) ? said : otherwise;
}

/** What another machine with a clone of this card would not have: the board's serial number beside /etc/machine-id. */
export function machineIdentity(): string {
  const serial = readText("/proc/device-tree/serial-number") || readText("/sys/class/dmi/id/board_serial");
  return `${readText("/etc/machine-id")} ${serial}`;
}

/**
 * `synced` once systemd-timesyncd has set the clock in this boot (it makes that file), `floor` when the clock is at least not
 * before the last instant that is known to have passed, else `none`.
 */
export function clockTrust(wallMs: number, knownAt: number): ClockTrust {
  if (existsSync("/run/systemd/timesync/synchronized")) return "synced";
  return wallMs >= knownAt && knownAt > 0 ? "floor" : "none";
}

/** The hottest of the machine's sensors in degrees Celsius, to one decimal; `null` where there is none. */
export async function temperatureC(folder = "/sys/class/thermal"): Promise<number | null> {
  try {
    const zones = (await readdir(folder)).filter((name) => name.startsWith("thermal_zone"));
    const said = await Promise.all(zones.map((name) => readFile(join(folder, name, "temp"), "utf8")));
    const degrees = said.map((text) => Number(text) / 1000).filter((value) => value > -60 && value < 200);
    return degrees.length > 0 ? Math.round(Math.max(...degrees) * 10) / 10 : null;
  } catch {
    return null;
  }
}
