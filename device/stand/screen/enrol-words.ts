/** What the stand's screen says before its machine is a stand: to a technician alone. Danish and English stand together. */
import type { StaffLanguage } from "../../../protocol/terms.ts";

export type EnrolWords = {
  /** The button that leads to these words. */
  readonly language: string;
  readonly title: string;
  readonly how: string;
  readonly address: string;
  readonly addressHelp: string;
  readonly code: string;
  readonly codeHelp: string;
  readonly connect: string;
  readonly trying: string;
  readonly lost: string;
};

export const ENROL_WORDS: Readonly<Record<StaffLanguage, EnrolWords>> = {
  da: {
    language: "Dansk",
    title: "Tilslut standeren",
    how: "Lav en engangskode på /admin under Standere. Hold dens billede foran scanneren her, eller skriv den.",
    address: "Hubbens adresse",
    addressHelp: "Den står ved koden, for eksempel https://koe.kommune.dk:8443",
    code: "Engangskode",
    codeHelp: "20 tegn. Store og små bogstaver, mellemrum og bindestreger er lige meget.",
    connect: "Tilslut",
    trying: "Standeren tilsluttes …",
    lost: "Standeren svarer ikke. Den prøver igen af sig selv.",
  },
  en: {
    language: "English",
    title: "Connect the stand",
    how: "Make a one-time code at /admin under Stands. Hold its picture to the scanner here, or type it.",
    address: "The hub's address",
    addressHelp: "It stands beside the code, for example https://queue.example.dk:8443",
    code: "One-time code",
    codeHelp: "20 signs. Capitals, spaces and hyphens make no difference.",
    connect: "Connect",
    trying: "The stand is being connected …",
    lost: "The stand does not answer. It tries again by itself.",
  },
};
