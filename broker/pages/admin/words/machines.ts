/** The words of stands' machines: codes, certificates, cutting off. Knows no page. */
import { type Pair, pair } from "./pair.ts";

export const MACHINE_WORDS = {
  ownMachine: pair("Standerens maskine", "The stand's machine"),
  machineOnline: pair("Standeren er på nettet nu.", "The stand is on line now."),
  machineOffline: pair("Standeren er ikke på nettet.", "The stand is not on line."),
  machineNone: pair(
    "Ingen maskine er tilmeldt. Den, der står der, bruger en adgangskode.",
    "No machine is enrolled. One that is there uses a password.",
  ),
  machineIn: pair(
    (until: string) => `Tilmeldt. Certifikatet gælder til ${until} og fornyes af sig selv.`,
    (until: string) => `Enrolled. Its certificate holds until ${until} and is renewed by itself.`,
  ),
  machineOut: pair(
    (at: string) => `Spærret ${at}. Den kommer ikke ind igen, før en maskine tilmeldes på ny.`,
    (at: string) => `Cut off ${at}. It does not come in again until a machine is enrolled anew.`,
  ),
  machineGranted: pair(
    (until: string) => `Den må aflevere sine sidste numre én gang inden ${until}.`,
    (until: string) => `It may hand in its last tickets once before ${until}.`,
  ),
  machineClaimed: pair(
    (until: string) => `En engangskode er åben til ${until}.`,
    (until: string) => `A one-time code is open until ${until}.`,
  ),
  makeClaim: pair("Lav en engangskode", "Make a one-time code"),
  revokeClaim: pair("Træk koden tilbage", "Revoke the code"),
  claimHow: pair(
    (address: string) =>
      `Hold billedet foran standerens scanner, eller skriv koden på standerens skærm sammen med hubbens adresse: ${address}`,
    (address: string) =>
      `Hold the picture to the stand's scanner, or type the code at the stand's screen with the hub's address: ${address}`,
  ),
  claimTyped: pair("Har standeren ingen skærm:", "Where the stand has no screen:"),
  claimOnce: pair("Koden vises kun nu og virker én gang.", "The code is shown only now and works once."),
  claimQr: pair("Kode til standerens scanner", "Code for the stand's scanner"),
  cutOff: pair("Spær standeren", "Cut the stand off"),
  cutOffAsk: pair(
    "Forbindelsen lukkes straks, og maskinen lukkes ude. Numre, den ikke har afleveret, mangler, til du lukker dem ind.",
    "The connection ends at once, and the machine is shut out. Tickets that it has not handed in are missing until you let them in.",
  ),
  cutOffYes: pair("Ja, spær den nu", "Yes, cut it off now"),
  cutOffNo: pair("Nej", "No"),
  grantOutbox: pair("Tag imod dens sidste numre", "Take in its last tickets"),
  grantHelp: pair(
    "Gør det kun, når du ved, hvor maskinen er: den kan skrive numre ind i køen, én gang, i højst et minut.",
    "Do so only when you know where the machine is: it can write tickets into the queue, once, for at most a minute.",
  ),
  machineFingerprint: pair("Hubbens fingeraftryk", "The hub's fingerprint"),
  machineNoTls: pair(
    "Hubben tilmelder ingen maskiner her: det kræver TLS og hubbens egen MQTT-server. På 127.0.0.1, som når man prøver Talon, bruges en adgangskode.",
    "The hub enrols no machines here: that needs TLS and an MQTT broker of its own. On 127.0.0.1, as when Talon is tried, a password is used.",
  ),
  machineFailed: pair("Det lykkedes ikke. Prøv igen.", "That did not work. Try again."),
} satisfies Record<string, Pair<unknown>>;
