/** How much a folder's medium still takes. Knows no file in it. */
import { statfs } from "node:fs/promises";

/** In bytes, for whoever is not root. Rejects where the folder is gone. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
