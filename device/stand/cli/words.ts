/**
 * What the technician's commands say, in Danish and English.
 * Knows no check; the faults of the hardware are in faults.ts.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { STANDARD_CONFIG } from "./arguments.ts";

export type CliWords = {
  readonly help: string;
  readonly unknown: (typed: string) => string;
  readonly tryCheck: string;
  readonly ok: string;
  readonly wrong: string;
  readonly passed: string;
  readonly doThis: string;
  readonly allGood: string;
  readonly triedGood: (untried: number) => string;
  readonly troubles: (count: number) => string;
  readonly file: string;
  readonly fileNext: string;
  readonly fileMissingNext: string;
  readonly secrets: string;
  readonly secretsNext: string;
  readonly credentialNext: (names: readonly string[], config: string) => string;
  readonly disk: string;
  readonly diskToCome: (folder: string) => string;
  readonly diskNext: (folder: string) => string;
  readonly buttons: string;
  readonly buttonCount: (count: number) => string;
  readonly speechKey: (button: number) => string;
  readonly lamps: string;
  readonly printer: string;
  readonly printed: string;
  readonly notPrinted: string;
  readonly paper: Readonly<Record<"ok" | "low" | "out" | "unknown", string>>;
  readonly roll: (usedM: string, lengthM: string, slips: number) => string;
  readonly newRoll: string;
  readonly rollNext: string;
  readonly scanner: string;
  readonly keypad: string;
  readonly speaker: string;
  readonly voice: string;
  readonly letters: string;
  readonly none: string;
  readonly broker: string;
  readonly brokerNext: string;
  readonly accountNotTried: (url: string) => string;
  readonly refused: (username: string) => string;
  readonly refusedNext: string;
  readonly denied: (location: string, stand: string) => string;
  readonly deniedNext: string;
  readonly hub: string;
  readonly hubSilent: string;
  readonly hubNext: string;
  readonly noTickets: string;
  readonly noOutbox: (folder: string) => string;
  readonly noOutboxNext: string;
  readonly unread: (path: string, why: string) => string;
  readonly unreadNext: string;
  readonly listHead: readonly [string, string, string, string];
  readonly damaged: (count: number) => string;
  readonly paperOf: Readonly<
    Record<"printed" | "torn" | "unknown" | "screen" | "withdrawn" | "staff", string>
  >;
};

/** What the unit gives the stand besides its user: without it parts that are well would be told as forbidden. */
const AS_THE_UNIT =
  '-p User=talon -p SupplementaryGroups="gpio dialout lp input audio" -p StateDirectory=talon-stand -p StateDirectoryMode=700';

/** Runs the check as systemd runs the stand, which alone hands credentials over; as it stands in docs/install.md. */
function systemdRun(names: readonly string[], config: string): string {
  const loads = names.map((name) => `-p LoadCredential=${name}:/etc/talon/${name}`).join(" ");
  return `systemd-run --pty --wait --collect ${AS_THE_UNIT} ${loads} talon-stand check${config === STANDARD_CONFIG ? "" : ` --config ${config}`}`;
}

const da: CliWords = {
  help: `talon-stand: en stander med knapper, printer og scanner

  talon-stand [--config fil]          kør standeren
  talon-stand enrol adresse kode      tilmeld maskinen hos hubben (adresse og engangskode står på /admin under Standere)
  talon-stand check [--config fil]    prøv filen, hver del og forbindelsen, og sig hvad der er galt; ved en terminal
                                      også i hånden: lamper, knapper, prøveseddel, scanning, taster, tone
              --hands-on              i hånden, også uden terminal; --no-hands-on aldrig
              --print                 print også en prøveseddel (når intet prøves i hånden)
              --sheet fil.html        skriv et overleveringsark; --print-sheet printer det i kort form
  talon-stand card [--sheet fil.html] lav et nyt servicekort (holdt foran scanneren starter det eftersynet uden tastatur)
  talon-stand record fil              som check, og optag enhedernes råtrafik uden personoplysninger
  talon-stand replay fil              afspil en optagelse i driverne, og vis hvad de fortæller
  talon-stand --record fil            kør standeren, og optag
  talon-stand devices [--json]        vis, hvad der er sat i maskinen, og foreslå standerens fil; rører ikke noget
  talon-stand list [--config fil]     vis de åbne numre i rækkefølge; virker også, mens standeren kører
  talon-stand roll [--config fil]     sig, hvor meget papir der er tilbage; standeren skal køre
              --new                   en ny rulle er sat i (kun nødvendigt, når den gamle ikke var tom)
  talon-stand --version | --help

  --config    standerens fil (ellers /etc/talon/stand.json)
  --language  da eller en (ellers en, når LANG begynder med en, og da i alle andre tilfælde)

Ender med: 0 standset som ønsket, eller alt er i orden; 1 check eller list fandt noget galt; 64 forkert skrevet;
69 en port, datamappen, knapperne eller printerens fil er optaget eller mangler; 70 en fejl i programmet; 78 fejl i fil, adgangskode eller pinkode.

Stop standeren, før du bruger check (systemctl stop talon-stand): knapper, printer og konto kan kun bruges af én ad gangen.
`,
  unknown: (typed) => `Det forstår talon-stand ikke: ${typed}\nPrøv talon-stand --help`,
  tryCheck: "Prøv: talon-stand check",
  ok: "OK  ",
  wrong: "FEJL",
  passed: "-   ",
  doThis: "Gør sådan:",
  allGood: "Alt er i orden.",
  triedGood: (untried) => `Det, der blev prøvet, er i orden; ${untried} ikke prøvet (linjerne med -).`,
  troubles: (count) => (count === 1 ? "1 ting skal rettes." : `${count} ting skal rettes.`),
  file: "Standerens fil",
  fileMissingNext:
    "Skriv filen (et mønster ligger i /usr/lib/talon/docs/examples/stand.json, i kilden i docs/examples), eller sig med --config, hvor den er, og kør som en bruger, der må læse den.",
  fileNext: "Ret filen de nævnte steder, og prøv igen.",
  secrets: "Adgangskoder og pinkode",
  secretsNext: "Læg filen på plads, så den bruger, standeren kører som, kan læse den.",
  credentialNext: (names, config) => `Prøv igen med: ${systemdRun(names, config)}`,
  disk: "Kortet kan skrives",
  diskToCome: (folder) => `${folder} laves, når standeren starter`,
  diskNext: (folder) =>
    `Se efter, at ${folder} findes, tilhører standerens bruger, og at kortet hverken er fyldt eller skrivebeskyttet. Skift kortet, hvis fejlen bliver ved.`,
  buttons: "Knapper",
  buttonCount: (count) => (count === 1 ? "1 knap" : `${count} knapper`),
  speechKey: (button) => `taletasten er knap ${button}`,
  lamps: "Lamper",
  printer: "Printer",
  printed: "prøvesedlen er printet",
  notPrinted: "prøvesedlen kom ikke ud",
  roll: (usedM, lengthM, slips) =>
    `Papirrullen: ${usedM} af ${lengthM} m er brugt; der er til omtrent ${slips} sedler.`,
  newRoll: "En ny rulle er sat i.",
  rollNext:
    "Standeren skal køre (systemctl start talon-stand): den holder tal på rullen. Se efter http.host og http.port i filen.",
  paper: { ok: "papir nok", low: "snart ikke mere papir", out: "intet papir", unknown: "papir ukendt" },
  scanner: "Scanner",
  keypad: "Tastatur",
  speaker: "Højttaler",
  voice: "Oplæsning",
  letters: "Tegnede bogstaver",
  none: "ingen",
  broker: "Forbindelse og konto",
  brokerNext: "Se efter netværkskabel, adresse og port (mqtt.url), og at hubben kører.",
  accountNotTried: (url) => `${url} svarer; kontoen er ikke prøvet, for adgangskoden mangler`,
  refused: (username) => `hubben afviser kontoen ${username}`,
  denied: (location, stand) =>
    `kontoen må ikke læse det, der hører til stander ${stand} i lokationen ${location}`,
  deniedNext:
    "Kontoen er en anden standers, eller location eller stand er skrevet forkert: ret dem, eller mqtt.username.",
  refusedNext: "Hubben svarer, men afviser kontoen: ret mqtt.username eller adgangskoden.",
  hub: "Hubben",
  hubSilent: "hubben siger ikke, at den er i gang",
  hubNext: "Start hubben (systemctl start talon-hub på dens maskine). Standeren giver numre imens.",
  noOutbox: (folder) => `Der er ingen udbakke i ${folder}.`,
  noOutboxNext: "Se efter, at --config fører til standerens egen fil, og at dataDir i den er rigtig.",
  unread: (path, why) => `${path} ${why}.`,
  unreadNext: "Kør som standerens bruger eller som root: sudo talon-stand list",
  noTickets: "Ingen åbne numre.",
  listHead: ["Nummer", "Trukket", "Kø", "Papir"],
  damaged: (count) => `${count} linjer på kortet kan ikke læses; se filerne, der ender på .damaged.`,
  paperOf: {
    printed: "printet",
    torn: "revet over",
    unknown: "ukendt",
    screen: "vist på skærmen",
    withdrawn: "trukket tilbage",
    staff: "fra personalet",
  },
};

const en: CliWords = {
  help: `talon-stand: a stand with buttons, printer and scanner

  talon-stand [--config file]         run the stand
  talon-stand enrol address code      enrol the machine at the hub (address and one-time code stand at /admin under Stands)
  talon-stand check [--config file]   try the file, each part and the connection, and say what is wrong; at a terminal
                                      also by hand: lamps, buttons, test slip, scan, keys, tone
              --hands-on              by hand, also without a terminal; --no-hands-on never
              --print                 also print a test slip (when nothing is tried by hand)
              --sheet file.html       write a hand-over sheet; --print-sheet prints it in short
  talon-stand card [--sheet file.html] make a new service card (held to the scanner it starts the check without a keyboard)
  talon-stand record file             as check, and keep the devices' raw traffic without personal data
  talon-stand replay file             play a recording into the drivers, and show what they tell
  talon-stand --record file           run the stand, and record
  talon-stand devices [--json]        show what is plugged into the machine, and propose the stand's file; touches nothing
  talon-stand list [--config file]    show the open tickets in order; works while the stand runs, too
  talon-stand roll [--config file]    say how much paper is left; the stand must run
              --new                   a new roll is in (needed only when the old one was not empty)
  talon-stand --version | --help

  --config    the stand's file (otherwise /etc/talon/stand.json)
  --language  da or en (otherwise en when LANG begins with en, and da in every other case)

Ends with: 0 stopped as asked, or all is well; 1 check or list found trouble; 64 wrongly typed;
69 a port, the data folder, the buttons or the printer's file is taken or not there; 70 a bug; 78 a faulty file, password or PIN.

Stop the stand before check (systemctl stop talon-stand): buttons, printer and account serve one at a time.
`,
  unknown: (typed) => `talon-stand does not understand: ${typed}\nTry talon-stand --help`,
  tryCheck: "Try: talon-stand check",
  ok: "OK   ",
  wrong: "WRONG",
  passed: "-    ",
  doThis: "Do this:",
  allGood: "Everything is in order.",
  triedGood: (untried) => `What was tried is in order; ${untried} not tried (the lines with -).`,
  troubles: (count) => (count === 1 ? "1 thing must be put right." : `${count} things must be put right.`),
  file: "The stand's file",
  fileMissingNext:
    "Write the file (a pattern is /usr/lib/talon/docs/examples/stand.json, in the source below docs/examples), or say with --config where it is, and run as a user that may read it.",
  fileNext: "Correct the file at the places named, and try again.",
  secrets: "Passwords and PIN",
  secretsNext: "Put the file in its place, readable by the user that the stand runs as.",
  credentialNext: (names, config) => `Try again with: ${systemdRun(names, config)}`,
  disk: "The card can be written",
  diskToCome: (folder) => `${folder} is made when the stand starts`,
  diskNext: (folder) =>
    `Check that ${folder} exists, belongs to the stand's user, and that the card is neither full nor write-protected. Replace the card if the fault stays.`,
  buttons: "Buttons",
  buttonCount: (count) => (count === 1 ? "1 button" : `${count} buttons`),
  speechKey: (button) => `the speech key is button ${button}`,
  lamps: "Lamps",
  printer: "Printer",
  printed: "the test slip is printed",
  notPrinted: "the test slip did not come out",
  roll: (usedM, lengthM, slips) =>
    `The paper roll: ${usedM} of ${lengthM} m are used; about ${slips} slips are left.`,
  newRoll: "A new roll is in.",
  rollNext:
    "The stand must run (systemctl start talon-stand): it counts the roll. Check http.host and http.port in the file.",
  paper: { ok: "paper enough", low: "paper low", out: "no paper", unknown: "paper unknown" },
  scanner: "Scanner",
  keypad: "Keypad",
  speaker: "Speaker",
  voice: "Reading aloud",
  letters: "Drawn letters",
  none: "none",
  broker: "Connection and account",
  brokerNext: "Check the network cable, address and port (mqtt.url), and that the hub runs.",
  accountNotTried: (url) => `${url} answers; the account was not tried, since the password is missing`,
  refused: (username) => `the hub refuses the account ${username}`,
  denied: (location, stand) =>
    `the account may not read what belongs to stand ${stand} in location ${location}`,
  deniedNext:
    "The account is another stand's, or location or stand is written wrong: correct them, or mqtt.username.",
  refusedNext: "The hub answers but refuses the account: correct mqtt.username or the password.",
  hub: "The hub",
  hubSilent: "the hub does not say that it is running",
  hubNext: "Start the hub (systemctl start talon-hub on its machine). The stand gives numbers meanwhile.",
  noOutbox: (folder) => `There is no outbox in ${folder}.`,
  noOutboxNext: "Check that --config leads to this stand's own file, and that dataDir in it is right.",
  unread: (path, why) => `${path} ${why}.`,
  unreadNext: "Run as the stand's user or as root: sudo talon-stand list",
  noTickets: "No open tickets.",
  listHead: ["Number", "Issued", "Queue", "Paper"],
  damaged: (count) => `${count} lines on the card cannot be read; see the files that end in .damaged.`,
  paperOf: {
    printed: "printed",
    torn: "torn",
    unknown: "unknown",
    screen: "shown on the screen",
    withdrawn: "withdrawn",
    staff: "from staff",
  },
};

export const CLI_WORDS: Readonly<Record<StaffLanguage, CliWords>> = { da, en };
