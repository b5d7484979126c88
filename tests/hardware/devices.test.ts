/** The drivers on a kernel's devices: every file of tests/hardware/inside but the one that counts (see presses.test.ts). */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { toldInside } from "./told.ts";

/** To look at one thing: TALON_HARDWARE_ONLY=buttons,lamps runs these files alone. */
const only = process.env["TALON_HARDWARE_ONLY"]?.split(",");
const names = readdirSync(join(import.meta.dirname, "inside"))
  .filter((file) => file.endsWith(".test.ts") && file !== "presses.test.ts")
  .map((file) => basename(file, ".ts"))
  .filter((name) => only?.includes(basename(name, ".test")) ?? true)
  .sort();

await toldInside("devices", names);
