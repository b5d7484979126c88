/** The words of how long something is kept about a citizen. Knows no page; the days and their limits are the hub's, and a test compares them. */
import { type Pair, pair } from "./pair.ts";

export const KEEP_DAYS_WORDS = {
  keepDays: pair("Så længe gemmes oplysninger om borgere", "How long data about citizens are kept"),
  keepDaysHelp: pair(
    "Dage efter aftalens dag. 0: til dagen er slut. Så destrueres oplysningerne, og ingen kan hente dem frem igen. Ændringen gælder for det, der gemmes fra nu af.",
    "Days after the day of the appointment. 0: until that day is over. Then the data are destroyed, and nobody can bring them back. A change holds for what is kept from now on.",
  ),
  keepDaysOf: pair(
    {
      identity: "Aftryk, der genkender borgeren ved standeren",
      reminder: "Mobilnummer til påmindelse",
      message: "Personlig besked",
      appointment: "Navn og sagsnummer på aftalen",
      host: "Medarbejderes adresser til beskeder om gæster",
      place: "Mobilnummer til SMS om pladsen i køen (slettes, når nummeret er betjent)",
      refusal: "Nej tak til SMS (efter STOP, eller efter den sidste SMS, der blev holdt tilbage)",
    },
    {
      identity: "Digest that recognises the citizen at the stand",
      reminder: "Mobile number for reminders",
      message: "Personal message",
      appointment: "Name and case number of the appointment",
      host: "Staff's addresses for notices of guests",
      place: "Mobile number for texts about a place in the queue (deleted when it is served)",
      refusal: "No to text messages (after STOP, or after the last message that was withheld)",
    },
  ),
  keepDaysAre: pair(
    {
      identity: "Tomt: 0. Højst 1.",
      reminder: "Tomt: 7. Højst 90.",
      message: "Tomt: 1. Højst 30.",
      appointment: "Tomt: 30. Højst 365.",
      host: "Efter sidste besked. Tomt: 365. Højst 1825.",
      place: "Tomt: 0. Højst 0.",
      refusal: "Tomt: 1096. Højst 3660. Mindst et år.",
    },
    {
      identity: "Empty: 0. At most 1.",
      reminder: "Empty: 7. At most 90.",
      message: "Empty: 1. At most 30.",
      appointment: "Empty: 30. At most 365.",
      host: "After the last notice. Empty: 365. At most 1825.",
      place: "Empty: 0. At most 0.",
      refusal: "Empty: 1096. At most 3660. At least a year.",
    },
  ),
} satisfies Record<string, Pair<unknown>>;
