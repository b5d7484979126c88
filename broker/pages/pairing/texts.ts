/** What a screen says that is no display yet. Both languages stand together: whoever connects it may read either. */
import type { StaffLanguage } from "../../../protocol/terms.ts";

export type PairingTexts = {
  readonly title: string;
  readonly how: (address: string) => string;
  readonly until: (clock: string) => string;
  readonly lost: string;
};

export const PAIRING_TEXTS: Readonly<Record<StaffLanguage, PairingTexts>> = {
  da: {
    title: "Denne skærm er ikke tilsluttet",
    how: (address) => `Skriv koden på ${address} under Skærme, ved den skærm, som dette skal være.`,
    until: (clock) => `Koden gælder til kl. ${clock}; så kommer en ny.`,
    lost: "Hubben svarer ikke. Skærmen prøver igen af sig selv.",
  },
  en: {
    title: "This screen is not connected",
    how: (address) => `Type the code at ${address} under Displays, at the display that this one is to be.`,
    until: (clock) => `The code holds until ${clock}; then another one comes.`,
    lost: "The hub does not answer. The screen tries again by itself.",
  },
};
