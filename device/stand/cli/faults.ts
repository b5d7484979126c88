/**
 * The faults of the hardware layer in the technician's language: what is wrong and what to do.
 * English is the fault's own message; Danish stands here, one entry a code, complete by type.
 */
import { HAL_FAULTS, type HalCode, HalFault } from "../../../hal/errors.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { STAND_FAULTS, StandFault } from "../fault.ts";
import { systemWords } from "../system-words.ts";

export type Said = { readonly problem: string; readonly next: string };
type Words = readonly [problem: (value: string) => string, next: string];

const DANISH: Readonly<Record<HalCode, Words>> = {
  HAL_CLOSED: [(value) => `Driveren ${value} er lukket`, "Åbn den igen, før den bruges."],
  HAL_MODULE_MISSING: [
    (value) => `npm-modulet ${value} kan ikke indlæses`,
    "Pak programmet igen på en maskine af samme slags og med samme Node (npm ci, se docs/install.md); onoff kræver der også en C++-oversætter.",
  ],
  HAL_GPIO_CHIP_MISSING: [
    (value) => `Der er ingen GPIO-chip med navnet ${value}`,
    "Sammenlign chipLabels i filen med det, gpiodetect (apt install gpiod) eller /sys/class/gpio/gpiochip*/label viser.",
  ],
  HAL_GPIO_NONE: [
    (value) => `Maskinen har ingen GPIO, der kan bruges (${value})`,
    "Se efter, at kernen har /dev/gpiochip0 (ls /dev/gpiochip*), og at programmet er pakket på en maskine af samme slags: /usr/lib/talon/node_modules/koffi skal være der. Uden rigtige knapper vælges driveren simulated.",
  ],
  HAL_GPIO_LINE_MISSING: [
    (value) => `Ingen GPIO-linje hedder ${value}`,
    "Sammenlign navnene med det, gpioinfo (apt install gpiod) viser, eller skriv linjernes numre; driveren onoff kender kun numre.",
  ],
  HAL_GPIO_LINE_OUTSIDE: [
    (value) => `GPIO-linje ${value} findes ikke på chippen`,
    "Skriv linjen, som den er nummereret på chippen (BCM-nummer på en Raspberry Pi), fra 0.",
  ],
  HAL_BUTTON_BUSY: [
    (value) => `Knappens GPIO-linje ${value} bruges af et andet program`,
    "Stop det program (kører standeren allerede?), eller giv knappen en anden linje.",
  ],
  HAL_BUTTON_DENIED: [
    (value) => `Knappens GPIO-linje ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen gpio, og se efter DeviceAllow og ReadWritePaths i systemd-enheden.",
  ],
  HAL_BUTTON_FAILED: [
    (value) => `Knappens GPIO-linje ${value} kan ikke åbnes`,
    "Læs årsagen; se efter ledninger og linjens nummer.",
  ],
  HAL_BUTTON_GONE: [
    (value) => `Knappernes GPIO-chip er forsvundet (${value})`,
    "Se efter knapkortets kabel; knapperne kommer selv igen.",
  ],
  HAL_BUTTON_UNREAD: [
    (value) => `Knapperne kan ikke læses (${value})`,
    "Se efter, at brugeren må køre setpriv og perl (SystemCallFilter i systemd-enheden), og start standeren igen.",
  ],
  HAL_BUTTON_STUCK: [
    (value) => `Knap ${value} har været holdt nede for længe og er slået fra, til den slippes`,
    "Se efter, om knappen sidder fast, eller noget læner sig op ad den; ellers kan ledningerne være kortsluttet.",
  ],
  HAL_BUTTON_MISSED: [
    (value) => `Der skete mere ved knap ${value}, end kernen kunne huske (i parentes: tabte skift)`,
    "Se efter en løs forbindelse i knappen og maskinens belastning; nogle tryk har måske ikke talt.",
  ],
  HAL_LAMP_BUSY: [
    (value) => `Lampens GPIO-linje ${value} bruges af et andet program`,
    "Stop det program, eller giv lampen en anden linje.",
  ],
  HAL_LAMP_DENIED: [
    (value) => `Lampens GPIO-linje ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen gpio, og se efter DeviceAllow og ReadWritePaths i systemd-enheden.",
  ],
  HAL_LAMP_FAILED: [
    (value) => `Lampens GPIO-linje ${value} kan ikke åbnes`,
    "Læs årsagen; se efter ledninger og linjens nummer.",
  ],
  HAL_LAMP_GONE: [
    (value) => `Lampens GPIO-linje kan ikke skrives (${value})`,
    "Se efter knapkortets kabel; lamperne kommer selv igen.",
  ],
  HAL_PRINTER_NONE: [
    (value) => `Denne stander har ingen printer (${value})`,
    "Giv standeren en printer i dens fil, eller vis numrene på skærmen.",
  ],
  HAL_PRINTER_GONE: [
    (value) => `Printeren ${value} kan ikke nås`,
    "Se efter strøm og kabel; standeren prøver selv igen.",
  ],
  HAL_PRINTER_DENIED: [
    (value) => `Printeren ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen lp (USB) eller dialout (seriel), og se efter DeviceAllow i systemd-enheden.",
  ],
  HAL_PRINTER_NO_DEVICE: [
    (value) => `Stien ${value} fører til noget, der ikke er en printer af den slags`,
    "Ret printer.path i filen (talon-stand devices viser den rigtige): en USB-printer hedder /dev/usb/lp0 eller lignende, en på en seriel linje skal have transport serial. Der er ikke skrevet noget til den.",
  ],
  HAL_PRINTER_NO_HOST: [
    (value) => `Ingen navneserver kender printerens navn ${value}`,
    "Ret printer.host i filen, eller skriv printerens IP-adresse; den står på dens selvtest (hold papirknappen nede, mens den tændes).",
  ],
  HAL_PRINTER_BUSY: [
    (value) => `Printeren ${value} bruges af et andet program`,
    "Stop det program; CUPS er det sædvanlige.",
  ],
  HAL_PRINTER_PAPER_OUT: [
    (value) => `Printeren ${value} har ikke mere papir`,
    "Sæt en ny rulle i, og luk låget.",
  ],
  HAL_PRINTER_COVER_OPEN: [(value) => `Låget på printeren ${value} er åbent`, "Luk låget."],
  HAL_PRINTER_OFFLINE: [
    (value) => `Printeren ${value} siger, at den er slået fra`,
    "Tryk på dens papirknap, eller sluk og tænd den.",
  ],
  HAL_PRINTER_ERROR: [
    (value) => `Printeren ${value} melder fejl (papirstop, kniv eller varme)`,
    "Åbn låget, fjern papiret, og sluk og tænd printeren.",
  ],
  HAL_PRINTER_CUTTER_JAM: [
    (value) => `Kniven i printeren ${value} sidder fast`,
    "Sluk printeren, åbn låget, tag papiret foran kniven ud, luk låget, og tænd igen.",
  ],
  HAL_PRINTER_HOT: [
    (value) => `Printeren ${value} er for varm eller får for lidt strøm og venter`,
    "Vent nogle minutter; kommer det igen, så giv den luft, og se efter strømforsyningen.",
  ],
  HAL_PRINTER_FEEDING: [
    (value) => `Nogen holder papirknappen på printeren ${value}`,
    "Slip knappen; rører ingen den, så se efter, om den sidder fast.",
  ],
  HAL_PRINTER_RUBBISH: [
    (value) => `Printeren ${value} svarer noget, der ikke giver mening`,
    "Sammenlign baudRate med printerens selvtest, og se efter kablet, og at den står til ESC/POS; kan den ikke svare, så vælg profilen no-name-58, eller sæt confirm til none.",
  ],
  HAL_PRINTER_USBLP: [
    (value) => `USB-printeren ${value} holdes af kernens driver usblp`,
    "Sæt printer.transport til usb og printer.path til dens fil (ls /dev/usb), eller udelad stien.",
  ],
  HAL_PRINTER_USB_DENIED: [
    (value) => `USB-printeren ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen lp; er det ikke nok, så installer udev-reglerne fra systemd/, og se efter DeviceAllow i systemd-enheden.",
  ],
  HAL_PRINTER_SILENT: [
    (value) => `Printeren ${value} svarer ikke mere`,
    "Sluk og tænd den; svarer den aldrig på spørgsmål, så sæt confirm til none i filen.",
  ],
  HAL_PRINTER_SLOW: [
    (value) => `Printeren ${value} tog ikke hele sedlen inden for tiden`,
    "Se på papiret: sedlen kan mangle, være revet over eller hel.",
  ],
  HAL_PRINTER_CUT_SHORT: [
    (value) => `Forbindelsen til printeren ${value} røg midt i en seddel`,
    "Se på papiret: sedlen er nok revet over. Se efter kablet.",
  ],
  HAL_PRINTER_NO_FONT: [
    (value) => `Tekst med bogstaver, som printeren ikke har, kan ikke tegnes (${value})`,
    "Installér programmet og skrifterne (apt install librsvg2-bin fonts-noto-core); indtil da skrives den med de nærmeste bogstaver.",
  ],
  HAL_PRINTER_NO_QR: [
    (value) => `QR-koden på en seddel blev udeladt, for den kan ikke rumme sin tekst på ${value} tegn`,
    "Giv adressen i indstillingerne højst 666 tegn, alle i ren ASCII.",
  ],
  HAL_PRINTER_PAPER_FILE: [
    (value) => `Filen ${value}, den simulerede printers papir, kan ikke skrives`,
    "Ret printer.paperFile i filen, eller giv denne bruger skriveadgang til mappen.",
  ],
  HAL_SCANNER_GONE: [
    (value) => `Scanneren ${value} kan ikke nås`,
    "Se efter kablet; standeren prøver selv igen. Brug helst en sti under /dev/serial/by-id eller /dev/input/by-id.",
  ],
  HAL_SCANNER_DENIED: [
    (value) => `Scanneren ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen dialout (seriel) eller input (tastatur), og se efter DeviceAllow i systemd-enheden.",
  ],
  HAL_SCANNER_NO_DEVICE: [
    (value) => `Stien ${value} fører til noget, der ikke er en seriel linje med en scanner`,
    "Ret scanner.path i filen; talon-stand devices viser scannerens sti under /dev/serial/by-id.",
  ],
  HAL_SCANNER_BUSY: [
    (value) => `Scanneren ${value} bruges af et andet program`,
    "Stop det program; ModemManager er det sædvanlige.",
  ],
  HAL_INPUT_NO_DEVICE: [
    (value) => `Stien ${value} fører til noget, der ikke er en tastatur-enhed`,
    "Skriv en sti under /dev/input/by-id, der ender på -event-kbd, eller USB-nummeret, som lsusb skriver det.",
  ],
  HAL_KEYPAD_GONE: [
    (value) => `Tastaturet ${value} kan ikke nås`,
    "Se efter kablet; programmet prøver selv igen. Brug helst en sti under /dev/input/by-id.",
  ],
  HAL_KEYPAD_DENIED: [
    (value) => `Tastaturet ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen input, og se efter DeviceAllow i systemd-enheden.",
  ],
  HAL_KEYPAD_BUSY: [
    (value) => `Tastaturet ${value} er taget af et andet program`,
    "Stop det program; en anden stander eller et program, der flytter taster, er det sædvanlige.",
  ],
  HAL_KEYPAD_KEY_UNKNOWN: [
    (value) => `Filen nævner en tast ${value} på tastaturet, som kernen ikke kender`,
    "Skriv navnet, som evtest viser det, når tasten trykkes (KEY_KP1, BTN_TRIGGER).",
  ],
  HAL_SPEAKER_MISSING: [
    (value) => `Programmet ${value}, som afspiller lyd, er ikke installeret`,
    "Installer det (apt install alsa-utils); indtil da giver standeren ingen lyd fra sig.",
  ],
  HAL_SPEAKER_GONE: [
    (value) => `Lydkortet ${value} kan ikke nås`,
    "Se efter kablet, og sammenlign speaker.device med det, aplay -L viser; standeren bruger det selv igen.",
  ],
  HAL_SPEAKER_DENIED: [
    (value) => `Lydkortet ${value} må ikke åbnes af denne bruger`,
    "Sæt brugeren i gruppen audio, og se efter DeviceAllow i systemd-enheden.",
  ],
  HAL_SPEAKER_BUSY: [
    (value) => `Lydkortet ${value} bruges af et andet program`,
    "Stop det program (som regel et skrivebords lydserver), eller vælg en enhed, som flere kan dele.",
  ],
  HAL_SPEAKER_SILENT: [
    (value) => `Lydkortet ${value} tog ikke imod en lyd i tide`,
    "Tag stikket ud, og sæt det i igen; standeren prøver selv igen.",
  ],
  HAL_SPEAKER_FAILED: [
    (value) => `Lydkortet ${value} kan ikke afspille`,
    "Læs årsagen; prøv speaker-test -D med samme navn; plughw: i stedet for hw: hjælper, hvis kortet afviser formatet.",
  ],
  HAL_SPEAKER_NOT_SOUND: [
    (value) => `Højttaleren fik noget, den ikke kan afspille (${value})`,
    "Giv den en WAV-fil med 16-bit PCM, mono eller stereo.",
  ],
  HAL_SPEAKER_TOO_LONG: [(value) => `Højttaleren fik en lyd på ${value}`, "Giv den lyde på højst et minut."],
  HAL_VOICE_MISSING: [(value) => `Taleprogrammet ${value} mangler`, "Installer det: apt install espeak-ng."],
  HAL_VOICE_FAILED: [
    (value) => `Opkaldet kunne ikke siges (${value})`,
    "Prøv den samme tekst med espeak-ng.",
  ],
  HAL_VOICE_SLOW: [
    (value) => `Taleprogrammet var længere end ${value} om det`,
    "Se efter maskinens belastning.",
  ],
  HAL_VOICE_FOLDER: [
    (value) => `Mappen til talte opkald kan ikke skrives (${value})`,
    "Se efter, at mappen findes, tilhører brugeren, og at disken ikke er fuld.",
  ],
};

/** A code in words. */
export function faultWords(code: HalCode, value: string, language: StaffLanguage): Said {
  if (language === "da") return { problem: DANISH[code][0](value), next: DANISH[code][1] };
  return { problem: HAL_FAULTS[code].happened(value), next: HAL_FAULTS[code].next };
}

/** Whatever a driver threw, in words; what is no fault of the table is told as it is. */
export function thrownWords(thrown: unknown, language: StaffLanguage): Said {
  if (thrown instanceof StandFault)
    return { problem: STAND_FAULTS[thrown.code][language](thrown.value), next: "" };
  if (!(thrown instanceof HalFault)) return { problem: systemWords(thrown, language), next: "" };
  return withCause(faultWords(thrown.code, thrown.value, language), thrown.cause, language);
}

/** What is said, and why as far as the system knows. */
export function withCause(said: Said, cause: unknown, language: StaffLanguage): Said {
  return cause instanceof Error
    ? { ...said, problem: `${said.problem} (${systemWords(cause, language)})` }
    : said;
}
