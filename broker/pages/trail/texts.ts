/**
 * The words of the pages "Sporbarhed" and "Personoplysninger", in the two languages that staff's pages speak.
 * Knows no part of the pages; what an act is called comes from the hub.
 */

import type { FilterField } from "../../trail/filter.ts";
import { type Pair, pair } from "../admin/words/pair.ts";

const WRONG: Pair<Readonly<Record<FilterField, string>>> = pair(
  {
    from: "Den første dag kan ikke læses.",
    to: "Den sidste dag kan ikke læses, eller ligger før den første.",
    who: "Den, der søges efter, kan ikke læses.",
    act: "Handlingen findes ikke.",
    counter: "Skranken kan ikke læses.",
    stand: "Standeren kan ikke læses.",
    ticket: "Et nummer som A07 søges på én dag: vælg samme dag i begge felter.",
  },
  {
    from: "The first day cannot be read.",
    to: "The last day cannot be read, or is before the first.",
    who: "Who is asked for cannot be read.",
    act: "There is no such act.",
    counter: "The counter cannot be read.",
    stand: "The stand cannot be read.",
    ticket: "A number such as A07 is looked for on one day: choose the same day in both fields.",
  },
);

const KINDS = pair(
  {
    people: "Alle medarbejdere",
    citizens: "Borgere",
    stands: "Standere",
    hub: "Hubben selv",
    follows: "Hvad handlinger førte til",
    all: "Alt",
  },
  {
    people: "All of the staff",
    citizens: "Citizens",
    stands: "Stands",
    hub: "The hub itself",
    follows: "What acts led to",
    all: "Everything",
  },
);

const WHY = pair(
  { clock: "tiden var gået", request: "nogen bad om det", restored: "igen efter en gendannelse" },
  { clock: "its time was over", request: "somebody asked for it", restored: "again after a restore" },
);

const WORDS = {
  ...{ wrong: WRONG, kinds: KINDS, why: WHY },
  trail: pair("Sporbarhed", "Audit trail"),
  privacy: pair("Personoplysninger", "Personal data"),
  toAdmin: pair("Administration", "Administration"),
  toMe: pair("Min adgang", "My access"),
  starting: pair("Henter …", "Fetching …"),
  lost: pair(
    "Ingen forbindelse til hubben. Det, du ser, er fra før. Siden prøver igen af sig selv.",
    "No connection to the hub. What you see is from before. The page tries again by itself.",
  ),
  busy: pair(
    "Andre læser i bogen lige nu. Siden prøver igen om lidt.",
    "Others read the ledger just now. The page tries again in a moment.",
  ),
  again: pair("Prøv igen", "Try again"),
  forbidden: pair(
    "Det har din konto ikke adgang til. En administrator kan give den adgang.",
    "Your account may not do that. An administrator can give it access.",
  ),
  filter: pair("Hvad vil du se?", "What do you want to see?"),
  from: pair("Fra og med", "From"),
  to: pair("Til og med", "To"),
  who: pair("Hvem", "Who"),
  act: pair("Handling", "Act"),
  everyAct: pair("Alle handlinger", "All acts"),
  counter: pair("Skranke", "Counter"),
  everyCounter: pair("Alle skranker", "All counters"),
  stand: pair("Stander", "Stand"),
  everyStand: pair("Alle standere", "All stands"),
  ticket: pair("Nummer", "Number"),
  ticketHelp: pair("Fx A07, på én dag", "E.g. A07, on one day"),
  today: pair("I dag", "Today"),
  show: pair("Vis", "Show"),
  clear: pair("Ryd", "Clear"),
  onlyThis: pair(
    (name: string) => `Vis kun ${name}`,
    (name: string) => `Show only ${name}`,
  ),
  goneCover: pair("en person uden konto nu", "a person without an account now"),
  covered: pair(
    "Medarbejdere står med dæknavne (M-…), samme dæknavn hver gang. Navne vises for den, der også må se tal for den enkelte medarbejder.",
    "Staff are told by cover names (M-…), the same one each time. Names are shown to whoever may also see figures of one member of staff.",
  ),
  named: pair(
    "Medarbejdere står med deres kontonavn, fordi du må se tal for den enkelte. Borgere nævnes aldrig.",
    "Staff are told by their account, because you may see figures of one of them. Citizens are never named.",
  ),
  takeOut: pair("Hent det viste som fil", "Take what is shown out as a file"),
  csv: pair("Regneark (CSV)", "Spreadsheet (CSV)"),
  jsonl: pair("Til programmer (JSON-linjer)", "For programs (JSON lines)"),
  takeHelp: pair(
    "Filen har alle sider, ældste først. At du hentede den, skrives i sporet.",
    "The file has all pages, oldest first. That you took it is written in the trail.",
  ),
  acts: pair("Handlinger, nyeste først", "Acts, newest first"),
  fetched: pair(
    (when: string) => `Hentet ${when}.`,
    (when: string) => `Fetched ${when}.`,
  ),
  when: pair("Hvornår", "When"),
  what: pair("Hvad", "What"),
  where: pair("Hvor", "Where"),
  more: pair("Nærmere", "Details"),
  event: pair("Hændelse", "Event"),
  refused: pair(
    (why: string) => `Ikke udført: ${why}`,
    (why: string) => `Not done: ${why}`,
  ),
  empty: pair("Intet passer til det, du har valgt.", "Nothing fits what you have chosen."),
  emptySoFar: pair(
    (when: string) => `Intet fundet tilbage til ${when}.`,
    (when: string) => `Nothing found back to ${when}.`,
  ),
  older: pair("Vis ældre", "Show older"),
  searchOn: pair("Søg længere tilbage", "Search further back"),
  atEnd: pair("Her begynder hovedbogen.", "Here the ledger begins."),
  atEndOfDays: pair("Der er ikke mere i de valgte dage.", "There is no more in the chosen days."),
  refresh: pair("Hent igen", "Fetch again"),
  // Personal data.
  registerTitle: pair("Hvad er gemt, om hvem og hvorfor", "What is kept, about whom and why"),
  registerHelp: pair(
    "Fortegnelsen over behandling (databeskyttelsesforordningens artikel 30), med de dage, stedet har valgt. talon-hub register skriver den som tekst.",
    "The register of processing (GDPR article 30), with the days that the location has chosen. talon-hub register prints it as text.",
  ),
  purpose: pair("Formål", "Purpose"),
  kept: pair("Hvad", "What"),
  reason: pair("Hvorfor", "Why"),
  howLong: pair("Hvor længe", "How long"),
  now: pair("Nu", "Now"),
  others: pair("Andet, der kan føres tilbage til en person", "What else can be traced to a person"),
  erasures: pair("Hvad er slettet hvornår", "What was deleted when"),
  noErasures: pair("Intet er slettet endnu.", "Nothing has been deleted yet."),
  erasureSaid: pair(
    (count: number, purpose: string) => `${purpose}: ${count === 1 ? "1 post" : `${count} poster`}`,
    (count: number, purpose: string) => `${purpose}: ${count === 1 ? "1 record" : `${count} records`}`,
  ),
  requests: pair("Svar på en borgers ønske", "Answer a citizen's request"),
  requestsHelp: pair(
    "Skriv borgerens nøgle: 26 tegn. Teknikeren finder den ved aftalens tidspunkt i det, talon-hub export-audit skriver. At du så eller slettede noget, skrives i sporet.",
    "Type the citizen's key: 26 characters. The technician finds it by the time of the appointment in what talon-hub export-audit prints. That you saw or erased something is written in the trail.",
  ),
  key: pair("Borgerens nøgle", "The citizen's key"),
  keyWrong: pair("En nøgle har 26 bogstaver og tal.", "A key has 26 letters and digits."),
  showCitizen: pair("Vis, hvad der er gemt", "Show what is kept"),
  eraseCitizen: pair("Slet, hvad der er gemt …", "Erase what is kept …"),
  eraseSure: pair("Slet alt om denne borger?", "Erase everything about this citizen?"),
  eraseMeans: pair(
    "Nøgler og indhold destrueres nu. Ingen kan hente det tilbage. Borgerens aftale kan ikke findes med navn mere.",
    "Keys and content are destroyed now. Nobody can bring them back. The citizen's appointment cannot be found by name any more.",
  ),
  eraseYes: pair("Ja, slet nu", "Yes, erase now"),
  cancel: pair("Annuller", "Cancel"),
  hide: pair("Skjul igen", "Hide again"),
  nothingKept: pair("Der er intet gemt under den nøgle.", "Nothing is kept under this key."),
  erased: pair(
    (count: number) => (count === 1 ? "1 post er slettet." : `${count} poster er slettet.`),
    (count: number) => (count === 1 ? "1 record is erased." : `${count} records are erased.`),
  ),
  deletedAt: pair(
    (when: string) => `Slettes ${when}.`,
    (when: string) => `Deleted ${when}.`,
  ),
  failed: pair("Det lykkedes ikke. Prøv igen.", "That did not work. Try again."),
};
type Words = typeof WORDS;

export type Speech = "da" | "en";
export const SPEECHES = ["da", "en"] as const satisfies readonly Speech[];
export type TrailTexts = { readonly [Key in keyof Words]: Words[Key]["da"] };

const spoken = (language: Speech) =>
  Object.fromEntries(Object.entries(WORDS).map(([key, one]) => [key, one[language]])) as TrailTexts;

/** All words by language. */
export const TRAIL_TEXTS: Readonly<Record<Speech, TrailTexts>> = { da: spoken("da"), en: spoken("en") };
