/**
 * A sound card in memory: a sound takes its time, and an ear writes down what it hears.
 * Knows no program.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import type { HeardSound, SpeakerFarSide } from "./contract.ts";
import type { Playing, SoundCard } from "./queued.ts";
import { peakOf, type Sound } from "./sound.ts";

const MOST_HEARD = 50;

/** A simulated card, and its far side. */
export type SimulatedSoundCard = { readonly card: SoundCard; readonly farSide: SpeakerFarSide };

/** A new card, plugged in. */
export function simulatedSoundCard(clock: HalClock): SimulatedSoundCard {
  let heard: HeardSound[] = [];
  let isPlugged = true;
  let pull = (): void => undefined;
  const begin = (sound: Sound, label: string | null): Playing => {
    const { durationMs } = sound;
    const one: HeardSound = { label, durationMs, peak: peakOf(sound), at: clock.wallMs(), complete: false };
    heard = [...heard, one].slice(-MOST_HEARD);
    let stop = (): void => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        one.complete = true;
        resolve();
      }, durationMs);
      stop = () => {
        clearTimeout(timer);
        resolve();
      };
      pull = () => {
        clearTimeout(timer);
        reject(gone());
      };
    });
    return { ended, stop };
  };
  const plugged = (isPluggedNow: boolean): void => {
    isPlugged = isPluggedNow;
    if (!isPlugged) pull();
  };
  return {
    card: {
      pluggedIn: () => Promise.resolve(String(isPlugged)),
      check: () => (isPlugged ? Promise.resolve() : Promise.reject(gone())),
      begin,
    },
    farSide: { heard: () => heard.map((one) => ({ ...one })), plugged },
  };
}

const gone = (): HalFault => new HalFault("HAL_SPEAKER_GONE", "simulated");
