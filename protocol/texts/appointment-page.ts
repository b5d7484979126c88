/** What a citizen reads behind their appointment's link. Both languages stand together. Knows no page and no rule. */
import type { StaffLanguage } from "../terms.ts";

type AppointmentPageTexts = {
  readonly title: string;
  readonly room: (room: string) => string;
  readonly scan: string;
  readonly qr: string;
  readonly type: string;
  readonly arrived: string;
  readonly show: string;
  readonly cancelled: string;
  readonly notHere: string;
  readonly unknown: string;
};

export const APPOINTMENT_PAGE_TEXTS: Readonly<Record<StaffLanguage, AppointmentPageTexts>> = {
  da: {
    title: "Din aftale",
    room: (room) => `Lokale: ${room}`,
    scan: "Når du kommer: hold koden foran standerens scanner.",
    qr: "Koden til standeren",
    type: "Eller tast:",
    arrived: "Du er meldt ankommet.",
    show: "Følg dit nummer",
    cancelled: "Aftalen er aflyst.",
    notHere: "Du skal ikke møde frem. Mødet er på telefon eller skærm.",
    unknown: "Vi kender ikke den aftale. Den kan være ovre. Spørg personalet, så hjælper vi dig.",
  },
  en: {
    title: "Your appointment",
    room: (room) => `Room: ${room}`,
    scan: "When you come: hold the code before the stand's scanner.",
    qr: "The code for the stand",
    type: "Or type:",
    arrived: "You are checked in.",
    show: "Follow your number",
    cancelled: "The appointment is cancelled.",
    notHere: "You need not come. The meeting is by phone or screen.",
    unknown: "We do not know that appointment. It may be over. Please ask the staff for help.",
  },
};
