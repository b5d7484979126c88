/** The words for where appointments come from, and what they become here. Knows no page. */
import { type Pair, pair } from "./pair.ts";

export const APPOINTMENT_WORDS = {
  sources: pair("Kilder til aftaler", "Sources of appointments"),
  sourcesHelp: pair(
    "Et planlægningssystem, som aftaler kommer ind fra. Hvor det afleverer dem, sætter teknikeren op i hubben; her siger I, hvad aftalerne er hos jer.",
    "A planner from which appointments come in. Where it delivers them is set up in the hub by the technician; here you say what the appointments are in your house.",
  ),
  knownSource: pair(
    {
      which: "Hvilken kilde er det i hubbens opsætning?",
      waits: (id: string) => `${id}, som hubben kender`,
      later: "En, som hubben ikke kender endnu",
      help: "Navnet er det, teknikeren gav kilden i hubben.",
    },
    {
      which: "Which source is it in the hub's configuration?",
      waits: (id: string) => `${id}, which the hub knows`,
      later: "One that the hub does not know yet",
      help: "The name is the one that the technician gave the source in the hub.",
    },
  ),
  sourceUnknown: pair(
    (id: string) =>
      `Hubbens opsætning har endnu ingen kilde, der hedder ${id}. Indtil da kommer der intet ind.`,
    (id: string) => `The hub's configuration has no source called ${id} yet. Until then nothing comes in.`,
  ),
  reminds: pair("Hvem påminder borgeren om aftalen?", "Who reminds the citizen of the appointment?"),
  remindsChoice: pair(
    { none: "Ingen", ours: "Vi gør, med SMS herfra", source: "Det gør kilden selv" },
    { none: "Nobody", ours: "We do, by text message from here", source: "The source does" },
  ),
  remindsShort: pair("Påminder", "Reminds"),
  remindsHelp: pair(
    "Gælder, når en aftale ikke selv siger noget andet.",
    "Holds where an appointment does not say otherwise itself.",
  ),
  oursToo: pair(
    "Når kilden selv påminder, sendes alligevel herfra",
    "Where the source reminds, this is sent from here all the same",
  ),
  oursTooChoice: pair(
    { invitation: "Beskeden om, at aftalen er lavet", "last-reminder": "Den sidste påmindelse" },
    { invitation: "The message that the appointment is made", "last-reminder": "The last reminder" },
  ),
  kinds: pair("Slags møder", "Kinds of meetings"),
  kindsHelp: pair(
    "Sådan som kilden skriver dem. En slags, der hedder det samme som en ydelse, finder selv vej.",
    "As the source writes them. A kind that is called like a service finds its way by itself.",
  ),
  meetingKind: pair("Når kilden skriver", "When the source writes"),
  meetingIs: pair("er det ydelsen", "it is the service"),
  addKind: pair("Tilføj en slags møder", "Add a kind of meeting"),
  allOthers: pair("Alle andre møder er", "All other meetings are"),
  allOthersHelp: pair(
    "Uden en ydelse venter gæsterne i den kø, som Huset har valgt til sedler uden en åben kø.",
    "Without a service guests wait in the queue that The house has chosen for slips without an open queue.",
  ),
  noService: pair("Ingen bestemt ydelse", "No service"),
  chooseService: pair("Vælg en ydelse", "Choose a service"),
  guestsCalledBy: pair(
    "Hvem kalder gæsten, når aftalen har en vært?",
    "Who calls the guest when the appointment has a host?",
  ),
  guestsCalledByChoice: pair(
    { host: "Værten selv", desk: "Enhver skranke, der tager køen" },
    { host: "The host", desk: "Any counter that takes the queue" },
  ),
  guestsAsUsual: pair("Værten selv, som de fleste steder", "The host, as in most places"),
  guestsAsSource: pair("Som kilden til aftalen siger", "As the source of the appointment says"),
  kindsCount: pair(
    (n: number) => (n === 1 ? "1 slags møder" : `${n} slags møder`),
    (n: number) => (n === 1 ? "1 kind of meeting" : `${n} kinds of meetings`),
  ),
} satisfies Record<string, Pair<unknown>>;
