/**
 * What the stand's screen tells whoever mends it: three short sentences for each thing, one beside each picture.
 * Both languages stand together because the screen shows both, whichever the citizen chose.
 */
import type { ToMend } from "../terms.ts";

/** How to mend one thing: a word, what is the matter, and what to do in three steps. */
type MendTexts = {
  readonly name: string;
  readonly title: string;
  readonly steps: readonly [string, string, string];
};

/** The pictures on the stand's screen for whoever mends it. */
export type MendsTexts = {
  readonly forStaff: string;
  readonly hold: string;
  readonly close: string;
  readonly mend: Readonly<Record<ToMend, MendTexts>>;
};

export const daMends: MendsTexts = {
  forStaff: "Til personalet",
  hold: "Hold fingeren her for at se, hvad du skal gøre",
  close: "Skjul",
  mend: {
    "paper-out": {
      name: "Papir",
      title: "Sæt en ny papirrulle i",
      steps: ["Åbn låget.", "Læg rullen i, så papiret kommer nedefra.", "Luk låget."],
    },
    "paper-low": {
      name: "Lidt papir",
      title: "Papiret slutter snart",
      steps: ["Hent en ny rulle.", "Åbn låget, og skift rullen.", "Luk låget."],
    },
    "cover-open": {
      name: "Låg",
      title: "Printerens låg er åbent",
      steps: ["Se, at rullen ligger rigtigt.", "Træk papiret ud over kanten.", "Luk låget, til det klikker."],
    },
    jam: {
      name: "Papirstop",
      title: "Papiret sidder fast",
      steps: ["Sluk printeren, og åbn låget.", "Tag papiret ud ved kniven.", "Luk låget, og tænd igen."],
    },
    "printer-gone": {
      name: "Printer",
      title: "Printeren svarer ikke",
      steps: ["Se, at strømmen er sat til.", "Se, at kablet sidder i.", "Sluk printeren, og tænd igen."],
    },
    "buttons-gone": {
      name: "Knapper",
      title: "Knapperne svarer ikke",
      steps: ["Find knappernes kabel.", "Træk det ud, og sæt det i.", "Ring ellers til teknikeren."],
    },
    "button-stuck": {
      name: "Knap",
      title: "En knap sidder fast",
      steps: [
        "Fjern det, der trykker på knappen.",
        "Tryk på knappen, og slip den.",
        "Ring ellers til teknikeren.",
      ],
    },
    "lamps-gone": {
      name: "Lamper",
      title: "Lamperne i knapperne svarer ikke",
      steps: ["Find knappernes kabel.", "Træk det ud, og sæt det i.", "Ring ellers til teknikeren."],
    },
    "scanner-gone": {
      name: "Scanner",
      title: "Scanneren svarer ikke",
      steps: ["Find scannerens kabel.", "Træk det ud, og sæt det i.", "Prøv med en seddel."],
    },
    "keypad-gone": {
      name: "Taltastatur",
      title: "Taltastaturet svarer ikke",
      steps: ["Find tastaturets kabel.", "Træk det ud, og sæt det i.", "Ring ellers til teknikeren."],
    },
    "speaker-gone": {
      name: "Højttaler",
      title: "Højttaleren svarer ikke",
      steps: ["Find højttalerens kabel.", "Træk det ud, og sæt det i.", "Ring ellers til teknikeren."],
    },
    "network-gone": {
      name: "Netværk",
      title: "Standeren har ingen forbindelse",
      steps: ["Se, at netkablet sidder i.", "Se, at netboksen lyser.", "Ring ellers til teknikeren."],
    },
  },
};

export const enMends: MendsTexts = {
  forStaff: "For the staff",
  hold: "Keep your finger here to see what to do",
  close: "Hide",
  mend: {
    "paper-out": {
      name: "Paper",
      title: "Put in a new roll of paper",
      steps: ["Open the cover.", "Put the roll in with the paper coming from below.", "Close the cover."],
    },
    "paper-low": {
      name: "Little paper",
      title: "The paper ends soon",
      steps: ["Fetch a new roll.", "Open the cover and change the roll.", "Close the cover."],
    },
    "cover-open": {
      name: "Cover",
      title: "The printer's cover is open",
      steps: [
        "See that the roll lies right.",
        "Pull the paper out over the edge.",
        "Close the cover until it clicks.",
      ],
    },
    jam: {
      name: "Paper jam",
      title: "The paper is stuck",
      steps: [
        "Switch the printer off, open the cover.",
        "Take out the paper at the knife.",
        "Close the cover, switch on again.",
      ],
    },
    "printer-gone": {
      name: "Printer",
      title: "The printer does not answer",
      steps: [
        "See that the power is plugged in.",
        "See that the cable is plugged in.",
        "Switch the printer off and on.",
      ],
    },
    "buttons-gone": {
      name: "Buttons",
      title: "The buttons do not answer",
      steps: [
        "Find the cable of the buttons.",
        "Pull it out and put it in.",
        "Otherwise call the technician.",
      ],
    },
    "button-stuck": {
      name: "Button",
      title: "A button is stuck",
      steps: [
        "Remove what leans on the button.",
        "Press the button and let it go.",
        "Otherwise call the technician.",
      ],
    },
    "lamps-gone": {
      name: "Lamps",
      title: "The lamps in the buttons do not answer",
      steps: [
        "Find the cable of the buttons.",
        "Pull it out and put it in.",
        "Otherwise call the technician.",
      ],
    },
    "scanner-gone": {
      name: "Scanner",
      title: "The scanner does not answer",
      steps: ["Find the scanner's cable.", "Pull it out and put it in.", "Try it with a slip."],
    },
    "keypad-gone": {
      name: "Keypad",
      title: "The keypad does not answer",
      steps: ["Find the keypad's cable.", "Pull it out and put it in.", "Otherwise call the technician."],
    },
    "speaker-gone": {
      name: "Speaker",
      title: "The speaker does not answer",
      steps: ["Find the speaker's cable.", "Pull it out and put it in.", "Otherwise call the technician."],
    },
    "network-gone": {
      name: "Network",
      title: "The stand has no connection",
      steps: [
        "See that the network cable is plugged in.",
        "See that the network box is lit.",
        "Otherwise call the technician.",
      ],
    },
  },
};
