/** Built programs with a configuration of a test's own. */
import { onTestFinished } from "vitest";
import { TestedProgram } from "../program.ts";

/** A built program with its configuration file; what it says is added to `lines`, and the test's end ends it. */
export function program(name: string, file: string, lines: string[]): TestedProgram {
  const made = new TestedProgram(() => [`dist/talon-${name}.js`, "--config", file]);
  made.onLine = (line) => lines.push(line);
  onTestFinished(async () => await made.kill());
  return made;
}
