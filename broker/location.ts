/**
 * Reads a location's document so that a faulty part takes down only itself: a button, a menu, a service (design: process model).
 * Knows no file; what is left out is told by its path in the document as it was given.
 */

import { type Checked, checkLocation, type LocationConfig, type Problem } from "../protocol/config.ts";
import { ID_OF, list, record } from "./administration/places.ts";
import type { ListName } from "./administration/words.ts";
import { withOfferedLanguages } from "./languages.ts";

export type ReadLocation =
  | { readonly ok: true; readonly location: LocationConfig; readonly leftOut: readonly Problem[] }
  /** `leftOut` are the problems of parts that would have been left out, had the rest been good. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly leftOut: readonly Problem[] };

/**
 * The parts that may be left out, the smallest first. Of the house and its queues a faulty exception or closure alone: nothing
 * else may close them. A stand without a name or an id is no stand to leave out.
 */
const PARTS = [
  /^menus\.\d+\.items\.\d+/,
  /^menus\.\d+/,
  /^stands\.\d+\.buttons\.\d+/,
  /^stands\.\d+\.(?:logo|personalLine)/,
  /^services\.\d+/,
  /^informations\.\d+/,
  /^tags\.\d+/,
  /^counters\.\d+\.(?:queues|rules)\.\d+/,
  /^counters\.\d+/,
  /^displays\.\d+\.(?:counters|queues|messages|arrows)\.\d+/,
  /^displays\.\d+/,
  /^houseRules\.\w+/,
  /^(?:queues\.\d+\.)?(?:exceptions|closures)\.\d+/,
];

/** Lists whose being empty means all: without one good entry their owner is left out, since it would serve or show everything. */
const ALL_WHEN_EMPTY = /^((counters\.\d+)\.queues|(displays\.\d+)\.(?:counters|queues))\.\d+$/;

/** Which part a problem may be mended by leaving out; `null` when it concerns the whole location. */
function partOf({ path }: Problem): string | null {
  for (const part of PARTS) {
    const match = part.exec(path);
    if (match) return match[0];
  }
  return null;
}

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null;
const below = (path: string, key: string | number) => (path === "" ? String(key) : `${path}.${key}`);

/** Every path on the way to a part that is gone. */
function ways(gone: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const part of gone) {
    for (let at = part.lastIndexOf("."); at > 0; at = part.lastIndexOf(".", at - 1))
      all.add(part.slice(0, at));
  }
  return all.add("");
}

/** A document without the parts that are gone, and where what is left stood before. */
class Rest {
  readonly #whole: unknown;
  readonly #gone: ReadonlySet<string>;
  readonly #ways: ReadonlySet<string>;
  /** Which entries of a list are left, by the list's path. */
  readonly #left = new Map<string, readonly number[]>();

  constructor(whole: unknown, gone: ReadonlySet<string>) {
    this.#whole = whole;
    this.#gone = gone;
    this.#ways = ways(gone);
  }

  document(value = this.#whole, path = ""): unknown {
    if (!this.#ways.has(path)) return value;
    if (Array.isArray(value))
      return this.#leftIn(path, value).map((at) => this.document(value[at], below(path, at)));
    if (!isLoose(value)) return value;
    const kept = Object.entries(value).filter(([key]) => !this.#gone.has(below(path, key)));
    return Object.fromEntries(kept.map(([key, one]) => [key, this.document(one, below(path, key))]));
  }

  /** A path in the rest, as it is in the whole document. */
  wholePath(path: string): string {
    let [at, value] = ["", this.#whole];
    for (const key of path.split(".")) {
      const whole = Array.isArray(value) ? (this.#leftIn(at, value)[Number(key)] ?? key) : key;
      at = below(at, whole);
      value = isLoose(value) ? value[String(whole)] : undefined;
    }
    return at;
  }

  #leftIn(path: string, list: readonly unknown[]): readonly number[] {
    const known = this.#left.get(path);
    const left = known ?? [...list.keys()].filter((at) => !this.#gone.has(below(path, at)));
    if (known === undefined) this.#left.set(path, left);
    return left;
  }
}

function listAt(document: unknown, path: string): readonly unknown[] {
  let value = document;
  for (const key of path.split(".")) value = (value as Loose)[key];
  return value as readonly unknown[];
}

/** Leaves out the parts, and what would mean everything without them. */
function leaveOut(document: unknown, gone: Set<string>, parts: Iterable<string>): void {
  for (const part of parts) gone.add(part);
  for (const part of [...gone]) {
    const [, list, counter, display] = ALL_WHEN_EMPTY.exec(part) ?? [];
    const owner = counter ?? display;
    if (list === undefined || owner === undefined) continue;
    if (listAt(document, list).every((_, at) => gone.has(below(list, at)))) gone.add(owner);
  }
}

type Told = { readonly problem: Problem; readonly part: string | null };

/** Problems of the rest by their paths in the whole, each with the part that may be left out for it. */
function toldOf(problems: readonly Problem[], rest: Rest): Told[] {
  return problems.map(({ path, problem }) => {
    const problemHere: Problem = { path: rest.wholePath(path), problem };
    return { problem: problemHere, part: partOf(problemHere) };
  });
}

/** What stands in for a field of the whole location that is at fault, so that the rest can be looked at. */
const STAND_INS = { v: 1, version: 1, location: "x", name: { da: "x" }, timeZone: "UTC", languages: ["da"] };
/** Of a location that is at fault as a whole: the smallest that can be put aside to look at the rest. */
const ASIDE = /^(?:(?:queues|stands|appointmentSources)\.\d+|\w+)/;

/** What is told only because something was put aside: its own path and those above it, and that its id does not exist. */
class Aside {
  readonly #document: Loose;
  readonly #parts = new Set<string>();
  readonly #sentences = new Set<string>();

  constructor(document: Loose) {
    this.#document = document;
  }

  put(part: string): void {
    this.#parts.add(part);
    const [name = "", at = ""] = part.split(".");
    const id = record(list(this.#document[name])[Number(at)])[ID_OF[name as ListName]];
    if (typeof id === "string") this.#sentences.add(`"${id}" does not exist in this location`);
  }

  /** Asked for many problems at once. */
  makes(): (problem: Problem) => boolean {
    const above = ways(this.#parts);
    return ({ path, problem }) => this.#parts.has(path) || above.has(path) || this.#sentences.has(problem);
  }
}

/**
 * The problems that show only once others are mended, such as an id that leads nowhere beside a clock that is none: an administrator
 * reads all of them at once. `first` were found with `gone` left out.
 */
function lookFurther(document: unknown, gone: ReadonlySet<string>, first: readonly Told[]): Problem[] {
  if (!isLoose(document)) return [];
  const [out, aside, found]: [Set<string>, Aside, Problem[]] = [new Set(gone), new Aside(document), []];
  let told = first;
  for (;;) {
    const size = out.size;
    const isMade = aside.makes();
    const parts = told.map(({ problem, part }) => {
      const one = part ?? ASIDE.exec(problem.path)?.[0] ?? problem.path;
      if (part === null || isMade(problem)) aside.put(one);
      return one;
    });
    leaveOut(document, out, parts);
    if (out.size === size) return found;
    const rest = new Rest(document, out);
    const checked = checkLocation({ ...STAND_INS, ...record(rest.document()) });
    if (checked.ok) return found;
    told = toldOf(checked.problems, rest);
    const isMadeNow = aside.makes();
    found.push(...told.map(({ problem }) => problem).filter((one) => !isMadeNow(one)));
  }
}

/** The location with its faulty parts and unread languages left out, or every problem when the rest is at fault. Never throws. */
export function readLocation(document: unknown): ReadLocation {
  const leftOut: Problem[] = [];
  const gone = new Set<string>();
  for (;;) {
    const rest = new Rest(document, gone);
    const checked: Checked<LocationConfig> = checkLocation(rest.document());
    if (checked.ok) {
      const { location, leftOut: unread } = withOfferedLanguages(checked.value);
      return { ok: true, location, leftOut: [...leftOut, ...unread] };
    }
    const told = toldOf(checked.problems, rest);
    const hopeless = told.filter(({ part }) => part === null);
    leftOut.push(...told.filter(({ part }) => part !== null).map(({ problem }) => problem));
    if (hopeless.length > 0) {
      const problems = hopeless.map(({ problem }) => problem);
      const more = lookFurther(document, gone, told);
      return {
        ok: false,
        problems: [...problems, ...more.filter((one) => partOf(one) === null)],
        leftOut: [...leftOut, ...more.filter((one) => partOf(one) !== null)],
      };
    }
    leaveOut(
      document,
      gone,
      told.flatMap(({ part }) => (part === null ? [] : [part])),
    );
  }
}
