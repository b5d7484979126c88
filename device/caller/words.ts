/**
 * What `talon-caller check` says, in Danish and English.
 * Knows no check; the faults of the hardware are in the stand's faults.ts.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { Said } from "../stand/cli/faults.ts";

export type CheckWords = {
  readonly wrong: string;
  readonly doThis: string;
  readonly keys: (count: number) => string;
  readonly part: Readonly<Record<"file" | "secrets" | "keypad" | "lamps" | "hub" | "counter", string>>;
  readonly fileNext: string;
  readonly secretsNext: string;
  readonly credential: string;
  readonly unreachable: (problem: string) => Said;
  readonly refused: (username: string, staff: string) => Said;
  readonly denied: (location: string, staff: string) => Said;
  readonly silent: Said;
  readonly unknownCounter: (counter: string, known: readonly string[]) => Said;
};

const STARTED_BY_SYSTEMD =
  'systemd-run --pty --wait --collect -p User=talon -p SupplementaryGroups="gpio input" -p LoadCredential=mqtt-password:/etc/talon/mqtt-password talon-caller check';

const da: CheckWords = {
  wrong: "FEJL",
  doThis: "Gør sådan:",
  keys: (count) => `${count} taster har en opgave`,
  part: {
    file: "Filen",
    secrets: "Adgangskoden",
    keypad: "Tastaturet",
    lamps: "Lampen",
    hub: "Hubben",
    counter: "Skranken",
  },
  fileNext:
    "Ret filen de nævnte steder (et mønster ligger i /usr/lib/talon/docs/examples/caller.json, i kilden i docs/examples), og prøv igen.",
  secretsNext: "Læg filen på plads, så den bruger, programmet kører som, kan læse den.",
  credential: `Prøv igen med: ${STARTED_BY_SYSTEMD}`,
  unreachable: (problem) => ({
    problem,
    next: "Se efter netværkskablet og adressen i mqtt.url, og at hubben kører (systemctl status talon-hub).",
  }),
  refused: (username, staff) => ({
    problem: `hubben afviser kontoen ${username}`,
    next: `Kontoen skal stå i hubbens hub.json med "role": "staff" og "id": "${staff}", og adgangskoden skal være den samme begge steder.`,
  }),
  denied: (location, staff) => ({
    problem: `kontoen må ikke læse det, der hører til ${staff} i ${location}`,
    next: "Sammenlign location og staff i filen med hubbens location.json og kontoens id i hub.json.",
  }),
  silent: {
    problem: "MQTT-brokeren svarer, men hubben er der ikke",
    next: "Se efter, at hubben kører, og at location i filen er hubbens.",
  },
  unknownCounter: (counter, known) => ({
    problem: `hubben kender ingen skranke ${counter}; den kender ${known.join(", ") || "ingen"}`,
    next: "Ret counter i filen, eller opret skranken.",
  }),
};

const en: CheckWords = {
  wrong: "FAIL",
  doThis: "Do this:",
  keys: (count) => `${count} keys have something to do`,
  part: {
    file: "The file",
    secrets: "The password",
    keypad: "The keypad",
    lamps: "The lamp",
    hub: "The hub",
    counter: "The counter",
  },
  fileNext:
    "Correct the file in the places named (/usr/lib/talon/docs/examples/caller.json is a pattern, in the source below docs/examples), and try again.",
  secretsNext: "Put the file in its place, readable for the user that the program runs as.",
  credential: `Try again with: ${STARTED_BY_SYSTEMD}`,
  unreachable: (problem) => ({
    problem,
    next: "Check the network cable and the address in mqtt.url, and that the hub runs (systemctl status talon-hub).",
  }),
  refused: (username, staff) => ({
    problem: `the hub refuses the account ${username}`,
    next: `The account must stand in the hub's hub.json with "role": "staff" and "id": "${staff}", with the same password in both places.`,
  }),
  denied: (location, staff) => ({
    problem: `the account may not read what belongs to ${staff} in ${location}`,
    next: "Compare location and staff in the file with the hub's location.json and the account's id in hub.json.",
  }),
  silent: {
    problem: "the MQTT broker answers, but the hub is not there",
    next: "Check that the hub runs, and that location in the file is the hub's.",
  },
  unknownCounter: (counter, known) => ({
    problem: `the hub knows no counter ${counter}; it knows ${known.join(", ") || "none"}`,
    next: "Correct counter in the file, or make the counter.",
  }),
};

/** By language. */
export const CHECK_WORDS: Readonly<Record<StaffLanguage, CheckWords>> = { da, en };
