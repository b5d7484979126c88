/**
 * Why a machine was not enrolled, in plain words with what to do next, for the command line and for the stand's own screen.
 * Knows neither.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";
import type { EnrolProblem } from "./enrol.ts";

/** `card`: the identity cannot be written. */
export type ToldProblem = EnrolProblem | "card";
type Words = (detail: string) => Readonly<Record<ToldProblem, string>>;

const da: Words = (detail) => ({
  card: `Tilmeldingen kan ikke gemmes på standerens kort (${detail}). Er kortet fuldt eller skrivebeskyttet?`,
  "code-invalid": "Koden skal have 20 tegn (fem gange fire). Se efter, om der mangler et.",
  "url-invalid": `Adressen ${detail} dur ikke: den begynder med https:// og er hubbens.`,
  unreachable: `Hubben svarer ikke (${detail}). Se efter netværkskabel, adresse og port.`,
  "no-hub": `Der svarer noget på adressen, men det er ikke en hub, der tilmelder standere (${detail}).`,
  "foreign-hub":
    "Det er ikke hubben, der lavede koden, eller koden er skrevet forkert. Koden er ikke sendt. Se efter begge dele på /admin.",
  "foreign-fingerprint": `Hubbens fingeraftryk er et andet end kodens: ${detail}. Koden er ikke sendt. Tilkald den, der har ansvar for hubben.`,
  certificate: `Hubbens certifikat er ikke til at tro på (${detail}). Er det af husets egen udsteder, så nævn den som tls.caFile i hubbens fil.`,
  clock: `Hubbens certifikat gælder ikke efter standerens ur (${detail}). Stil uret (timedatectl), og prøv igen.`,
  name: `Hubbens certifikat er til et andet navn end adressens (${detail}). Brug det navn, der står på /admin.`,
  "claim-unknown":
    "Hubben kender ikke koden: den er brugt, trukket tilbage eller skrevet forkert. Lav en ny på /admin.",
  "claim-expired": "Koden er for gammel (24 timer). Lav en ny på /admin.",
  "other-stand": "Koden er til en anden stander eller lokation end den i standerens fil (stand, location).",
  slow: "For mange forsøg. Vent et kvarter, og prøv igen.",
  "no-tls": "Hubben tilmelder ingen standere: den taler ikke TLS med sin egen MQTT-server.",
  refused: `Hubben afviste tilmeldingen (${detail}). Se hubbens log.`,
});

const en: Words = (detail) => ({
  card: `The identity cannot be kept on the stand's card (${detail}). Is the card full or write-protected?`,
  "code-invalid": "The code must have 20 signs (five times four). See whether one is missing.",
  "url-invalid": `The address ${detail} is of no use: it begins with https:// and is the hub's.`,
  unreachable: `The hub does not answer (${detail}). Check network cable, address and port.`,
  "no-hub": `Something answers there, but it is no hub that enrols stands (${detail}).`,
  "foreign-hub":
    "This is not the hub that made the code, or the code was typed wrong. The code was not sent. Check both at /admin.",
  "foreign-fingerprint": `The hub's fingerprint is another one than the code's: ${detail}. The code was not sent. Call whoever is responsible for the hub.`,
  certificate: `The hub's certificate cannot be believed (${detail}). Is it of the house's own authority, name that as tls.caFile in the hub's file.`,
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
});

/** `detail`: what the system or the hub said. */
export function problemWords(problem: ToldProblem, detail: string): Readonly<Record<StaffLanguage, string>> {
  return { da: da(detail)[problem], en: en(detail)[problem] };
}
