/**
 * Begins a recording of the devices' raw traffic, as a technician asked for it.
 * Knows no driver; what is kept of which part is decided in hal/record.
 */
import { machineClock } from "../../../hal/clock.ts";
import { Recorder } from "../../../hal/open.ts";
import { readStandConfig } from "../files.ts";
import { systemWords } from "../system-words.ts";
import type { Command } from "./arguments.ts";
import { HANDS_WORDS } from "./hands-words.ts";

type Told = { readonly version: string; readonly say: (line: string) => void };

/** The recorder, or `failed` with the reason said. A stand's file that cannot be read is not recorded: `undefined`, the check tells it. */
export async function recordTo(
  path: string,
  { config, language }: Command,
  { version, say }: Told,
): Promise<Recorder | "failed" | undefined> {
  const words = HANDS_WORDS[language];
  const read = await readStandConfig(config);
  if (!read.ok) return undefined;
  const { printer, scanner, keypad, buttons } = read.value;
  const count = buttons.driver === "simulated" ? buttons.count : buttons.lines.length;
  try {
    const head = { version, printer, scanner, keypad, buttons: count };
    const recorder = Recorder.open({ path, head, clock: machineClock() });
    say(words.recordTo(path));
    return recorder;
  } catch (error) {
    say(words.recordFailed(path, systemWords(error, language)));
    return "failed";
  }
}
