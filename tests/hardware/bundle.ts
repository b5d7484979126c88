/**
 * Builds what runs inside the machine: tests and their helpers as plain modules, native packages aside.
 * Knows no test. It lies below node_modules, so that the native packages are found from there in the machine too.
 */
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { build } from "vite";

const ROOT = resolve(import.meta.dirname, "../..");
const INSIDE = join(ROOT, "tests/hardware/inside");

/** The folder of the built modules, the same path inside and outside of the machine. */
export const BUNDLE = join(ROOT, "node_modules/.cache/talon-hardware");

const NATIVE = ["serialport", /^@serialport\/bindings/, "onoff", "koffi", "usb"];

/** Builds every file of tests/hardware/inside into a module of its name; vitest calls it before the first test. */
export async function setup(): Promise<void> {
  const entries = readdirSync(INSIDE).map((file) => [basename(file, ".ts"), join(INSIDE, file)]);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: "node20",
      outDir: BUNDLE,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries) as Record<string, string>,
        external: NATIVE,
        output: { entryFileNames: "[name].mjs", chunkFileNames: "chunks/[name]-[hash].mjs" },
      },
    },
  });
}
