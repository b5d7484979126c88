/**
 * Whether a folder can be written, tried on the card itself, without making the folder.
 * Knows no configuration. The stand makes its folders at its first start, as the user that it runs as.
 */
import { access, constants, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { machineDisk, replaceFile } from "../disk.ts";

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** The folder itself, or the nearest one above it that is there. */
async function nearest(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch (error) {
    if (!isMissing(error) || dirname(folder) === folder) throw error;
    return await nearest(dirname(folder));
  }
}

/** Writes a file in `folder`, or where `folder` would be made, and takes it away; says where. Rejects with the system's error. */
export async function probeFolder(folder: string): Promise<string> {
  const disk = machineDisk();
  const place = await nearest(folder);
  const probe = join(place, ".talon-probe");
  await replaceFile(disk, probe, Buffer.from("probe\n"));
  await disk.remove(probe);
  return place;
}

/** Whether `file` can be written or made. Rejects with the system's error. */
export async function probeFile(file: string): Promise<void> {
  if ((await nearest(file)) === file) await access(file, constants.W_OK);
  else await probeFolder(dirname(file));
}
