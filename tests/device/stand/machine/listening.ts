/** Stands with a tactile key and voices, and what is heard of them. */
import type { StandEvent } from "../../../../device/stand/machine/state.ts";
import { BenchStand } from "../bench-stand.ts";

export const KEY = 9;
const SPEAKER: StandEvent = { kind: "speaker", speaker: { online: true, problem: null, code: null } };

type Change = Pick<NonNullable<ConstructorParameters<typeof BenchStand>[0]>, "remembered"> & {
  readonly buttons?: number;
};

/** A stand of eight buttons and the tactile key, that can speak both languages. */
export function stand(voices: readonly string[] = ["da", "en"], change: Change = {}): BenchStand {
  const { buttons = 8, ...rest } = change;
  const bench = new BenchStand({ identity: { buttons, assist: KEY, voices }, ...rest }).online();
  bench.happen(SPEAKER);
  bench.forget();
  return bench;
}

/** What was said since the last time this was asked, each as one text. */
export function heard(bench: BenchStand): string[] {
  const all = bench.effects.flatMap((effect) => (effect.do === "say" ? [effect.lines.join(" ")] : []));
  bench.forget();
  return all;
}
export const signs = (bench: BenchStand) =>
  bench.effects.flatMap((effect) => (effect.do === "sign" ? [effect.sign] : []));

export function short(bench: BenchStand): void {
  bench.happen({ kind: "pressed", button: KEY });
  bench.pass(300);
  bench.happen({ kind: "released", button: KEY });
}

export function long(bench: BenchStand): void {
  bench.happen({ kind: "pressed", button: KEY });
  bench.pass(2_000);
  bench.happen({ kind: "released", button: KEY });
}
