/**
 * The faults of the hardware layer: one class, one table of codes.
 * Knows no ticket, no queue and no message; what a fault means for a citizen is decided by the stand.
 */

/** One row of the table: what happened (with the value that was involved) and what to do next. */
type FaultText = { happened: (value: string) => string; next: string };

/**
 * Every fault that `hal/` can raise. The tests walk this table, so a new code needs no other registration.
 * `value` is the path, line, address, language or text that the fault is about.
 */
export const HAL_FAULTS = {
  HAL_CLOSED: {
    happened: (value) => `The ${value} driver was used after it had been closed`,
    next: "Open it again before using it.",
  },
  HAL_MODULE_MISSING: {
    happened: (value) => `The npm module ${value} could not be loaded`,
    next: "Run npm ci on this machine with the Node version the stand runs on; onoff also needs a C++ compiler.",
  },
  HAL_GPIO_CHIP_MISSING: {
    happened: (value) => `No GPIO chip labelled ${value} was found`,
    next: "Compare chipLabels in the configuration with what gpiodetect (apt install gpiod) or /sys/class/gpio/gpiochip*/label shows.",
  },
  HAL_GPIO_NONE: {
    happened: (value) => `This machine has no GPIO that can be used (${value})`,
    next: "Check that the kernel offers /dev/gpiochip0 (ls /dev/gpiochip*) and that the program was packed on a machine of the same kind: node_modules/koffi must be there. Without buttons on wires choose the driver simulated.",
  },
  HAL_GPIO_LINE_MISSING: {
    happened: (value) => `No GPIO line is named ${value}`,
    next: "Compare the names with what gpioinfo (apt install gpiod) shows, or give the lines by number; the driver onoff knows numbers only.",
  },
  HAL_GPIO_LINE_OUTSIDE: {
    happened: (value) => `GPIO line ${value} does not exist on the chip`,
    next: "Give the line as it is numbered on the chip (BCM number on a Raspberry Pi), counted from 0.",
  },
  HAL_BUTTON_BUSY: {
    happened: (value) => `The GPIO line ${value} of a button is in use by another program`,
    next: "Stop that program, or give the button another line in the configuration.",
  },
  HAL_BUTTON_DENIED: {
    happened: (value) => `The GPIO line ${value} of a button may not be opened by this user`,
    next: "Add the user to the group gpio, and check DeviceAllow and ReadWritePaths in the systemd unit.",
  },
  HAL_BUTTON_FAILED: {
    happened: (value) => `The GPIO line ${value} of a button could not be opened`,
    next: "Read the cause; check the wiring and the line's number.",
  },
  HAL_BUTTON_GONE: {
    happened: (value) => `The GPIO chip of the buttons has disappeared (${value})`,
    next: "Check the cable of the button board; the buttons come back by themselves.",
  },
  HAL_BUTTON_UNREAD: {
    happened: (value) => `The buttons cannot be read (${value})`,
    next: "Check that this user may run setpriv and perl (SystemCallFilter in the systemd unit), and start the stand again.",
  },
  HAL_BUTTON_STUCK: {
    happened: (value) => `Button ${value} has been held down for too long and is ignored until it is let go`,
    next: "Look whether the button is jammed or something leans on it; if not, check its wires for a short circuit.",
  },
  HAL_BUTTON_MISSED: {
    happened: (value) =>
      `More happened at button ${value} than the kernel could keep (in brackets: edges that were lost)`,
    next: "Check the button for a loose contact and the machine's load; presses may not have counted.",
  },
  HAL_LAMP_BUSY: {
    happened: (value) => `The GPIO line ${value} of a lamp is in use by another program`,
    next: "Stop that program, or give the lamp another line in the configuration.",
  },
  HAL_LAMP_DENIED: {
    happened: (value) => `The GPIO line ${value} of a lamp may not be opened by this user`,
    next: "Add the user to the group gpio, and check DeviceAllow and ReadWritePaths in the systemd unit.",
  },
  HAL_LAMP_FAILED: {
    happened: (value) => `The GPIO line ${value} of a lamp could not be opened`,
    next: "Read the cause; check the wiring and the line's number.",
  },
  HAL_LAMP_GONE: {
    happened: (value) => `The GPIO line of a lamp could not be written (${value})`,
    next: "Check the cable of the button board; the lamps come back by themselves.",
  },
  HAL_PRINTER_NONE: {
    happened: (value) => `This stand has no printer (${value})`,
    next: "Give the stand a printer in its configuration, or show the number on the screen.",
  },
  HAL_PRINTER_GONE: {
    happened: (value) => `The printer ${value} cannot be reached`,
    next: "Check its power and its cable; the driver tries again at the next slip and the next status question.",
  },
  HAL_PRINTER_DENIED: {
    happened: (value) => `The printer ${value} may not be opened by this user`,
    next: "Add the user to the group lp (USB) or dialout (serial), and check DeviceAllow in the systemd unit.",
  },
  HAL_PRINTER_NO_DEVICE: {
    happened: (value) => `The path ${value} leads to something that is no printer of this kind`,
    next: "Correct printer.path in the configuration (talon-stand devices shows the right one): a USB printer is /dev/usb/lp0 or the like, one on a serial line needs transport serial. Nothing was written to it.",
  },
  HAL_PRINTER_NO_HOST: {
    happened: (value) => `The printer's name ${value} is known to no name server`,
    next: "Correct printer.host in the configuration, or write the printer's IP address, which its self-test prints (hold the feed button while switching on).",
  },
  HAL_PRINTER_BUSY: {
    happened: (value) => `The printer ${value} is in use by another program`,
    next: "Stop that program; CUPS is the usual one.",
  },
  HAL_PRINTER_PAPER_OUT: {
    happened: (value) => `The printer ${value} has no paper`,
    next: "Put in a new roll and close the cover.",
  },
  HAL_PRINTER_COVER_OPEN: {
    happened: (value) => `The cover of the printer ${value} is open`,
    next: "Close the cover.",
  },
  HAL_PRINTER_OFFLINE: {
    happened: (value) => `The printer ${value} says that it is off line`,
    next: "Press its feed button or switch it off and on.",
  },
  HAL_PRINTER_ERROR: {
    happened: (value) => `The printer ${value} reports an error (paper jam, cutter or heat)`,
    next: "Open the cover, remove the jammed paper, switch the printer off and on.",
  },
  HAL_PRINTER_CUTTER_JAM: {
    happened: (value) => `The knife of the printer ${value} is stuck`,
    next: "Switch the printer off, open the cover, take out the paper before the knife, close it and switch it on.",
  },
  HAL_PRINTER_HOT: {
    happened: (value) => `The printer ${value} is too hot or has too little voltage and waits`,
    next: "Wait some minutes; if it comes again, give it air and check its power supply.",
  },
  HAL_PRINTER_FEEDING: {
    happened: (value) => `Somebody holds the feed button of the printer ${value}`,
    next: "Let go of the button; if nobody touches it, look whether it is stuck.",
  },
  HAL_PRINTER_RUBBISH: {
    happened: (value) => `The printer ${value} answers in a way that makes no sense`,
    next: "Check baudRate against the printer's self-test, the cable, and that it is set to ESC/POS; if it cannot answer, choose the profile no-name-58 or set confirm to none.",
  },
  HAL_PRINTER_USBLP: {
    happened: (value) => `The USB printer ${value} is held by the kernel's driver usblp`,
    next: "Set printer.transport to usb and printer.path to its device file (ls /dev/usb), or leave the path out.",
  },
  HAL_PRINTER_USB_DENIED: {
    happened: (value) => `The USB printer ${value} may not be opened by this user`,
    next: "Add the user to the group lp; if that is not enough, install the udev rules from systemd/, and check DeviceAllow in the systemd unit.",
  },
  HAL_PRINTER_SILENT: {
    happened: (value) => `The printer ${value} no longer answers`,
    next: "Switch it off and on; if it never answers status questions, set confirm to none in the configuration.",
  },
  HAL_PRINTER_SLOW: {
    happened: (value) => `The printer ${value} did not take the whole slip within the time limit`,
    next: "Look at the paper: the slip may be missing, torn or whole. Check the printer's paper and cover.",
  },
  HAL_PRINTER_CUT_SHORT: {
    happened: (value) => `The connection to the printer ${value} broke in the middle of a slip`,
    next: "Look at the paper: the slip is probably torn. Check the cable.",
  },
  HAL_PRINTER_NO_FONT: {
    happened: (value) => `Text in letters that the printer lacks could not be drawn (${value})`,
    next: "Install the program and its fonts (apt install librsvg2-bin fonts-noto-core); until then such text is printed in the nearest letters.",
  },
  HAL_PRINTER_NO_QR: {
    happened: (value) =>
      `The QR code of a slip was left out, since it cannot hold its text of ${value} characters`,
    next: "Give the address in the configuration at most 666 characters, all of them plain ASCII.",
  },
  HAL_PRINTER_PAPER_FILE: {
    happened: (value) => `The file ${value}, the paper of the simulated printer, cannot be written`,
    next: "Correct printer.paperFile in the configuration, or make its folder writable for this user.",
  },
  HAL_SCANNER_GONE: {
    happened: (value) => `The code scanner ${value} cannot be reached`,
    next: "Check its cable; the driver opens it again by itself. Prefer a path below /dev/serial/by-id or /dev/input/by-id.",
  },
  HAL_SCANNER_DENIED: {
    happened: (value) => `The code scanner ${value} may not be opened by this user`,
    next: "Add the user to the group dialout (serial) or input (keyboard), and check DeviceAllow in the systemd unit.",
  },
  HAL_SCANNER_NO_DEVICE: {
    happened: (value) => `The path ${value} leads to something that is no serial line with a code scanner`,
    next: "Correct scanner.path in the configuration; talon-stand devices shows the scanner's path below /dev/serial/by-id.",
  },
  HAL_SCANNER_BUSY: {
    happened: (value) => `The code scanner ${value} is in use by another program`,
    next: "Stop that program; ModemManager is the usual one.",
  },
  HAL_INPUT_NO_DEVICE: {
    happened: (value) => `The path ${value} leads to something that is no input device of the kernel`,
    next: "Give a path below /dev/input/by-id that ends in -event-kbd, or the USB id as lsusb says it.",
  },
  HAL_KEYPAD_GONE: {
    happened: (value) => `The keypad ${value} cannot be reached`,
    next: "Check its cable; the driver opens it again by itself. Prefer a path below /dev/input/by-id.",
  },
  HAL_KEYPAD_DENIED: {
    happened: (value) => `The keypad ${value} may not be opened by this user`,
    next: "Add the user to the group input, and check DeviceAllow in the systemd unit.",
  },
  HAL_KEYPAD_BUSY: {
    happened: (value) => `The keypad ${value} is taken by another program`,
    next: "Stop that program; a second stand or a key remapper is the usual one.",
  },
  HAL_KEYPAD_KEY_UNKNOWN: {
    happened: (value) => `The keypad's configuration names a key ${value} that the kernel does not know`,
    next: "Write the name as evtest shows it when the key is pressed (KEY_KP1, BTN_TRIGGER).",
  },
  HAL_SPEAKER_MISSING: {
    happened: (value) => `The program ${value}, which plays sounds, is not installed`,
    next: "Install it (apt install alsa-utils); until then the stand gives no signs by ear.",
  },
  HAL_SPEAKER_GONE: {
    happened: (value) => `The sound card ${value} cannot be reached`,
    next: "Check its cable, and compare speaker.device with what aplay -L lists; it is used again by itself.",
  },
  HAL_SPEAKER_DENIED: {
    happened: (value) => `The sound card ${value} may not be opened by this user`,
    next: "Add the user to the group audio, and check DeviceAllow in the systemd unit.",
  },
  HAL_SPEAKER_BUSY: {
    happened: (value) => `The sound card ${value} is in use by another program`,
    next: "Stop that program (a desktop's sound server is the usual one), or choose a device that can be shared.",
  },
  HAL_SPEAKER_SILENT: {
    happened: (value) => `The sound card ${value} did not take a sound within its time`,
    next: "Plug it out and in; it is tried again by itself.",
  },
  HAL_SPEAKER_FAILED: {
    happened: (value) => `The sound card ${value} could not be played on`,
    next: "Read the cause; try speaker-test -D with the same name; plughw: instead of hw: helps where the card refuses the format.",
  },
  HAL_SPEAKER_NOT_SOUND: {
    happened: (value) => `The speaker was given something that it cannot play (${value})`,
    next: "Give it a WAV file with 16-bit PCM, mono or stereo.",
  },
  HAL_SPEAKER_TOO_LONG: {
    happened: (value) => `The speaker was given a sound of ${value}`,
    next: "Give it sounds of at most a minute.",
  },
  HAL_VOICE_MISSING: {
    happened: (value) => `The speech program ${value} is not installed`,
    next: "Install it (apt install espeak-ng); until then calls are shown and chimed but not spoken.",
  },
  HAL_VOICE_FAILED: {
    happened: (value) => `The announcement could not be spoken (${value})`,
    next: "Read the cause; try the same text with espeak-ng on the command line.",
  },
  HAL_VOICE_SLOW: {
    happened: (value) => `The speech program took longer than ${value} and was stopped`,
    next: "Check the machine's load.",
  },
  HAL_VOICE_FOLDER: {
    happened: (value) => `The folder for spoken announcements cannot be written (${value})`,
    next: "Check that the folder exists, belongs to this user, and that the disk is not full.",
  },
} as const satisfies Record<string, FaultText>;

/** A code of the table, stable for logs and for decisions of the stand. */
export type HalCode = keyof typeof HAL_FAULTS;

/**
 * A fault of the hardware layer.
 * `code` is from {@link HAL_FAULTS}, `value` is what it is about, `cause` is the error underneath when there was one.
 * The message is for a technician; it holds no personal data as long as `value` holds none.
 */
export class HalFault extends Error {
  override readonly name = "HalFault";
  readonly code: HalCode;
  readonly value: string;

  constructor(code: HalCode, value: string, cause?: unknown) {
    super(faultMessage(code, value), cause === undefined ? undefined : { cause });
    this.code = code;
    this.value = value;
  }
}

/** The message of a code: what happened with which value, and what to do next. */
export function faultMessage(code: HalCode, value: string): string {
  const { happened, next } = HAL_FAULTS[code];
  return `${happened(value)}. ${next}`;
}

/** The `code` of a system error (`ENOENT`, `EBUSY` ...), or the empty string. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : "";
}
