/**
 * Telling the owner of a phone that it is their turn: sound, vibration, and a screen that stays awake.
 * Knows no ticket. Phones allow all three only after a tap on the page.
 */

const BUZZ_MS = [400, 150, 400, 150, 700];
/** Three rising tones, so that it is not taken for a message. */
const TONES = [
  { hertz: 660, afterS: 0 },
  { hertz: 880, afterS: 0.35 },
  { hertz: 1047, afterS: 0.7 },
] as const;

/** What the phone lets the page do. Promises never to throw: a phone that refuses still shows the call. */
export class Notifying {
  #context: AudioContext | null = null;

  get isOn(): boolean {
    return this.#context !== null;
  }

  /** To be called while the browser handles a tap. */
  async allow(): Promise<void> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
    await this.stayAwake();
  }

  /** Keeps the screen on while the page is looked at; the lock is lost whenever the page is hidden. */
  async stayAwake(): Promise<void> {
    if (!this.isOn || document.visibilityState !== "visible") return;
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      /* Low battery or no such right: the page works without. */
    }
  }

  /** Chimes and buzzes once, as far as the phone lets it. */
  chime(): void {
    if ("vibrate" in navigator) navigator.vibrate(BUZZ_MS);
    const context = this.#context;
    if (context === null) return;
    for (const { hertz, afterS } of TONES) {
      const [tone, volume] = [context.createOscillator(), context.createGain()];
      const at = context.currentTime + afterS;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.5, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.5);
    }
  }
}
