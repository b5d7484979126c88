/**
 * What a citizen reads behind their appointment's link, and at the door about checking in on the own phone. Danish and English stand
 * together; other languages are drafts in appointment-page-drafts.ts. Knows no page and no rule.
 */

export type AppointmentPageTexts = {
  readonly title: string;
  readonly room: (room: string) => string;
  /** Above the two ways to check in: on the phone, and at the stand. */
  readonly here: string;
  readonly atStand: string;
  /** What to do with the number on the screen at the door, the field's name, and the button. */
  readonly typeDoor: string;
  readonly doorCode: string;
  readonly checkIn: string;
  /** The number was of another minute, or is none. */
  readonly wrongDoor: string;
  readonly scan: string;
  readonly qr: string;
  readonly type: string;
  readonly arrived: (clock: string) => string;
  readonly show: string;
  readonly notHere: string;
  readonly unknown: string;
  /** On the page behind the door's code, for whoever has not opened their link on this phone. */
  readonly openLink: string;
  /** On the screen at the door: below the code, and in place of "get a number" where none are given. */
  readonly atDoor: (code: string) => string;
  readonly scanDoor: string;
};

export const daAppointment: AppointmentPageTexts = {
  title: "Din aftale",
  room: (room) => `Lokale: ${room}`,
  here: "Er du kommet?",
  atStand: "Eller ved standeren",
  typeDoor: "Tast tallet fra skærmen ved døren, eller scan skærmens kode med telefonens kamera.",
  doorCode: "Tallet på skærmen ved døren",
  checkIn: "Meld min ankomst",
  wrongDoor: "Tallet passer ikke. Det skifter hvert minut: se på skærmen ved døren, og tast det igen.",
  scan: "Når du kommer: hold koden foran standerens scanner.",
  qr: "Koden til standeren",
  type: "Eller tast:",
  arrived: (clock) => `Du er meldt ankommet kl. ${clock}.`,
  show: "Følg dit nummer",
  notHere: "Du skal ikke møde frem. Mødet er på telefon eller skærm.",
  unknown: "Vi kender ikke den aftale. Den kan være ovre. Spørg personalet, så hjælper vi dig.",
  openLink:
    "Har du en aftale? Åbn linket fra din sms eller dit brev, og tast tallet fra skærmen ved døren. Du kan også gå hen til standeren.",
  atDoor: (code) => `Har du en aftale? Åbn linket fra din sms, og tast ${code}`,
  scanDoor: "Har du en aftale? Åbn linket fra din sms, og scan koden",
};

export const enAppointment: AppointmentPageTexts = {
  title: "Your appointment",
  room: (room) => `Room: ${room}`,
  here: "Have you arrived?",
  atStand: "Or at the stand",
  typeDoor:
    "Type the number from the screen at the door, or scan the screen's code with your phone's camera.",
  doorCode: "The number on the screen at the door",
  checkIn: "Check me in",
  wrongDoor:
    "The number does not match. It changes every minute: look at the screen at the door and type it again.",
  scan: "When you come: hold the code before the stand's scanner.",
  qr: "The code for the stand",
  type: "Or type:",
  arrived: (clock) => `You are checked in since ${clock}.`,
  show: "Follow your number",
  notHere: "You need not come. The meeting is by phone or screen.",
  unknown: "We do not know that appointment. It may be over. Please ask the staff for help.",
  openLink:
    "Do you have an appointment? Open the link from your text message or letter and type the number from the screen at the door. You can also go to the stand.",
  atDoor: (code) => `Do you have an appointment? Open the link from your text message and type ${code}`,
  scanDoor: "Do you have an appointment? Open the link from your text message and scan the code",
};
