/**
 * What the pages "Personer" and "Min adgang" know: who asks, the people, open sessions, queues, and what came of the last press.
 * Knows no DOM; the hub comes from outside.
 */
import { type Signal, signal } from "@preact/signals";
import type { Person } from "../../accounts/directory.ts";
import type { Grant } from "../../accounts/rights.ts";
import type { Session } from "../../accounts/sessions.ts";
import type { Answer, Hub } from "../admin/hub.ts";
import { PASSWORD_WORDS, passwordRefusal } from "../password-words.ts";
import { PEOPLE_TEXTS, type PeopleTexts, type Speech } from "./texts.ts";

export type Me = Pick<Session, "by" | "until"> & {
  readonly person: string | null;
  readonly mustChoose: boolean;
  readonly canChoose: boolean;
  readonly roles: readonly Grant[];
  readonly may: readonly string[];
};
export type PersonItem = Omit<Person, "hash" | "grants"> & { readonly roles: readonly Grant[] };
export type SessionItem = Pick<Session, "id" | "person" | "by" | "openedAt" | "until"> & {
  readonly isThis: boolean;
};
export type QueueItem = {
  readonly id: string;
  readonly letters: string;
  readonly name: Readonly<Record<string, string>>;
};
type LocationItem = { readonly id: string; readonly timeZone?: string };

/** What came of a press, in words of whichever language is read. */
export type Said = { readonly isTrouble: boolean; readonly text: (language: Speech) => string } | null;
export type First = { readonly person: string; readonly first: string } | null;

export type PeopleState = {
  /** "Min adgang": only what is one's own. */
  readonly isOwn: boolean;
  readonly language: Signal<Speech>;
  readonly me: Signal<Me | null>;
  readonly people: Signal<readonly PersonItem[]>;
  readonly sessions: Signal<readonly SessionItem[]>;
  readonly queues: Signal<readonly QueueItem[]>;
  /** An IANA zone; `undefined` for the browser's own. */
  readonly timeZone: Signal<string | undefined>;
  readonly said: Signal<Said>;
  readonly first: Signal<First>;
  readonly isBusy: Signal<boolean>;
  readonly load: () => Promise<void>;
  /** Whether it was done; each says itself what came of it. */
  readonly add: (person: string, roles: readonly Grant[]) => Promise<boolean>;
  readonly setRoles: (person: string, roles: readonly Grant[]) => Promise<boolean>;
  readonly reset: (person: string) => Promise<boolean>;
  readonly remove: (person: string) => Promise<boolean>;
  readonly end: (session: SessionItem) => Promise<boolean>;
  readonly choose: (old: string, password: string) => Promise<boolean>;
  readonly tell: (trouble: (texts: PeopleTexts, language: Speech) => string) => void;
};

export type PeopleMeans = {
  /** Below `/api/`. */
  readonly hub: Hub;
  readonly isOwn: boolean;
  readonly language: Speech;
  /** The session is over, or the first password still stands. */
  readonly onSignIn: (isToChoose: boolean) => void;
};

const saying = (isTrouble: boolean, words: (texts: PeopleTexts, language: Speech) => string): Said => ({
  isTrouble,
  text: (language) => words(PEOPLE_TEXTS[language], language),
});

/** Why something was not done, in words. */
export function troubleOf(answer: Answer<unknown>): Said {
  if (answer.kind === "lost") return saying(true, (texts) => texts.lost);
  if (answer.kind === "forbidden") return saying(true, (texts) => texts.forbidden);
  if (answer.kind !== "refused") return null;
  const { refused, problems } = (answer.body ?? {}) as {
    refused?: string;
    problems?: readonly { readonly path: string }[];
  };
  const password = passwordRefusal(answer.body);
  if (password !== null) return saying(true, (_, language) => PASSWORD_WORDS[language].refused[password]);
  if (refused !== undefined && Object.hasOwn(PEOPLE_TEXTS.da.refused, refused))
    return saying(true, (texts) => texts.refused[refused as keyof PeopleTexts["refused"]]);
  if (problems?.some(({ path }) => path === "person")) return saying(true, (texts) => texts.nameWrong);
  if (problems?.some(({ path }) => path.endsWith("queues"))) return saying(true, (texts) => texts.noQueue);
  return saying(true, (texts) => texts.failed);
}

function cellsOf({ isOwn, language }: PeopleMeans) {
  return {
    isOwn,
    language: signal(language),
    me: signal<Me | null>(null),
    people: signal<readonly PersonItem[]>([]),
    sessions: signal<readonly SessionItem[]>([]),
    queues: signal<readonly QueueItem[]>([]),
    timeZone: signal<string | undefined>(undefined),
    said: signal<Said>(null),
    first: signal<First>(null),
    isBusy: signal(false),
  };
}

type Cells = ReturnType<typeof cellsOf>;

/** Queues by their names, which only somebody who may see the hall can ask for. */
async function loadQueues(cells: Cells, { hub }: PeopleMeans): Promise<void> {
  const locations = await hub.get<readonly LocationItem[]>("locations");
  const here = locations.kind === "done" ? locations.body[0] : undefined;
  if (here === undefined) return;
  cells.timeZone.value = here.timeZone;
  const queues = await hub.get<readonly QueueItem[]>(`locations/${encodeURIComponent(here.id)}/queues`);
  if (queues.kind === "done") cells.queues.value = queues.body;
}

async function loadLists(cells: Cells, means: PeopleMeans): Promise<void> {
  const { hub, isOwn } = means;
  const may = cells.me.value?.may ?? [];
  const canSeeAll = !isOwn && may.includes("manage-people");
  const [sessions, people] = await Promise.all([
    hub.get<readonly SessionItem[]>("sessions"),
    canSeeAll ? hub.get<readonly PersonItem[]>("people") : null,
    may.includes("see-hall") ? loadQueues(cells, means) : null,
  ]);
  const { person } = cells.me.value ?? {};
  if (sessions.kind === "done")
    cells.sessions.value = sessions.body.filter((one) => !isOwn || one.person === person);
  if (people?.kind === "done") cells.people.value = people.body;
}

async function loadAll(cells: Cells, means: PeopleMeans): Promise<void> {
  const me = await means.hub.get<Me>("me");
  if (me.kind === "signed-out") return means.onSignIn(false);
  if (me.kind !== "done") {
    cells.said.value = troubleOf(me);
    return;
  }
  if (me.body.mustChoose) return means.onSignIn(true);
  cells.me.value = me.body;
  await loadLists(cells, means);
}

type Press = { readonly path: string; readonly body?: object; readonly said?: Said };

/** Asks the hub for one thing, says what came of it, and reads the lists anew. */
function pressing(cells: Cells, means: PeopleMeans) {
  return async ({ path, body = {}, said = null }: Press): Promise<boolean> => {
    if (cells.isBusy.value) return false;
    cells.isBusy.value = true;
    cells.said.value = null;
    const answer = await means.hub.post<NonNullable<First>>(path, body);
    cells.isBusy.value = false;
    if (answer.kind === "signed-out") means.onSignIn(false);
    if (answer.kind !== "done") {
      cells.said.value = troubleOf(answer);
      return false;
    }
    if (typeof answer.body.first === "string") cells.first.value = answer.body;
    cells.said.value = said;
    await loadAll(cells, means);
    return true;
  };
}

/** The page's state, not loaded yet. */
export function openPeople(means: PeopleMeans): PeopleState {
  const cells = cellsOf(means);
  const press = pressing(cells, means);
  const at = (person: string, what: string) => `people/${encodeURIComponent(person)}/${what}`;
  return {
    ...cells,
    load: () => loadAll(cells, means),
    add: (person, roles) => press({ path: "people", body: { person, roles } }),
    setRoles: (person, roles) =>
      press({
        path: at(person, "roles"),
        body: { roles },
        said: saying(false, ({ done }) => done.roles(person)),
      }),
    reset: (person) => press({ path: at(person, "reset") }),
    remove: (person) =>
      press({ path: at(person, "remove"), said: saying(false, ({ done }) => done.removed(person)) }),
    end: ({ id, person }) =>
      press({
        path: `sessions/${encodeURIComponent(id)}/end`,
        said: saying(false, ({ done }) => done.ended(person)),
      }),
    choose: (old, password) =>
      press({
        path: "password",
        body: { old, password },
        said: saying(false, ({ done }) => done.password()),
      }),
    tell: (words) => {
      cells.said.value = saying(true, words);
    },
  };
}
