/** The words of displays: what they show, how they look, sound and speak, and where counters lie. Knows no page. */
import { type Pair, pair } from "./pair.ts";

export const DISPLAY_WORDS = {
  screens: pair("Skærme, der viser den", "Screens that show it"),
  screensOpen: pair(
    "Her åbnes en skærm uden kode: hubben nås kun fra sin egen maskine, eller dens fil siger det (displays).",
    "Here a display opens without a code: the hub is reached from its own machine alone, or its file says so (displays).",
  ),
  screenNone: pair("Ingen skærm er tilsluttet.", "No screen is connected."),
  screenShows: pair("Viser den nu.", "Shows it now."),
  screenSeen: pair(
    (at: string) => `Sidst set ${at}.`,
    (at: string) => `Last seen ${at}.`,
  ),
  screenPaired: pair(
    (at: string, by: string | null) => `Tilsluttet ${at}${by === null ? "" : ` af ${by}`}.`,
    (at: string, by: string | null) => `Connected ${at}${by === null ? "" : ` by ${by}`}.`,
  ),
  screenRevoke: pair("Frakobl skærmen", "Disconnect the screen"),
  screenCode: pair("Koden på en ny skærm", "The code on a new screen"),
  screenCodeHelp: pair(
    "Åbn hubbens adresse med /display i skærmens browser. Den viser en kode på seks cifre.",
    "Open the hub's address with /display in the screen's browser. It shows a code of six digits.",
  ),
  screenPair: pair("Tilslut skærmen", "Connect the screen"),
  screenCodeUnknown: pair(
    "Ingen skærm viser den kode. Koden skifter hvert tiende minut: se efter på skærmen.",
    "No screen shows that code. It changes every ten minutes: look at the screen.",
  ),
  screenSlow: pair(
    "For mange forkerte koder. Vent et kvarter.",
    "Too many wrong codes. Wait a quarter of an hour.",
  ),
  screenUnsaved: pair(
    "Gem først: hubben kender ikke skærmen endnu.",
    "Save first: the hub does not know this display yet.",
  ),
  displayCounters: pair("Skranker, den viser", "Counters it shows"),
  displayAll: pair("Alle skranker", "All counters"),
  displaySome: pair("Kun disse", "Only these"),
  displayQueues: pair("Køer, den viser", "Queues it shows"),
  displayQueuesAll: pair("Dem, skrankerne betjener", "Those that the counters serve"),
  displayQueuesSome: pair("Kun disse", "Only these"),
  displayQueuesHelp: pair(
    "Vælges nogle, viser og siger skærmen kun kald fra dem.",
    "Where some are chosen, the display shows and speaks calls from those alone.",
  ),
  displayLook: pair("Udseende og sprog", "Look and languages"),
  displayTheme: pair("Farver", "Colours"),
  lookChoice: pair(
    {
      dark: "Mørk: lys skrift på mørk bund",
      light: "Lys: mørk skrift på lys bund, til lyse haller",
      "high-contrast": "Høj kontrast: sort, hvid og gul",
    },
    {
      dark: "Dark: light letters on a dark ground",
      light: "Light: dark letters on a light ground, for bright halls",
      "high-contrast": "High contrast: black, white and yellow",
    },
  ),
  bigType: pair("Stor skrift", "Big type"),
  bigTypeHelp: pair(
    "Færre ting ad gangen, så de kan læses langt væk.",
    "Fewer things, to be read from afar.",
  ),
  displayLanguages: pair(
    "Sprog på skærmen, vigtigste først",
    "Languages on the display, most important first",
  ),
  displayLanguagesAll: pair("Stedets sprog", "The place's languages"),
  displayLanguagesSome: pair("Kun disse", "Only these"),
  languageTurn: pair("Sekunder til hvert sprog, før det næste", "Seconds for each language before the next"),
  languageTurnHelp: pair(
    "3 til 120. Tomt: to sprog står sammen, og flere end to skiftes hvert 10. sekund.",
    "3 to 120. Empty: two languages stand together, and more than two take turns every 10 seconds.",
  ),
  displaySound: pair("Lyd", "Sound"),
  soundOn: pair("Skærmen siger kaldene højt", "The display speaks the calls"),
  soundOnHelp: pair(
    "Slået fra er den helt tavs. Sørg for, at en anden skærm kan høres.",
    "Switched off it is silent. See to it that another display can be heard.",
  ),
  volume: pair("Lydstyrke (procent)", "Volume (percent)"),
  volumeHelp: pair("0 til 100. Tomt: 100.", "0 to 100. Empty: 100."),
  gong: pair("Gong før ordene", "A gong before the words"),
  spoken: pair("Sprog, den taler, i denne rækkefølge", "Languages it speaks, in this order"),
  spokenChoice: pair(
    { shown: "Dem, den viser", some: "Kun disse", none: "Ingen, kun gong" },
    { shown: "Those it shows", some: "Only these", none: "None, the gong alone" },
  ),
  messages: pair("Beskeder mellem kald", "Messages between calls"),
  messagesHelp: pair(
    "De skiftes nederst på skærmen, siges ikke højt og viger, når nogen kaldes.",
    "They take turns at the foot of the display, are not spoken, and give way when somebody is called.",
  ),
  messageNumber: pair(
    (n: number) => `Besked ${n}`,
    (n: number) => `Message ${n}`,
  ),
  messageFrom: pair("Fra dag (kan undværes)", "From the day (may be left out)"),
  messageUntil: pair("Til og med dag (kan undværes)", "Until the day (may be left out)"),
  addMessage: pair("Tilføj besked", "Add message"),
  arrows: pair("Pile til skrankerne", "Arrows to the counters"),
  arrowsHelp: pair(
    "Hvor ligger skranken, når man står foran denne skærm?",
    "Where does the counter lie, seen by somebody who stands before this display?",
  ),
  noArrow: pair("Ingen pil", "No arrow"),
  direction: pair(
    {
      left: "Til venstre",
      right: "Til højre",
      ahead: "Ligeud",
      "ahead-left": "Ligeud til venstre",
      "ahead-right": "Ligeud til højre",
      back: "Bag dig",
      up: "Op ad trappen",
      down: "Ned ad trappen",
    },
    {
      left: "To the left",
      right: "To the right",
      ahead: "Straight on",
      "ahead-left": "Ahead on the left",
      "ahead-right": "Ahead on the right",
      back: "Behind you",
      up: "Up the stairs",
      down: "Down the stairs",
    },
  ),
  displayPreview: pair("Sådan kommer den til at se ud", "How it will look"),
  displayPreviewOf: pair(
    (name: string) => `Prøvevisning af ${name}`,
    (name: string) => `Preview of ${name}`,
  ),
  displayPreviewHelp: pair(
    "Med opdigtede numre. Skærmen i hallen skifter, når du gemmer.",
    "With made-up numbers. The display in the hall changes when you save.",
  ),
  doorCode: pair("Viser koden til numre på telefonen", "Shows the code for numbers on the phone"),
  doorCodeHelp: pair(
    "Åbn skærmen med linket herunder: uden det viser den ikke koden, så ingen kan hente den hjemmefra.",
    "Open the display with the link below: without it the code is not shown, so that nobody fetches it from home.",
  ),
  openDisplay: pair("Se skærmen, som den er nu", "See the display as it is now"),
} satisfies Record<string, Pair<unknown>>;
