/**
 * What the hands-on check, the hand-over sheet, the service card and the recordings say, in Danish and English.
 * Knows no check; the round's own words are in machine/round-words.ts.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";

export type HandsWords = {
  readonly part: string;
  readonly begin: string;
  readonly keys: string;
  readonly yesNo: string;
  readonly noTerminal: string;
  readonly notAsked: string;
  readonly simulated: string;
  readonly unopened: string;
  readonly skipped: string;
  readonly speaker: string;
  readonly sheet: string;
  readonly sheetWritten: (path: string) => string;
  readonly sheetNext: string;
  readonly sheetPrinted: string;
  readonly sheetNotPrinted: string;
  readonly sheetHeading: string;
  readonly cardHeading: string;
  readonly cardLines: readonly string[];
  readonly cardPrinted: string;
  readonly cardWritten: (path: string) => string;
  readonly cardNoPrinter: string;
  readonly cardNotKept: string;
  readonly cardNoFolder: (folder: string) => string;
  readonly recordTo: (path: string) => string;
  readonly recordEmpty: string;
  readonly recordFailed: (path: string, why: string) => string;
  readonly replayOf: (path: string, lines: number, made: string) => string;
  readonly replayTorn: string;
  readonly replayEmpty: string;
  readonly noRecording: string;
  readonly masked: string;
  readonly replayUnread: (path: string, why: string) => string;
};

const da: HandsWords = {
  part: "Eftersyn i hånden",
  begin: "Eftersyn i hånden: følg det, der står ved spørgsmålstegnet.",
  keys: "  Taster: s spring over, q stop, j ja, n nej",
  yesNo: "[j/n]",
  noTerminal:
    "ikke prøvet: knapper og lamper, prøveseddel, scanning og taster kræver en terminal (ssh -t, systemd-run --pty) eller --hands-on",
  notAsked: "ikke prøvet: --no-hands-on",
  simulated: "simuleret: ingen kan trykke eller scanne her",
  unopened: "ikke prøvet: delen kan ikke åbnes (se ovenfor)",
  skipped: "ikke prøvet",
  speaker: "Højttaler",
  sheet: "Overleveringsark",
  sheetWritten: (path) => `skrevet til ${path}`,
  sheetNext: "Vælg en fil i en mappe, der findes og må skrives i.",
  sheetPrinted: "printet",
  sheetNotPrinted: "arket kom ikke ud",
  sheetHeading: "OVERLEVERING",
  cardHeading: "SERVICEKORT",
  cardLines: [
    "Hold koden foran standerens scanner: den lukker for borgerne og prøver sig selv på få minutter.",
    "Igen under eftersynet: spring en del over.",
    "Et nyt kort gør dette ugyldigt.",
  ],
  cardPrinted: "Servicekortet er printet. Tidligere kort er nu ugyldige.",
  cardWritten: (path) => `Servicekortet er skrevet til ${path}. Tidligere kort er nu ugyldige.`,
  cardNoPrinter: "Brug --sheet fil.html, så kortet kan printes på en anden printer.",
  cardNotKept:
    "Kortet er ikke gyldigt, og det gamle er det stadig: kør som root eller som standerens bruger.",
  cardNoFolder: (folder) =>
    `${folder} findes ikke: start standeren én gang først (systemctl start talon-stand).`,
  recordTo: (path) => `optages i ${path}, uden personoplysninger`,
  recordEmpty:
    "Der er ikke optaget noget: ingen printer, scanner, knap eller tastatur blev åbnet (se ovenfor), eller de sagde ingenting.",
  recordFailed: (path, why) => `${path} kan ikke skrives: ${why}`,
  replayOf: (path, lines, made) =>
    `Afspiller ${path}: ${lines === 1 ? "1 hændelse" : `${lines} hændelser`}, ${made}`,
  replayTorn: "(filen ender midt i en linje; alt før den er læst)",
  replayEmpty: "Der er ikke optaget noget: filen har kun sit hoved.",
  noRecording: "det er ikke en optagelse af version 1",
  masked:
    "Ingen personoplysninger: i det scannede og printede er hvert ciffer 0, hvert bogstav x, billeder et mønster; af tastaturets taster kun arten, aldrig hvilket ciffer.",
  replayUnread: (path, why) => `${path} kan ikke læses: ${why}`,
};

const en: HandsWords = {
  part: "Hands-on round",
  begin: "Hands-on round: do what stands behind the question mark.",
  keys: "  Keys: s skip, q stop, y yes, n no",
  yesNo: "[y/n]",
  noTerminal:
    "not tried: buttons and lamps, test slip, scan and keys need a terminal (ssh -t, systemd-run --pty) or --hands-on",
  notAsked: "not tried: --no-hands-on",
  simulated: "simulated: nobody can press or scan here",
  unopened: "not tried: the part cannot be opened (see above)",
  skipped: "not tried",
  speaker: "Speaker",
  sheet: "Hand-over sheet",
  sheetWritten: (path) => `written to ${path}`,
  sheetNext: "Choose a file in a folder that exists and can be written.",
  sheetPrinted: "printed",
  sheetNotPrinted: "the sheet did not come out",
  sheetHeading: "HAND-OVER",
  cardHeading: "SERVICE CARD",
  cardLines: [
    "Hold the code to the stand's scanner: it closes for citizens and tries itself within minutes.",
    "Again during the check: skip a part.",
    "A new card makes this one void.",
  ],
  cardPrinted: "The service card is printed. Earlier cards are void now.",
  cardWritten: (path) => `The service card is written to ${path}. Earlier cards are void now.`,
  cardNoPrinter: "Use --sheet file.html, so that the card can be printed on another printer.",
  cardNotKept: "This card is not valid, and the old one still is: run as root or as the stand's user.",
  cardNoFolder: (folder) =>
    `${folder} does not exist: start the stand once first (systemctl start talon-stand).`,
  recordTo: (path) => `recorded in ${path}, without personal data`,
  recordEmpty:
    "Nothing was recorded: no printer, scanner, button or keypad was opened (see above), or they said nothing.",
  recordFailed: (path, why) => `${path} cannot be written: ${why}`,
  replayOf: (path, lines, made) =>
    `Replaying ${path}: ${lines === 1 ? "1 happening" : `${lines} happenings`}, ${made}`,
  replayTorn: "(the file ends in the middle of a line; everything before it is read)",
  replayEmpty: "Nothing was recorded: the file has only its head.",
  noRecording: "it is no recording of version 1",
  masked:
    "No personal data: in what was scanned and printed every digit is 0, every letter x, pictures are a pattern; of a keypad's keys only their kind, never which digit.",
  replayUnread: (path, why) => `${path} cannot be read: ${why}`,
};

export const HANDS_WORDS: Readonly<Record<StaffLanguage, HandsWords>> = { da, en };
