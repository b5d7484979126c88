/**
 * Why something is kept about a person, what, and for how long: the one table that the store, its clocks and the register of
 * processing (GDPR article 30) are made from.
 * Pure; knows no store.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import type { Purpose } from "../../protocol/terms.ts";

/** What is told in both languages that the house reads. */
export type Told = { readonly da: string; readonly en: string };

type Row = {
  readonly name: Told;
  readonly why: Told;
  /** Days after the day of the appointment (or of what else is `at`), where the location says nothing else. 0: to the end of that day. */
  readonly days: number;
  readonly fields: Readonly<Record<string, Told>>;
};

/** The table. */
export const PURPOSE_TABLE = {
  identity: {
    name: { da: "Genkendelse ved ankomst", en: "Recognition on arrival" },
    why: {
      da: "At finde borgerens egen aftale, når borgeren scanner eller taster ved standeren.",
      en: "To find the citizen's own appointment when they scan or type at the stand.",
    },
    days: 0,
    fields: {
      digest: {
        da: "nøglet aftryk af det, borgeren viser frem (aldrig CPR-nummeret selv)",
        en: "keyed digest of what the citizen shows (never the CPR number itself)",
      },
      own: {
        da: "nøglet aftryk af, hvad fagsystemet kalder borgeren i aftalen",
        en: "keyed digest of what the case system calls the citizen in the appointment",
      },
      push: {
        da: "besked fra DFDG med CPR-nummer, indtil opslaget hos DFDG er gjort, højst 3 døgn",
        en: "a push of DFDG's with the CPR number, until it is looked up at DFDG, at most 3 days",
      },
    },
  },
  reminder: {
    name: { da: "Påmindelse på SMS", en: "Reminder by SMS" },
    why: {
      da: "At skrive til borgeren om aftalen: når den er lavet, flyttet eller aflyst, og som påmindelse.",
      en: "To write to the citizen about the appointment: when it is made, moved or cancelled, and to remind.",
    },
    days: 7,
    fields: {
      mobile: { da: "mobilnummer", en: "mobile number" },
      language: { da: "sproget, beskeden skrives på", en: "the language that the message is written in" },
    },
  },
  message: {
    name: { da: "Personlig besked", en: "Personal message" },
    why: {
      da: "At give borgeren den besked, som medarbejderen har skrevet, på kvitteringen eller i en SMS.",
      en: "To give the citizen what staff have written to them, on the receipt or by SMS.",
    },
    days: 1,
    fields: { text: { da: "beskedens tekst", en: "the message's text" } },
  },
  appointment: {
    name: { da: "Navngiven aftale", en: "Named appointment" },
    why: {
      da: "At medarbejderen ved, hvem der kommer til aftalen, og kan svare på spørgsmål om den bagefter.",
      en: "For staff to know who comes to the appointment, and to answer questions about it afterwards.",
    },
    days: 30,
    fields: {
      name: { da: "navn", en: "name" },
      reference: { da: "aftalens nummer i fagsystemet", en: "the appointment's number in the case system" },
    },
  },
  host: {
    name: { da: "Besked til værten", en: "Notice to the host" },
    why: {
      da: "At give medarbejderen besked, når deres gæst er kommet, på de måder som medarbejderen selv har valgt.",
      en: "To tell a member of staff that their guest is here, by the ways that they have chosen themselves.",
    },
    days: 365,
    fields: {
      ways: {
        da: "de måder, medarbejderen vil have besked på",
        en: "the ways in which they want to be told",
      },
      language: { da: "sproget, beskeden skrives på", en: "the language that the notice is written in" },
      mobile: { da: "medarbejderens mobilnummer", en: "the member of staff's mobile number" },
      mail: { da: "medarbejderens mailadresse", en: "the member of staff's mail address" },
      teams: { da: "adressen på et workflow i Teams", en: "the address of a workflow in Teams" },
      phone: { da: "bordtelefonens nummer", en: "the desk telephone's number" },
      browsers: {
        da: "browsere, der får besked (adresse hos browserens leverandør og nøgler)",
        en: "browsers that are told (an address at the browser's maker, and keys)",
      },
    },
  },
  place: {
    name: { da: "SMS om pladsen i køen", en: "Text messages about a place in the queue" },
    why: {
      da: "At skrive til borgeren, når det snart er deres tur, og når nummeret kaldes. Slettes, når nummeret er betjent, udeblevet eller har forladt køen.",
      en: "To write to the citizen when it is soon their turn, and when the number is called. Deleted when it was served, missed or has left.",
    },
    days: 0,
    fields: {
      mobile: { da: "mobilnummer", en: "mobile number" },
      language: { da: "sproget, beskeden skrives på", en: "the language that the message is written in" },
    },
  },
  refusal: {
    name: { da: "Nej tak til SMS", en: "No to text messages" },
    why: {
      da: "At ingen SMS går til et nummer, der har svaret STOP, også når nummeret selv for længst er slettet.",
      en: "To send nothing to a number that has answered STOP, also long after the number itself was deleted.",
    },
    days: 1096,
    fields: {
      since: {
        da: "dagen, nummeret svarede STOP (nummeret selv står her ikke, posten findes kun ved et nøglet aftryk af det)",
        en: "the day on which the number answered STOP (the number itself does not stand here; the record is found by a keyed digest of it alone)",
      },
    },
  },
} as const satisfies Readonly<Record<Purpose, Row>>;

/** The fields of a purpose; each may be left out. */
export type FieldsOf<P extends Purpose> = {
  readonly [Field in keyof (typeof PURPOSE_TABLE)[P]["fields"]]?: string;
};

/** For how many days after the appointment's day a location keeps what is for a purpose. */
export function daysKept(purpose: Purpose, { keepDays }: Pick<LocationConfig, "keepDays">): number {
  return keepDays?.[purpose] ?? PURPOSE_TABLE[purpose].days;
}

/** When the clock of a record runs out that belongs to an appointment (or a visit) at an instant. */
export function keptUntil(
  purpose: Purpose,
  { at, location }: { readonly at: number; readonly location: Pick<LocationConfig, "keepDays" | "timeZone"> },
): number {
  return endOfDay(location.timeZone, at, daysKept(purpose, location));
}
