/**
 * The words of how a host is told of guests, in the two languages that staff's pages speak.
 * Knows no part of the page.
 */
import { type Pair, pair } from "../admin/words/pair.ts";
import type { Speech } from "./texts.ts";

const WORDS = {
  ways: pair("Besked, når min gæst er kommet", "Notice when my guest is here"),
  waysHelp: pair(
    "Du får altid besked på siden Mine gæster. Her vælger du, om du også vil have besked andre steder. Beskeden nævner nummer, tid og sted, aldrig borgerens navn.",
    "The page My guests always tells you. Here you choose whether you also want to be told elsewhere. A notice names number, time and place, never the citizen.",
  ),
  way: pair(
    {
      push: "I min browser, også når siden er lukket",
      sms: "SMS til min arbejdsmobil",
      mail: "Mail",
      teams: "Teams",
      phone: "På bordtelefonens display",
    },
    {
      push: "In my browser, also when the page is closed",
      sms: "Text message to my work mobile",
      mail: "Mail",
      teams: "Teams",
      phone: "On the desk telephone's display",
    },
  ),
  address: pair(
    { sms: "Mobilnummer", mail: "Mailadresse", teams: "Workflowets adresse", phone: "Lokalnummer" },
    { sms: "Mobile number", mail: "Mail address", teams: "The workflow's address", phone: "Extension" },
  ),
  addressHelp: pair(
    {
      sms: "Otte cifre, eller med landekode.",
      mail: "Én adresse.",
      teams:
        'Opret i Teams: Arbejdsprocesser, "Når en Teams-webhook-anmodning modtages", og kopiér adressen hertil.',
      phone: "Det nummer, telefonen har i huset.",
    },
    {
      sms: "Eight digits, or with the country's code.",
      mail: "One address.",
      teams:
        'Make it in Teams: Workflows, "When a Teams webhook request is received", and copy its address to here.',
      phone: "The number that the telephone has in the house.",
    },
  ),
  wrong: pair(
    {
      sms: "Nummeret mangler, eller ingen kan få en SMS på det.",
      mail: "Adressen mangler, eller den er ikke én mailadresse.",
      teams: "Adressen mangler, eller den er ikke et workflow i Teams.",
      phone: "Nummeret mangler, eller det har tegn, som telefoner ikke har.",
    },
    {
      sms: "The number is missing, or nobody can get a text message there.",
      mail: "The address is missing, or it is not one mail address.",
      teams: "The address is missing, or it is no workflow of Teams.",
      phone: "The number is missing, or it has letters that telephones do not have.",
    },
  ),
  houseTeams: pair(
    "Tomt: beskeden kommer i husets egen kanal.",
    "Empty: the notice comes in the house's own channel.",
  ),
  addBrowser: pair("Giv også besked i denne browser", "Tell this browser too"),
  browsers: pair(
    (count: number) =>
      count === 0
        ? "Ingen browser får besked endnu."
        : `${count} browser${count === 1 ? "" : "e"} får besked.`,
    (count: number) =>
      count === 0 ? "No browser is told yet." : `${count} browser${count === 1 ? " is" : "s are"} told.`,
  ),
  language: pair("Beskedens sprog", "The notice's language"),
  houseLanguage: pair("Husets sprog", "The house's language"),
  save: pair("Gem", "Save"),
  erase: pair("Slet mine adresser", "Erase my addresses"),
  kept: pair(
    "Oplysningerne gemmes krypteret og bruges kun til dette. De slettes, når du sletter dem, når din konto fjernes, og ellers et år efter den sidste besked. En administrator kan se og slette dem.",
    "What you write is kept encrypted and used for this alone. It is erased when you erase it, when your account is removed, and otherwise a year after the last notice. An administrator can see and erase it.",
  ),
  said: pair(
    {
      saved: "Gemt.",
      "browser-added": "Denne browser får besked fra nu af.",
      erased: "Dine adresser er slettet. Du får kun besked på siden Mine gæster.",
      denied:
        "Browseren har fået at vide, at den ikke må vise beskeder fra denne side. Tillad det i browserens indstillinger, og prøv igen.",
      impossible:
        "Denne browser kan ikke få besked: den kan det ikke, vinduet er privat, eller forbindelsen er ikke https.",
      failed: "Det lykkedes ikke. Prøv igen.",
      wrong: "Ikke gemt: se ved felterne, hvad der mangler.",
    },
    {
      saved: "Saved.",
      "browser-added": "This browser is told from now on.",
      erased: "Your addresses are erased. Only the page My guests tells you.",
      denied:
        "The browser was told not to show notices of this page. Allow it in the browser's settings, and try again.",
      impossible:
        "This browser cannot be told: it is not able to, the window is private, or the connection is not https.",
      failed: "That did not work. Try again.",
      wrong: "Not saved: see at the fields what is missing.",
    },
  ),
} satisfies Record<string, Pair<unknown>>;

type Words = typeof WORDS;
type WaysTexts = { readonly [Key in keyof Words]: Words[Key]["da"] };

const spoken = (language: Speech) =>
  Object.fromEntries(Object.entries(WORDS).map(([key, one]) => [key, one[language]])) as WaysTexts;

/** All words by language. */
export const WAYS_TEXTS: Readonly<Record<Speech, WaysTexts>> = { da: spoken("da"), en: spoken("en") };
