/**
 * Tells V8, before anything else runs, to keep its heap small: a stand shares 512 MB with a browser and needs no speed.
 * Imported first by main.ts for its effect alone; a program started by its shebang has no other place for flags.
 */
import { setFlagsFromString } from "node:v8";
import { writeToStream } from "mqtt-packet";

// New objects get little room, so that garbage is collected early instead of the heap growing with it.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--optimize-for-size");

// Optimised code costs 12 MiB, most of it in the compiler's own memory, and a stand has nothing to hurry for.
setFlagsFromString("--no-opt");

// A heap this small is scavenged sooner by one thread than several are woken.
setFlagsFromString("--no-parallel-scavenge");

// mqtt-packet otherwise makes a buffer for each of 65,536 numbers at its first packet: 6 MB for a stand that sends few.
writeToStream.cacheNumbers = false;
