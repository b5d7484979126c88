/**
 * Which version a program is of.
 * Knows no program: it is told where the program lies.
 */
import { readFileSync } from "node:fs";

/** The version of the package in whose folder below lies `program` (an `import.meta.url`), or "unknown" where it cannot be read. Never throws. */
export function packageVersion(program: string): string {
  try {
    const text = readFileSync(new URL("../package.json", program), "utf8");
    const { version } = JSON.parse(text) as { version?: unknown };
    return typeof version === "string" ? version : "unknown";
  } catch {
    return "unknown";
  }
}
