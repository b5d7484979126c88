/**
 * `talon-stand roll [--new]`: what the running stand's meter says of its paper roll, and that a new one is in.
 * Asks the stand over its own HTTP; knows no printer.
 */
import type { StandConfig } from "../../../protocol/config/stand.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import type { ListedRoll } from "../run.ts";
import { systemWords } from "../system-words.ts";
import { CLI_WORDS } from "./words.ts";

export type RollAsked = { readonly isNew: boolean; readonly language: StaffLanguage };

/** What there is to say, and whether it is trouble. */
export type RollSaid = { readonly isGood: boolean; readonly lines: readonly string[] };

const PATIENCE_MS = 5_000;

/** Asks the stand that runs with this configuration. Never rejects. */
export async function askRoll(config: StandConfig, { isNew, language }: RollAsked): Promise<RollSaid> {
  const words = CLI_WORDS[language];
  const { host, port } = config.http;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}/roll`;
  try {
    const body = JSON.stringify(isNew ? { new: true } : {});
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { method: "POST", headers, body, signal });
    if (!answer.ok) return { isGood: false, lines: [`${url}: ${answer.status}`, words.rollNext] };
    const { usedMm, lengthMm, slipsLeft } = (await answer.json()) as ListedRoll;
    const metres = (mm: number): string => (mm / 1000).toLocaleString(language, { maximumFractionDigits: 1 });
    const said = words.roll(metres(usedMm), metres(lengthMm), slipsLeft);
    return { isGood: true, lines: isNew ? [words.newRoll, said] : [said] };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return { isGood: false, lines: [`${url}: ${systemWords(cause, language)}`, words.rollNext] };
  }
}
