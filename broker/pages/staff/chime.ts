/**
 * Three equal tones for what staff must hear, as a stand's sign for "look here".
 * Knows no page; a browser that nobody has touched yet plays nothing, and what is wanted is read then.
 */

const TONES_AT = [0, 0.25, 0.5] as const;
const TONE_S = 0.16;

/** Plays the tones once. */
export function chime(): void {
  const audio = new AudioContext();
  for (const at of TONES_AT) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const begins = audio.currentTime + at;
    tone.frequency.value = 587;
    loudness.gain.setValueAtTime(0, begins);
    loudness.gain.linearRampToValueAtTime(0.4, begins + 0.02);
    loudness.gain.linearRampToValueAtTime(0, begins + TONE_S);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + TONE_S);
  }
  setTimeout(() => void audio.close(), 1_500);
}
