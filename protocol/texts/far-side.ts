/**
 * What the page says beside the screen of a simulated stand. Both languages stand together: whoever tries the stand sees these
 * words, no citizen does.
 */

/** The far side of simulated hardware, beside the stand's screen. */
export type FarSideTexts = {
  readonly title: string;
  readonly press: (button: number) => string;
  readonly scanner: string;
  readonly code: string;
  readonly present: string;
  readonly presentLast: string;
  readonly paper: string;
  readonly tearOff: string;
  readonly noPaper: string;
  readonly torn: string;
  readonly printer: string;
  readonly paperState: Readonly<Record<"ok" | "low" | "out", string>>;
  readonly online: string;
  readonly jam: string;
  readonly network: string;
  readonly networkUp: string;
  readonly cables: string;
  /** The buttons of one side. */
  readonly buttonsAt: Readonly<Record<"left" | "right", string>>;
  readonly plugged: Readonly<Record<"buttons" | "scanner" | "keypad" | "speaker", string>>;
  readonly held: string;
  readonly holdDown: (button: number) => string;
  readonly speechKey: string;
  readonly speechKeyHelp: string;
  readonly openTicket: string;
};

export const daFarSide: FarSideTexts = {
  title: "Simuleret stander",
  press: (button) => `Tryk på knap ${button}`,
  scanner: "Scanner",
  code: "Kode",
  present: "Hold koden frem",
  presentLast: "Scan sidste billet",
  paper: "Papir",
  tearOff: "Riv af",
  noPaper: "Der hænger ingen seddel.",
  torn: "Sedlen er ikke hel.",
  printer: "Printer",
  paperState: { ok: "Papir nok", low: "Lidt papir", out: "Intet papir" },
  online: "Tændt",
  jam: "Papirstop",
  network: "Netværk",
  networkUp: "Forbundet",
  cables: "Kabler",
  buttonsAt: { left: "Knapper til venstre", right: "Knapper til højre" },
  plugged: { buttons: "Knapper", scanner: "Scanner", keypad: "Taltastatur", speaker: "Højttaler" },
  held: "Finger på knappen",
  holdDown: (button) => `Hold knap ${button} nede`,
  speechKey: "Taletast",
  speechKeyHelp: "Kort: læs op. Langt: kald hjælp",
  openTicket: "Åbn siden bag koden",
};

export const enFarSide: FarSideTexts = {
  title: "Simulated stand",
  press: (button) => `Press button ${button}`,
  scanner: "Scanner",
  code: "Code",
  present: "Present the code",
  presentLast: "Scan the last ticket",
  paper: "Paper",
  tearOff: "Tear off",
  noPaper: "No slip is hanging out.",
  torn: "The slip is not whole.",
  printer: "Printer",
  paperState: { ok: "Enough paper", low: "Little paper", out: "No paper" },
  online: "Switched on",
  jam: "Paper jam",
  network: "Network",
  networkUp: "Connected",
  cables: "Cables",
  buttonsAt: { left: "Buttons at the left", right: "Buttons at the right" },
  plugged: { buttons: "Buttons", scanner: "Scanner", keypad: "Keypad", speaker: "Speaker" },
  held: "Finger on the button",
  holdDown: (button) => `Keep button ${button} down`,
  speechKey: "Speech key",
  speechKeyHelp: "Short: read aloud. Long: call help",
  openTicket: "Open the page behind the code",
};
