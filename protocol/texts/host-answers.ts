/**
 * What a host's answer says to the guest: in the place of a counter on displays, and as a sentence on the ticket's page and by SMS.
 * Pure; bears nobody's name.
 */
import type { LocalText, StaffLanguage } from "../terms.ts";

/** What a host tells a guest who is here. `later`: in so many minutes. `room`: come there. */
export type HostAnswer =
  | { readonly kind: "coming" }
  | { readonly kind: "later"; readonly minutes: number }
  | { readonly kind: "room"; readonly room: string };

type Words = {
  /** While a guest waits for a host who has said nothing yet. */
  readonly waiting: string;
  readonly place: (answer: HostAnswer) => string;
  readonly sentence: (answer: HostAnswer) => string;
};

/** `lokale B204`, `B204` -> `B204`: the word for it is ours. */
function bareRoom(room: string): string {
  return room.trim().replace(/^(?:lokale|room)\s+/i, "");
}

const minutes = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** By language; citizens of other languages read English. */
export const HOST_ANSWER_TEXTS: Readonly<Record<StaffLanguage, Words>> = {
  da: {
    waiting: "Din vært får besked om, at du er her. Bliv i nærheden.",
    place: (answer) => {
      if (answer.kind === "coming") return "du bliver hentet";
      if (answer.kind === "later") return `om ${minutes(answer.minutes, "minut", "minutter")}`;
      return `lokale ${bareRoom(answer.room)}`;
    },
    sentence: (answer) => {
      if (answer.kind === "coming") return "Bliv, hvor du er: du bliver hentet nu.";
      if (answer.kind === "later")
        return `Der går ${minutes(answer.minutes, "minut", "minutter")} mere. Tak, fordi du venter.`;
      return `Gå til lokale ${bareRoom(answer.room)}.`;
    },
  },
  en: {
    waiting: "Your host is told that you are here. Please stay nearby.",
    place: (answer) => {
      if (answer.kind === "coming") return "you are being fetched";
      if (answer.kind === "later") return `in ${minutes(answer.minutes, "minute", "minutes")}`;
      return `room ${bareRoom(answer.room)}`;
    },
    sentence: (answer) => {
      if (answer.kind === "coming") return "Stay where you are: you are being fetched now.";
      if (answer.kind === "later")
        return `It takes ${minutes(answer.minutes, "minute", "minutes")} more. Thank you for waiting.`;
      return `Go to room ${bareRoom(answer.room)}.`;
    },
  },
};

/** Where a call of a host leads, as a call of a counter says its name. */
export function placeOfAnswer(answer: HostAnswer): LocalText {
  return { da: HOST_ANSWER_TEXTS.da.place(answer), en: HOST_ANSWER_TEXTS.en.place(answer) };
}
