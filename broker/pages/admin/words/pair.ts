/** One text of the administration page in both of its languages, side by side. Knows no page. */

export type Pair<T> = { readonly da: T; readonly en: T };

/** Danish first. */
export function pair<T = string>(da: T, en: T): Pair<T> {
  return { da, en };
}
