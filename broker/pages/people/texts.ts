/**
 * The words of the pages "Personer" and "Min adgang", in the two languages that staff's pages speak.
 * Knows no part of the pages.
 */
import { ROLE_TEXTS } from "../../../protocol/texts/roles.ts";
import type { PersonRefusal } from "../../accounts/directory.ts";
import type { PersonRole } from "../../accounts/rights.ts";
import type { SignedInBy } from "../../accounts/sessions.ts";
import { type Pair, pair } from "../admin/words/pair.ts";

const ROLE: Pair<Readonly<Record<PersonRole, string>>> = ROLE_TEXTS;

const ROLE_HELP: Pair<Readonly<Record<PersonRole, string>>> = pair(
  {
    staff: "Kalder, betjener, giver numre, åbner og lukker sin skranke.",
    host: "Kalder og betjener dem, aftalen er med.",
    floorwalker: "Hjælper i hallen: giver numre, flytter og sætter tilbage, åbner skranker.",
    leader: "Ser tal, åbner og lukker skranker, ser opsætningen.",
    technician: "Passer standere og skærme, ser opsætningen.",
    administrator: "Ændrer opsætningen, giver og tager adgang.",
    auditor: "Ser opsætningen og hvad der er gjort, og ændrer intet.",
  },
  {
    staff: "Calls, serves, gives numbers, opens and closes their counter.",
    host: "Calls and serves those whose appointment is with them.",
    floorwalker: "Helps in the hall: gives numbers, moves and puts back, opens counters.",
    leader: "Sees figures, opens and closes counters, sees the set-up.",
    technician: "Looks after stands and displays, sees the set-up.",
    administrator: "Changes the set-up, gives and takes access.",
    auditor: "Sees the set-up and what was done, and changes nothing.",
  },
);

const REFUSED: Pair<Readonly<Record<PersonRefusal, string>>> = pair(
  {
    "person-unknown": "Personen findes ikke mere.",
    "person-known": "Der er allerede en person med det navn. Vælg et andet.",
    "of-file": "Kontoen står i hubbens kontofil og kan kun ændres der, af en tekniker.",
    "last-administrator": "Det er den sidste administrator. Gør først en anden til administrator.",
    "too-many": "Der er ikke plads til flere personer. Fjern nogle, der ikke bruges mere.",
  },
  {
    "person-unknown": "This person is not there any more.",
    "person-known": "There is a person with that name already. Choose another.",
    "of-file": "The account stands in the hub's accounts file and is changed only there, by a technician.",
    "last-administrator": "This is the last administrator. Make somebody else an administrator first.",
    "too-many": "There is no room for more people. Remove some that are not used any more.",
  },
);

const BY: Pair<Readonly<Record<SignedInBy, string>>> = pair(
  { password: "adgangskode", oidc: "kommunens login", "break-glass": "nødkonto" },
  { password: "password", oidc: "the municipality's login", "break-glass": "emergency account" },
);

const WORDS = {
  ...{ role: ROLE, roleHelp: ROLE_HELP, refused: REFUSED, by: BY },
  people: pair("Personer", "People"),
  me: pair("Min adgang", "My access"),
  starting: pair("Henter …", "Fetching …"),
  toStaff: pair("Skranken", "The counter"),
  toAdmin: pair("Administration", "Administration"),
  toTrail: pair("Sporbarhed", "Audit trail"),
  toPrivacy: pair("Personoplysninger", "Personal data"),
  signOut: pair("Log ud", "Sign out"),
  lost: pair("Ingen forbindelse til hubben. Prøv igen.", "No connection to the hub. Try again."),
  again: pair("Prøv igen", "Try again"),
  forbidden: pair(
    "Det har din konto ikke adgang til. En administrator kan give den adgang.",
    "Your account may not do that. An administrator can give it access.",
  ),
  failed: pair("Det lykkedes ikke. Prøv igen.", "That did not work. Try again."),
  nobody: pair(
    "Her logger ingen ind: hubben er startet uden konti, og enhver ved denne maskine kan alt.",
    "Nobody signs in here: the hub was started without accounts, and anybody at this machine may do everything.",
  ),
  you: pair(
    (person: string) => `Du er logget ind som ${person}.`,
    (person: string) => `You are signed in as ${person}.`,
  ),
  noRoles: pair("Ingen roller", "No roles"),
  roles: pair("Roller", "Roles"),
  onlyQueues: pair(
    (queues: string) => `kun ${queues}`,
    (queues: string) => `only ${queues}`,
  ),
  onlyLocations: pair(
    (locations: string) => `ved ${locations}`,
    (locations: string) => `at ${locations}`,
  ),
  keptScope: pair(
    "Rollen har grænser, som ikke kan ændres her. De bliver, som de er.",
    "The role has limits that cannot be changed here. They stay as they are.",
  ),
  allQueues: pair("Alle køer", "All queues"),
  queuesOf: pair(
    (role: string) => `Køer for ${role}`,
    (role: string) => `Queues of ${role}`,
  ),
  goneQueue: pair(
    (queue: string) => `${queue} (findes ikke mere)`,
    (queue: string) => `${queue} (is not there any more)`,
  ),
  noQueue: pair(
    "Vælg mindst én kø til rollen, eller alle køer.",
    "Choose at least one queue for the role, or all queues.",
  ),
  noRole: pair("Vælg mindst én rolle.", "Choose at least one role."),
  add: pair("Tilføj en person", "Add a person"),
  addPress: pair("Tilføj", "Add"),
  name: pair("Navn at logge ind med", "Name to sign in with"),
  nameHelp: pair(
    "Små bogstaver a–z, tal og bindestreg, højst 32 tegn, fx bo-h.",
    "Lower-case letters a–z, digits and hyphens, at most 32, for example bo-h.",
  ),
  nameWrong: pair(
    "Navnet må kun have små bogstaver a–z, tal og bindestreg, højst 32 tegn, og ikke begynde eller slutte med en bindestreg.",
    "The name may have only lower-case letters a–z, digits and hyphens, at most 32, and no hyphen first or last.",
  ),
  first: pair(
    (person: string) => `Første adgangskode til ${person}`,
    (person: string) => `First password of ${person}`,
  ),
  firstHelp: pair(
    "Skriv den ned eller vis den; den virker én gang og i syv dage. Den vises kun nu.",
    "Write it down or show it; it works once and for seven days. It is shown only now.",
  ),
  firstDone: pair("Den er skrevet ned", "It is written down"),
  ofFile: pair("Står i kontofilen, ændres kun der", "In the accounts file, changed only there"),
  breakGlass: pair("Nødkonto", "Emergency account"),
  breakGlassHelp: pair(
    "Til den dag, hvor ingen andre kan komme ind. Hver gang den bruges, får alle det at vide.",
    "For the day when nobody else gets in. Everybody is told each time it is used.",
  ),
  waits: pair(
    (until: string) => `Har ikke logget ind endnu. Den første adgangskode virker til ${until}.`,
    (until: string) => `Has not signed in yet. The first password works until ${until}.`,
  ),
  firstOver: pair(
    "Den første adgangskode virker ikke mere, og der er ikke valgt en ny. Giv en ny første adgangskode.",
    "The first password works no more, and no other was chosen. Give a new first password.",
  ),
  change: pair("Skift roller", "Change roles"),
  save: pair("Gem", "Save"),
  cancel: pair("Annuller", "Cancel"),
  reset: pair("Ny første adgangskode", "New first password"),
  resetSure: pair(
    (person: string) => `Giv ${person} en ny første adgangskode?`,
    (person: string) => `Give ${person} a new first password?`,
  ),
  resetMeans: pair(
    "Den nuværende adgangskode virker ikke mere, og personen bliver logget ud overalt.",
    "The present password works no more, and the person is signed out everywhere.",
  ),
  remove: pair("Fjern", "Remove"),
  removeSure: pair(
    (person: string) => `Fjern ${person}?`,
    (person: string) => `Remove ${person}?`,
  ),
  removeMeans: pair(
    "Personen bliver logget ud nu og kan ikke logge ind igen. Det, der er gjort, bliver stående i hubbens bog.",
    "The person is signed out now and cannot sign in again. What was done stays in the hub's ledger.",
  ),
  sessions: pair("Logget ind nu", "Signed in now"),
  ownSessions: pair("Her er du logget ind", "Where you are signed in"),
  noSessions: pair("Ingen.", "Nobody."),
  since: pair("Siden", "Since"),
  until: pair("Til", "Until"),
  how: pair("Med", "By"),
  who: pair("Hvem", "Who"),
  thisOne: pair("denne browser", "this browser"),
  endWhose: pair(
    (person: string, since: string) => `${person}, siden ${since}`,
    (person: string, since: string) => `${person}, since ${since}`,
  ),
  done: {
    da: {
      roles: (person: string) => `${person} har fået sine nye roller. De gælder nu.`,
      removed: (person: string) => `${person} er fjernet.`,
      ended: (person: string) => `${person} er logget ud.`,
      password: () => "Din adgangskode er skiftet. Du er logget ud alle andre steder.",
    },
    en: {
      roles: (person: string) => `${person} has the new roles. They hold now.`,
      removed: (person: string) => `${person} is removed.`,
      ended: (person: string) => `${person} is signed out.`,
      password: () => "Your password is changed. You are signed out everywhere else.",
    },
  },
  password: pair("Skift adgangskode", "Change password"),
  oldPassword: pair("Nuværende adgangskode", "Present password"),
  newPassword: pair("Ny adgangskode", "New password"),
  newAgain: pair("Den nye igen", "The new one again"),
  otherPassword: pair(
    "Din adgangskode kan ikke skiftes her: kontoen står i hubbens kontofil eller kommer fra kommunens login.",
    "Your password cannot be changed here: the account stands in the hub's accounts file or comes from the municipality's login.",
  ),
};
type Words = typeof WORDS;

export const SPEECHES = ["da", "en"] as const;
/** The languages of these pages. */
export type Speech = (typeof SPEECHES)[number];
export type PeopleTexts = { readonly [Key in keyof Words]: Words[Key]["da"] };

const spoken = (language: Speech) =>
  Object.fromEntries(Object.entries(WORDS).map(([key, pair]) => [key, pair[language]])) as PeopleTexts;

/** All words by language. */
export const PEOPLE_TEXTS: Readonly<Record<Speech, PeopleTexts>> = { da: spoken("da"), en: spoken("en") };
