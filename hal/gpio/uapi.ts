/**
 * The bytes of the kernel's GPIO character device, version 2: requests, answers and edge events as `linux/gpio.h` lays them out.
 * Pure: opens nothing, knows no button and no lamp. Little-endian, as every machine that Talon runs on.
 */

/** The ioctl numbers of `linux/gpio.h` (GPIO_GET_CHIPINFO_IOCTL, GPIO_V2_GET_LINEINFO_IOCTL, GPIO_V2_GET_LINE_IOCTL ...). */
export const GPIO_IOCTL = {
  chipInfo: 0x8044_b401,
  lineInfo: 0xc100_b405,
  requestLines: 0xc250_b407,
  getValues: 0xc010_b40e,
  setValues: 0xc010_b40f,
} as const;

/** The line flags that Talon uses (`enum gpio_v2_line_flag`). */
export const LINE_FLAG = {
  used: 1n << 0n,
  activeLow: 1n << 1n,
  input: 1n << 2n,
  output: 1n << 3n,
  edgeRising: 1n << 4n,
  edgeFalling: 1n << 5n,
  pullUp: 1n << 8n,
  pullDown: 1n << 9n,
  noBias: 1n << 10n,
} as const;

/** The longest name of a line, chip or consumer, without its final zero (GPIO_MAX_NAME_SIZE). */
const MOST_NAME_BYTES = 31;
/** sizeof(struct gpio_v2_line_event). */
const EVENT_BYTES = 48;

const DEBOUNCE_ATTRIBUTE = 3; // GPIO_V2_LINE_ATTR_ID_DEBOUNCE

/** What a program asks of a chip: lines by their number there, and how to run them. `debounceUs` 0: none. */
export type LineRequest = {
  offsets: readonly number[];
  consumer: string;
  flags: bigint;
  debounceUs: number;
  /** How many edges the kernel keeps until they are read; it takes 1024 at most. */
  eventBuffer: number;
};

/** A bit for each of `count` lines, in the order of the request. */
export const allLines = (count: number): bigint => (1n << BigInt(count)) - 1n;

/** struct gpio_v2_line_request, 592 bytes. */
export function encodeLineRequest(request: LineRequest): Buffer {
  const bytes = Buffer.alloc(592);
  for (const [place, offset] of request.offsets.entries()) bytes.writeUInt32LE(offset, place * 4);
  bytes.write(request.consumer.slice(0, MOST_NAME_BYTES), 256, "latin1");
  bytes.writeBigUInt64LE(request.flags, 288);
  if (request.debounceUs > 0) {
    bytes.writeUInt32LE(1, 296); // num_attrs
    bytes.writeUInt32LE(DEBOUNCE_ATTRIBUTE, 320);
    bytes.writeUInt32LE(request.debounceUs, 328);
    bytes.writeBigUInt64LE(allLines(request.offsets.length), 336);
  }
  bytes.writeUInt32LE(request.offsets.length, 560);
  bytes.writeUInt32LE(request.eventBuffer, 564);
  return bytes;
}

/** The descriptor that the kernel wrote into an answered request. */
export const requestedFd = (request: Buffer): number => request.readInt32LE(588);

/** struct gpio_v2_line_values: `bits` of the lines in `mask`. */
export function encodeValues(bits: bigint, mask: bigint): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(bits, 0);
  bytes.writeBigUInt64LE(mask, 8);
  return bytes;
}

export const valueBits = (values: Buffer): bigint => values.readBigUInt64LE(0);

/** struct gpiochip_info, to be filled by the kernel. */
export const emptyChipInfo = (): Buffer => Buffer.alloc(68);

export type ChipInfo = { name: string; label: string; lines: number };

export function decodeChipInfo(bytes: Buffer): ChipInfo {
  return { name: words(bytes, 0), label: words(bytes, 32), lines: bytes.readUInt32LE(64) };
}

/** struct gpio_v2_line_info about line `offset`, to be filled by the kernel. */
export function lineInfoOf(offset: number): Buffer {
  const bytes = Buffer.alloc(256);
  bytes.writeUInt32LE(offset, 64);
  return bytes;
}

/** `consumer` is who uses the line, where they said so. */
export type LineInfo = { name: string; consumer: string; isUsed: boolean };

export function decodeLineInfo(bytes: Buffer): LineInfo {
  const flags = bytes.readBigUInt64LE(72);
  return { name: words(bytes, 0), consumer: words(bytes, 32), isUsed: (flags & LINE_FLAG.used) !== 0n };
}

/** One edge. `isActive`: the line became active, whichever level that is; `lineSeq` counts the edges of this line from 1. */
export type LineEvent = {
  /** The kernel's time of it, CLOCK_MONOTONIC, the base of `process.hrtime`. */
  timestampNs: bigint;
  isActive: boolean;
  offset: number;
  lineSeq: number;
};

/** struct gpio_v2_line_event at `at`. */
function decodeEvent(bytes: Buffer, at: number): LineEvent {
  return {
    timestampNs: bytes.readBigUInt64LE(at),
    isActive: bytes.readUInt32LE(at + 8) === 1, // GPIO_V2_LINE_EVENT_RISING_EDGE
    offset: bytes.readUInt32LE(at + 12),
    lineSeq: bytes.readUInt32LE(at + 20),
  };
}

/** Cuts what a pump brings into events; a piece may end in the middle of one. */
export class EventCutter {
  #rest: Buffer = Buffer.alloc(0);

  /** The whole events so far, in the order of the kernel's timestamps. */
  take(piece: Uint8Array): LineEvent[] {
    const bytes = Buffer.concat([this.#rest, piece]);
    const whole = bytes.length - (bytes.length % EVENT_BYTES);
    this.#rest = bytes.subarray(whole);
    const events: LineEvent[] = [];
    for (let at = 0; at < whole; at += EVENT_BYTES) events.push(decodeEvent(bytes, at));
    return events.sort((a, b) =>
      a.timestampNs < b.timestampNs ? -1 : a.timestampNs > b.timestampNs ? 1 : 0,
    );
  }
}

function words(bytes: Buffer, at: number): string {
  const field = bytes.toString("latin1", at, at + MOST_NAME_BYTES + 1);
  const end = field.indexOf("\0");
  return end < 0 ? field : field.slice(0, end);
}
