/** The drivers on a kernel's devices: every file of tests/hardware/inside that no other file here names. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { toldInside } from "./told.ts";

/** See presses.test.ts and printers.test.ts. */
const ELSEWHERE = ["presses.test.ts", "printer.test.ts", "libusb.test.ts"];
const files = readdirSync(join(import.meta.dirname, "inside"))
  .filter((file) => file.endsWith(".test.ts") && !ELSEWHERE.includes(file))
  .map((file) => basename(file, ".ts"))
  .sort();

await toldInside("devices", files);
