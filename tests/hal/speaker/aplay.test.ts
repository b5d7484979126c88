/**
 * The speaker by way of aplay keeps the contract of speakers: the real program on ALSA's own card made of files, so that the
 * samples that a loudspeaker would get can be read back.
 */
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { HalFault } from "../../../hal/errors.ts";
import { openSpeaker } from "../../../hal/open.ts";
import { type AplayMachine, aplayCard, MACHINE_APLAY } from "../../../hal/speaker/aplay.ts";
import { QueuedSpeaker } from "../../../hal/speaker/queued.ts";
import { ALL_SIGNS, toneWav } from "../../../hal/speaker/tones.ts";
import { tempFolder, until } from "../until.ts";
import { flatWav, speakerSuite } from "./suite.ts";

const HERTZ = 22_050;

/** A card of ALSA's that writes into files below `folder`, each sound into a new one; without `isThere` there is no such card. */
async function card(folder: string, isThere: boolean, pipe?: string) {
  const file = pipe === undefined ? `file "${folder}/heard/sound.raw" truncate false` : `file "${pipe}"`;
  const plugin = `pcm.talon { type file slave.pcm { type null } ${file} format raw }\n`;
  await writeFile(join(folder, "asound.conf"), isThere ? plugin : "\n");
  // As the kernel does: a card is seen by its control device.
  const control = join(folder, "snd", "controlC0");
  if (isThere) await writeFile(control, "");
  else await rm(control, { force: true });
}

/** A pipe for a card to write into: it holds 64 kB, and takes no more, or only as fast as a card that takes its time. */
function slowPipe(folder: string, isStuck: boolean): string {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const drain = setInterval(() => isStuck || drainSome(fd), 10);
  onTestFinished(() => {
    clearInterval(drain);
    closeSync(fd);
  });
  return pipe;
}

function drainSome(fd: number): void {
  try {
    readSync(fd, Buffer.alloc(2048));
  } catch {
    // nothing in it at this moment
  }
}

/** The samples of each file in order; tries of the card leave silence, and a card pads a sound with it. */
async function soundsIn(folder: string): Promise<Int16Array[]> {
  const names = (await readdir(join(folder, "heard"))).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folder, "heard", name))));
  return files.flatMap((bytes) => {
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    const end = samples.findLastIndex((sample) => sample !== 0) + 1;
    return end === 0 ? [] : [samples.slice(0, end)];
  });
}

type Rig = {
  volume?: number;
  isSlow?: boolean;
  isStuck?: boolean;
  machine?: Partial<AplayMachine>;
  isThere?: boolean;
};

async function opened({ volume = 100, isSlow = false, isStuck = false, machine, isThere = true }: Rig = {}) {
  const folder = await tempFolder();
  await mkdir(join(folder, "heard"));
  await mkdir(join(folder, "snd"));
  const pipe = isSlow || isStuck ? slowPipe(folder, isStuck) : undefined;
  await card(folder, isThere, pipe);
  const alsaConfig = join(folder, "asound.conf");
  const options = { driver: "alsa", device: "talon", alsaConfig } as const;
  const soundFolder = join(folder, "snd");
  const speaker = new QueuedSpeaker(aplayCard(options, { ...MACHINE_APLAY, soundFolder, ...machine }), {
    volume,
    checkMs: 20,
    retryMs: 60_000,
  });
  await speaker.open();
  onTestFinished(() => speaker.close());
  return { speaker, folder, plugged: (isPlugged: boolean) => card(folder, isPlugged, pipe) };
}

speakerSuite("aplay", async ({ isSlow, volume }) => {
  const { speaker, folder, plugged } = await opened({ isSlow, volume });
  const heard = async () =>
    (await soundsIn(folder)).map((samples) => ({
      durationMs: (samples.length / HERTZ) * 1000,
      peak: Math.max(...samples) / 32_767,
    }));
  return { speaker, heard, plugged };
});

it("every sample of a sound reaches the card as it was", async () => {
  const { speaker, folder } = await opened();
  for (const sign of ALL_SIGNS) expect(await speaker.play(toneWav(sign))).toEqual({ result: "played" });
  const wavs = ALL_SIGNS.map((sign) => Buffer.from(toneWav(sign)).subarray(44));
  const played = await soundsIn(folder);
  for (const [at, wav] of wavs.entries()) {
    const samples = played[at]!;
    expect(
      Buffer.from(samples.buffer, 0, samples.length * 2).equals(wav.subarray(0, samples.length * 2)),
    ).toBe(true);
    expect(wav.length / 2 - samples.length).toBeLessThan(10);
  }
});

it("a card that takes nothing fails the sound when its time is over, and is told as silent", async () => {
  const { speaker } = await opened({ isStuck: true, machine: { patienceMs: 200 } });
  const faults: HalFault[] = [];
  speaker.onGone((fault) => faults.push(fault));
  const began = performance.now();
  const outcome = await speaker.play(flatWav(800, 0.5, { hertz: 48_000 }));
  expect(outcome).toEqual({ result: "failed", code: "HAL_SPEAKER_SILENT" });
  expect(performance.now() - began).toBeLessThan(3000);
  expect(faults.map(({ code }) => code)).toEqual(["HAL_SPEAKER_SILENT"]);
});

it("a machine without aplay is told by the program's name, as a fault and not as a crash", async () => {
  const { speaker } = await opened({ machine: { program: "aplay-is-not-here" } });
  const faults: HalFault[] = [];
  speaker.onGone((fault) => faults.push(fault));
  expect(faults).toMatchObject([{ code: "HAL_SPEAKER_MISSING", value: "aplay-is-not-here" }]);
});

it("a card that is missing at the start is told, and played on as soon as it is plugged in", async () => {
  const { speaker, plugged } = await opened({ isThere: false });
  expect(speaker.isPresent).toBe(false);
  await plugged(true);
  await until("it is there", () => speaker.isPresent);
  expect(await speaker.play(flatWav(20))).toEqual({ result: "played" });
});

it("a card that this machine has not is gone, with what ALSA says as the cause", async () => {
  const { driver: speaker } = await openSpeaker({ driver: "alsa", device: "plughw:CARD=NoSuchCard" });
  onTestFinished(() => speaker.close());
  const faults: HalFault[] = [];
  speaker.onGone((fault) => faults.push(fault));
  expect(faults).toMatchObject([{ code: "HAL_SPEAKER_GONE", value: "plughw:CARD=NoSuchCard" }]);
  expect(String(faults[0]?.cause)).toContain("audio open error");
});
