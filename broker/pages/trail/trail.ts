/**
 * What the page "Sporbarhed" knows: who asks, the filter, the entries that were fetched, and how the chain stands.
 * Knows no DOM; the hub comes from outside.
 */
import { signal } from "@preact/signals";
import type { ChainState } from "../../ledger/patrol.ts";
import type { FilterField } from "../../trail/filter.ts";
import type { TrailRow } from "../../trail/words.ts";
import type { Answer, Hub } from "../admin/hub.ts";
import type { Speech } from "./texts.ts";

/** The fields of the filter as they are typed; an empty one is left out. */
export type Asked = Readonly<Record<FilterField, string>>;
export const NOTHING_ASKED: Asked = {
  ...{ from: "", to: "", who: "people", act: "" },
  ...{ counter: "", stand: "", ticket: "" },
};
const FIELDS = Object.keys(NOTHING_ASKED) as readonly FilterField[];

type Named = { readonly id: string; readonly name: string };
export type Choices = {
  readonly timeZone: string;
  readonly location: string;
  readonly mayNames: boolean;
  readonly people: readonly { readonly alias: string; readonly name: string }[];
  readonly acts: readonly {
    readonly group: string;
    readonly words: string;
    readonly acts: readonly { readonly act: string; readonly words: string }[];
  }[];
  readonly counters: readonly Named[];
  readonly stands: readonly Named[];
};
type Fetched = {
  readonly entries: readonly TrailRow[];
  readonly before: number | null;
  readonly searchedTo: number | null;
};
export type Link = "starting" | "live" | "lost" | "busy" | "forbidden";

export type TrailMeans = {
  /** Below the location. */
  readonly hub: Hub;
  readonly language: Speech;
  readonly asked: Asked;
  readonly onSignIn: () => void;
  readonly now: () => number;
};

function cellsOf({ language, asked }: TrailMeans) {
  return {
    language: signal(language),
    link: signal<Link>("starting"),
    /** What stands in the fields, and what the entries below were asked by. */
    typed: signal(asked),
    asked: signal(asked),
    wrong: signal<readonly FilterField[]>([]),
    choices: signal<Choices | null>(null),
    chain: signal<ChainState | null>(null),
    /** `null` before the first answer. */
    rows: signal<readonly TrailRow[] | null>(null),
    before: signal<number | null>(null),
    searchedTo: signal<number | null>(null),
    fetchedAt: signal(0),
    isBusy: signal(false),
  };
}
type Cells = ReturnType<typeof cellsOf>;

export type TrailState = Cells & {
  /** Everything anew: after a change of language, and when the hub is back. */
  readonly load: () => Promise<void>;
  /** What is asked for now, from its newest on. */
  readonly ask: (asked: Asked) => Promise<void>;
  readonly older: () => Promise<void>;
  /** How the chain stands, and by that whether the hub is there. */
  readonly look: () => Promise<void>;
  /** Where the file of what is shown is. */
  readonly fileUrl: (format: "csv" | "jsonl") => string;
};

/** A filter as an address says it. */
export function queryOf(asked: Asked, more: Readonly<Record<string, string>> = {}): string {
  const fields = FIELDS.flatMap((name) => (asked[name] === "" ? [] : [[name, asked[name]]]));
  return new URLSearchParams([...fields, ...Object.entries(more)]).toString();
}

/** The filter of an address; what it does not say is as at the start. */
export function askedIn(query: string): Asked {
  const said = new URLSearchParams(query);
  const fields = FIELDS.map((name) => [name, said.get(name) ?? NOTHING_ASKED[name]]);
  return Object.fromEntries(fields) as Asked;
}

/** The fields that the hub could not read; `null` when that is not what it said. */
function wrongIn(answer: Answer<unknown>): readonly FilterField[] | null {
  if (answer.kind !== "refused" || answer.status !== 400) return null;
  const { problems = [] } = (answer.body ?? {}) as { problems?: readonly { readonly path: FilterField }[] };
  return problems.map(({ path }) => path);
}

/** Puts what came of a question where it is seen; answers its body where there is one. */
function taken<T>(cells: Cells, answer: Answer<T>, { onSignIn }: TrailMeans): T | null {
  switch (answer.kind) {
    case "done":
      cells.link.value = "live";
      return answer.body;
    case "signed-out":
      onSignIn();
      return null;
    case "forbidden":
    case "lost":
      cells.link.value = answer.kind;
      return null;
    case "refused":
      cells.wrong.value = wrongIn(answer) ?? [];
      cells.link.value = wrongIn(answer) === null ? "busy" : "live";
      return null;
  }
}

async function fetchPage(cells: Cells, means: TrailMeans, before: number | null): Promise<void> {
  if (cells.isBusy.value) return;
  cells.isBusy.value = true;
  cells.wrong.value = [];
  const more = { language: cells.language.value, ...(before === null ? {} : { before: String(before) }) };
  const answer = await means.hub.get<Fetched>(`trail?${queryOf(cells.asked.value, more)}`);
  cells.isBusy.value = false;
  const page = taken(cells, answer, means);
  if (page === null) {
    // What was asked for wrongly has no entries; what was there before would be taken for its answer.
    if (cells.wrong.value.length > 0) [cells.rows.value, cells.before.value] = [[], null];
    return;
  }
  cells.rows.value = [...(before === null ? [] : (cells.rows.value ?? [])), ...page.entries];
  cells.before.value = page.before;
  cells.searchedTo.value = page.searchedTo;
  cells.fetchedAt.value = means.now();
}

async function look(cells: Cells, means: TrailMeans): Promise<void> {
  const said = taken(cells, await means.hub.get<{ chain: ChainState | null }>("chain"), means);
  if (said !== null) cells.chain.value = said.chain;
}

async function load(cells: Cells, means: TrailMeans): Promise<void> {
  const choices = await means.hub.get<Choices>(`trail/choices?language=${cells.language.value}`);
  const said = taken(cells, choices, means);
  if (said === null) return;
  cells.choices.value = said;
  await look(cells, means);
  await fetchPage(cells, means, null);
}

/** The page's state, not loaded yet. */
export function openTrail(means: TrailMeans): TrailState {
  const cells = cellsOf(means);
  return {
    ...cells,
    load: () => load(cells, means),
    ask: async (asked) => {
      [cells.typed.value, cells.asked.value] = [asked, asked];
      await fetchPage(cells, means, null);
    },
    older: () => fetchPage(cells, means, cells.before.value),
    look: async () => {
      const wasAway = cells.link.value !== "live";
      await look(cells, means);
      if (wasAway && cells.link.value === "live") await load(cells, means);
    },
    fileUrl: (format) =>
      `trail/file?${queryOf(cells.asked.value, { language: cells.language.value, format })}`,
  };
}

/** Instants in the reader's words, in the location's zone. */
export function whenWords(
  at: number,
  { language, choices }: Pick<TrailState, "language" | "choices">,
): string {
  return momentWords(at, { language: language.value, timeZone: choices.value?.timeZone });
}

type Reading = { readonly language: Speech; readonly timeZone: string | undefined };

export function momentWords(at: number, { language, timeZone }: Reading): string {
  const tag = language === "da" ? "da-DK" : "en-GB";
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "medium", ...zone }).format(at);
}

/** Today in the location's zone, as a date field has it. */
export function todayIn(at: number, timeZone: string | undefined): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", ...zone }).format(at);
}
