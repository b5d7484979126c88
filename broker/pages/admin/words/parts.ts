/** The words of queues, services, information, counters, displays and the house. Knows no page. */

import { HOUSE_RULE_WORDS } from "./house-rules.ts";
import { type Pair, pair } from "./pair.ts";

export const PARTS_WORDS = {
  name: pair("Navn", "Name"),
  inLanguage: pair(
    (label: string, language: string) => `${label} (${language})`,
    (label: string, language: string) => `${label} (${language})`,
  ),
  queue: pair("Kø", "Queue"),
  newName: pair(
    {
      queues: "Navn på ny kø",
      services: "Navn på ny ydelse",
      informations: "Overskrift på ny oplysning",
      menus: "Navn på ny menu",
      stands: "Navn på ny stander",
      counters: "Navn på ny skranke",
      displays: "Navn på ny skærm",
      tags: "Nyt mærke",
      pauseReasons: "Ny grund til pause",
      appointmentSources: "Navn på ny kilde",
    },
    {
      queues: "Name of a new queue",
      services: "Name of a new service",
      informations: "Heading of new information",
      menus: "Name of a new menu",
      stands: "Name of a new stand",
      counters: "Name of a new counter",
      displays: "Name of a new display",
      tags: "New tag",
      pauseReasons: "New reason for a break",
      appointmentSources: "Name of a new source",
    },
  ),
  addWhat: pair(
    {
      queues: "Tilføj kø",
      services: "Tilføj ydelse",
      informations: "Tilføj oplysning",
      menus: "Tilføj menu",
      stands: "Tilføj stander",
      counters: "Tilføj skranke",
      displays: "Tilføj skærm",
      tags: "Tilføj mærke",
      pauseReasons: "Tilføj grund",
      appointmentSources: "Tilføj kilde",
    },
    {
      queues: "Add queue",
      services: "Add service",
      informations: "Add information",
      menus: "Add menu",
      stands: "Add stand",
      counters: "Add counter",
      displays: "Add display",
      tags: "Add tag",
      pauseReasons: "Add reason",
      appointmentSources: "Add source",
    },
  ),
  about: pair(
    {
      queues: "De, der venter på det samme, venter i samme kø. Hver kø har sit bogstav på sedlen.",
      services:
        "Det, borgerne kommer for. Hver ydelse hører til en kø, og flere kan dele den samme. De er også emnerne, når medarbejderne klarer noget på gulvet uden et nummer.",
      informations:
        "En seddel eller besked i stedet for et nummer, fx at noget klares på borger.dk. En knap kan vise den.",
      counters: "Her bliver borgerne kaldt hen.",
      displays: "Skærmene i hallen, der viser og siger, hvem der er kaldt.",
      stands: "Tryk på en knap på tegningen for at rette den. Tryk på en tom plads for at tilføje en.",
    },
    {
      queues:
        "People who wait for the same thing wait in the same queue. Each queue has its letter on the slip.",
      services:
        "What citizens come for. Each service belongs to a queue, and several may share one. They are also the topics when staff help on the floor without a number.",
      informations:
        "A slip or message instead of a number, e.g. that something is done at borger.dk. A button can show it.",
      counters: "Citizens are called to these.",
      displays: "The screens in the hall that show and say who is called.",
      stands: "Press a button in the drawing to edit it. Press an empty place to add one.",
    },
  ),
  // Queues.
  letters: pair("Bogstav på sedlen", "Letter on the slip"),
  lettersHelp: pair(
    "Et eller to store bogstaver. De skal være forskellige fra alle andre køers.",
    "One or two capital letters, different from all other queues'.",
  ),
  active: pair("Køen er i brug", "The queue is in use"),
  activeHelp: pair(
    "Slået fra giver den ingen numre. Den kan tages i brug igen, fx op til et valg.",
    "Switched off it gives no numbers. It can be taken into use again, e.g. before an election.",
  ),
  notActive: pair("ikke i brug", "not in use"),
  closing: pair("Sidst på dagen", "At the end of the day"),
  lastTicket: pair("Sidste nummer før lukketid", "Last number before closing"),
  lastTicketChoice: pair(
    {
      none: "Numre gives til lukketid",
      minutes: "Et antal minutter før",
      served: "Når en ny ikke kan nå at blive betjent",
    },
    {
      none: "Numbers are given until closing",
      minutes: "Some minutes before",
      served: "Once a newcomer could not be served in time",
    },
  ),
  minutesBefore: pair("Minutter før lukketid", "Minutes before closing"),
  quota: pair("Højst så mange numre om dagen", "At most so many numbers a day"),
  quotaHelp: pair("Tomt: så mange, der kommer.", "Empty: as many as come."),
  atClosing: pair("De, der venter ved lukketid", "Those who wait at closing"),
  atClosingChoice: pair(
    { serve: "Bliver betjent", leave: "Deres besøg slutter" },
    { serve: "Are served", leave: "Their visit ends" },
  ),
  series: pair("Dagens numre", "The day's numbers"),
  seriesFirst: pair("Første nummer", "First number"),
  seriesFirstHelp: pair("Tomt: 1.", "Empty: 1."),
  seriesLast: pair("Sidste nummer", "Last number"),
  seriesLastHelp: pair("Tomt: så mange, der kommer.", "Empty: as many as come."),
  order: pair("Hvem kommer først", "Who comes first"),
  lateMin: pair("En aftale er for sent på den efter (minutter)", "An appointment is late after (minutes)"),
  lateHelp: pair(
    "Senere venter den som dem uden aftale. Tomt: 15.",
    "Later it waits like those without one. Empty: 15.",
  ),
  appointmentRate: pair("Aftalers vægt over for dem uden", "The weight of appointments over walk-ins"),
  appointmentRateHelp: pair(
    "1 er lige meget; højere lader aftaler komme før. Tomt: som huset plejer.",
    "1 is equal; higher lets appointments go first. Empty: the usual.",
  ),
  agedMin: pair(
    "Nogen har ventet for længe efter (minutter)",
    "Somebody has waited too long after (minutes)",
  ),
  agedHelp: pair(
    "Så får de hvert andet kald. Tomt: som huset plejer.",
    "They then get every other call. Empty: the usual.",
  ),
  ownHours: pair("Egne åbningstider", "Own opening hours"),
  // Services.
  belongsTo: pair("Hører til køen", "Belongs to the queue"),
  message: pair("Besked på sedlen", "Message on the slip"),
  bring: pair("Tag med", "Bring along"),
  bringAdd: pair("Tilføj en ting, der skal tages med", "Add a thing to bring"),
  thing: pair(
    (n: number) => `Ting ${n}`,
    (n: number) => `Thing ${n}`,
  ),
  headStart: pair("Forspring (minutter)", "Head start (minutes)"),
  headStartHelp: pair(
    "De kommer til, som om de var kommet så meget før, højst halvdelen af den tid, hvorefter alder tæller. Tomt: intet.",
    "They wait as if they had come so much earlier, at most half of the time after which age counts. Empty: none.",
  ),
  onPhone: pair("Kan tages på telefonen ved døren", "Can be taken on the phone at the door"),
  onPhoneHelp: pair(
    "Borgere scanner koden på skærmen ved døren og får et nummer uden papir.",
    "Citizens scan the code on the screen at the door and get a number without paper.",
  ),
  notOnButtons: pair("ikke på nogen knap", "on no button"),
  // Information.
  heading: pair("Overskrift", "Heading"),
  sentences: pair("Tekst", "Text"),
  url: pair("Adresse, der vises som kode til telefonen", "Address shown as a code for phones"),
  urlHelp: pair("Begynder med https://. Kan undværes.", "Begins with https://. May be left out."),
  // Counters.
  room: pair("Hvor den ligger", "Where it is"),
  roomHelp: pair(
    "Kan undværes. Skærmene viser og siger det efter navnet, fx lokale 2, 1. sal.",
    "May be left out. Displays show and speak it after the name, e.g. room 2, 1st floor.",
  ),
  counterOpen: pair("Skranken begynder dagen åben", "The counter begins the day open"),
  counterOpenHelp: pair(
    "Medarbejderne kan selv åbne og lukke den.",
    "Staff can open and close it themselves.",
  ),
  counterQueues: pair("Køer, den betjener, vigtigste først", "Queues it serves, most important first"),
  counterAll: pair("Alle køer", "All queues"),
  counterSome: pair("Kun disse", "Only these"),
  addQueue: pair("Tilføj kø", "Add queue"),
  rules: pair("Undtagelser fra rækkefølgen", "Exceptions from that order"),
  rulesHelp: pair(
    "Så ingen venter for længe i en kø, som skranken ellers tager sidst.",
    "So that nobody waits too long in a queue that the counter otherwise takes last.",
  ),
  ruleStart: pair("Hvis nogen i", "If anyone in"),
  ruleMiddle: pair("venter over (minutter)", "waits over (minutes)"),
  ruleEnd: pair("så tag dem først", "take them first"),
  addRule: pair("Tilføj regel", "Add rule"),
  staffed: pair("Bemandet", "Staffed"),
  staffedHelp: pair(
    "Bruges til at sige, hvor længe man venter. Hullerne er pauser.",
    "Used to tell how long the wait is. The gaps are breaks.",
  ),
  staffedAlways: pair("Når skranken er åben", "Whenever the counter is open"),
  staffedOwn: pair("I disse timer", "In these hours"),
  // Machines of the hall.
  knownMachine: pair(
    {
      which: "Hvilken maskine er det?",
      waits: (id: string) => `${id}, som er koblet til og mangler opsætning`,
      later: "En, der ikke er koblet til endnu",
      help: "Navnet på maskinen er det, teknikeren gav den.",
    },
    {
      which: "Which machine is it?",
      waits: (id: string) => `${id}, which is connected and not set up`,
      later: "One that is not connected yet",
      help: "The machine's name is the one that the technician gave it.",
    },
  ),
  // The house.
  houseName: pair("Stedets navn", "The place's name"),
  timeZone: pair("Tidszone", "Time zone"),
  catchAll: pair(
    "Sedler, hvis egen kø er lukket eller væk, går til",
    "Slips whose own queue is closed or gone go to",
  ),
  rollLetters: pair("Bogstav på fortrykte ruller", "Letter of pre-printed rolls"),
  rollHelp: pair(
    "Til når alt andet er nede. Ingen kø må have det.",
    "For when all else is down. No queue may have it.",
  ),
  tags: pair("Mærker", "Tags"),
  tagsHelp: pair(
    "Det, medarbejdere kan sætte på et nummer i stedet for en note, fx Tolk.",
    "What staff can put on a ticket instead of a note, e.g. Interpreter.",
  ),
  atDoor: pair("Numre på telefonen", "Numbers on the phone"),
  atDoorHelp: pair(
    "Vælg under hver ydelse, om den kan tages på telefonen. Skærmen ved døren viser en kode, der skifter hvert minut, så ingen trækker numre hjemmefra med et foto. Åbn den på en skærm eller tablet ved døren; adressen er hemmelig.",
    "Choose at each service whether it can be taken on the phone. The screen at the door shows a code that changes every minute, so that nobody takes numbers from home with a photograph. Open it on a screen or tablet at the door; its address is secret.",
  ),
  openDoor: pair("Åbn skærmen ved døren", "Open the screen at the door"),
  doorPoster: pair("Nummer på et trykt opslag", "Number of a printed poster"),
  doorPosterHelp: pair(
    "Tomt: intet opslag, det sikreste. Med et tal gælder opslagets kode altid: den, der har et foto af den, kan trække numre hjemmefra. Et andet tal gør ældre opslag ugyldige.",
    "Empty: no poster, the safest. With a number the poster's code always holds: whoever has a photograph of it can take numbers from home. Another number makes older posters void.",
  ),
  withoutCode: pair("For gæster, der har et møde og ingen kode", "For guests with a meeting and no code"),
  withoutCodeHelp: pair(
    "En medarbejder bliver kaldt først. Kommer der ingen inden et minut, får gæsten et nummer til ydelsen.",
    "A member of staff is called first. If nobody comes within a minute, the guest gets a number for the service.",
  ),
  checkInOnPhone: pair("Aftaler: ankomst kan meldes på telefonen", "Appointments: check-in on the phone"),
  checkInOnPhoneHelp: pair(
    "Bag linket i sms eller brev tastes tallet fra skærmen ved døren, eller skærmens kode scannes. Begge skifter hvert minut, så ingen melder sig hjemmefra. Opslaget gælder ikke til det.",
    "Behind the link of the text message or letter one types the number from the screen at the door, or scans the screen's code. Both change every minute, so that nobody checks in from home. The poster does not do for it.",
  ),
  openPoster: pair("Print opslaget (gem først)", "Print the poster (save first)"),
  houseRules: pair("Sådan kalder og betjener huset", "How the house calls and serves"),
  ...HOUSE_RULE_WORDS,
  serveAfter: pair("Når nogen er kaldt", "When somebody is called"),
  serveAfterChoice: pair(
    {
      itself: "Betjeningen begynder af sig selv lidt efter",
      never: "Betjeningen begynder først, når medarbejderen siger til",
    },
    {
      itself: "Service starts by itself a little later",
      never: "Service starts only when staff say so",
    },
  ),
  serveAfterS: pair("Sekunder, før den begynder", "Seconds until it starts"),
  serveAfterHelp: pair("Tomt: 60.", "Empty: 60."),
  pauseReasons: pair("Grunde til pause", "Reasons for a break"),
  pauseReasonsHelp: pair(
    "Dem vælger medarbejderne mellem, når de går fra skranken.",
    "Staff choose among them when they leave the counter.",
  ),
  pauseReasonsUsual: pair(
    (usual: string) => `De sædvanlige: ${usual}. Tilføj en, så kan I også rette dem.`,
    (usual: string) => `The usual ones: ${usual}. Add one, and you can edit them too.`,
  ),
} satisfies Record<string, Pair<unknown>>;
