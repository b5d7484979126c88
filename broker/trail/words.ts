/**
 * The trail's entries in plain words: who, what, where, how it ended and what else there is to say.
 * Pure; an account is named only to whoever may see figures of one member of staff.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { inLanguage, type LocalText, type Refusal } from "../../protocol/terms.ts";
import { ROLE_TEXTS } from "../../protocol/texts/roles.ts";
import { REFUSAL_TEXTS } from "../../protocol/texts/texts.ts";
import type { Grant } from "../accounts/rights.ts";
import type { Spoken } from "../administration/words.ts";
import { ACTS, type ActGroup } from "./acts.ts";
import type { Entry, Fact, FactName, Who } from "./entry.ts";

export type Telling = {
  readonly language: Spoken;
  readonly location: LocationConfig;
  readonly aliasOf: (person: string) => string;
  /** Whether accounts are told by their names. */
  readonly mayNames: boolean;
};

type Pair<T = string> = Readonly<Record<Spoken, T>>;

const WHO: Readonly<Record<Exclude<Who["kind"], "person" | "stand">, Pair>> = {
  machine: { da: "Ved hubbens maskine", en: "At the hub's machine" },
  nobody: { da: "Ingen var logget ind", en: "Nobody was signed in" },
  unknown: { da: "Står ikke i ældre hændelser", en: "Not told by older events" },
  citizen: { da: "En borger", en: "A citizen" },
  hub: { da: "Hubben selv", en: "The hub itself" },
  follows: { da: "Følger af en handling", en: "Comes of an act" },
};

/** Groups of acts, in the order of a list. */
export const GROUP_WORDS: Readonly<Record<ActGroup, Pair>> = {
  tickets: { da: "Numre", en: "Numbers" },
  counters: { da: "Skranker og hjælp", en: "Counters and help" },
  setup: { da: "Opsætning", en: "Set-up" },
  accounts: { da: "Konti og login", en: "Accounts and sign-in" },
  machines: { da: "Standere og skærme", en: "Stands and displays" },
  keeping: { da: "Personoplysninger og bog", en: "Personal data and ledger" },
  hall: { da: "Borgere, standere og hubben", en: "Citizens, stands and the hub" },
};

const FACT: Readonly<Record<FactName, Pair>> = {
  version: { da: "version", en: "version" },
  note: { da: "bemærkning", en: "note" },
  account: { da: "konto", en: "account" },
  roles: { da: "roller", en: "roles" },
  display: { da: "skærm", en: "display" },
  order: { da: "ordre", en: "order" },
  button: { da: "knap", en: "button" },
  records: { da: "poster", en: "records" },
  events: { da: "hændelser", en: "events" },
  upTo: { da: "til og med hændelse", en: "up to event" },
  closed: { da: "numre", en: "numbers" },
  pause: { da: "grund", en: "reason" },
  service: { da: "ydelse", en: "service" },
  count: { da: "antal", en: "count" },
  was: { da: "hed før", en: "was before" },
  source: { da: "kilde", en: "source" },
  from: { da: "fra", en: "from" },
  to: { da: "til", en: "to" },
  format: { da: "format", en: "format" },
};

const ORDER: Readonly<Record<string, Pair>> = {
  reprint: { da: "print sedlen igen", en: "print the slip again" },
  test: { da: "prøveseddel", en: "test slip" },
  lamp: { da: "lampe", en: "lamp" },
};

type Named = { readonly name: LocalText };
const nameIn = (one: Named | undefined, { language }: Telling) =>
  one === undefined ? null : inLanguage(one.name, language);

/** Names of parts of the location; one that is gone is told by its id. */
function partsOf(telling: Telling) {
  const { queues, counters, stands, services } = telling.location;
  return {
    queue: (id: string) =>
      nameIn(
        queues.find(({ queue }) => queue === id),
        telling,
      ) ?? id,
    counter: (id: string) =>
      nameIn(
        counters.find(({ counter }) => counter === id),
        telling,
      ) ?? id,
    stand: (id: string) =>
      nameIn(
        stands.find(({ stand }) => stand === id),
        telling,
      ) ?? id,
    service: (id: string) =>
      nameIn(
        services.find(({ service }) => service === id),
        telling,
      ) ?? id,
  };
}

/** An account, or its cover name. */
export function personWords(
  person: string,
  { aliasOf, mayNames }: Omit<Telling, "language" | "location">,
): string {
  return mayNames ? person : aliasOf(person);
}

function whoWords(who: Who, telling: Telling): string {
  if (who.kind === "person") return personWords(who.id, telling);
  if (who.kind === "stand") return partsOf(telling).stand(who.stand);
  return WHO[who.kind][telling.language];
}

function rolesWords(text: string, language: Spoken): string {
  const grants = JSON.parse(text) as readonly Grant[];
  const words = grants.map(({ role, queues }) =>
    queues === undefined
      ? ROLE_TEXTS[language][role]
      : `${ROLE_TEXTS[language][role]} (${queues.join(", ")})`,
  );
  return words.join(", ");
}

function valueWords({ name, value }: Fact, telling: Telling): string {
  const { language } = telling;
  switch (name) {
    case "account":
      return personWords(value, telling);
    case "roles":
      return rolesWords(value, language);
    case "service":
      return partsOf(telling).service(value);
    case "order":
      return ORDER[value]?.[language] ?? value;
    default:
      return value;
  }
}

function refusedWords(refused: string | null, language: Spoken): string | null {
  if (refused === null) return null;
  const known = REFUSAL_TEXTS[language];
  return Object.hasOwn(known, refused) ? known[refused as Refusal] : refused;
}

/** An entry as people read it. */
export type TrailRow = {
  readonly seq: number;
  readonly at: number;
  readonly act: string;
  readonly what: string;
  readonly who: string;
  /** The cover name of a person, to ask for more of theirs; `null` for whoever is none. */
  readonly person: string | null;
  readonly refused: string | null;
  readonly counter: string | null;
  readonly stand: string | null;
  readonly queue: string | null;
  readonly ticket: string | null;
  readonly details: readonly string[];
  readonly hash: string;
};

/** Puts an entry into words. */
export function rowOf(entry: Entry, telling: Telling): TrailRow {
  const { language, aliasOf } = telling;
  const { seq, at, act, who, counter, stand, queue, number, hash } = entry;
  const parts = partsOf(telling);
  return {
    ...{ seq, at, act, what: ACTS[act][language], who: whoWords(who, telling) },
    person: who.kind === "person" ? aliasOf(who.id) : null,
    refused: refusedWords(entry.refused, language),
    counter: counter === null ? null : parts.counter(counter),
    stand: stand === null ? null : parts.stand(stand),
    queue: queue === null ? null : parts.queue(queue),
    ticket: number,
    details: entry.facts.map((one) => `${FACT[one.name][language]}: ${valueWords(one, telling)}`),
    hash,
  };
}
