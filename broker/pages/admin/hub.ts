/**
 * What the page asks the hub: the document, a dry run, saving, versions, and reading files and lists.
 * Knows no draft's meaning; every answer is told by its kind, never thrown.
 */

export type Problem = { readonly path: string; readonly problem: string; readonly place?: string };
export type Change = {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  readonly words: string;
};
export type Checked = {
  readonly problems: readonly Problem[];
  readonly leftOut: readonly Problem[];
  readonly changes: readonly Change[];
  /** What happens to people who are in the hall now, one sentence each. */
  readonly consequences?: readonly string[];
};
export type Saved = {
  readonly version: number;
  readonly at: number;
  readonly by: string | null;
  readonly document: unknown;
};
export type Version = {
  readonly version: number;
  readonly at: number;
  readonly by: string | null;
  readonly note?: string | null;
  readonly changes: readonly Change[];
};
export type Machines = {
  readonly stands: readonly string[];
  readonly displays: readonly string[];
  /** Sources of appointments that the hub's configuration has; a hub of before does not tell. */
  readonly sources?: readonly string[];
  /** How many keys a stand has, by its id, where it has said so. */
  readonly buttons: Readonly<Record<string, number>>;
};
export type Template = { readonly template: string; readonly name: unknown; readonly document: unknown };

export type Answer<T> =
  | { readonly kind: "done"; readonly body: T }
  | { readonly kind: "refused"; readonly status: number; readonly body: unknown }
  | { readonly kind: "signed-out" | "forbidden" | "lost" };

export type Hub = {
  readonly get: <T>(path: string) => Promise<Answer<T>>;
  readonly post: <T>(path: string, body: unknown) => Promise<Answer<T>>;
};

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    /* A proxy's page, or cut short. */
    return null;
  }
}

/** An answer that does not come within this is none. */
const LIMIT_MS = 10_000;

async function ask<T>(url: string, how: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(url, { ...how, signal: AbortSignal.timeout(LIMIT_MS) });
    if (response.status === 401) return { kind: "signed-out" };
    if (response.status === 403) return { kind: "forbidden" };
    if (response.status >= 502) return { kind: "lost" };
    const body = await bodyOf(response);
    if (response.ok) return { kind: "done", body: body as T };
    return { kind: "refused", status: response.status, body };
  } catch {
    return { kind: "lost" };
  }
}

/** The hub below an address of its own. */
export function hubAt(base: string): Hub {
  const json = { "content-type": "application/json", accept: "application/json" };
  return {
    get: (path) => ask(`${base}${path}`, { headers: { accept: "application/json" } }),
    post: (path, body) =>
      ask(`${base}${path}`, { method: "POST", headers: json, body: JSON.stringify(body) }),
  };
}
