/**
 * How much memory is held for good: what garbage there is, of this test or of others in the same process, is collected first.
 * Knows no driver.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Megabytes of objects and buffers that somebody still holds. */
export function heldMb(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
