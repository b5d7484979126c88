/**
 * Two administrators' changes of one document put together: what only one of them changed is kept, what both changed is told.
 * Pure; knows no page and no hub.
 */
import { ID_OF, isSame } from "./draft.ts";

/** `clashes`: the paths (in `merged`) that both changed, each differently; there `merged` says what `mine` says. */
export type Merged = { readonly merged: unknown; readonly clashes: readonly string[] };
export type Versions = { readonly base: unknown; readonly mine: unknown; readonly theirs: unknown };

type Named = readonly { readonly [key: string]: unknown }[];
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The field by which the parts of a list are told apart, by the list's own name in the document. */
const FIELDS: Readonly<Record<string, string>> = {
  ...ID_OF,
  buttons: "button",
  exceptions: "date",
  rules: "queue",
};

const isTold = (list: unknown, field: string): boolean => {
  if (list === undefined) return true;
  if (!Array.isArray(list) || !list.every(isRecord)) return false;
  return new Set((list as Named).map((part) => part[field])).size === list.length;
};

/** That field, or `null` where parts cannot be told apart: then a list is one value. */
function idField({ base, mine, theirs }: Versions, path: string): string | null {
  const field = FIELDS[path.split(".").at(-1) ?? ""];
  return field !== undefined && [base, mine, theirs].every((list) => isTold(list, field)) ? field : null;
}

function byId(list: unknown, field: string): Map<unknown, unknown> {
  return new Map(((list ?? []) as Named).map((part) => [part[field], part]));
}

/** Mine in my order, with what they added behind; what one of us removed and the other left alone is gone. */
function mergedLists({ base, mine, theirs }: Versions, field: string, path: string): Merged {
  const [was, own, others] = [byId(base, field), byId(mine, field), byId(theirs, field)];
  const merged: unknown[] = [];
  const clashes: string[] = [];
  const isMyOrder = !isSame([...was.keys()], [...own.keys()]);
  const order = isMyOrder ? [...own.keys()] : [...others.keys()];
  for (const id of new Set([...order, ...own.keys(), ...others.keys()])) {
    const versions = { base: was.get(id), mine: own.get(id), theirs: others.get(id) };
    const one = merge(versions, `${path}.${merged.length}`);
    clashes.push(...one.clashes);
    if (one.merged !== undefined) merged.push(one.merged);
  }
  return { merged, clashes };
}

function mergedRecords({ base, mine, theirs }: Versions, path: string): Merged {
  const [was, own, others] = [base, mine, theirs].map((one) => (isRecord(one) ? one : {})) as [
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  const merged: Record<string, unknown> = {};
  const clashes: string[] = [];
  for (const key of new Set([...Object.keys(others), ...Object.keys(own)])) {
    const versions = { base: was[key], mine: own[key], theirs: others[key] };
    const one = merge(versions, path === "" ? key : `${path}.${key}`);
    if (one.merged !== undefined) merged[key] = one.merged;
    clashes.push(...one.clashes);
  }
  return { merged, clashes };
}

/** Three-way: `base` is what both began with. */
export function merge(versions: Versions, path = ""): Merged {
  const { base, mine, theirs } = versions;
  if (isSame(mine, theirs) || isSame(base, theirs)) return { merged: mine, clashes: [] };
  if (isSame(base, mine)) return { merged: theirs, clashes: [] };
  const field = idField(versions, path);
  if (field !== null) return mergedLists(versions, field, path);
  if (isRecord(mine) && isRecord(theirs)) return mergedRecords(versions, path);
  return { merged: mine ?? theirs, clashes: [path] };
}
