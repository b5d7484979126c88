/**
 * What talon-hub's own commands say besides what they print to be kept, in Danish and English.
 * Knows no command; what looks after the hub's keepings speaks in keeping/words.ts.
 */
import type { StaffLanguage } from "../protocol/terms.ts";

type CommandWords = {
  readonly password: string;
  readonly passwordAgain: string;
  readonly openDays: (days: string) => string;
  readonly fingerprint: (fingerprint: string) => string;
  readonly leftOut: (path: string, problem: string) => string;
  readonly imported: (version: number, place: string) => string;
  readonly demoData: (tickets: number, folder: string) => string;
  readonly signedOff: (file: string, of: SignedOff) => string;
};
type SignedOff = { readonly language: string; readonly reader: string; readonly of: string };

const da: CommandWords = {
  password: "Adgangskode: ",
  passwordAgain: "Den samme igen: ",
  openDays: (days) => `Åbent, medmindre de vælges med --choose: ${days}`,
  fingerprint: (fingerprint) => `Fingeraftryk (SHA-256): ${fingerprint}`,
  leftOut: (path, problem) => `udeladt: ${path}: ${problem}`,
  imported: (version, place) => `Version ${version} af ${place} står i hovedbogen; hubben starter med den.`,
  demoData: (tickets, folder) =>
    `${tickets} numre står i ${folder}. Se dem: talon-hub --demo --location FIL --data-dir ${folder}, og /statistics.`,
  signedOff: (file, { language, reader, of }) =>
    `${file}: ${language} er godkendt af ${reader}, som teksterne er nu (${of}), og tilbydes.`,
};

const en: CommandWords = {
  password: "Password: ",
  passwordAgain: "The same again: ",
  openDays: (days) => `Open unless you --choose them: ${days}`,
  fingerprint: (fingerprint) => `SHA-256 fingerprint: ${fingerprint}`,
  leftOut: (path, problem) => `left out: ${path}: ${problem}`,
  imported: (version, place) => `Version ${version} of ${place} is in the ledger; the hub starts with it.`,
  demoData: (tickets, folder) =>
    `${tickets} numbers stand in ${folder}. Look at them: talon-hub --demo --location FILE --data-dir ${folder}, and /statistics.`,
  signedOff: (file, { language, reader, of }) =>
    `${file}: ${language} is signed off by ${reader} as its texts are now (${of}), and offered.`,
};

export const COMMAND_WORDS: Readonly<Record<StaffLanguage, CommandWords>> = { da, en };
