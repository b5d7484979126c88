/**
 * The GPIO chips of this machine: labels, and the lines that have a name or a user.
 * Claims no line; a chip that may not be opened is told all the same, without its label.
 */
import { closeSync, openSync } from "node:fs";
import { chipPaths } from "../gpio/chips.ts";
import { HEADER_CHIP_LABELS } from "../gpio/sysfs.ts";
import { decodeChipInfo, decodeLineInfo, emptyChipInfo, GPIO_IOCTL, lineInfoOf } from "../gpio/uapi.ts";
import type { Libc } from "../libc.ts";
import type { FoundChip, FoundLine } from "./found.ts";

/** Every chip below `dev`, in the order of their numbers; without `libc` only their paths. */
export function foundChips(dev: string, libc: Libc | null): FoundChip[] {
  return chipPaths(dev).map((path) => {
    const unknown: FoundChip = { path, label: null, lines: null, known: [], isHeader: false };
    return libc === null ? unknown : (chipAt(path, libc) ?? unknown);
  });
}

/** Null for what may not be opened, or has just gone. */
function chipAt(path: string, libc: Libc): FoundChip | null {
  let fd: number;
  try {
    fd = openSync(path, "r+");
  } catch {
    return null;
  }
  try {
    const bytes = emptyChipInfo();
    libc.ioctl(fd, GPIO_IOCTL.chipInfo, bytes);
    const { label, lines } = decodeChipInfo(bytes);
    const isHeader = HEADER_CHIP_LABELS.includes(label);
    return { path, label, lines, isHeader, known: knownLines(fd, lines, libc) };
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

function knownLines(fd: number, lines: number, libc: Libc): FoundLine[] {
  return Array.from({ length: lines }, (_, line) => line).flatMap((line) => {
    const bytes = lineInfoOf(line);
    libc.ioctl(fd, GPIO_IOCTL.lineInfo, bytes);
    const { name, consumer, isUsed } = decodeLineInfo(bytes);
    return isUsed || name !== "" ? [{ line, name, consumer: isUsed ? consumer : null }] : [];
  });
}
