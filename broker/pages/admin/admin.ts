/**
 * What the administration page knows: the saved document, the draft, what the hub says of it, and how it stands with the hub.
 * Knows no DOM; the hub, storage and waiting come from outside.
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ChainState } from "../../ledger/patrol.ts";
import { type Draft, documentOf, draftOf, isSame, valueAt, withValue } from "./draft.ts";
import type { Answer, Change, Checked, Hub, Problem, Saved, Version } from "./hub.ts";
import type { Kept } from "./keeping.ts";
import { type Merged, merge } from "./merge.ts";
import { ADMIN_TEXTS, type Speech } from "./texts.ts";

/** How it stands with the hub. `lost`: no answer; the draft is kept and tried again. */
export type Link = "starting" | "live" | "lost" | "signed-out" | "forbidden";
/** Somebody else has saved meanwhile: their version, what they changed, and both together. */
export type Conflict = {
  readonly theirs: Saved;
  readonly changes: readonly Change[];
  readonly together: Merged;
};
/** What came of saving; `null` before anything did. */
export type Outcome =
  | { readonly kind: "saved"; readonly version: number; readonly leftOut: readonly Problem[] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | { readonly kind: "failed" }
  | null;

export type AdminOptions = {
  readonly hub: Hub;
  readonly language: Speech;
  /** Where unsaved work outlives a reload. */
  readonly keep: { readonly get: () => Kept | null; readonly set: (kept: Kept | null) => void };
  /** Runs the last thing given after a pause; forgets the one before. */
  readonly soon: (what: () => void) => void;
};

export type Admin = {
  readonly hub: Hub;
  readonly language: Signal<Speech>;
  readonly saved: Signal<Saved | null>;
  readonly draft: Signal<Draft | null>;
  readonly checked: Signal<Checked>;
  /** Whether the draft is newer than what `checked` says of it. */
  readonly isChecking: Signal<boolean>;
  readonly isSaving: Signal<boolean>;
  readonly isDirty: ReadonlySignal<boolean>;
  /** Whether whoever is signed in may change anything, and not only look. */
  readonly mayEdit: Signal<boolean>;
  /** What else they may do here, and so which ways lead on from the page. */
  readonly may: Signal<readonly string[]>;
  /** How the ledger's chain stands; `null` until the hub has told. */
  readonly chain: Signal<ChainState | null>;
  readonly link: Signal<Link>;
  /** The section, or the dotted path of the part that is open. */
  readonly place: Signal<string>;
  readonly note: Signal<string>;
  readonly outcome: Signal<Outcome>;
  readonly conflict: Signal<Conflict | null>;
  /** Unsaved work of before was brought back at the start. */
  readonly isBrought: Signal<boolean>;
  /** What was edited before, the latest last. */
  readonly before: Signal<readonly Draft[]>;
  readonly load: () => Promise<void>;
  readonly check: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly edit: (path: string, value: unknown) => void;
  readonly replace: (draft: Draft) => void;
  readonly takeBack: () => void;
  readonly discard: () => void;
  readonly resolve: (how: "together" | "theirs") => void;
};

const NOTHING: Checked = { problems: [], leftOut: [], changes: [] };
/** So many edits can be taken back. */
const MOST_BEFORE = 100;

type Cells = Pick<
  Admin,
  | "saved"
  | "draft"
  | "checked"
  | "isChecking"
  | "isSaving"
  | "link"
  | "place"
  | "note"
  | "outcome"
  | "conflict"
  | "isBrought"
  | "mayEdit"
  | "may"
  | "chain"
  | "before"
  | "language"
>;

function cellsOf(language: Speech): Cells {
  return {
    language: signal(language),
    saved: signal(null),
    draft: signal(null),
    checked: signal(NOTHING),
    isChecking: signal(false),
    isSaving: signal(false),
    link: signal("starting"),
    place: signal("overview"),
    note: signal(""),
    outcome: signal(null),
    conflict: signal(null),
    isBrought: signal(false),
    mayEdit: signal(true),
    may: signal([]),
    chain: signal(null),
    before: signal([]),
  };
}

/** Takes the state of the line from any answer; what is done or refused has come through. */
function heard<T>(cells: Cells, answer: Answer<T>): Answer<T> {
  const { kind } = answer;
  cells.link.value = kind === "done" || kind === "refused" ? "live" : kind;
  return answer;
}

/** A choice that nobody has made yet is told as that, and not as the faulty id that it is to the hub. */
function inOwnWords(checked: Checked, draft: Draft, language: Speech): Checked {
  const { chooseDoes, chooseService } = ADMIN_TEXTS[language];
  const told = (problem: Problem): Problem => {
    const { path } = problem;
    const isUnchosen = valueAt(draft, path) === "" && /\.(?:service|menu|information|queue)$/.test(path);
    if (!isUnchosen) return problem;
    return { ...problem, problem: path.startsWith("appointmentSources.") ? chooseService : chooseDoes };
  };
  return { ...checked, problems: checked.problems.map(told), leftOut: checked.leftOut.map(told) };
}

async function checkDraft(cells: Cells, { hub }: AdminOptions): Promise<void> {
  const { draft, checked, isChecking } = cells;
  const asked = draft.value;
  // Whoever may only look is not told at every key that the hub tries no draft of theirs.
  if (asked === null || !cells.mayEdit.value) {
    isChecking.value = false;
    return;
  }
  const path = `dry-run?language=${cells.language.value}`;
  const answer = heard(cells, await hub.post<Checked>(path, { document: documentOf(asked) }));
  if (answer.kind !== "done" || draft.value !== asked) return;
  checked.value = inOwnWords({ ...NOTHING, ...answer.body }, asked, cells.language.value);
  isChecking.value = false;
}

function take(cells: Cells, saved: Saved): void {
  cells.saved.value = saved;
  cells.draft.value = draftOf(saved.document);
  cells.checked.value = NOTHING;
  cells.before.value = [];
}

async function loadDocument(cells: Cells, { hub, keep }: AdminOptions): Promise<void> {
  const answer = heard(cells, await hub.get<Saved>("document"));
  // A hub that has no such page is a hub of before: the page waits for a newer one.
  if (answer.kind === "refused") cells.link.value = "lost";
  if (answer.kind !== "done") return;
  const kept = keep.get();
  take(cells, answer.body);
  if (kept === null) return;
  cells.draft.value = draftOf(kept.document);
  cells.isBrought.value = true;
  // What was begun on an older version must not undo what others saved since: the hub says so at saving.
  cells.saved.value = kept.saved;
}

async function meet(cells: Cells, { hub }: AdminOptions): Promise<void> {
  const [saved, versions] = await Promise.all([
    hub.get<Saved>("document"),
    hub.get<readonly Version[]>(`versions?language=${cells.language.value}`),
  ]);
  const [base, mine] = [cells.saved.value, cells.draft.value];
  if (heard(cells, saved).kind !== "done" || saved.kind !== "done" || base === null || mine === null) return;
  const since = versions.kind === "done" ? versions.body.filter((one) => one.version > base.version) : [];
  cells.conflict.value = {
    theirs: saved.body,
    changes: since.toReversed().flatMap((one) => one.changes),
    together: merge({ base: draftOf(base.document), mine, theirs: draftOf(saved.body.document) }),
  };
}

type SaveAnswer = { readonly version: number; readonly leftOut?: readonly Problem[] };

async function saveDraft(cells: Cells, options: AdminOptions): Promise<void> {
  const { saved, draft, note, outcome } = cells;
  const [base, sent] = [saved.value, draft.value];
  if (base === null || sent === null) return;
  const trimmed = note.value.trim();
  const body = {
    document: documentOf(sent),
    replaces: base.version,
    ...(trimmed === "" ? {} : { note: trimmed }),
  };
  const answer = heard(
    cells,
    await options.hub.post<SaveAnswer>(`save?language=${cells.language.value}`, body),
  );
  if (answer.kind === "refused" && answer.status === 409) return meet(cells, options);
  if (answer.kind === "refused") {
    const { problems = [] } = (answer.body ?? {}) as { problems?: readonly Problem[] };
    outcome.value = { kind: "refused", problems };
  } else if (answer.kind !== "done") outcome.value = { kind: "failed" };
  else {
    const { version, leftOut = [] } = answer.body;
    const told = inOwnWords({ ...NOTHING, leftOut }, sent, cells.language.value);
    outcome.value = { kind: "saved", version, leftOut: told.leftOut };
    note.value = "";
    saved.value = { ...base, version, document: { ...(body.document as object), version } };
    if (draft.value !== null) draft.value = { ...draft.value, version };
  }
}

/** Shows a draft: it is kept against a reload and judged soon. */
type Show = (draft: Draft) => void;

/** Every way in which somebody changes the draft, and back. */
function editingOf({ saved, draft, before, conflict, isBrought, mayEdit }: Cells, show: Show) {
  /** The field that was edited last: what is typed into it is one edit. */
  let typed = "";
  const replace = (next: Draft, path = "") => {
    // Whoever may only look has no draft of their own, whatever is pressed.
    if (!mayEdit.value) return;
    const isMore = path !== "" && path === typed;
    if (draft.value !== null && !isMore) before.value = [...before.value, draft.value].slice(-MOST_BEFORE);
    typed = path;
    show(next);
  };
  return {
    replace: (next: Draft) => replace(next),
    edit: (path: string, value: unknown) =>
      draft.value !== null && replace(withValue(draft.value, path, value), path),
    takeBack: () => {
      const last = before.value.at(-1);
      if (last === undefined) return;
      before.value = before.value.slice(0, -1);
      typed = "";
      show(last);
    },
    discard: () => {
      if (saved.value === null) return;
      conflict.value = null;
      isBrought.value = false;
      replace(draftOf(saved.value.document));
    },
  };
}

/** Takes a side in a conflict; what they saved is what the draft is compared with from then on. */
function resolveConflict(cells: Cells, how: "together" | "theirs"): void {
  const met = cells.conflict.value;
  if (met === null) return;
  cells.conflict.value = null;
  take(cells, met.theirs);
  const { version } = met.theirs;
  if (how === "together") cells.draft.value = { ...draftOf(met.together.merged), version };
}

/** The page's state, not loaded yet. */
export function openAdmin(options: AdminOptions): Admin {
  const cells = cellsOf(options.language);
  const { saved, draft, isChecking, isSaving, outcome } = cells;
  const isDirty = computed(() => {
    const [was, is] = [saved.value, draft.value];
    return was !== null && is !== null && !isSame(documentOf(draftOf(was.document)), documentOf(is));
  });
  const check = () => checkDraft(cells, options);
  const settle = () => {
    isChecking.value = true;
    const [base, next] = [saved.value, draft.value];
    const isKept = base !== null && next !== null && isDirty.value;
    options.keep.set(isKept ? { saved: base, document: documentOf(next) } : null);
    options.soon(() => void check());
  };
  const editing = editingOf(cells, (next) => {
    draft.value = next;
    outcome.value = null;
    settle();
  });
  return {
    ...cells,
    ...editing,
    hub: options.hub,
    isDirty,
    check,
    load: async () => {
      await loadDocument(cells, options);
      if (draft.value !== null) await check();
    },
    save: async () => {
      if (isSaving.value) return;
      isSaving.value = true;
      outcome.value = null;
      await saveDraft(cells, options);
      isSaving.value = false;
      cells.isBrought.value = false;
      settle();
    },
    resolve: (how) => {
      resolveConflict(cells, how);
      settle();
    },
  };
}
