/**
 * What `talon-stand devices` says, in Danish and English.
 * Knows no device; the list is made in hal/devices, the text in devices.ts.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";

type Part = "buttons" | "lamps" | "printer" | "scanner" | "keypad" | "speaker";

export type DevicesWords = {
  readonly chips: string;
  readonly noChip: string;
  readonly closedChip: string;
  readonly header: string;
  readonly lines: (count: number) => string;
  readonly line: (line: number, name: string, consumer: string) => string;
  readonly otherChip: (label: string) => string;
  readonly printers: string;
  readonly noPrinter: string;
  readonly profile: (profile: string, because: "model" | "maker" | "none") => string;
  readonly by: Readonly<Record<"usblp" | "libusb" | "other", string | null>>;
  readonly ports: string;
  readonly noPort: string;
  readonly builtIn: string;
  readonly portLooks: Readonly<Record<"scanner" | "printer" | "unknown", string>>;
  readonly inputs: string;
  readonly noInput: string;
  readonly inputLooks: Readonly<Record<"scanner" | "keypad" | "keyboard", string>>;
  readonly soundCards: string;
  readonly noSoundCard: string;
  readonly hdmi: string;
  readonly unstable: string;
  readonly nothing: string;
  readonly proposal: string;
  readonly missing: (parts: readonly string[]) => string;
  readonly names: Readonly<Record<Part, string>>;
  readonly several: string;
  readonly wiring: string;
};

const da: DevicesWords = {
  chips: "GPIO: knapper og lamper på ledninger",
  noChip:
    "Der blev ikke fundet nogen GPIO-chip (/dev/gpiochip*). Maskinen kan ikke have knapper på ledninger; til en prøve: driveren simulated.",
  closedChip:
    "kan ikke spørges: kør som root, sæt brugeren i gruppen gpio, eller kør npm ci, så modulet koffi er der",
  header: "stikket på en Raspberry Pi",
  lines: (count) => `${count} linjer`,
  line: (line, name, consumer) =>
    `linje ${line}${name === "" ? "" : ` (${name})`} bruges af ${consumer || "et andet program"}`,
  otherChip: (label) => `til denne chip skrives "chipLabels": ["${label}"] ved buttons og lamps`,
  printers: "USB-printere",
  noPrinter:
    "Ingen USB-printer. Er den tændt, og sidder kablet i? En printer på netværket ses ikke her; den skrives med transport tcp og dens adresse.",
  profile: (profile, because) =>
    ({
      model: `profil ${profile}, som dens navn siger`,
      maker: `profil ${profile}, et gæt ud fra mærket; se docs/install.md`,
      none: `ukendt printer: profil ${profile} er den forsigtigste; se docs/install.md`,
    })[because],
  by: {
    usblp: null,
    libusb: "kernens driver usblp er ikke på; den nås med transport libusb",
    other: "en anden driver holder den; slå den driver fra",
  },
  ports: "Serielle porte",
  noPort: "Ingen.",
  builtIn: "indbygget",
  portLooks: {
    scanner: "ligner en scanner",
    printer: "ligner en printer",
    unknown: "kan være en scanner, en printer eller noget andet; se, hvad der er i den anden ende af kablet",
  },
  inputs: "Tastaturer og scannere, der skriver",
  noInput: "Ingen.",
  inputLooks: {
    scanner:
      "ligner en scanner; bedst er det at stille den til USB-seriel (USB-CDC), hvis dens vejledning har det",
    keypad: "ligner et taltastatur",
    keyboard: "et almindeligt tastatur; standeren lader det være",
  },
  soundCards: "Lydkort",
  noSoundCard: "Intet lydkort. Standeren virker uden.",
  hdmi: "skærmens lyd",
  unstable: "navnet kan skifte, når noget sættes i igen; installér 60-talon.rules (se docs/install.md)",
  nothing: "Der er intet at foreslå. Sæt printer, scanner og knapper i, og prøv igen.",
  proposal: "Forslag til standerens fil: sæt disse dele i stedet for dem, der hedder det samme",
  missing: (parts) => `Ikke fundet, så ikke i forslaget: ${parts.join(", ")}.`,
  names: {
    buttons: "knapper (buttons)",
    lamps: "lamper (lamps)",
    printer: "printer",
    scanner: "scanner",
    keypad: "tastatur (keypad)",
    speaker: "højttaler (speaker)",
  },
  several: "Hvor der er flere af en slags, er den første foreslået; de andres navne står ovenfor.",
  wiring:
    "Linjernes numre er kun den sædvanlige ledningsføring. Ret dem efter jeres, og prøv så: talon-stand check",
};

const en: DevicesWords = {
  chips: "GPIO: buttons and lamps on wires",
  noChip:
    "No GPIO chip was found (/dev/gpiochip*). This machine cannot have buttons on wires; to try things out: the driver simulated.",
  closedChip:
    "cannot be asked: run as root, add the user to the group gpio, or run npm ci so that the module koffi is there",
  header: "the header of a Raspberry Pi",
  lines: (count) => `${count} lines`,
  line: (line, name, consumer) =>
    `line ${line}${name === "" ? "" : ` (${name})`} is used by ${consumer || "another program"}`,
  otherChip: (label) => `for this chip write "chipLabels": ["${label}"] at buttons and lamps`,
  printers: "USB printers",
  noPrinter:
    "No USB printer. Is it switched on and its cable in? A printer on the network is not seen here; write it with transport tcp and its address.",
  profile: (profile, because) =>
    ({
      model: `profile ${profile}, as its name says`,
      maker: `profile ${profile}, a guess by its maker; see docs/install.md`,
      none: `unknown printer: profile ${profile} is the most careful one; see docs/install.md`,
    })[because],
  by: {
    usblp: null,
    libusb: "the kernel's driver usblp is not bound; it is reached with transport libusb",
    other: "another driver holds it; switch that driver off",
  },
  ports: "Serial ports",
  noPort: "None.",
  builtIn: "built in",
  portLooks: {
    scanner: "looks like a scanner",
    printer: "looks like a printer",
    unknown: "may be a scanner, a printer or anything else; look what is at the other end of the cable",
  },
  inputs: "Keyboards, and scanners that type",
  noInput: "None.",
  inputLooks: {
    scanner: "looks like a scanner; better set it to USB serial (USB-CDC) if its handbook has that",
    keypad: "looks like a numeric pad",
    keyboard: "an ordinary keyboard; the stand leaves it alone",
  },
  soundCards: "Sound cards",
  noSoundCard: "No sound card. The stand works without.",
  hdmi: "the screen's sound",
  unstable:
    "this name may change when something is plugged in again; install 60-talon.rules (see docs/install.md)",
  nothing: "There is nothing to propose. Plug in printer, scanner and buttons, and try again.",
  proposal: "Proposal for the stand's file: put these parts in the place of those of the same name",
  missing: (parts) => `Not found, so not proposed: ${parts.join(", ")}.`,
  names: {
    buttons: "buttons",
    lamps: "lamps",
    printer: "printer",
    scanner: "scanner",
    keypad: "keypad",
    speaker: "speaker",
  },
  several: "Where there are several of a kind the first is proposed; the names of the others stand above.",
  wiring:
    "The numbers of the lines are just the usual wiring. Correct them to yours, then try: talon-stand check",
};

export const DEVICES_WORDS: Readonly<Record<StaffLanguage, DevicesWords>> = { da, en };
