/**
 * The people who may sign in: those of the accounts file, whom the hub cannot change, and those that an administrator has put in,
 * kept in a file of the data folder.
 * Knows no session and no page. Nobody's name stands here, only their staff id.
 */
import { existsSync, readFileSync } from "node:fs";
import { HubFault } from "../errors.ts";
import { hashPassword, isHashLine, isPassword } from "../password.ts";
import { FIRST_PASSWORD_MS, firstPassword, plainFirst } from "./first-password.ts";
import { IN_THE_HALL, readGrants } from "./grants.ts";
import { writeOwnFile } from "./own-file.ts";
import { type Grant, holdsAt } from "./rights.ts";

/**
 * One entry of the accounts file. `staff` is the id of their commands; `hash` a line of `talon-hub hash-password`. Without
 * `roles` they work in the hall; `administrator: true` is one role more. `breakGlass`: the one account for the day when nobody
 * else gets in; each use of it is told to everybody.
 */
export type StaffAccount = {
  readonly staff: string;
  readonly hash: string;
  readonly administrator?: boolean;
  readonly breakGlass?: boolean;
  readonly roles?: readonly unknown[];
};

/** Somebody who may sign in. */
export type Person = {
  readonly person: string;
  readonly hash: string;
  readonly grants: readonly Grant[];
  /** In the accounts file: changed there, and nowhere else. */
  readonly isOfFile: boolean;
  readonly isBreakGlass: boolean;
  /** Until when the first password opens its one session (epoch ms); 0 once it has; `null` for a password of their own. */
  readonly firstUntil: number | null;
};

/** Why a change was not made. */
export const PERSON_REFUSALS = [
  "person-unknown",
  "person-known",
  "of-file",
  "last-administrator",
  "too-many",
] as const;
export type PersonRefusal = (typeof PERSON_REFUSALS)[number];

const MOST_PEOPLE = 500;

/** What an entry of the file may do. */
export function grantsOf({
  roles,
  administrator = false,
  breakGlass = false,
}: StaffAccount): readonly Grant[] {
  const read = roles === undefined ? null : readGrants(roles, "roles");
  const own = read === null ? (breakGlass ? [] : IN_THE_HALL) : read.ok ? read.grants : [];
  const more: Grant[] = breakGlass ? [{ role: "staff" }, { role: "administrator" }] : [];
  return [...own, ...more, ...(administrator ? [{ role: "administrator" } as const] : [])];
}

function ofFile(account: StaffAccount): Person {
  return {
    ...{ person: account.staff, hash: account.hash, grants: grantsOf(account), isOfFile: true },
    ...{ isBreakGlass: account.breakGlass === true, firstUntil: null },
  };
}

type Kept = Pick<Person, "person" | "hash" | "grants" | "firstUntil">;

function readKept(file: string): Kept[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNREADABLE", file, cause);
  }
  try {
    const { people } = JSON.parse(text) as { people: Kept[] };
    if (people.every(({ person, hash, grants }) => person && isHashLine(hash) && Array.isArray(grants)))
      return people;
  } catch {
    // told below, as what it is
  }
  const problem = "is not the hub's list of people; put a backup of it back, or delete it and add them anew";
  throw new HubFault("HUB_FILE_INVALID", `${file}\n  (whole): ${problem}`);
}

/** Whether they may look after this location; whoever may elsewhere is of no help here. */
const isAdministrator = ({ grants }: Pick<Person, "grants">, location: string) =>
  grants.some((grant) => grant.role === "administrator" && holdsAt(grant, location));

/** The people of one hub. Changes are in the file when a call returns; times are epoch ms given by the caller. */
export class Directory {
  readonly #people = new Map<string, Person>();
  readonly #file: string | null;

  /** `file`: where the people of the hub's own are kept; `null` for none. Faults: HUB_FILE_UNREADABLE, HUB_FILE_INVALID. */
  constructor(accounts: readonly StaffAccount[], file: string | null) {
    this.#file = file;
    if (file !== null && existsSync(file))
      for (const kept of readKept(file))
        this.#people.set(kept.person, { ...kept, isOfFile: false, isBreakGlass: false });
    // The file that a technician wrote wins over a name that was put in later.
    for (const account of accounts) this.#people.set(account.staff, ofFile(account));
  }

  find(person: string): Person | undefined {
    return this.#people.get(person);
  }

  /** By their ids. */
  list(): readonly Person[] {
    return [...this.#people.values()].sort((one, other) => one.person.localeCompare(other.person));
  }

  /** Whether `password` is this person's; a first one is good once, and not for ever. */
  async isRight({ hash, firstUntil }: Person, password: string, at: number): Promise<boolean> {
    if (firstUntil === null) return await isPassword(password, hash);
    const isGood = await isPassword(plainFirst(password), hash);
    return isGood && at < firstUntil;
  }

  /** A new person, and the first password that is shown once. */
  async add(
    person: string,
    grants: readonly Grant[],
    at: number,
  ): Promise<PersonRefusal | { first: string }> {
    if (this.#people.has(person)) return "person-known";
    if (this.#people.size >= MOST_PEOPLE) return "too-many";
    const { first, hash } = await this.#first();
    if (this.#people.has(person)) return "person-known";
    this.#keep({
      person,
      hash,
      grants,
      firstUntil: at + FIRST_PASSWORD_MS,
      isOfFile: false,
      isBreakGlass: false,
    });
    return { first };
  }

  /** Another first password, for whoever forgot theirs. */
  async reset(person: string, at: number): Promise<PersonRefusal | { first: string }> {
    const { first, hash } = await this.#first();
    const changed = this.#change(person, { hash, firstUntil: at + FIRST_PASSWORD_MS });
    return changed === null ? { first } : changed;
  }

  /** The first password has opened its session. */
  useFirst(person: string): void {
    this.#change(person, { firstUntil: 0 });
  }

  /** A password of their own, as a line that can be compared with. */
  async setPassword(person: string, password: string): Promise<PersonRefusal | null> {
    const hash = await hashPassword(password);
    return this.#change(person, { hash, firstUntil: null });
  }

  /** Somebody must be left who may look after the location. */
  setGrants(person: string, grants: readonly Grant[], location: string): PersonRefusal | null {
    const isLast = !isAdministrator({ grants }, location) && this.#isLastAdministrator(person, location);
    return isLast ? "last-administrator" : this.#change(person, { grants });
  }

  remove(person: string, location: string): PersonRefusal | null {
    const found = this.#people.get(person);
    if (!found) return "person-unknown";
    if (found.isOfFile) return "of-file";
    if (this.#isLastAdministrator(person, location)) return "last-administrator";
    this.#people.delete(person);
    this.#write();
    return null;
  }

  async #first(): Promise<{ first: string; hash: string }> {
    const first = firstPassword();
    return { first, hash: await hashPassword(plainFirst(first)) };
  }

  #isLastAdministrator(person: string, location: string): boolean {
    const others = this.list().filter((one) => one.person !== person && isAdministrator(one, location));
    const own = this.#people.get(person);
    return own !== undefined && isAdministrator(own, location) && others.length === 0;
  }

  #change(person: string, what: Partial<Kept>): PersonRefusal | null {
    const found = this.#people.get(person);
    if (!found) return "person-unknown";
    if (found.isOfFile) return "of-file";
    this.#keep({ ...found, ...what });
    return null;
  }

  #keep(person: Person): void {
    this.#people.set(person.person, person);
    this.#write();
  }

  #write(): void {
    if (this.#file === null) return;
    const people = this.list().flatMap(({ isOfFile, person, hash, grants, firstUntil }) =>
      isOfFile ? [] : [{ person, hash, grants, firstUntil }],
    );
    writeOwnFile(this.#file, `${JSON.stringify({ v: 1, people }, null, 2)}\n`);
  }
}
