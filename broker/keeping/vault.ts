/**
 * A backup's file: packed, compressed and encrypted in pieces, so that it may be larger than memory and any torn, cut, exchanged or
 * changed piece is noticed.
 * Knows neither ledger nor store; what it holds are files with names.
 *
 * First line `talon-backup 1`, second line a head in JSON, which anybody may read (location, time, where the chain ends); then
 * pieces, each its length in four bytes and AES-256-GCM over it. The key comes of the secret and the head's salt by scrypt. The
 * nonce is the piece's number; head, number and whether it is the last are authenticated with it.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { closeSync, createReadStream, createWriteStream, fsyncSync, openSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { HubFault } from "../errors.ts";

const MAGIC = "talon-backup 1";
const PIECE_BYTES = 1_048_576;
const TAG_BYTES = 16;
const LONGEST_HEAD = 4_096;
const SCRYPT = { N: 32_768, r: 8, p: 1, maxmem: 67_108_864 } as const;

/** What a backup says of itself without its key. */
export type BackupHead = {
  readonly location: string;
  readonly at: string;
  /** `<seq>:<hash>` */
  readonly ledger: string;
  readonly version: string;
};
type Head = BackupHead & { readonly salt: string };

/** A file in a backup: its name there, and where it lies now. */
export type PackedFile = { readonly name: string; readonly path: string };
/** What is known of a file before its bytes come. */
export type UnpackedFile = { readonly name: string; readonly mode: number; readonly size: number };

function keyOf(secret: string, salt: string): Buffer {
  return scryptSync(secret, Buffer.from(salt, "hex"), 32, SCRYPT);
}

function nonceOf(piece: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(piece), 4);
  return nonce;
}

const bound = (head: string, piece: number, isLast: boolean) =>
  Buffer.from(`${createHash("sha256").update(head).digest("hex")} ${piece} ${isLast ? "last" : "more"}`);

async function* pack(files: readonly PackedFile[]): AsyncGenerator<Buffer> {
  for (const { name, path } of files) {
    const { mode, size } = statSync(path);
    yield Buffer.from(`${JSON.stringify({ name, mode: mode & 0o777, size } satisfies UnpackedFile)}\n`);
    let left = size;
    for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
      const some = bytes.subarray(0, left);
      left -= some.length;
      yield some;
    }
    if (left > 0) throw new HubFault("HUB_FILE_UNREADABLE", `${path} (it became shorter meanwhile)`);
  }
  yield Buffer.from(`${JSON.stringify({ end: true })}\n`);
}

/** Pieces of one size, each with whether it is the last. */
async function* cut(source: AsyncIterable<Buffer>): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let rest = Buffer.alloc(0);
  for await (const bytes of source) {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length > PIECE_BYTES) {
      yield { bytes: rest.subarray(0, PIECE_BYTES), isLast: false };
      rest = rest.subarray(PIECE_BYTES);
    }
  }
  yield { bytes: rest, isLast: true };
}

function sealing(head: string, key: Buffer) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield Buffer.from(`${MAGIC}\n${head}\n`);
    let piece = 0;
    for await (const { bytes, isLast } of cut(source)) {
      const cipher = createCipheriv("aes-256-gcm", key, nonceOf(piece)).setAAD(bound(head, piece, isLast));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(sealed.length);
      yield Buffer.concat([length, sealed]);
      piece += 1;
    }
  };
}

/** Writes the files into a backup. The file is whole on the disk when this resolves. Faults: HUB_FILE_UNREADABLE, HUB_FILE_UNWRITABLE. */
export async function writeVault(
  file: string,
  what: { readonly head: BackupHead; readonly secret: string; readonly files: readonly PackedFile[] },
): Promise<void> {
  const salt = randomBytes(16).toString("hex");
  const head = JSON.stringify({ ...what.head, salt } satisfies Head);
  try {
    await pipeline(
      Readable.from(pack(what.files)),
      createGzip(),
      sealing(head, keyOf(what.secret, salt)),
      createWriteStream(file, { mode: 0o600, flags: "wx" }),
    );
    const opened = openSync(file, "r");
    fsyncSync(opened);
    closeSync(opened);
  } catch (cause) {
    throw cause instanceof HubFault ? cause : new HubFault("HUB_FILE_UNWRITABLE", file, cause);
  }
}

function isHead(value: unknown): value is Head {
  const head = (value ?? {}) as Record<keyof Head, unknown>;
  return [head.location, head.at, head.ledger, head.version, head.salt].every(
    (one) => typeof one === "string",
  );
}

/** A backup's head as it is written, its value, and where its pieces begin. */
async function headOf(file: string): Promise<{ text: string; head: Head; from: number }> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw new HubFault("HUB_FILE_UNREADABLE", file, cause);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0);
    const [magic, text = ""] = buffer.subarray(0, bytesRead).toString("utf8").split("\n");
    const head: unknown = magic === MAGIC ? JSON.parse(text) : null;
    if (!isHead(head))
      throw new HubFault("HUB_BACKUP_INVALID", {
        da: `${file} er ingen sikkerhedskopi fra Talon`,
        en: `${file} is no backup of Talon`,
      });
    return { text, head, from: Buffer.byteLength(`${MAGIC}\n${text}\n`) };
  } catch (cause) {
    if (cause instanceof HubFault) throw cause;
    throw new HubFault(
      "HUB_BACKUP_INVALID",
      { da: `${file} er ingen sikkerhedskopi fra Talon`, en: `${file} is no backup of Talon` },
      cause,
    );
  } finally {
    await handle.close();
  }
}

/** What a backup says of itself. Faults: HUB_FILE_UNREADABLE, HUB_BACKUP_INVALID. */
export async function readBackupHead(file: string): Promise<BackupHead> {
  return (await headOf(file)).head;
}

/** Reads exactly so many bytes at a time. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes; `null` at the end. */
  async some(most: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done) return null;
      this.#rest = next.value;
    }
    const bytes = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  async exactly(length: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    for (let left = length; left > 0; ) {
      const bytes = await this.some(left);
      if (bytes === null) return null;
      parts.push(bytes);
      left -= bytes.length;
    }
    return Buffer.concat(parts);
  }

  async line(): Promise<string | null> {
    const parts: Buffer[] = [];
    for (let length = 0; length < LONGEST_HEAD; length += 1) {
      const byte = await this.some(1);
      if (byte === null) return null;
      if (byte[0] === 10) return Buffer.concat(parts).toString("utf8");
      parts.push(Buffer.from(byte));
    }
    return null;
  }
}

function unsealing(file: string, head: string, key: Buffer) {
  const torn = (cause?: unknown) =>
    new HubFault(
      "HUB_BACKUP_INVALID",
      {
        da: `${file} er i stykker eller ændret, eller nøglen er en anden`,
        en: `${file} is torn or was changed, or the key is another one`,
      },
      cause,
    );
  const open = (sealed: Buffer, piece: number, isLast: boolean): Buffer => {
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(piece), { authTagLength: TAG_BYTES });
    decipher.setAAD(bound(head, piece, isLast)).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  };
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const bytes = new Bytes(source);
    let length = await bytes.exactly(4);
    for (let piece = 0; length !== null; piece += 1) {
      const size = length.readUInt32BE();
      const sealed = size <= PIECE_BYTES + TAG_BYTES && size >= TAG_BYTES ? await bytes.exactly(size) : null;
      if (sealed === null) throw torn();
      length = await bytes.exactly(4);
      try {
        yield open(sealed, piece, length === null);
      } catch (cause) {
        throw torn(cause);
      }
    }
  };
}

/**
 * Reads a backup from beginning to end and gives each file to `take`, which reads all its bytes.
 * Faults: HUB_FILE_UNREADABLE, HUB_BACKUP_INVALID, and those of `take`.
 */
export async function readVault(
  file: string,
  secret: string,
  take: (entry: UnpackedFile, bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<BackupHead> {
  const { text, head, from } = await headOf(file);
  const broken = new HubFault("HUB_BACKUP_INVALID", {
    da: `${file} er ikke hel`,
    en: `${file} is not whole`,
  });
  await pipeline(
    createReadStream(file, { start: from }),
    unsealing(file, text, keyOf(secret, head.salt)),
    createGunzip(),
    async (source: AsyncIterable<Buffer>) => {
      const bytes = new Bytes(source);
      for (;;) {
        const line = await bytes.line();
        const entry = JSON.parse(line ?? "null") as (UnpackedFile & { end?: true }) | null;
        if (entry === null) throw broken;
        if (entry.end) break;
        let left = entry.size;
        const content = async function* (): AsyncGenerator<Buffer> {
          while (left > 0) {
            const some = await bytes.some(left);
            if (some === null) throw broken;
            left -= some.length;
            yield some;
          }
        };
        await take(entry, content());
        if (left > 0) throw broken;
      }
      // To the very last piece, which says that nothing was cut off.
      while ((await bytes.some(PIECE_BYTES)) !== null);
    },
  );
  return head;
}
