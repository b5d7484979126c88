/**
 * Keeps the hub small from the first import on: a day's tickets fit into 130 MiB without slowing a busy hour
 * (`npm run bench -- c d`: 155 MiB without this file). Imported first by main.ts, for this alone; it knows nothing of the hub.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { writeToStream } from "mqtt-packet";

/** The young generation, both halves: smaller ones make bursts of messages costly, larger ones only cost memory. */
const YOUNG_BYTES = 16_000_000;

// The old generation is collected when it has doubled, not when it has grown fourfold as after a small start.
setFlagsFromString("--heap-growing-percent=100");

// V8 takes the size of the young generation only on its command line, so its growth is stopped where it is large enough.
const collections = new PerformanceObserver(() => {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
  if ((young?.space_size ?? 0) < YOUNG_BYTES) return;
  setFlagsFromString("--semi-space-growth-factor=1");
  collections.disconnect();
});
collections.observe({ entryTypes: ["gc"] });

// mqtt-packet otherwise makes a buffer for each of 65,536 numbers at its first packet.
writeToStream.cacheNumbers = false;
