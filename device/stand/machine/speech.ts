/**
 * When the stand says something aloud, and what it remembers of it.
 * Pure; compares the state before and after as sign.ts does, so that no rule needs to think of it. The words are speech-words.ts's.
 */

import type { Speech, Spoken } from "./access.ts";
import { canSpeak, endSpeech } from "./assist.ts";
import { limit } from "./limits.ts";
import { pictureOf } from "./picture.ts";
import type { Happened } from "./sign.ts";
import {
  buttonWords,
  digitsWords,
  endWords,
  helpWords,
  informationWords,
  introWords,
  numberWords,
  offWords,
  pageWords,
  printingWords,
  standingWords,
  warningWords,
} from "./speech-words.ts";
import { chain, only, type StandState, type Step } from "./state.ts";

/** Both ends of one event, and the picture of the second. */
type Turn = Happened & { readonly after: StandState; readonly picture: ReturnType<typeof pictureOf> };

const isNew = (before: object | null, after: object | null): boolean => after !== null && after !== before;

/** What changed while reading aloud was on, the most important first; nothing for what says itself. */
function changeWords({ before, after, picture }: Turn, was: Speech, now: Speech): string[] {
  if (now.spoken !== null && (now.spoken !== was.spoken || now.repeats !== was.repeats))
    return numberWords(after, picture, now.spoken);
  if (after.access.warned.length > before.access.warned.length) return warningWords(picture);
  if (isNew(before.standing, after.standing)) return standingWords(picture);
  if (isNew(before.information, after.information)) return informationWords(picture);
  const isAccepted = Object.keys(after.issuing).some((id) => before.issuing[id] === undefined);
  if (isAccepted) return printingWords(picture);
  if (after.language !== before.language) return introWords(picture);
  if (after.way !== before.way) return pageWords(picture);
  if (before.standing !== null && after.standing === null && after.lookup === null) return pageWords(picture);
  if (now.reads !== was.reads && now.focus !== null) return buttonWords(picture, now.focus);
  return after.entry === before.entry ? [] : digitsWords(picture);
}

function wordsOf(turn: Turn): string[] {
  const { before, after, event, picture } = turn;
  const [was, now] = [before.access.speech, after.access.speech];
  if (isNew(before.access.help, after.access.help) && canSpeak(after)) return helpWords(picture);
  if (was === null && now !== null) return introWords(picture);
  if (was !== null && now === null && event.kind === "released") return offWords(picture);
  if (was !== null && now === null && event.kind === "timer" && was.spoken === null) return endWords(picture);
  return was !== null && now !== null ? changeWords(turn, was, now) : [];
}

/** The ticket of whoever listens is out: its number is what there is to say. */
function spokenNow({ before, event }: Happened, after: StandState): Spoken | null {
  if (event.kind !== "printed" || event.job !== "ticket" || event.ticketId === null) return null;
  const issuing = before.issuing[event.ticketId];
  if (issuing?.intent.assist === undefined || after.access.speech === null) return null;
  return { ticketId: event.ticketId, ahead: issuing.ahead, wait: issuing.wait };
}

function withSpoken(state: StandState, spoken: Spoken | null): Step {
  const { speech } = state.access;
  if (spoken === null || speech === null) return only(state);
  const access = { ...state.access, speech: { ...speech, focus: null, spoken } };
  const next = { ...state, access };
  return only(next, limit(next, "speech"));
}

/** The words of what has just happened, where somebody listens. */
export function speak(happened: Happened, after: StandState): Step {
  const isQuiet = happened.before.access === after.access && after.access.speech === null;
  if (isQuiet) return only(after);
  if (after.service !== null || !canSpeak(after)) return endSpeech(after);
  return chain(withSpoken(after, spokenNow(happened, after)), (next) => {
    const picture = pictureOf(next, happened.moment);
    const lines = wordsOf({ ...happened, after: next, picture });
    return lines.length === 0 ? only(next) : only(next, { do: "say", lines, language: next.language });
  });
}
