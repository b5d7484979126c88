/**
 * What enrolling, and the check of an identity, say in Danish and English.
 * Knows no check.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";
import type { EnrolProblem } from "../enrol/enrol.ts";

export type EnrolWords = {
  readonly done: (url: string) => string;
  readonly restart: string;
  readonly hasAccount: string;
  readonly unwritable: (folder: string, why: string) => string;
  readonly problem: (problem: EnrolProblem, detail: string) => string;
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
  hasAccount:
    "Standerens fil har en konto (mqtt). Tag mqtt ud af filen først: en tilmeldt stander har et certifikat i stedet.",
  unwritable: (folder, why) => `Tilmeldingen kan ikke gemmes i ${folder}: ${why}.`,
  problem: (problem, detail) =>
    ({
      "code-invalid": "Koden skal have 20 tegn (fem gange fire). Se efter, om der mangler et.",
      "url-invalid": `Adressen ${detail} dur ikke: den begynder med https:// og er hubbens.`,
      unreachable: `Hubben svarer ikke (${detail}). Se efter netværkskabel, adresse og port.`,
      "no-hub": `Der svarer noget på adressen, men det er ikke en hub, der tilmelder standere (${detail}).`,
      "foreign-hub":
        "Det er ikke hubben, der lavede koden, eller koden er skrevet forkert. Koden er ikke sendt. Se efter begge dele på /admin.",
      "foreign-fingerprint": `Hubbens fingeraftryk er et andet end kodens: ${detail}. Koden er ikke sendt. Tilkald den, der har ansvar for hubben.`,
      certificate: `Hubbens certifikat er ikke til at tro på (${detail}). Standeren tror kun på hubben, der lavede koden.`,
      clock: `Hubbens certifikat gælder ikke efter standerens ur (${detail}). Stil uret (timedatectl), og prøv igen.`,
      name: `Hubbens certifikat er til et andet navn end adressens (${detail}). Brug det navn, der står på /admin.`,
      "claim-unknown":
        "Hubben kender ikke koden: den er brugt, trukket tilbage eller skrevet forkert. Lav en ny på /admin.",
      "claim-expired": "Koden er for gammel (24 timer). Lav en ny på /admin.",
      "other-stand":
        "Koden er til en anden stander eller lokation end den i standerens fil (stand, location).",
      slow: "For mange forsøg. Vent et kvarter, og prøv igen.",
      "no-tls": "Hubben tilmelder ingen standere: den taler ikke TLS med sin egen MQTT-server.",
      refused: `Hubben afviste tilmeldingen (${detail}). Se hubbens log.`,
    })[problem],
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
  hasAccount:
    "The stand's file has an account (mqtt). Take mqtt out of the file first: an enrolled stand has a certificate instead.",
  unwritable: (folder, why) => `The identity cannot be kept in ${folder}: ${why}.`,
  problem: (problem, detail) =>
    ({
      "code-invalid": "The code must have 20 signs (five times four). See whether one is missing.",
      "url-invalid": `The address ${detail} is of no use: it begins with https:// and is the hub's.`,
      unreachable: `The hub does not answer (${detail}). Check network cable, address and port.`,
      "no-hub": `Something answers there, but it is no hub that enrols stands (${detail}).`,
      "foreign-hub":
        "This is not the hub that made the code, or the code was typed wrong. The code was not sent. Check both at /admin.",
      "foreign-fingerprint": `The hub's fingerprint is another one than the code's: ${detail}. The code was not sent. Call whoever is responsible for the hub.`,
      certificate: `The hub's certificate cannot be believed (${detail}). The stand believes only the hub that made the code.`,
      clock: `The hub's certificate does not hold by the stand's clock (${detail}). Set the clock (timedatectl), and try again.`,
      name: `The hub's certificate is for another name than the address's (${detail}). Use the name that stands at /admin.`,
      "claim-unknown":
        "The hub does not know the code: it was used, revoked or typed wrong. Make a new one at /admin.",
      "claim-expired": "The code is too old (24 hours). Make a new one at /admin.",
      "other-stand":
        "The code is for another stand or location than the one in the stand's file (stand, location).",
      slow: "Too many tries. Wait a quarter of an hour, and try again.",
      "no-tls": "The hub enrols no stands: it does not speak TLS with an MQTT broker of its own.",
      refused: `The hub refused to enrol this machine (${detail}). See the hub's log.`,
    })[problem],
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
