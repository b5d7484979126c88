/**
 * What the page "Personoplysninger" knows: the register of processing, what was deleted, and what is kept about one citizen while
 * somebody answers their request.
 * Knows no DOM; the hub comes from outside. What is kept about a citizen is nowhere but in sight.
 */
import { signal } from "@preact/signals";
import type { Register } from "../../keeping/register.ts";
import type { Answer, Hub } from "../admin/hub.ts";
import type { Speech } from "./texts.ts";
import type { Link } from "./trail.ts";

type Erased = { readonly at: number; readonly purpose: string; readonly count: number; readonly why: string };
export type RegisterTold = Register & { readonly erasures: readonly Erased[]; readonly timeZone: string };
export type CitizenRecord = {
  readonly purpose: string;
  readonly why: string;
  readonly until: number;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
};
/** What came of a request. */
export type Outcome = "key-wrong" | "failed" | "nothing-kept" | { readonly erased: number };

export type PrivacyMeans = {
  readonly hub: Hub;
  readonly language: Speech;
  readonly onSignIn: () => void;
};

function cellsOf({ language }: PrivacyMeans) {
  return {
    language: signal(language),
    link: signal<Link>("starting"),
    told: signal<RegisterTold | null>(null),
    key: signal(""),
    records: signal<readonly CitizenRecord[] | null>(null),
    outcome: signal<Outcome | null>(null),
    isErasing: signal(false),
  };
}
type Cells = ReturnType<typeof cellsOf>;

export type PrivacyState = Cells & {
  readonly load: () => Promise<void>;
  /** Asks anew what is told, and says when the hub is lost; what somebody typed or reads stays as it is. */
  readonly look: () => Promise<void>;
  readonly show: () => Promise<void>;
  readonly erase: () => Promise<void>;
  /** Nothing of the citizen is in sight any more. */
  readonly hide: () => void;
};

function taken<T>(cells: Cells, answer: Answer<T>, { onSignIn }: PrivacyMeans): T | null {
  if (answer.kind === "done") {
    cells.link.value = "live";
    return answer.body;
  }
  if (answer.kind === "signed-out") onSignIn();
  else if (answer.kind === "refused") cells.outcome.value = "failed";
  else cells.link.value = answer.kind;
  return null;
}

async function load(cells: Cells, means: PrivacyMeans): Promise<void> {
  const said = taken(
    cells,
    await means.hub.get<RegisterTold>(`register?language=${cells.language.value}`),
    means,
  );
  if (said !== null) cells.told.value = said;
}

/** As {@link load}; a refusal is no outcome of what somebody asked about a citizen meanwhile. */
async function look(cells: Cells, means: PrivacyMeans): Promise<void> {
  const language = cells.language.value;
  const answer = await means.hub.get<RegisterTold>(`register?language=${language}`);
  if (answer.kind === "refused") cells.link.value = "busy";
  else {
    const said = taken(cells, answer, means);
    if (said !== null && language === cells.language.value) cells.told.value = said;
  }
}

/** The key as it is typed; groups and small letters are fine. `null` for what is none. */
function keyIn(typed: string): string | null {
  const key = typed.replaceAll(/[\s-]/g, "").toUpperCase();
  return /^[0-9A-Z]{26}$/.test(key) ? key : null;
}

function asking(cells: Cells, means: PrivacyMeans) {
  return async <T>(does: "show" | "erase"): Promise<T | null> => {
    [cells.outcome.value, cells.records.value, cells.isErasing.value] = [null, null, false];
    const person = keyIn(cells.key.value);
    if (person === null) {
      cells.outcome.value = "key-wrong";
      return null;
    }
    const path = `citizens/${does}?language=${cells.language.value}`;
    return taken(cells, await means.hub.post<T>(path, { person }), means);
  };
}

/** The page's state, not loaded yet. */
export function openPrivacy(means: PrivacyMeans): PrivacyState {
  const cells = cellsOf(means);
  const ask = asking(cells, means);
  const hide = () => {
    [cells.key.value, cells.records.value] = ["", null];
    [cells.outcome.value, cells.isErasing.value] = [null, false];
  };
  return {
    ...cells,
    hide,
    load: () => load(cells, means),
    look: () => look(cells, means),
    show: async () => {
      const said = await ask<{ records: readonly CitizenRecord[] }>("show");
      if (said === null) return;
      if (said.records.length === 0) cells.outcome.value = "nothing-kept";
      else cells.records.value = said.records;
    },
    erase: async () => {
      const said = await ask<{ erased: number }>("erase");
      if (said === null) return;
      hide();
      cells.outcome.value = said;
      await load(cells, means);
    },
  };
}
