/**
 * A sound card by way of ALSA: one run of Debian's program aplay a sound, which may be killed.
 * Knows no line of sounds. A process of its own, since a write to a card that hangs would hold the event loop's threads.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { HalFault } from "../errors.ts";
import type { AlsaSpeakerOptions } from "./contract.ts";
import type { Playing, SoundCard } from "./queued.ts";
import type { Sound } from "./sound.ts";

/** What this file needs of the machine, so that tests can give another. */
export type AplayMachine = {
  /** The program. */
  readonly program: string;
  /** Where the kernel's sound devices are. */
  readonly soundFolder: string;
  /** How much longer than the sound itself a run may take: opening a card, and what it holds. */
  readonly patienceMs: number;
};

/** The machine's own. */
export const MACHINE_APLAY: AplayMachine = { program: "aplay", soundFolder: "/dev/snd", patienceMs: 3000 };

/** Tried with nothing at all: the card is opened and set up, and makes no sound. */
const NO_SOUND: Sound = { samples: Buffer.alloc(0), hertz: 22_050, channels: 1, durationMs: 0 };
/** What env(1) ends with when there is no such program. */
const NO_PROGRAM = 127;
const MOST_COMPLAINT = 2000;

/** The card of `options`. Faults: HAL_SPEAKER_GONE, HAL_SPEAKER_DENIED, HAL_SPEAKER_BUSY, HAL_SPEAKER_SILENT, HAL_SPEAKER_FAILED, HAL_SPEAKER_MISSING. */
export function aplayCard(options: AlsaSpeakerOptions, machine: AplayMachine): SoundCard {
  const device = options.device ?? "default";
  const play = (sound: Sound): Playing => run({ device, machine, options }, sound);
  return {
    pluggedIn: async () =>
      (await readdir(machine.soundFolder).catch(() => []))
        .sort((one, other) => (one < other ? -1 : 1))
        .join(" "),
    check: () => play(NO_SOUND).ended,
    begin: play,
  };
}

type Aplay = {
  readonly device: string;
  readonly machine: AplayMachine;
  readonly options: AlsaSpeakerOptions;
};

/** By env(1), so that its complaints are in English, and that the rest of the environment stays as it is. */
function argumentsOf({ device, machine, options }: Aplay, { hertz, channels }: Sound): string[] {
  const settings = ["LC_ALL=C"];
  if (options.alsaConfig !== undefined) settings.push(`ALSA_CONFIG_PATH=${options.alsaConfig}`);
  const raw = ["-q", "-t", "raw", "-f", "S16_LE", "-r", String(hertz), "-c", String(channels)];
  return [...settings, machine.program, ...raw, "-D", device, "-"];
}

function run(aplay: Aplay, sound: Sound): Playing {
  const child = spawn("env", argumentsOf(aplay, sound), { stdio: ["pipe", "ignore", "pipe"] });
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, sound.durationMs + aplay.machine.patienceMs);
  let complaint = "";
  child.stderr.on("data", (words: Buffer) => {
    complaint = (complaint + words.toString("utf8")).slice(-MOST_COMPLAINT);
  });
  child.stdin.on("error", () => undefined); // a program that dies early: its exit is the fault
  child.stdin.end(sound.samples);
  let isStopped = false;
  const ended = exitOf(child).then((code) => {
    clearTimeout(limit);
    if (code !== 0 && !isStopped) throw faultOf(aplay, { code, isLate, complaint: complaint.trim() });
  });
  const stop = (): void => {
    isStopped = true;
    child.kill("SIGKILL");
  };
  return { ended, stop };
}

/** What it ended with; `null` when it was killed. */
function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(NO_PROGRAM)); // no env(1) here
    child.once("close", resolve);
  });
}

type End = { readonly code: number | null; readonly isLate: boolean; readonly complaint: string };

function faultOf({ device, machine }: Aplay, { code, isLate, complaint }: End): HalFault {
  const cause = new Error(complaint === "" ? `ended with ${code}` : complaint);
  if (code === NO_PROGRAM) return new HalFault("HAL_SPEAKER_MISSING", machine.program, cause);
  if (isLate) return new HalFault("HAL_SPEAKER_SILENT", device, cause);
  return new HalFault(codeOf(complaint), device, cause);
}

/** The last line of aplay says why it ended, in the system's words (strerror). */
function codeOf(complaint: string) {
  const said = complaint.split("\n").findLast((line) => line.startsWith("aplay:")) ?? complaint;
  if (/permission denied|not permitted/i.test(said)) return "HAL_SPEAKER_DENIED";
  if (/resource busy|temporarily unavailable/i.test(said)) return "HAL_SPEAKER_BUSY";
  if (/no such|no longer|not found/i.test(said)) return "HAL_SPEAKER_GONE";
  return "HAL_SPEAKER_FAILED";
}
