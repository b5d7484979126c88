/**
 * What a host's answer says to the guest: in the place of a counter on displays.
 * Pure; bears nobody's name.
 */
import type { LocalText, StaffLanguage } from "../terms.ts";

/** What a host tells a guest who is here. `later`: in so many minutes. `room`: come there. */
export type HostAnswer =
  | { readonly kind: "coming" }
  | { readonly kind: "later"; readonly minutes: number }
  | { readonly kind: "room"; readonly room: string };

type Words = {
  readonly place: (answer: HostAnswer) => string;
};

/** `lokale B204`, `B204` -> `B204`: the word for it is ours. */
function bareRoom(room: string): string {
  return room.trim().replace(/^(?:lokale|room)\s+/i, "");
}

const minutes = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** By language; citizens of other languages read English. */
const HOST_ANSWER_TEXTS: Readonly<Record<StaffLanguage, Words>> = {
  da: {
    place: (answer) => {
      if (answer.kind === "coming") return "du bliver hentet";
      if (answer.kind === "later") return `om ${minutes(answer.minutes, "minut", "minutter")}`;
      return `lokale ${bareRoom(answer.room)}`;
    },
  },
  en: {
    place: (answer) => {
      if (answer.kind === "coming") return "you are being fetched";
      if (answer.kind === "later") return `in ${minutes(answer.minutes, "minute", "minutes")}`;
      return `room ${bareRoom(answer.room)}`;
    },
  },
};

/** Where a call of a host leads, as a call of a counter says its name. */
export function placeOfAnswer(answer: HostAnswer): LocalText {
  return { da: HOST_ANSWER_TEXTS.da.place(answer), en: HOST_ANSWER_TEXTS.en.place(answer) };
}
