/**
 * Reads the kernel's input events (struct input_event of linux/input.h): bytes in, keys down and up out.
 * Knows no device and no meaning of a key; never throws, whatever the bytes.
 */

const EV_SYN = 0;
const EV_KEY = 1;
const SYN_REPORT = 0;
const SYN_DROPPED = 3;
const RELEASED = 0;
const PRESSED = 1;

/** A struct input_event: two longs of time, then type, code and value. */
export type RecordBytes = 16 | 24;

/** The size of a record for a program of this kind: a 32-bit program is given small ones by a 64-bit kernel, too. */
export function recordBytesOf(arch: string): RecordBytes {
  return ["arm", "ia32", "mips", "mipsel", "ppc"].includes(arch) ? 16 : 24;
}

/** Whom the decoder tells; a key that repeats itself because it is held is not told again. */
export type KeyUser = {
  onKey: (code: number, isDown: boolean) => void;
  /** The kernel's buffer ran over: events before this are lost, and any key may have gone up or down meanwhile. */
  onDropped: () => void;
};

/**
 * A decoder for one opened device.
 * Promises: records cut anywhere are put together; between SYN_DROPPED and the next SYN_REPORT nothing is told, as the kernel's
 * event-codes.rst asks; at most one record is kept.
 */
export class InputDecoder {
  readonly #recordBytes: RecordBytes;
  readonly #user: KeyUser;
  #rest: Buffer = Buffer.alloc(0);
  #isDropping = false;

  constructor(recordBytes: RecordBytes, user: KeyUser) {
    this.#recordBytes = recordBytes;
    this.#user = user;
  }

  write(bytes: Uint8Array): void {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : Buffer.from(bytes);
    let from = 0;
    for (; from + this.#recordBytes <= all.length; from += this.#recordBytes) {
      const end = from + this.#recordBytes;
      this.#record(all.readUInt16LE(end - 8), all.readUInt16LE(end - 6), all.readInt32LE(end - 4));
    }
    this.#rest = Buffer.from(all.subarray(from));
  }

  #record(type: number, code: number, value: number): void {
    if (type === EV_SYN && code === SYN_DROPPED) {
      this.#isDropping = true;
      this.#user.onDropped();
    } else if (type === EV_SYN && code === SYN_REPORT) this.#isDropping = false;
    else if (type === EV_KEY && !this.#isDropping && (value === PRESSED || value === RELEASED))
      this.#user.onKey(code, value === PRESSED);
  }
}
