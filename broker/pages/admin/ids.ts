/**
 * Ids and letters for new parts, made from the names that people give them.
 * Pure; the same names give the same ids as the hub's list of services does.
 */
import { type Draft, ID_OF, type ListName } from "./draft.ts";

const DANISH: Readonly<Record<string, string>> = { æ: "ae", ø: "oe", å: "aa" };
/** The schema's longest id. */
const LONGEST = 32;

/** `Pas og kørekort` -> `pas-og-koerekort`; `part` where no letter or digit is left. */
export function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[æøå]/g, (letter) => DANISH[letter] as string)
    .normalize("NFD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-");
  const trimmed = plain.replace(/^-+/, "").slice(0, LONGEST).replace(/-+$/, "");
  return trimmed === "" ? "part" : trimmed;
}

/** The id of a new part of a list: made from its name, with a number behind it where that is taken. */
export function newId(draft: Draft, list: ListName, name: string): string {
  const taken = new Set(draft[list].map((part) => (part as unknown as Record<string, unknown>)[ID_OF[list]]));
  const slug = slugOf(name);
  for (let count = 1; ; count++) {
    const end = count === 1 ? "" : `-${count}`;
    const id = `${slug.slice(0, LONGEST - end.length).replace(/-+$/, "")}${end}`;
    if (!taken.has(id)) return id;
  }
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
/** Read as digits on paper, so they come last. */
const UNCLEAR: ReadonlySet<string> = new Set(["I", "O"]);

/** Letters that no other queue has and no roll: one if there is one, else two. Empty when all are taken. */
export function newLetters(draft: Draft): string {
  const roll = (draft as { readonly rollLetters?: string }).rollLetters ?? "R";
  const taken = new Set([...draft.queues.map((queue) => queue.letters), roll]);
  const clear = ALPHABET.filter((letter) => !UNCLEAR.has(letter));
  const pairs = clear.flatMap((one) => clear.map((other) => one + other));
  return [...clear, ...UNCLEAR, ...pairs].find((letters) => !taken.has(letters)) ?? "";
}
