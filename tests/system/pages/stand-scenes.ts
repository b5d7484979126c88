/** Pictures for every state of the stand's screen, and slips of its simulated paper. */
import { type ReceiptData, receiptLines, receiptText } from "../../../protocol/receipt.ts";
import type { DrawnButton, PaperSlip, StandPicture } from "../../../protocol/snapshots.ts";
import type { Language, ServiceId, StandId, TicketId } from "../../../protocol/terms.ts";
import { ID, locationName, MINUTE, MORNING, numberOf, queueA, timeZone, waitA } from "./town.ts";

function button(number: number, da: string, en: string, change: Partial<DrawnButton> = {}): DrawnButton {
  return {
    button: number,
    label: { da, en },
    does: { kind: "service", service: "citizen-service" as ServiceId },
    lit: true,
    because: null,
    opensAt: null,
    ...change,
  };
}

const buttons = [
  button(1, "Borgerservice", "Citizen service"),
  button(2, "Pas og kørekort", "Passport and driving licence"),
  button(3, "Skat, pension og boligstøtte", "Tax, pension and housing benefit", {
    does: { kind: "menu", menu: "more" },
  }),
];
const menu = [
  button(1, "Skat", "Tax"),
  button(2, "Pension", "Pension"),
  button(3, "Tilbage", "Back", { does: { kind: "back" } }),
];
const paged = [
  button(1, "Sygesikring", "Health"),
  button(2, "Flere valg", "More", { does: { kind: "more" } }),
  menu[2]!,
];
const dark = (because: DrawnButton["because"], opensAt: number | null = null) =>
  buttons.map((one) => ({ ...one, lit: false, because, opensAt }));

export function stand(change: Partial<StandPicture> = {}): StandPicture {
  return {
    at: MORNING,
    stand: "s1" as StandId,
    locationName,
    timeZone,
    languages: ["da", "en"],
    language: "da",
    menu: null,
    pages: null,
    buttons,
    buttonCount: 3,
    online: true,
    printer: "ok",
    scannerOnline: true,
    isExpecting: false,
    mends: [],
    stuckButtons: [],
    ticketOnScreen: null,
    standing: null,
    information: null,
    access: {
      key: null,
      isSpeaking: false,
      focus: null,
      isHigh: false,
      isMute: false,
      help: null,
      isWarned: false,
      isExtendedByPress: true,
    },
    digits: 0,
    service: null,
    simulated: false,
    ...change,
  };
}

const NAMES = [
  ["Borgerservice", "Citizen service"],
  ["Pas og kørekort", "Passport and driving licence"],
  ["Sygedagpenge og jobcenter", "Sickness benefit and job centre"],
  ["Folkeregister og flytning", "Civil registration and moving"],
  ["Skat", "Tax"],
  ["Pension", "Pension"],
  ["Byggesag og landzone", "Building permits and rural zone"],
  ["Brevstemme", "Postal vote"],
] as const;

/** A stand with that many buttons, at most eight, all dark for one reason or all lit. */
export function keyed(
  count: number,
  change: Partial<StandPicture>,
  because: DrawnButton["because"] = null,
): StandPicture {
  const opensAt = because === "closed" ? MORNING + 23.25 * 60 * MINUTE : null;
  const state = { lit: because === null, because, opensAt };
  const all = NAMES.slice(0, count).map(([da, en], index) => button(index + 1, da, en, state));
  return stand({ ...change, buttons: all, buttonCount: count });
}

const until = MORNING + 60 * MINUTE;
const ticketUrl = "http://127.0.0.1:8080/t/4Z8KQW2M7N5T1V3X9Y6B0CDE8F";

/** Help for whoever sees or hears little. */
const access = (change: Partial<StandPicture["access"]>) => ({
  access: { ...stand().access, key: 9, ...change },
});

export const STAND_SCENES: Readonly<Record<string, StandPicture>> = {
  open: stand(),
  service: stand({
    buttons: [],
    service: {
      head: { da: "Lukket for eftersyn et øjeblik", en: "Closed for service for a moment" },
      help: {
        da: "Lampe 3 lyser. Tryk på den knap, der lyser.",
        en: "Lamp 3 is lit. Press the button that is lit.",
      },
      lines: [
        { verdict: "good", text: { da: "Knap 1: i orden", en: "Button 1: in order" }, next: null },
        {
          verdict: "wrong",
          text: { da: "Knap 2: knap 3 svarede i stedet", en: "Button 2: button 3 answered instead" },
          next: null,
        },
      ],
    },
  }),
  "service-out": stand({
    buttons: [],
    printer: "out",
    mends: ["paper-out"],
    service: {
      head: { da: "Lukket for eftersyn et øjeblik", en: "Closed for service for a moment" },
      help: { da: "4 ting skal rettes.", en: "4 things must be put right." },
      lines: [
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({
          verdict: number > 2 ? ("good" as const) : ("wrong" as const),
          text:
            number > 2
              ? { da: `Knap ${number}: i orden`, en: `Button ${number}: in order` }
              : {
                  da: `Knap ${number}: knap ${3 - number} svarede i stedet`,
                  en: `Button ${number}: button ${3 - number} answered instead`,
                },
          next:
            number === 1
              ? {
                  da: "Ledningerne er byttet om, enten knappernes eller lampernes: byt dem, eller byt de to numre i buttons.lines (eller lamps.lines).",
                  en: "Wires have changed places, those of the buttons or of the lamps: change them back, or change the two numbers in buttons.lines (or lamps.lines).",
                }
              : null,
        })),
        {
          verdict: "wrong",
          text: {
            da: "Prøveseddel: prøvesedlen kom ikke ud: Printeren har ikke mere papir",
            en: "Test slip: the test slip did not come out: The printer has no paper",
          },
          next: {
            da: "Sæt en ny rulle i, og luk låget.",
            en: "Put in a new roll and close the cover.",
          },
        },
        {
          verdict: "left-out",
          text: { da: "Tastaturets taster: ikke prøvet", en: "Keys of the keypad: not tried" },
          next: null,
        },
      ],
    },
  }),
  menu: stand({
    menu: { da: "Skat, pension og boligstøtte", en: "Tax, pension and housing benefit" },
    buttons: menu,
  }),
  "menu-pages": stand({ menu: { da: "Hvad drejer det sig om?" }, pages: { at: 2, of: 2 }, buttons: paged }),
  "menu-of-eight": stand({ menu: { da: "Skat, pension og boligstøtte" }, buttons: menu, buttonCount: 8 }),
  busy: stand({ buttons: [{ ...dark("busy")[0]! }, ...buttons.slice(1)] }),
  closed: stand({ buttons: dark("closed", MORNING + 23.25 * 60 * MINUTE) }),
  given: stand({ buttons: dark("given", MORNING + 23.25 * 60 * MINUTE) }),
  "off-line": stand({ online: false, mends: ["network-gone"] }),
  "no-number": stand({ online: false, buttons: dark("no-number"), mends: ["network-gone"] }),
  low: stand({ printer: "low", mends: ["paper-low"] }),
  out: stand({ printer: "out", mends: ["paper-out"] }),
  cover: stand({ printer: "cover", mends: ["cover-open"] }),
  jam: stand({ printer: "jam", scannerOnline: false, mends: ["jam", "scanner-gone"] }),
  "printer-gone": stand({ printer: "offline", mends: ["printer-gone"] }),
  stuck: stand({
    buttons: [buttons[0]!, { ...dark("stuck")[1]! }, buttons[2]!],
    mends: ["button-stuck"],
    stuckButtons: [2],
  }),
  "buttons-gone": stand({ buttons: dark("gone"), mends: ["buttons-gone"] }),
  all: stand({
    online: false,
    printer: "out",
    scannerOnline: false,
    mends: ["paper-out", "button-stuck", "scanner-gone", "keypad-gone", "network-gone"],
    buttons: [buttons[0]!, { ...dark("stuck")[1]! }, buttons[2]!],
    stuckButtons: [2],
  }),
  storage: stand({ buttons: dark("storage") }),
  ticket: stand({
    printer: "out",
    mends: ["paper-out"],
    ticketOnScreen: { number: numberOf("A07"), queueName: queueA, url: ticketUrl, until },
  }),
  standing: stand({
    standing: {
      ...{ number: numberOf("A07"), queueName: queueA, state: "waiting", ahead: 3, wait: waitA, until },
      counterName: null,
    },
  }),
  "standing-called": stand({
    standing: {
      ...{ number: numberOf("A07"), queueName: queueA, state: "called", ahead: 0, wait: null, until },
      counterName: { da: "Skranke 3", en: "Counter 3" },
    },
  }),
  rejoin: stand({
    standing: {
      ...{ number: numberOf("A07"), queueName: queueA, state: "no-show", ahead: 0, wait: null, until },
      counterName: null,
    },
    buttons: [
      button(1, "Tilbage i køen", "Back into the queue", { does: { kind: "rejoin" } }),
      button(2, "Tilbage", "Back", { does: { kind: "back" } }),
    ],
  }),
  information: stand({
    information: {
      title: { da: "Flytning", en: "Moving house" },
      text: { da: "Du kan melde flytning på borger.dk.", en: "You can report your move at borger.dk." },
      url: "https://www.borger.dk/flytning",
      until,
    },
  }),
  typing: stand({ digits: 16 }),
  refused: stand({ standing: { refused: "code-unknown", until } }),
  "eight-out": stand({
    printer: "out",
    mends: ["paper-out"],
    buttonCount: 8,
    buttons: Array.from({ length: 8 }, (_, index) =>
      button(index + 1, `Ydelse nummer ${index + 1}`, `Service ${index + 1}`),
    ),
  }),
  eight: stand({
    buttonCount: 8,
    buttons: Array.from({ length: 8 }, (_, index) =>
      button(index + 1, `Ydelse nummer ${index + 1}`, `Service ${index + 1}`),
    ),
  }),
  high: stand(access({ isHigh: true })),
  "high-menu": stand({
    ...access({ isHigh: true }),
    menu: { da: "Skat, pension og boligstøtte", en: "Tax, pension and housing benefit" },
    buttons: menu,
  }),
  speaking: stand(access({ isHigh: true, isSpeaking: true, focus: 2 })),
  mute: stand(access({ isHigh: true, isMute: true })),
  warned: stand({
    ...access({ isWarned: true }),
    menu: { da: "Skat, pension og boligstøtte", en: "Tax, pension and housing benefit" },
    buttons: menu,
  }),
  "warned-ticket": stand({
    ...access({ isWarned: true, isExtendedByPress: false }),
    printer: "out",
    mends: ["paper-out"],
    ticketOnScreen: { number: numberOf("A07"), queueName: queueA, url: ticketUrl, until },
  }),
  "help-told": stand(access({ help: "told" })),
  "help-coming": stand(access({ help: "coming", isHigh: true, isSpeaking: true })),
  simulated: stand({ simulated: true, ...access({}) }),
  "simulated-out": stand({ simulated: true, printer: "out", mends: ["paper-out", "scanner-gone"] }),
};

/** One slip as it lies in the simulated paper. */
export function slip(
  widthMm: 58 | 80,
  language: Language = "da",
  complete = true,
  isCopy = false,
): PaperSlip {
  const data: ReceiptData = {
    locationName,
    serviceName: queueA,
    queueName: queueA,
    queueLetters: "A",
    number: numberOf("A07"),
    isOwnSeries: false,
    ahead: 3,
    wait: waitA,
    issuedAt: MORNING,
    timeZone,
    language,
    url: ticketUrl,
    personalLine: { da: "Tag dit pas med til skranken", en: "Bring your passport" },
    isCopy,
  };
  const layout = receiptLines(data, widthMm);
  return {
    ticketId: ID as TicketId,
    number: data.number,
    lines: receiptText(layout, widthMm),
    qr: ticketUrl,
    printedAt: MORNING,
    complete,
    bytes: "",
    layout: { widthMm, lines: layout },
  };
}
