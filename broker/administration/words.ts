/**
 * How the parts of a location's document are called when an administrator reads of them. Danish first.
 * Data and small sentences; knows no document.
 */

import { APPOINTMENT_WORDS } from "./appointment-words.ts";

/** What administration can be told in. */
export const SPOKEN = ["da", "en"] as const;
export type Spoken = (typeof SPOKEN)[number];

/** A list of the document whose entries have an id and a name of their own. */
export type ListName =
  | "queues"
  | "services"
  | "informations"
  | "menus"
  | "stands"
  | "counters"
  | "displays"
  | "tags"
  | "pauseReasons"
  | "appointmentSources";

/** One list: the field that is its entries' id, the field that is their name, and the words for one and for some. */
export type Noun = { readonly the: string; readonly one: string; readonly many: string };

export type Words = {
  readonly nouns: Readonly<Record<ListName, Noun>>;
  readonly house: string;
  readonly button: (key: string, stand: string) => string;
  readonly item: (at: number, menu: string, label: string) => string;
  readonly fields: Readonly<Record<string, string>>;
  readonly line: string;
  readonly languages: Readonly<Record<string, string>>;
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly isNew: (what: string) => string;
  readonly isGone: (what: string) => string;
  readonly order: (what: string) => string;
  readonly changed: string;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly always: string;
  readonly closed: string;
  readonly day: string;
  readonly closure: string;
  readonly does: Readonly<Record<string, (name: string) => string>>;
  readonly lastTicket: (minutes: number) => string;
  /** How long before something, in the largest whole unit: minutes, hours, days, weeks. */
  readonly units: readonly (readonly [one: string, many: string])[];
  readonly before: (count: number, unit: string) => string;
  readonly canBeServed: string;
  readonly quota: (tickets: number) => string;
  readonly rule: (queue: string, minutes: number) => string;
  readonly atClosing: Readonly<Record<string, string>>;
  readonly looks: Readonly<Record<string, string>>;
  readonly directions: Readonly<Record<string, string>>;
  readonly picture: string;
  readonly at: string;
};

const da: Words = {
  nouns: {
    queues: { the: "Køen", one: "kø", many: "køer" },
    services: { the: "Ydelsen", one: "ydelse", many: "ydelser" },
    informations: { the: "Oplysningen", one: "oplysning", many: "oplysninger" },
    menus: { the: "Menuen", one: "menu", many: "menuer" },
    stands: { the: "Standeren", one: "stander", many: "standere" },
    counters: { the: "Skranken", one: "skranke", many: "skranker" },
    displays: { the: "Skærmen", one: "skærm", many: "skærme" },
    tags: { the: "Mærket", one: "mærke", many: "mærker" },
    pauseReasons: { the: "Grunden til pause", one: "grund til pause", many: "grunde til pause" },
    appointmentSources: APPOINTMENT_WORDS.da.noun,
  },
  house: "Stedet",
  button: (key, stand) => `Knap ${key} på stander ${stand}`,
  item: (at, menu, label) => `Valg ${at} i menuen ${menu}${label === "" ? "" : ` (${label})`}`,
  fields: {
    ...{ v: "format", version: "version", location: "stedets id", name: "navn", timeZone: "tidszone" },
    ...{ languages: "sprog", hours: "åbningstid", exceptions: "særlige dage", closures: "lukkedage" },
    ...{ queues: "køer", services: "ydelser", informations: "oplysninger", menus: "menuer" },
    ...{ stands: "standere", counters: "skranker", displays: "skærme", tags: "mærker" },
    ...{ catchAll: "opsamlingskø", rollLetters: "bogstaver på nødrullen", houseRules: "husregler" },
    ...{ queue: "kø", service: "ydelse", information: "oplysning", menu: "menu", stand: "stander" },
    ...{ counter: "skranke", display: "skærm", tag: "mærke", button: "knappens nummer", buttons: "knapper" },
    ...{ letters: "bogstaver", active: "i brug", open: "i brug", label: "tekst", title: "overskrift" },
    ...{ text: "tekst", url: "adresse", does: "handling", kind: "slags", items: "valg" },
    ...{ message: "besked", bring: "skal medbringes", headStartMin: "forspring i minutter" },
    ...{ onPhone: "på telefonen", doorCode: "kode til telefoner", doorPoster: "nummer på opslag" },
    ...{ checkInOnPhone: "ankomst på telefonen", withoutCode: "møde uden kode" },
    ...{ otherLocations: "andre steder", address: "adresse" },
    ...{
      lastTicket: "sidste nummer",
      quota: "numre pr. dag",
      atClosing: "ved lukketid",
      order: "rækkefølge",
    },
    ...{ tickets: "antal", lateMin: "for sent efter minutter", agedMin: "ventet længe efter minutter" },
    ...{ appointmentRate: "vægt af aftaler", personalLine: "personlig linje", logo: "logo" },
    ...{ rules: "regler", waitsOverMin: "minutter", staffed: "bemandet", weekday: "ugedag" },
    ...{ from: "fra", to: "til", date: "dato", spans: "tidsrum", recallLimit: "antal genkald" },
    ...{ placesBack: "pladser tilbage efter udeblivelse", serveAfterS: "betjening starter selv (sekunder)" },
    ...{ longServiceMin: "lang betjening (minutter)", postponeMin: "udsættelse (minutter)" },
    ...{
      series: "numre",
      first: "første nummer",
      last: "sidste nummer i serien",
      signOffs: "godkendte sprog",
    },
    ...{
      keepDays: "opbevaring i dage",
      identity: "genkendelse",
      reminder: "påmindelse",
      appointment: "aftale",
      host: "medarbejder",
    },
    ...{
      checkInEarlyMin: "ankomst før aftale (minutter)",
      checkInLateMin: "ankomst efter aftale (minutter)",
    },
    ...{ mostPostponements: "højst antal udsættelser", mostRejoins: "højst antal gange tilbage i køen" },
    ...{
      longWaitMin: "lang ventetid (minutter)",
      holdMin: "nummer til en bestemt (minutter)",
      pauseReasons: "grunde til pause",
      reason: "grund",
    },
    ...{ room: "hvor den ligger", look: "udseende", bigType: "stor skrift", sound: "lyd", on: "lyd til" },
    ...{ languageTurnS: "sekunder til hvert sprog", volume: "lydstyrke", gong: "gong" },
    ...{ messages: "beskeder mellem kald", until: "til og med", arrows: "pile", direction: "retning" },
    ...{ nightFrom: "tavs fra", nightTo: "tavs til", reader: "læser", language: "sprog" },
    ...{ at: "dag", of: "teksternes kontrolsum", reminders: "SMS om aftaler", before: "påmindelser" },
    ...{ invites: "besked, når aftalen laves", quiet: "stille tid", isSensitive: "følsom" },
    ...APPOINTMENT_WORDS.da.fields,
  },
  line: "linje",
  languages: {
    da: "dansk",
    en: "engelsk",
    de: "tysk",
    ar: "arabisk",
    uk: "ukrainsk",
    pl: "polsk",
    tr: "tyrkisk",
    so: "somali",
  },
  weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
  isNew: (what) => `${what} er ny`,
  isGone: (what) => `${what} er fjernet`,
  order: (what) => `Rækkefølgen af ${what} er ændret`,
  changed: "ændret",
  ...{ yes: "ja", no: "nej", none: "ingen", always: "altid", closed: "lukket" },
  ...{ day: "særlig dag", closure: "lukket" },
  does: {
    service: (name) => `giver nummer til ${name}`,
    menu: (name) => `åbner menuen ${name}`,
    information: (name) => `viser oplysningen ${name}`,
  },
  lastTicket: (minutes) => `${minutes} min. før lukketid`,
  units: [
    ["minut", "minutter"],
    ["time", "timer"],
    ["dag", "dage"],
    ["uge", "uger"],
  ],
  before: (count, unit) => `${count} ${unit} før`,
  canBeServed: "når flere ikke kan nå at blive betjent",
  quota: (tickets) => String(tickets),
  rule: (queue, minutes) => `tag ${queue}, hvis nogen der venter over ${minutes} min.`,
  atClosing: { serve: "ventende betjenes", leave: "ventende sendes hjem" },
  looks: {
    ...{ dark: "mørk", light: "lys", "high-contrast": "høj kontrast" },
    ...{ usual: "almindelig", high: "høj kontrast og stor skrift" },
  },
  directions: {
    ...{ left: "til venstre", right: "til højre", ahead: "ligeud", back: "bag dig" },
    ...{ "ahead-left": "ligeud til venstre", "ahead-right": "ligeud til højre" },
    ...{ up: "op ad trappen", down: "ned ad trappen" },
  },
  picture: "billede",
  at: ".",
};

const en: Words = {
  nouns: {
    queues: { the: "Queue", one: "queue", many: "queues" },
    services: { the: "Service", one: "service", many: "services" },
    informations: { the: "Information", one: "information", many: "pieces of information" },
    menus: { the: "Menu", one: "menu", many: "menus" },
    stands: { the: "Stand", one: "stand", many: "stands" },
    counters: { the: "Counter", one: "counter", many: "counters" },
    displays: { the: "Display", one: "display", many: "displays" },
    tags: { the: "Tag", one: "tag", many: "tags" },
    pauseReasons: { the: "Reason for a break", one: "reason for a break", many: "reasons for a break" },
    appointmentSources: APPOINTMENT_WORDS.en.noun,
  },
  house: "The location",
  button: (key, stand) => `Button ${key} on stand ${stand}`,
  item: (at, menu, label) => `Choice ${at} in menu ${menu}${label === "" ? "" : ` (${label})`}`,
  fields: {
    ...{
      v: "format",
      version: "version",
      location: "the location's id",
      name: "name",
      timeZone: "time zone",
    },
    ...{ languages: "languages", hours: "opening hours", exceptions: "special days", closures: "closures" },
    ...{ queues: "queues", services: "services", informations: "information", menus: "menus" },
    ...{ stands: "stands", counters: "counters", displays: "displays", tags: "tags" },
    ...{
      catchAll: "catch-all queue",
      rollLetters: "letters of the emergency roll",
      houseRules: "house rules",
    },
    ...{ queue: "queue", service: "service", information: "information", menu: "menu", stand: "stand" },
    ...{
      counter: "counter",
      display: "display",
      tag: "tag",
      button: "the button's number",
      buttons: "buttons",
    },
    ...{ letters: "letters", active: "in use", open: "in use", label: "text", title: "heading" },
    ...{ text: "text", url: "address", does: "action", kind: "kind", items: "choices" },
    ...{ message: "message", bring: "to bring along", headStartMin: "head start in minutes" },
    ...{ onPhone: "on the phone", doorCode: "code for phones", doorPoster: "number of the poster" },
    ...{ checkInOnPhone: "check-in on the phone", withoutCode: "meeting without a code" },
    ...{ otherLocations: "other locations", address: "address" },
    ...{ lastTicket: "last ticket", quota: "tickets a day", atClosing: "at closing", order: "order" },
    ...{ tickets: "number", lateMin: "late after minutes", agedMin: "waited long after minutes" },
    ...{ appointmentRate: "weight of appointments", personalLine: "personal line", logo: "logo" },
    ...{ rules: "rules", waitsOverMin: "minutes", staffed: "staffed", weekday: "weekday" },
    ...{ from: "from", to: "to", date: "date", spans: "times", recallLimit: "number of recalls" },
    ...{ keepDays: "days kept", identity: "recognition", reminder: "reminder", appointment: "appointment" },
    ...{ host: "staff" },
    ...{ placesBack: "places back after a no-show", serveAfterS: "service starts by itself (seconds)" },
    ...{ longServiceMin: "long service (minutes)", postponeMin: "postponement (minutes)" },
    ...{ series: "numbers", first: "first number", last: "last number of the series", signOffs: "sign-offs" },
    ...{ checkInEarlyMin: "check-in before (minutes)", checkInLateMin: "check-in after (minutes)" },
    ...{ mostPostponements: "most postponements", mostRejoins: "most returns to the queue" },
    ...{
      longWaitMin: "long wait (minutes)",
      holdMin: "number for somebody (minutes)",
      pauseReasons: "reasons for a break",
      reason: "reason",
    },
    ...{ room: "where it is", look: "look", bigType: "big type", sound: "sound", on: "sound on" },
    ...{ languageTurnS: "seconds for each language", volume: "volume", gong: "gong" },
    ...{ messages: "messages between calls", until: "until", arrows: "arrows", direction: "direction" },
    ...{ nightFrom: "silent from", nightTo: "silent until", reader: "reader", language: "language" },
    ...{ at: "day", of: "checksum of the texts", reminders: "text messages about appointments" },
    ...{ before: "reminders", invites: "message when it is made", quiet: "quiet time" },
    ...{ isSensitive: "sensitive", ...APPOINTMENT_WORDS.en.fields },
  },
  line: "line",
  languages: {
    da: "Danish",
    en: "English",
    de: "German",
    ar: "Arabic",
    uk: "Ukrainian",
    pl: "Polish",
    tr: "Turkish",
    so: "Somali",
  },
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  isNew: (what) => `${what} is new`,
  isGone: (what) => `${what} is removed`,
  order: (what) => `The order of the ${what} has changed`,
  changed: "changed",
  ...{ yes: "yes", no: "no", none: "none", always: "always", closed: "closed" },
  ...{ day: "special day", closure: "closed" },
  does: {
    service: (name) => `gives a ticket for ${name}`,
    menu: (name) => `opens menu ${name}`,
    information: (name) => `shows information ${name}`,
  },
  lastTicket: (minutes) => `${minutes} min before closing`,
  units: [
    ["minute", "minutes"],
    ["hour", "hours"],
    ["day", "days"],
    ["week", "weeks"],
  ],
  before: (count, unit) => `${count} ${unit} before`,
  canBeServed: "when no more can be served",
  quota: (tickets) => String(tickets),
  rule: (queue, minutes) => `take ${queue} if anyone there waits over ${minutes} min`,
  atClosing: { serve: "those waiting are served", leave: "those waiting are sent home" },
  looks: {
    ...{ dark: "dark", light: "light", "high-contrast": "high contrast" },
    ...{ usual: "usual", high: "high contrast and large type" },
  },
  directions: {
    ...{ left: "to the left", right: "to the right", ahead: "straight on", back: "behind you" },
    ...{ "ahead-left": "ahead on the left", "ahead-right": "ahead on the right" },
    ...{ up: "up the stairs", down: "down the stairs" },
  },
  picture: "picture",
  at: ":",
};

/** The words, by language. */
export const WORDS: Readonly<Record<Spoken, Words>> = { da, en };
