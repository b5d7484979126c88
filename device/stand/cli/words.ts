/**
 * What the technician's commands say, in Danish and English.
 * Knows no check; the faults of the hardware are in faults.ts.
 */
import type { Language } from "../../../protocol/terms.ts";

export type CliWords = {
  readonly help: string;
  readonly unknown: (typed: string) => string;
  readonly ok: string;
  readonly wrong: string;
  readonly passed: string;
  readonly doThis: string;
  readonly allGood: string;
  readonly troubles: (count: number) => string;
  readonly file: string;
  readonly fileNext: string;
  readonly secrets: string;
  readonly secretsNext: string;
  readonly disk: string;
  readonly diskNext: (folder: string) => string;
  readonly buttons: string;
  readonly buttonCount: (count: number) => string;
  readonly lamps: string;
  readonly printer: string;
  readonly printed: string;
  readonly notPrinted: string;
  readonly paper: Readonly<Record<"ok" | "low" | "out" | "unknown", string>>;
  readonly scanner: string;
  readonly none: string;
  readonly broker: string;
  readonly brokerNext: string;
  readonly refusedNext: string;
  readonly hub: string;
  readonly hubSilent: string;
  readonly hubNext: string;
  readonly noTickets: string;
  readonly listHead: readonly [string, string, string, string];
  readonly damaged: (count: number) => string;
  readonly paperOf: Readonly<
    Record<"printed" | "torn" | "unknown" | "screen" | "withdrawn" | "staff", string>
  >;
};

const da: CliWords = {
  help: `talon-stand: en stander med knapper, printer og scanner

  talon-stand [--config fil]          kør standeren
  talon-stand check [--config fil]    prøv filen, hver del og forbindelsen, og sig hvad der er galt
              --print                 print også en prøveseddel
  talon-stand list [--config fil]     vis de åbne numre i rækkefølge; virker også, mens standeren kører
  talon-stand --version | --help

  --config    standerens fil (ellers /etc/talon/stand.json)
  --language  da eller en

Stop standeren, før du bruger check (systemctl stop talon-stand): knapper, printer og konto kan kun bruges af én ad gangen.
`,
  unknown: (typed) => `Det forstår talon-stand ikke: ${typed}\nPrøv talon-stand --help`,
  ok: "OK  ",
  wrong: "FEJL",
  passed: "-   ",
  doThis: "Gør sådan:",
  allGood: "Alt er i orden.",
  troubles: (count) => (count === 1 ? "1 ting skal rettes." : `${count} ting skal rettes.`),
  file: "Standerens fil",
  fileNext: "Ret filen de nævnte steder, og prøv igen.",
  secrets: "Adgangskoder og pinkode",
  secretsNext: "Læg filen på plads, så den bruger, standeren kører som, kan læse den.",
  disk: "Kortet kan skrives",
  diskNext: (folder) =>
    `Se efter, at ${folder} findes, tilhører standerens bruger, og at kortet hverken er fyldt eller skrivebeskyttet. Skift kortet, hvis fejlen bliver ved.`,
  buttons: "Knapper",
  buttonCount: (count) => (count === 1 ? "1 knap" : `${count} knapper`),
  lamps: "Lamper",
  printer: "Printer",
  printed: "prøvesedlen er printet",
  notPrinted: "prøvesedlen kom ikke ud",
  paper: { ok: "papir nok", low: "snart ikke mere papir", out: "intet papir", unknown: "papir ukendt" },
  scanner: "Scanner",
  none: "ingen",
  broker: "Forbindelse og konto",
  brokerNext: "Se efter netværkskabel, adresse og port (mqtt.url), og at hubben kører.",
  refusedNext: "Hubben svarer, men afviser kontoen: ret mqtt.username eller adgangskoden.",
  hub: "Hubben",
  hubSilent: "hubben siger ikke, at den er i gang",
  hubNext: "Start hubben (systemctl start talon-hub på dens maskine). Standeren giver numre imens.",
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
  talon-stand check [--config file]   try the file, each part and the connection, and say what is wrong
              --print                 also print a test slip
  talon-stand list [--config file]    show the open tickets in order; works while the stand runs, too
  talon-stand --version | --help

  --config    the stand's file (otherwise /etc/talon/stand.json)
  --language  da or en

Stop the stand before check (systemctl stop talon-stand): buttons, printer and account serve one at a time.
`,
  unknown: (typed) => `talon-stand does not understand: ${typed}\nTry talon-stand --help`,
  ok: "OK   ",
  wrong: "WRONG",
  passed: "-    ",
  doThis: "Do this:",
  allGood: "Everything is in order.",
  troubles: (count) => (count === 1 ? "1 thing must be put right." : `${count} things must be put right.`),
  file: "The stand's file",
  fileNext: "Correct the file at the places named, and try again.",
  secrets: "Passwords and PIN",
  secretsNext: "Put the file in its place, readable by the user that the stand runs as.",
  disk: "The card can be written",
  diskNext: (folder) =>
    `Check that ${folder} exists, belongs to the stand's user, and that the card is neither full nor write-protected. Replace the card if the fault stays.`,
  buttons: "Buttons",
  buttonCount: (count) => (count === 1 ? "1 button" : `${count} buttons`),
  lamps: "Lamps",
  printer: "Printer",
  printed: "the test slip is printed",
  notPrinted: "the test slip did not come out",
  paper: { ok: "paper enough", low: "paper low", out: "no paper", unknown: "paper unknown" },
  scanner: "Scanner",
  none: "none",
  broker: "Connection and account",
  brokerNext: "Check the network cable, address and port (mqtt.url), and that the hub runs.",
  refusedNext: "The hub answers but refuses the account: correct mqtt.username or the password.",
  hub: "The hub",
  hubSilent: "the hub does not say that it is running",
  hubNext: "Start the hub (systemctl start talon-hub on its machine). The stand gives numbers meanwhile.",
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

export const CLI_WORDS: Readonly<Record<Language, CliWords>> = { da, en };
