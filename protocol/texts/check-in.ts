/**
 * What a citizen with an appointment reads at the stand, on the receipt and hears: that they are checked in, or why not and what to do
 * next. Both languages stand together. Clocks and days come in words.
 * Knows no stand and no rule.
 */
import type { CheckInRefusal } from "../check-in.ts";

export type CheckInTexts = {
  readonly welcome: string;
  /** Printed and shown: `Ankommet kl. 10.02`. */
  readonly arrived: (clock: string) => string;
  readonly agreed: (clock: string) => string;
  /** Where to wait: in a room, or where numbers are called. */
  readonly room: (room: string) => string;
  readonly waitHere: string;
  readonly takeSlip: string;
  /** Above what a host or the service wrote to this citizen. */
  readonly personal: string;
  /** Another appointment of the same person later that day. */
  readonly next: (clock: string) => string;
  /**
   * When the appointment is, and the next step, for each reason. `more`: from when one may check in, the day with its clock, or the
   * number of whoever has checked in, `""` where that is not known.
   */
  readonly refused: Readonly<Record<CheckInRefusal, (clock: string, more: string) => readonly string[]>>;
  /** Of an appointment at another location: when it is, where, and the next step. */
  readonly elsewhere: (clock: string, place: string) => readonly string[];
  /** A guest without a code: what happens, and what is next. */
  readonly called: Readonly<Record<"asking" | "told" | "coming", readonly string[]>>;
  /** On the number that they get where nobody came. */
  readonly withoutCode: string;
  /** Where a day expects anybody. */
  readonly present: string;
};

export const daCheckIn: CheckInTexts = {
  welcome: "Velkommen. Du er meldt ankommet.",
  arrived: (clock) => `Ankommet kl. ${clock}`,
  agreed: (clock) => `Aftale kl. ${clock}`,
  room: (room) => `Lokale: ${room}`,
  waitHere: "Vent her, til dit nummer bliver kaldt.",
  takeSlip: "Tag din kvittering.",
  personal: "Besked til dig:",
  next: (clock) => `Du har også en aftale kl. ${clock}. Meld dig igen til den.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Aftale kl. ${clock}`,
      more === "" ? "Vent, til du bliver kaldt." : `Vent, til ${more} bliver kaldt.`,
    ],
    "appointment-too-early": (clock, more) => [`Aftale kl. ${clock}`, `Meld dig her igen fra kl. ${more}.`],
    "appointment-not-here": (clock) => [
      `Aftalen kl. ${clock} er på telefon eller skærm.`,
      "Er du i tvivl, så spørg personalet.",
    ],
    "appointment-other-day": (_clock, more) => [
      `Din aftale er ${more}.`,
      "Kom igen den dag, eller spørg personalet.",
    ],
    "appointment-too-late": (clock) => [
      `Aftalen var kl. ${clock}.`,
      "Spørg personalet, eller tryk på en knap, og få et nummer.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `Det var aftalen ${more}.`,
      "Spørg personalet, eller tryk på en knap, og få et nummer.",
    ],
  },
  elsewhere: (clock, place) => [
    `Aftalen kl. ${clock} er her: ${place}`,
    "Tag derhen, eller spørg personalet.",
  ],
  called: {
    asking: ["Vi kalder en medarbejder …"],
    told: [
      "Vi har kaldt en medarbejder. Bliv ved standeren.",
      "Kommer der ingen inden et minut, får du et nummer.",
    ],
    coming: ["En medarbejder er på vej til dig.", "Bliv ved standeren."],
  },
  withoutCode: "Møde uden kode. Sig, hvem du skal møde, når dit nummer bliver kaldt.",
  present: "Har du en aftale? Hold kode eller sundhedskort foran scanneren.",
};

export const enCheckIn: CheckInTexts = {
  welcome: "Welcome. You are checked in.",
  arrived: (clock) => `Arrived at ${clock}`,
  agreed: (clock) => `Appointment at ${clock}`,
  room: (room) => `Room: ${room}`,
  waitHere: "Please wait here until your number is called.",
  takeSlip: "Take your receipt.",
  personal: "Message for you:",
  next: (clock) => `You also have an appointment at ${clock}. Check in again for that one.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Appointment at ${clock}`,
      more === "" ? "Please wait until you are called." : `Please wait until ${more} is called.`,
    ],
    "appointment-too-early": (clock, more) => [
      `Appointment at ${clock}`,
      `You can check in here from ${more}.`,
    ],
    "appointment-not-here": (clock) => [
      `The appointment at ${clock} is by phone or screen.`,
      "If in doubt, ask the staff.",
    ],
    "appointment-other-day": (_clock, more) => [
      `Your appointment is on ${more}.`,
      "Please come back that day, or ask the staff.",
    ],
    "appointment-too-late": (clock) => [
      `The appointment was at ${clock}.`,
      "Ask the staff, or press a button to get a number.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `It was the appointment on ${more}.`,
      "Ask the staff, or press a button to get a number.",
    ],
  },
  elsewhere: (clock, place) => [
    `The appointment at ${clock} is here: ${place}`,
    "Please go there, or ask the staff.",
  ],
  called: {
    asking: ["We are calling a member of staff …"],
    told: [
      "We have called a member of staff. Stay at the stand.",
      "If nobody comes within a minute, you get a number.",
    ],
    coming: ["A member of staff is on the way to you.", "Stay at the stand."],
  },
  withoutCode: "Meeting without a code. Say whom you are to meet when your number is called.",
  present: "Do you have an appointment? Hold your code or health card before the scanner.",
};
