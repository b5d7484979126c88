/**
 * Asks a gateway over HTTP what became of a message, by our reference: for one whose answer never came, in place of sending it again.
 * Knows no gateway's format: where the field is and what its words mean is told. Never rejects; what is not sure is `unknown`.
 */
import { fieldOf } from "./fields.ts";
import type { SmsStanding } from "./gateway.ts";
import { type FateWords, fateOf } from "./http-hook.ts";

const LIMIT_MS = 10_000;
/** A status is short; whoever sends more than this sends something else. */
const LONGEST = 65_536;

export type HttpQuestion = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where in the JSON the state stands. */
  readonly status: string;
  readonly words: FateWords & { readonly accepted?: readonly string[] | undefined };
  /** Whether 404 means that the gateway surely has no such message; otherwise it means nothing. */
  readonly isAbsentBy404: boolean;
};

/** One question. */
export async function askOverHttp(
  { url, headers, status, words, isAbsentBy404 }: HttpQuestion,
  limitMs = LIMIT_MS,
): Promise<SmsStanding> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const answer = await fetch(url, { headers, redirect: "manual", signal });
    if (!answer.ok) {
      void answer.body?.cancel();
      return answer.status === 404 && isAbsentBy404 ? "not-there" : "unknown";
    }
    const text = (await answer.text()).slice(0, LONGEST);
    const said = fieldOf(JSON.parse(text) as unknown, status);
    if (said === null) return "unknown";
    const isAccepted = words.accepted?.some((word) => word.toLowerCase() === said.toLowerCase()) ?? false;
    return isAccepted ? "accepted" : fateOf(said, words);
  } catch {
    return "unknown";
  }
}
