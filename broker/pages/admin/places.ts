/**
 * Where a dotted path of the document is edited: which section, and at the stands which page of the drawn face.
 * Pure; knows no DOM.
 */
import { type Draft, type Item, valueAt } from "./draft.ts";
import type { Checked, Problem } from "./hub.ts";

export const SECTIONS = [
  "overview",
  "start",
  "stands",
  "queues",
  "services",
  "informations",
  "counters",
  "displays",
  "hours",
  "appointments",
  "house",
  "texts",
  "versions",
  "move",
] as const;
export type Section = (typeof SECTIONS)[number];

const ELSEWHERE: Readonly<Record<string, Section>> = {
  menus: "stands",
  exceptions: "hours",
  closures: "hours",
  appointmentSources: "appointments",
  reminders: "appointments",
  languages: "texts",
  signOffs: "texts",
  "(whole)": "overview",
};

/** The section of a path; what no other section edits is the house's. */
export function sectionOf(place: string): Section {
  const [head = ""] = place.split(".");
  const own = SECTIONS.find((section) => section === head);
  return own ?? ELSEWHERE[head] ?? "house";
}

/** The place in a list that a path leads to, e.g. 3 for `queues.3.letters` in `queues`; `null` where it leads to none. */
export function indexIn(place: string, list: string): number | null {
  const match = new RegExp(`^${list.replaceAll(".", "\\.")}\\.(\\d+)(?:\\.|$)`).exec(place);
  return match ? Number(match[1]) : null;
}

/** One page of a stand's face: its first page, or a menu with the ids of the menus on the way to it. */
export type FacePage = {
  readonly stand: number;
  readonly trail: readonly string[];
  /** The list that the page's keys come from. */
  readonly list: string;
  /** The place of the chosen key in that list. */
  readonly chosen: number | null;
};

const menusIn = (items: readonly Item[]) =>
  items.flatMap(({ does }) => (does?.kind === "menu" ? [does.menu] : []));

/** The shortest way from a stand's buttons to a menu, or `null`. */
function wayTo(draft: Draft, stand: number, menu: string): string[] | null {
  const seen = new Set<string>();
  let ways = menusIn(draft.stands[stand]?.buttons ?? []).map((id) => [id]);
  while (ways.length > 0) {
    const found = ways.find((way) => way.at(-1) === menu);
    if (found) return found;
    ways = ways.flatMap((way) => {
      const last = way.at(-1) as string;
      if (seen.has(last)) return [];
      seen.add(last);
      return menusIn(draft.menus.find((one) => one.menu === last)?.items ?? []).map((id) => [...way, id]);
    });
  }
  return null;
}

/** Which page of which stand's face a path leads to; the first stand's first page where it leads to none. */
export function facePageOf(draft: Draft, place: string, lastStand = 0): FacePage {
  const at = indexIn(place, "menus");
  const menu = at === null ? undefined : draft.menus[at];
  if (at === null || menu === undefined) {
    const stand = Math.min(indexIn(place, "stands") ?? lastStand, Math.max(0, draft.stands.length - 1));
    const list = `stands.${stand}.buttons`;
    return { stand, trail: [], list, chosen: indexIn(place, list) };
  }
  const list = `menus.${at}.items`;
  const stands = [lastStand, ...draft.stands.keys()];
  for (const stand of stands) {
    const trail = wayTo(draft, stand, menu.menu);
    if (trail) return { stand, trail, list, chosen: indexIn(place, list) };
  }
  return { stand: lastStand, trail: [menu.menu], list, chosen: indexIn(place, list) };
}

/** Everything that the hub finds wrong, each once. */
export function troublesOf({ problems, leftOut }: Checked): Problem[] {
  const seen = new Set<string>();
  return [...problems, ...leftOut].filter(({ path, problem }) => {
    const key = `${path} ${problem}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** What is wrong with the part at a path, itself or anything in it. */
export function troublesIn(checked: Checked, path: string): Problem[] {
  return troublesOf(checked).filter((one) => one.path === path || one.path.startsWith(`${path}.`));
}

/** Problems of a whole list or of a path that nothing shows are told at the nearest part that is there. */
export function nearest(draft: Draft, path: string): string {
  const keys = path.split(".");
  while (keys.length > 1 && valueAt(draft, keys.join(".")) === undefined) keys.pop();
  return keys.join(".");
}
