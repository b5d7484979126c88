/**
 * A GPIO kernel of the tests: files that stand for /dev/gpiochipN, ioctl on their descriptors as linux/gpio.h lays out the
 * bytes, and named pipes that stand for the descriptors of claimed lines. Offsets are its own, so that they judge ours.
 * It has no debounce and no bounce; the kernel's own gpio-sim has, in the virtual machine of tests/hardware.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync, readlinkSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import type { HalClock } from "../../../hal/clock.ts";
import type { GpioDevices } from "../../../hal/gpio/chips.ts";

type FakeChip = { label: string; lines: number; names: Readonly<Record<number, string>> };

/** A claim of lines, as the kernel understood it. */
export type FakeClaim = {
  readonly chip: FakeChip;
  readonly offsets: readonly number[];
  readonly consumer: string;
  readonly flags: bigint;
  readonly debounceUs: number;
  readonly eventBuffer: number;
  readonly pipe: string;
  /** The kernel's end of the pipe. */
  readonly writer: number;
  readonly counts: Map<number, number>;
  /** Logical values, a bit a line. */
  bits: bigint;
  seq: number;
};

const ACTIVE_LOW = 2n;
const INPUT = 4n;
const OUTPUT = 8n;

const refuse = (code: string): never => {
  throw Object.assign(new Error(`ioctl: ${code}`), { code });
};

export class FakeKernel {
  readonly devices: GpioDevices;
  /** All claims so far, also ended ones. */
  readonly claims: FakeClaim[] = [];
  readonly #clock: HalClock;
  readonly #folder: string;
  readonly #chips = new Map<string, FakeChip>();

  constructor(folder: string, clock: HalClock) {
    this.#folder = folder;
    this.#clock = clock;
    const ioctl = (fd: number, request: number, bytes: Uint8Array): number =>
      this.#ioctl(fd, request, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.devices = { folder, libc: { ioctl }, checkMs: 10 };
  }

  plug(name: string, chip: Partial<FakeChip> & { label: string }): void {
    this.#chips.set(name, { lines: 54, names: {}, ...chip });
    writeFileSync(join(this.#folder, name), "");
  }

  /** The chip goes; a read that waits on its lines goes on waiting, as in the kernel, unless `isReadEnded`. */
  pull(name: string, isReadEnded = false): void {
    const chip = this.#chips.get(name);
    this.#chips.delete(name);
    rmSync(join(this.#folder, name), { force: true });
    for (const claim of this.claims) if (isReadEnded && claim.chip === chip) closeSync(claim.writer);
  }

  /** The claim that holds line `offset` now. */
  claim(offset: number): FakeClaim {
    const found = this.claims.findLast(
      (claim) => claim.offsets.includes(offset) && this.#isThere(claim.chip),
    );
    if (found === undefined) throw new Error(`nobody has claimed line ${offset}`);
    return found;
  }

  /** Whether anyone still holds the lines of `claim`: as in the kernel, also a child that has the descriptor. */
  isHeld({ pipe }: FakeClaim): boolean {
    try {
      closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
      return true;
    } catch {
      return false;
    }
  }

  /** The level of line `offset` changes from outside, as a finger does it. */
  drive(offset: number, level: 0 | 1): void {
    const claim = this.claim(offset);
    const isActive = (level === 1) !== ((claim.flags & ACTIVE_LOW) !== 0n);
    this.setBit(claim, offset, isActive);
    this.#count(claim, offset);
    writeSync(claim.writer, this.#event(claim, offset, isActive));
  }

  /** `edges` of line `offset` that the kernel had no room for. */
  drop(offset: number, edges: number): void {
    for (let edge = 0; edge < edges; edge += 1) this.#count(this.claim(offset), offset);
  }

  /** The electrical level of an output. */
  level(offset: number): 0 | 1 {
    const claim = this.claims.findLast((claim) => claim.offsets.includes(offset));
    if (claim === undefined) return 0;
    const isActive = ((claim.bits >> BigInt(claim.offsets.indexOf(offset))) & 1n) === 1n;
    return isActive !== ((claim.flags & ACTIVE_LOW) !== 0n) ? 1 : 0;
  }

  setBit(claim: FakeClaim, offset: number, isActive: boolean): void {
    const bit = 1n << BigInt(claim.offsets.indexOf(offset));
    claim.bits = isActive ? claim.bits | bit : claim.bits & ~bit;
  }

  #isThere(chip: FakeChip): boolean {
    return [...this.#chips.values()].includes(chip);
  }

  #count(claim: FakeClaim, offset: number): void {
    claim.seq += 1;
    claim.counts.set(offset, (claim.counts.get(offset) ?? 0) + 1);
  }

  /** struct gpio_v2_line_event. */
  #event(claim: FakeClaim, offset: number, isActive: boolean): Buffer {
    const event = Buffer.alloc(48);
    event.writeBigUInt64LE(BigInt(this.#clock.monotonicMs()) * 1_000_000n + 999_999n, 0);
    event.writeUInt32LE(isActive ? 1 : 2, 8);
    event.writeUInt32LE(offset, 12);
    event.writeUInt32LE(claim.seq, 16);
    event.writeUInt32LE(claim.counts.get(offset) ?? 0, 20);
    return event;
  }

  #ioctl(fd: number, request: number, bytes: Buffer): number {
    const target = readlinkSync(`/proc/self/fd/${fd}`);
    const claim = this.claims.find(({ pipe }) => pipe === target);
    if (claim !== undefined) return this.#lineCall(claim, request, bytes);
    const chip = this.#chips.get(basename(target)) ?? refuse("ENODEV");
    if (request === 0x8044b401) return chipInfo(chip, basename(target), bytes);
    if (request === 0xc100b405) return this.#lineInfo(chip, bytes);
    return request === 0xc250b407 ? this.#request(chip, bytes) : refuse("ENOTTY");
  }

  #lineCall(claim: FakeClaim, request: number, bytes: Buffer): number {
    if (!this.#isThere(claim.chip)) refuse("ENODEV");
    if (bytes.length !== 16) refuse("EFAULT");
    const mask = bytes.readBigUInt64LE(8);
    if (request === 0xc010b40e) bytes.writeBigUInt64LE(claim.bits & mask, 0);
    else if (request !== 0xc010b40f) refuse("ENOTTY");
    else if ((claim.flags & OUTPUT) === 0n) refuse("EPERM");
    else claim.bits = (claim.bits & ~mask) | (bytes.readBigUInt64LE(0) & mask);
    return 0;
  }

  #lineInfo(chip: FakeChip, bytes: Buffer): number {
    const offset = bytes.readUInt32LE(64);
    if (bytes.length !== 256 || offset >= chip.lines) refuse("EINVAL");
    const user = this.#userOf(chip, offset);
    bytes.write(chip.names[offset] ?? "", 0, "latin1");
    bytes.write(user?.consumer ?? "", 32, "latin1");
    bytes.writeBigUInt64LE(user === undefined ? 0n : 1n, 72);
    return 0;
  }

  #userOf(chip: FakeChip, offset: number): FakeClaim | undefined {
    return this.claims.find(
      (claim) => claim.chip === chip && claim.offsets.includes(offset) && this.isHeld(claim),
    );
  }

  /** struct gpio_v2_line_request, refused as the kernel refuses it. */
  #request(chip: FakeChip, bytes: Buffer): number {
    const count = bytes.readUInt32LE(560);
    const flags = bytes.readBigUInt64LE(288);
    const isOneWay = (flags & (INPUT | OUTPUT)) === INPUT || (flags & (INPUT | OUTPUT)) === OUTPUT;
    const isPadded = [...bytes.subarray(300, 320), ...bytes.subarray(568, 588)].every((byte) => byte === 0);
    if (bytes.length !== 592 || count < 1 || count > 64 || !isOneWay || !isPadded) refuse("EINVAL");
    const offsets = Array.from({ length: count }, (_, place) => bytes.readUInt32LE(place * 4));
    if (offsets.some((offset) => offset >= chip.lines)) refuse("EINVAL");
    if (offsets.some((offset) => this.#userOf(chip, offset) !== undefined)) refuse("EBUSY");
    const pipe = join(this.#folder, `lines${this.claims.length}`);
    const { reader, writer } = fifo(pipe);
    const consumer = bytes.toString("latin1", 256, 288).replace(/\0.*$/s, "");
    const common = { chip, offsets, consumer, flags, pipe, writer, counts: new Map<number, number>() };
    const eventBuffer = bytes.readUInt32LE(564);
    this.claims.push({ ...common, debounceUs: debounceOf(bytes, count), eventBuffer, bits: 0n, seq: 0 });
    bytes.writeInt32LE(reader, 588);
    return 0;
  }
}

/** A named pipe, open at both ends: `writer` never waits. */
export function fifo(path: string): { reader: number; writer: number } {
  spawnSync("/usr/bin/mkfifo", [path]);
  const first = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const reader = openSync(path, constants.O_RDONLY);
  closeSync(first);
  return { reader, writer };
}

function chipInfo(chip: FakeChip, name: string, bytes: Buffer): number {
  if (bytes.length !== 68) refuse("EFAULT");
  bytes.write(name, 0, "latin1");
  bytes.write(chip.label, 32, "latin1");
  bytes.writeUInt32LE(chip.lines, 64);
  return 0;
}

/** The debounce period of an attribute that holds for all lines; anything else is refused. */
function debounceOf(bytes: Buffer, lines: number): number {
  const attributes = bytes.readUInt32LE(296);
  if (attributes === 0) return 0;
  const isForAll = bytes.readBigUInt64LE(336) === (1n << BigInt(lines)) - 1n;
  if (attributes !== 1 || bytes.readUInt32LE(320) !== 3 || !isForAll) refuse("EINVAL");
  return bytes.readUInt32LE(328);
}
