/**
 * What enrolling from the command line, and the check of an identity, say in Danish and English; why a machine was not enrolled is said in
 * `enrol/problem-words.ts`. Knows no check.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";

export type EnrolWords = {
  readonly done: (url: string) => string;
  readonly restart: string;
  /** The stand was another hub's. */
  readonly startAnew: string;
  readonly hasAccount: string;
  readonly unwritable: (folder: string, why: string) => string;
  readonly notEnrolled: string;
  readonly damaged: string;
  readonly enrolNext: string;
  readonly ownExpired: (day: string) => string;
  readonly ownEarly: (day: string) => string;
  readonly clockNext: (now: string) => string;
  readonly nameNext: string;
  readonly certificateNext: (fingerprint: string | null) => string;
  readonly refused: string;
  readonly refusedNext: string;
};

const da: EnrolWords = {
  done: (url) => `Standeren er tilmeldt hos ${url}.`,
  restart: "En stander, der kører, finder selv tilmeldingen inden for få sekunder.",
  startAnew: "Den var tilmeldt hos en anden hub. Start standeren igen: systemctl restart talon-stand",
  hasAccount:
    "Standerens fil har en konto (mqtt). Tag mqtt ud af filen først: en tilmeldt stander har et certifikat i stedet.",
  unwritable: (folder, why) => `Tilmeldingen kan ikke gemmes i ${folder}: ${why}.`,
  notEnrolled: "denne maskine er ikke tilmeldt",
  damaged: "tilmeldingen på kortet er beskadiget",
  enrolNext:
    "Lav en kode på /admin under Standere, og skriv: talon-stand enrol <hubbens adresse> <kode>; eller hold kodens billede foran scanneren, mens standeren kører.",
  ownExpired: (day) => `standerens eget certifikat udløb ${day}`,
  ownEarly: (day) => `standerens eget certifikat gælder først fra ${day}`,
  clockNext: (now) =>
    `Standerens ur siger ${now}. Er det forkert, så stil det (timedatectl set-ntp true). Er det rigtigt, så se efter hubbens ur og certifikat på /admin, eller tilmeld standeren igen.`,
  nameNext:
    "Brug det navn eller den adresse, som hubbens certifikat er til, eller tilføj navnet i hubbens fil (http.publicUrl).",
  certificateNext: (fingerprint) =>
    fingerprint === null
      ? "Det er en anden hub, eller dens certifikat er ikke fra en kendt udsteder."
      : `Standeren tror kun på hubben med fingeraftrykket ${fingerprint}. Sammenlign det med /admin. Er hubben sat op på ny, så tilmeld standeren igen.`,
  refused: "hubben afviser denne standers certifikat",
  refusedNext:
    "Standeren er spærret eller tilmeldt på en anden maskine, kortet er kopieret, eller standeren kører allerede (stop den først). Se /admin under Standere, og tilmeld igen om nødvendigt.",
};

const en: EnrolWords = {
  done: (url) => `The stand is enrolled at ${url}.`,
  restart: "A stand that runs finds its identity by itself within seconds.",
  startAnew: "It was another hub's. Start the stand anew: systemctl restart talon-stand",
  hasAccount:
    "The stand's file has an account (mqtt). Take mqtt out of the file first: an enrolled stand has a certificate instead.",
  unwritable: (folder, why) => `The identity cannot be kept in ${folder}: ${why}.`,
  notEnrolled: "this machine is not enrolled",
  damaged: "the identity on the card is damaged",
  enrolNext:
    "Make a code at /admin under Stands, and type: talon-stand enrol <the hub's address> <code>; or hold the code's picture to the scanner while the stand runs.",
  ownExpired: (day) => `the stand's own certificate expired on ${day}`,
  ownEarly: (day) => `the stand's own certificate holds only from ${day}`,
  clockNext: (now) =>
    `The stand's clock says ${now}. If that is wrong, set it (timedatectl set-ntp true). If it is right, see the hub's clock and certificate at /admin, or enrol the stand again.`,
  nameNext:
    "Use the name or address that the hub's certificate is for, or add the name in the hub's file (http.publicUrl).",
  certificateNext: (fingerprint) =>
    fingerprint === null
      ? "This is another hub, or its certificate is not from a known authority."
      : `The stand believes only the hub with the fingerprint ${fingerprint}. Compare it with /admin. If the hub was set up anew, enrol the stand again.`,
  refused: "the hub refuses this stand's certificate",
  refusedNext:
    "The stand was cut off, or enrolled on another machine, the card was copied, or the stand is running already (stop it first). See /admin under Stands, and enrol again if need be.",
};

export const ENROL_WORDS: Readonly<Record<StaffLanguage, EnrolWords>> = { da, en };
