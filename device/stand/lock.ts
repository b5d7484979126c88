/**
 * One stand process for one outbox: two that write the same one would print the same numbers (design rules 3 and 6).
 * Knows no outbox, only its folder. Nothing is left behind by a process that was killed, so there is nothing to clear away.
 */
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { StandFault } from "./fault.ts";

/** The lock is held until `free`, or until the process ends in whatever way. */
export type FolderLock = { readonly free: () => Promise<void> };

/**
 * A socket that only one process can listen on, named after the folder's place on the disk, so that another path to it is the
 * same. Linux' abstract name space (man 7 unix) forgets it with its process; elsewhere it is a file.
 */
async function addressOf(folder: string): Promise<string> {
  if (process.platform !== "linux") return join(folder, "lock");
  const { dev, ino } = await stat(folder, { bigint: true });
  return `\0talon-stand-outbox-${dev}-${ino}`;
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
}

/** Takes the folder for this process. Fault: STAND_OUTBOX_IN_USE; rejects with the system's error for a folder that is not there. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const address = await addressOf(folder);
  const server = createServer((caller) => void caller.destroy());
  try {
    await listen(server, address);
  } catch (error) {
    throw new StandFault("STAND_OUTBOX_IN_USE", folder, error);
  }
  server.unref();
  return { free: () => new Promise((resolve) => void server.close(() => resolve())) };
}
