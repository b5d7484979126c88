/**
 * Every act that the ledger tells of, in plain Danish and English: by whom it is done, and what it is called. One table; an event,
 * a command of staff or an act without its row does not compile.
 * Data only; knows no event's fields and no page.
 */
import type { StaffCommandKind } from "../queue/commands.ts";
import type { Act, HubEventKind } from "../queue/events.ts";
import { EVENT_ACTS } from "./event-acts.ts";

/** What an act is known by: a command's or an act's own name, or the kind of event. */
export type ActName = StaffCommandKind | Act | Exclude<HubEventKind, "command-answered" | "act-noted">;

/**
 * Who does it: somebody of the house, a citizen, a stand, the hub by itself; `follows`: it comes of the act that stands after it in
 * the ledger, which tells who.
 */
export type DoneBy = "people" | "citizens" | "stands" | "hub" | "follows";

/** Where it stands in a list of acts. */
export type ActGroup = "tickets" | "counters" | "setup" | "accounts" | "machines" | "keeping" | "hall";

export type ActWords = {
  readonly by: DoneBy;
  readonly group: ActGroup;
  readonly da: string;
  readonly en: string;
};

/** Rows of one group, each by its Danish and its English words. */
function of<Name extends ActName>(
  group: ActGroup,
  rows: Readonly<Record<Name, readonly [da: string, en: string]>>,
): Readonly<Record<Name, ActWords>> {
  const made = Object.entries<readonly [string, string]>(rows).map(([name, [da, en]]) => [
    name,
    { by: "people", group, da, en },
  ]);
  return Object.fromEntries(made) as Record<Name, ActWords>;
}

const TICKETS = of("tickets", {
  "call-next": ["Kaldte den næste", "Called the next"],
  call: ["Kaldte et bestemt nummer", "Called this very number"],
  recall: ["Kaldte samme nummer igen", "Called the same number again"],
  serve: ["Begyndte betjeningen", "Began the service"],
  finish: ["Afsluttede besøget", "Ended the visit"],
  "no-show": ["Meldte, at borgeren ikke kom", "Said that the citizen did not come"],
  park: ["Satte nummeret til side", "Set the number aside"],
  resume: ["Tog et nummer tilbage, der var sat til side", "Took back a number that was set aside"],
  still: ["Sagde, at betjeningen stadig er i gang", "Said that the service still goes on"],
  transfer: ["Flyttede nummeret", "Moved the number"],
  "add-service": ["Tilføjede en ydelse til besøget", "Added a service to the visit"],
  tag: ["Satte mærker på nummeret", "Put tags on the number"],
  "quick-serve": ["Talte en hurtig hjælp uden nummer", "Counted quick help without a number"],
  requeue: ["Satte nummeret tilbage i køen", "Put the number back in the queue"],
  cancel: ["Annullerede nummeret", "Cancelled the number"],
  confirm: ["Bekræftede, at borgeren stadig venter", "Confirmed that the citizen still waits"],
  "staff-issue": ["Gav et nummer", "Gave a number"],
  adopt: ["Tog et nummer ind i hånden", "Took a number in by hand"],
  "close-up-to": ["Meldte en række betjent til og med", "Said that a series was served up to"],
  undo: ["Fortrød", "Took back"],
  "answer-guest": ["Svarede en gæst", "Answered a guest"],
  "begin-meeting": ["Begyndte mødet med en gæst", "Began the meeting with a guest"],
  "end-meeting": ["Afsluttede mødet med en gæst", "Ended the meeting with a guest"],
  "set-presence": ["Sagde, om de er her", "Said whether they are here"],
  "name-deputy": ["Valgte sin stedfortræder", "Chose their deputy"],
  "judge-guest": [
    "Sagde, hvad der blev af en gæst, der ikke kom til tiden",
    "Said what became of a guest who did not come in time",
  ],
});

const COUNTERS = of("counters", {
  "open-counter": ["Åbnede skranken", "Opened the counter"],
  "close-counter": ["Lukkede skranken", "Closed the counter"],
  pause: ["Gik på pause", "Went on a break"],
  "end-pause": ["Kom tilbage fra pause", "Came back from a break"],
  "take-queues": ["Valgte køer til skranken", "Chose the counter's queues"],
  "call-colleague": ["Tilkaldte en kollega", "Called a colleague"],
  "end-colleague": ["Sagde, at hjælpen ikke behøves mere", "Said that help is needed no more"],
  "answer-colleague": ["Sagde ja til at hjælpe en kollega", "Said yes to helping a colleague"],
  "answer-help": ["Sagde ja til at hjælpe en borger", "Said yes to helping a citizen"],
});

const SETUP = of("setup", {
  configured: ["Gemte en ny version af opsætningen", "Saved a new version of the set-up"],
});

const ACCOUNTS = of("accounts", {
  "signed-in": ["Loggede ind", "Signed in"],
  "signed-in-break-glass": ["Loggede ind med nødkontoen", "Signed in with the emergency account"],
  "password-chosen": ["Valgte sin egen adgangskode", "Chose a password of their own"],
  "session-ended": ["Loggede en session ud", "Signed a session out"],
  "person-added": ["Oprettede en konto", "Made an account"],
  "roles-changed": ["Ændrede en kontos roller", "Changed an account's roles"],
  "password-reset": ["Gav en konto en ny første adgangskode", "Gave an account a new first password"],
  "person-removed": ["Fjernede en konto", "Removed an account"],
});

const MACHINES = of("machines", {
  "stand-ordered": ["Gav en stander en ordre", "Gave a stand an order"],
  "display-paired": ["Gjorde en browser til skærm", "Made a browser a display"],
  "display-unpaired": ["Fjernede en skærm", "Took a display off"],
  "claim-made": ["Lavede en engangskode til en stander", "Made a one-time code for a stand"],
  "claim-revoked": ["Trak en engangskode tilbage", "Revoked a one-time code"],
  "stand-cut-off": ["Spærrede en stander", "Cut a stand off"],
  "outbox-granted": [
    "Gav en spærret stander lov til at aflevere",
    "Let a stand that is cut off hand in its tickets",
  ],
});

const KEEPING = of("keeping", {
  "ledger-chained": ["Kædede ældre hændelser sammen", "Chained events of before there was a chain"],
  "backed-up": ["Tog en sikkerhedskopi", "Made a backup"],
  restored: ["Lagde en sikkerhedskopi tilbage", "Put a backup back"],
  "person-shown": ["Gav indsigt i, hvad der er gemt om en borger", "Showed what is kept about a citizen"],
  "person-erased": ["Slettede, hvad der var gemt om en borger", "Erased what was kept about a citizen"],
  "trail-exported": ["Hentede sporet som fil", "Took the trail out as a file"],
});

/** The table. */
export const ACTS: Readonly<Record<ActName, ActWords>> = {
  ...TICKETS,
  ...COUNTERS,
  ...SETUP,
  ...ACCOUNTS,
  ...MACHINES,
  ...KEEPING,
  ...EVENT_ACTS,
};

/** Every act's name, as the table has them. */
export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[];

export function isActName(name: string): name is ActName {
  return Object.hasOwn(ACTS, name);
}
