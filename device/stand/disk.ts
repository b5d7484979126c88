/**
 * The few things a stand does with a disk, as one binding: the real one here, a forgetting one in the tests.
 * Knows no line and no setting; promises what POSIX promises and nothing more.
 */
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, truncate } from "node:fs/promises";
import { dirname } from "node:path";

/** A file opened for appending. */
export type DiskFile = {
  append(bytes: Uint8Array): Promise<void>;
  /** fdatasync: what was appended outlives a power cut once this resolves, and not before. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

/**
 * What a stand asks of a disk. Every promise rejects with the system's error.
 * A new or renamed file outlives a power cut only after `syncFolder` of its folder.
 */
export type Disk = {
  makeFolder(folder: string): Promise<void>;
  /** Names of files, sorted; empty for a folder that does not exist. */
  list(folder: string): Promise<string[]>;
  /** `null` for a file that does not exist. */
  read(path: string): Promise<Buffer | null>;
  /** The file from its beginning, piece by piece, whatever its size; a piece is valid only during the call. False for a file that does not exist. */
  readPieces(path: string, take: (piece: Buffer) => void): Promise<boolean>;
  openAppend(path: string): Promise<DiskFile>;
  truncate(path: string, length: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
};

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

async function whenThere<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return otherwise;
    throw error;
  }
}

async function openAppend(path: string): Promise<DiskFile> {
  const file = await open(path, "a", 0o600);
  return {
    append: (bytes) => file.appendFile(bytes),
    sync: () => file.datasync(),
    close: () => file.close(),
  };
}

const PIECE_BYTES = 131_072;

async function readPieces(path: string, take: (piece: Buffer) => void): Promise<boolean> {
  const file = await whenThere<FileHandle | null>(open(path, "r"), null);
  if (!file) return false;
  try {
    const room = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(room, 0, PIECE_BYTES, null);
      if (bytesRead === 0) return true;
      take(room.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The machine's own disk. */
export function machineDisk(): Disk {
  return {
    makeFolder: async (folder) => {
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      if (made !== undefined) await syncFolder(dirname(made));
    },
    list: async (folder) => (await whenThere(readdir(folder), [])).sort(),
    read: (path) => whenThere<Buffer | null>(readFile(path), null),
    readPieces,
    openAppend,
    truncate: async (path, length) => {
      await truncate(path, length);
      const file = await openAppend(path);
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    rename,
    remove: (path) => rm(path, { force: true }),
    syncFolder,
  };
}

/**
 * Puts a whole file in place so that after a power cut either the old or the new one is there: a temporary file, its sync,
 * the rename, the folder's sync. Leaving any of the four out loses or empties the file (measured with power cuts: stock lowdb forgot 17 of 123 tickets).
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.new`;
  await disk.remove(temporary);
  const file = await disk.openAppend(temporary);
  try {
    await file.append(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(temporary, path);
  await disk.syncFolder(dirname(path));
}
