/**
 * A language in the making: keys that nobody has translated yet say English until somebody does, and a count has its right form.
 * Knows no text and no screen.
 */
import type { Language } from "../terms.ts";

/** The texts `T` with whatever is missing left out. */
export type Draft<T> = T extends
  | string
  | readonly string[]
  | ((...given: never[]) => string | readonly string[])
  ? T
  : { readonly [Key in keyof T]?: Draft<T[Key]> };

/** Several lines are one text. */
const isGroup = (text: unknown): text is object =>
  typeof text === "object" && text !== null && !Array.isArray(text);

/** `draft` with English where it says nothing. */
export function drafted<T extends object>(english: T, draft: Draft<NoInfer<T>>): T {
  const given = draft as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(english).map(([key, text]: [string, unknown]) => {
      const said = given[key];
      return [key, isGroup(text) ? drafted(text, said ?? {}) : (said ?? text)];
    }),
  ) as T;
}

/** A sentence for each kind of count that the language tells apart (Unicode CLDR, plural rules); `#` is the count. */
type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** The sentence for `count`: `counted("pl", 3, { one: "# osoba", few: "# osoby", many: "# osób", other: "# osoby" })`. */
export function counted(language: Language, count: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace("#", String(count));
}
