/**
 * Tells whether the device behind a path still is the one that was opened, and whether it is one at all.
 * Opens nothing; knows no kind of device.
 */
import { stat } from "node:fs/promises";

/** Which device stands behind a path: another one after another plug, undefined when there is none. */
export async function deviceAt(path: string): Promise<string | undefined> {
  try {
    const { rdev, ino } = await stat(path);
    return `${rdev}:${ino}`;
  } catch {
    return undefined;
  }
}

/** Whether a path leads to something that is no character device: a file, a folder, a disk. False where nothing is. */
export async function isNoDevice(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isCharacterDevice();
  } catch {
    return false;
  }
}
