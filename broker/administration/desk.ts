/**
 * What an administrator does with a location's document: look at it and its versions, try a new one, save it, go back.
 * Knows no HTTP and no file; the ledger holds every version, and the rules alone decide what a save may change.
 */
import type { Problem } from "../../protocol/config.ts";
import type { Actor } from "../accounts/rights.ts";
import { readLocation } from "../location.ts";
import type { Configure, ConfigureAnswer } from "../queue/commands.ts";
import type { HubState, Version } from "../queue/state.ts";
import { type Change, changesBetween } from "./changes.ts";
import { consequences, keyless, lettersProblem } from "./consequences.ts";
import { record } from "./places.ts";
import { type ToldProblem, told } from "./problems.ts";
import type { Spoken } from "./words.ts";

/** What the hub knows without the document: machines of the hall by the ids that they were given when they were made, ways in. */
export type Machines = {
  readonly stands: readonly string[];
  readonly displays: readonly string[];
  /** Sources of appointments that the hub's configuration has. */
  readonly sources: readonly string[];
  /** How many keys a stand has, by its id, where it has said so. */
  readonly buttons: Readonly<Record<string, number>>;
};

/** What the desk needs of the hub. */
export type DeskHub = {
  readonly state: () => HubState;
  /** The hub's time (epoch ms). */
  readonly at: () => number;
  /** A version's document as it was saved, out of the ledger. */
  readonly documentOf: (version: Version) => unknown;
  /** Ids of the machines that may connect to this hub, or have done so, whether or not the document has them. */
  readonly machines: () => Machines;
  readonly configure: (command: Configure, by: Actor) => Promise<ConfigureAnswer>;
};

/** A document may have so many bytes as JSON. */
const LONGEST_DOCUMENT = 2_097_152;
/** So many versions are told at once, each with what it changed. */
const VERSIONS_AT_ONCE = 30;

export type Tried = {
  /** What stands against saving. */
  readonly problems: readonly ToldProblem[];
  /** Faulty parts: they are kept in the document, and left out until they are mended. */
  readonly leftOut: readonly ToldProblem[];
  readonly changes: readonly Change[];
  /** What saving it now does to those who wait or are served. */
  readonly consequences: readonly string[];
};

export type Saved =
  | {
      readonly kind: "saved";
      readonly version: number;
      readonly leftOut: readonly ToldProblem[];
      readonly changes: readonly Change[];
    }
  | { readonly kind: "changed"; readonly newest: Version }
  | { readonly kind: "faulty"; readonly tried: Tried }
  | { readonly kind: "not-allowed" };

/** Who saves what, in place of which version. */
export type Save = {
  readonly document: unknown;
  readonly replaces: number;
  readonly by: string | null;
  readonly actor: Actor;
  readonly note: string | null;
};

/** The newest version; a hub that has begun its day has one. */
function newest(state: HubState): Version {
  return state.versions.at(-1) as Version;
}

/** The document as the next version would have it. */
function next(state: HubState, document: unknown): unknown {
  const isRecord = typeof document === "object" && document !== null && !Array.isArray(document);
  return isRecord ? { ...document, version: newest(state).version + 1 } : document;
}

function sizeProblem(document: unknown, language: Spoken): ToldProblem[] {
  const bytes = Buffer.byteLength(JSON.stringify(document) ?? "");
  if (bytes <= LONGEST_DOCUMENT) return [];
  const problem = language === "da" ? "er større end 2 MiB" : "is larger than 2 MiB";
  return told(document, [{ path: "(whole)", problem: "is not valid" }], language).map((one) => ({
    ...one,
    problem,
  }));
}

/** A ledger, its topics and its stands belong to one id for ever. */
function idProblem(state: HubState, document: unknown, language: Spoken): ToldProblem[] {
  const { location } = state.location;
  if (record(document)["location"] === location) return [];
  const [one] = told(document, [{ path: "location", problem: "is not valid" }], language);
  const problem =
    language === "da"
      ? `stedets id er "${location}" på denne hub og kan ikke ændres`
      : `the location's id is "${location}" on this hub and cannot be changed`;
  return one ? [{ ...one, problem }] : [];
}

const whole = (document: unknown, problems: readonly Problem[], language: Spoken) =>
  told(document, problems, language);

/** What would come of saving a document now. */
export function tryOut(hub: DeskHub, document: unknown, language: Spoken): Tried {
  const state = hub.state();
  const changes = changesBetween(hub.documentOf(newest(state)), document, language);
  const read = readLocation(next(state, document));
  const leftOut = whole(document, read.leftOut, language);
  const head = [...sizeProblem(document, language), ...idProblem(state, document, language)];
  if (!read.ok) {
    const problems = [...head, ...whole(document, read.problems, language)];
    const isSaid = new Set<string>();
    const once = problems.filter(({ path }) =>
      path !== "location" || !isSaid.has(path) ? isSaid.add(path) : false,
    );
    return { problems: once, leftOut, changes, consequences: [] };
  }
  const letters = lettersProblem(state, read.location, language);
  return {
    problems: [...head, ...letters],
    ...{ leftOut, changes },
    consequences: [
      ...consequences(state, read.location, language),
      ...keyless(read.location, hub.machines().buttons, language),
    ],
  };
}

/** Saves a document as the next version, unless another one was saved meanwhile or it is at fault as a whole. */
export async function save(hub: DeskHub, asked: Save, language: Spoken): Promise<Saved> {
  const { document, replaces, by, actor, note } = asked;
  const before = newest(hub.state());
  if (before.version !== replaces) return { kind: "changed", newest: before };
  const tried = tryOut(hub, document, language);
  const written = next(hub.state(), document);
  const read = readLocation(written);
  if (!read.ok || tried.problems.length > 0) return { kind: "faulty", tried };
  const faulty = read.leftOut.length === 0 ? {} : { document: written };
  const command = { kind: "configure", location: read.location, ...faulty, replaces, by, note } as const;
  const answer = await hub.configure(command, actor);
  if ("refused" in answer && answer.refused === "not-allowed") return { kind: "not-allowed" };
  if ("refused" in answer && answer.refused === "changed")
    return { kind: "changed", newest: newest(hub.state()) };
  // What stood against it was looked at just now; only a command that came in between can have changed that.
  if ("refused" in answer) return { kind: "faulty", tried: tryOut(hub, document, language) };
  const { leftOut, changes } = tried;
  return { kind: "saved", version: newest(hub.state()).version, leftOut, changes };
}

/** A version by its number. */
export function versionOf(state: HubState, version: number): Version | undefined {
  return state.versions.find((one) => one.version === version);
}

function toldVersion({ version, at, by, note }: Version) {
  return { version, at, by, note };
}

/** The document as it is now. */
export function presentDocument(hub: DeskHub) {
  const version = newest(hub.state());
  return { ...toldVersion(version), document: hub.documentOf(version) };
}

/** One version with its document and with what it changed. */
export function oneVersion(hub: DeskHub, version: Version, language: Spoken) {
  const { versions } = hub.state();
  const before = versions[versions.indexOf(version) - 1];
  const document = hub.documentOf(version);
  const changes = before ? changesBetween(hub.documentOf(before), document, language) : [];
  return { ...toldVersion(version), document, changes };
}

/** The newest versions before a number, newest first, each with what it changed. */
export function versionList(hub: DeskHub, before: number, language: Spoken) {
  const { versions } = hub.state();
  const some = versions.filter(({ version }) => version < before).slice(-VERSIONS_AT_ONCE);
  const first = versions[versions.indexOf(some[0] as Version) - 1];
  let document = first ? hub.documentOf(first) : null;
  const list = some.map((version) => {
    const now = hub.documentOf(version);
    const changes = document === null ? [] : changesBetween(document, now, language);
    document = now;
    return { ...toldVersion(version), changes };
  });
  return list.reverse();
}
