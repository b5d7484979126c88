/**
 * The door of the staff: who signs in with which password, and what a session may do.
 * Knows no route; accounts, sessions and failed tries are kept by broker/accounts.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { STAFF_ID, type StaffId } from "../../protocol/terms.ts";
import { Attempts, type Trier } from "../accounts/attempts.ts";
import { Directory, type Person, type StaffAccount } from "../accounts/directory.ts";
import { readGrants } from "../accounts/grants.ts";
import { type Actor, type Grant, mayDo } from "../accounts/rights.ts";
import { type Session, Sessions } from "../accounts/sessions.ts";
import { hashPassword, isHashLine, isPassword } from "../password.ts";
import { secretKey } from "../secret-key.ts";

/** What {@link isStaffId} wants, in words. */
export const STAFF_ID_RULE = "lower-case letters, digits, -, _ and single dots, at most 64";

/** Whether a text may be the id of one of the staff. */
export function isStaffId(text: unknown): boolean {
  return typeof text === "string" && STAFF_ID.test(text);
}

/** The accounts file's content -> its accounts, or each problem by its path. Never throws. */
export function readAccounts(
  content: unknown,
): { ok: true; accounts: StaffAccount[] } | { ok: false; problems: { path: string; problem: string }[] } {
  if (!Array.isArray(content))
    return { ok: false, problems: [{ path: "(whole)", problem: "must be a list" }] };
  const problems = content.flatMap((entry: unknown, at) => accountProblems(entry, String(at)));
  const accounts = content as StaffAccount[];
  const twice = accounts.filter((one, at) => accounts.findIndex((other) => other?.staff === one?.staff) < at);
  for (const one of twice) problems.push({ path: "(whole)", problem: `"${one.staff}" has two accounts` });
  if (accounts.filter((one) => one?.breakGlass === true).length > 1)
    problems.push({ path: "(whole)", problem: "only one account may be breakGlass" });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, accounts };
}

const flagProblems = (value: unknown, path: string) =>
  value === undefined || typeof value === "boolean" ? [] : [{ path, problem: "must be true or false" }];

function accountProblems(entry: unknown, path: string): { path: string; problem: string }[] {
  const {
    staff,
    hash,
    administrator,
    breakGlass,
    roles = [],
  } = (entry ?? {}) as Partial<Record<keyof StaffAccount, unknown>>;
  const read = readGrants(roles, `${path}.roles`);
  const isLine = typeof hash === "string" && isHashLine(hash);
  return [
    ...(isStaffId(staff) ? [] : [{ path: `${path}.staff`, problem: STAFF_ID_RULE }]),
    ...(isLine ? [] : [{ path: `${path}.hash`, problem: "must be the hash of talon-hub hash-password" }]),
    ...flagProblems(administrator, `${path}.administrator`),
    ...flagProblems(breakGlass, `${path}.breakGlass`),
    ...(read.ok ? [] : read.problems),
  ];
}

/** How a sign-in ended. `slow` says in how many milliseconds the next try is looked at; `known` marks the browser. */
export type SignIn =
  | {
      readonly kind: "in";
      readonly session: string;
      readonly staff: string;
      readonly known: string;
      /** Came with a first password: must choose their own before anything else. */
      readonly isFirst: boolean;
      readonly isBreakGlass: boolean;
    }
  | { readonly kind: "wrong" }
  | { readonly kind: "slow"; readonly afterMs: number };

/** Passwords compared at once; each takes 32 MiB. */
const MOST_AT_ONCE = 4;

/** One try to sign in. */
export type Attempt = Trier & { readonly password: string };

/** The door of the staff. Times are epoch milliseconds given by the caller. */
export class Door {
  readonly people: Directory;
  readonly sessions: Sessions;
  readonly #attempts: Attempts;
  readonly #nobody: Promise<string>;
  #comparing = 0;

  /** `folder`: the data folder; without it everything but the accounts is gone with the process. Faults: those of the directory. */
  constructor(accounts: readonly StaffAccount[], folder?: string) {
    this.people = new Directory(accounts, folder === undefined ? null : join(folder, "people.json"));
    this.sessions = new Sessions(folder === undefined ? null : join(folder, "sessions.json"));
    this.#attempts = new Attempts(() =>
      folder === undefined ? randomBytes(32) : secretKey(folder, "browsers"),
    );
    // An unknown name costs the same time as a known one, so that names cannot be found out.
    this.#nobody = hashPassword(randomBytes(16).toString("hex"));
  }

  /** Looks at one try. Each name and each address may fail three times, then waits; a known browser only for itself. */
  async signIn(attempt: Attempt, at: number): Promise<SignIn> {
    const { name, password } = attempt;
    const person = this.people.find(name);
    const mark = person ? this.#attempts.markOf(name, person.hash) : null;
    const keys = this.#attempts.keysOf(attempt, mark);
    const afterMs = this.#attempts.waitMs(keys, at);
    if (afterMs > 0) return { kind: "slow", afterMs };
    if (this.#comparing >= MOST_AT_ONCE) return { kind: "slow", afterMs: 1000 };
    // Counted before the password is compared, so that many tries at once gain nothing.
    this.#attempts.failed(keys, at);
    if (!(await this.#isRight(person, password, at)) || person === undefined) return { kind: "wrong" };
    this.#attempts.succeeded(keys);
    return this.#open(person, at);
  }

  async #isRight(person: Person | undefined, password: string, at: number): Promise<boolean> {
    this.#comparing += 1;
    try {
      if (person !== undefined) return await this.people.isRight(person, password, at);
      return await isPassword(password, await this.#nobody);
    } finally {
      this.#comparing -= 1;
    }
  }

  #open({ person, hash, firstUntil, isBreakGlass }: Person, at: number): SignIn {
    const isFirst = firstUntil !== null;
    if (isFirst) this.people.useFirst(person);
    const by = isBreakGlass ? "break-glass" : "password";
    const session = this.sessions.open({ person, by, grants: null, isFirst }, at);
    return {
      kind: "in",
      session,
      staff: person,
      known: this.#attempts.markOf(person, hash),
      isFirst,
      isBreakGlass,
    };
  }

  /** The session of a cookie, or `null` when it is none or over, or nobody's any more. */
  session(token: string | undefined, at: number): Session | null {
    const found = this.sessions.find(token, at);
    return found !== null && this.#isTheirs(found) ? found : null;
  }

  /** A name has one owner: whoever came by the login service is nobody once a local account bears it, and the other way round. */
  #isTheirs({ person, grants }: Session): boolean {
    return (this.people.find(person) !== undefined) === (grants === null);
  }

  /** What a session may do: what the directory says now, or what the municipality's sign-in said. */
  actorOf({ person, grants, isFirst }: Pick<Session, "person" | "grants" | "isFirst">): Actor {
    const now = isFirst ? [] : (grants ?? this.people.find(person)?.grants ?? []);
    return asPerson(person, now);
  }

  /** Who may serve at this location and who of them is signed in now: these first, all by their ids. */
  servingAt(location: string, at: number): readonly { readonly staff: string; readonly isHere: boolean }[] {
    const serves = (actor: Actor) => mayDo(actor, "call", location);
    const open = this.sessions.list(at, null).filter((session) => this.#isTheirs(session));
    const here = open.filter((session) => serves(this.actorOf(session)));
    const ids = new Set(here.map(({ person }) => person));
    const others = this.people
      .list()
      .filter(({ person, grants, isBreakGlass }) => !isBreakGlass && serves(asPerson(person, grants)))
      .flatMap(({ person }) => (ids.has(person) ? [] : [{ staff: person, isHere: false }]));
    return [...[...ids].sort().map((staff) => ({ staff, isHere: true })), ...others];
  }

  /** One of them as they come over MQTT; `null` for nobody's name. */
  known(person: string): Actor | null {
    const found = this.people.find(person);
    return found ? asPerson(person, found.grants) : null;
  }
}

function asPerson(person: string, grants: readonly Grant[]): Actor {
  return { kind: "person", person: person as StaffId, grants };
}

/** The value of one cookie in a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
