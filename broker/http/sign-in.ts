/**
 * Who of the staff is signed in: accounts from a file, sessions in memory, failed attempts slowed.
 * Knows no route; whoever restarts the hub signs everybody out, which costs a password and no ticket.
 */
import { createHash, randomBytes } from "node:crypto";
import type { StaffId } from "../../protocol/terms.ts";
import { hashPassword, isHashLine, isPassword } from "../password.ts";
import { IN_THE_HALL, readGrants } from "../people/grants.ts";
import type { Actor, Grant } from "../people/rights.ts";

/**
 * One person who may sign in. `staff` is the id of their commands; `hash` a line of `talon-hub hash-password`. Without `roles`
 * they work in the hall; `administrator: true` is one role more, whatever the others.
 */
export type StaffAccount = {
  readonly staff: string;
  readonly hash: string;
  readonly administrator?: boolean;
  readonly roles?: readonly unknown[];
};

/** What an account may do; nobody's account nothing. */
export function grantsOf(account: StaffAccount | undefined): readonly Grant[] {
  if (account === undefined) return [];
  const read = account.roles === undefined ? null : readGrants(account.roles, "roles");
  const own = read === null ? IN_THE_HALL : read.ok ? read.grants : [];
  return account.administrator === true ? [...own, { role: "administrator" }] : own;
}

/** Whether a text may be the id of one of the staff. */
export function isStaffId(text: unknown): boolean {
  return typeof text === "string" && /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(text);
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
  return problems.length > 0 ? { ok: false, problems } : { ok: true, accounts };
}

function accountProblems(entry: unknown, path: string): { path: string; problem: string }[] {
  const {
    staff,
    hash,
    administrator = false,
    roles = [],
  } = (entry ?? {}) as Partial<Record<keyof StaffAccount, unknown>>;
  const isLine = typeof hash === "string" && isHashLine(hash);
  const read = readGrants(roles, `${path}.roles`);
  return [
    ...(read.ok ? [] : read.problems),
    ...(isStaffId(staff)
      ? []
      : [{ path: `${path}.staff`, problem: "lower-case letters, digits and -, at most 32" }]),
    ...(isLine ? [] : [{ path: `${path}.hash`, problem: "must be the hash of talon-hub hash-password" }]),
    ...(typeof administrator === "boolean"
      ? []
      : [{ path: `${path}.administrator`, problem: "must be true or false" }]),
  ];
}

/** How a sign-in ended. `slow` says in how many milliseconds the next try is looked at. */
export type SignIn =
  | { readonly kind: "in"; readonly session: string; readonly staff: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "slow"; readonly afterMs: number };

/** Ten hours: whoever signs in in the morning is in until the town hall closes. */
export const SESSION_MS = 10 * 3_600_000;
const MOST_SESSIONS = 1000;
const MOST_FAILURES_KEPT = 2000;
/** Tries that cost nothing; every further one doubles the pause, up to a minute. */
const FREE_TRIES = 3;
const LONGEST_PAUSE_MS = 60_000;
/** Passwords compared at once; each takes 32 MiB. */
const MOST_AT_ONCE = 4;

type Failures = { count: number; until: number };

/** One try to sign in; `address` is where it came from. */
export type Attempt = { readonly name: string; readonly password: string; readonly address: string };

/** The door of the staff. Times are epoch milliseconds given by the caller. */
export class Door {
  readonly #accounts: ReadonlyMap<string, StaffAccount>;
  /** By the session's digest, so that a memory dump opens nothing. */
  readonly #sessions = new Map<string, { staff: string; until: number }>();
  readonly #failures = new Map<string, Failures>();
  readonly #nobody: Promise<string>;
  #comparing = 0;

  constructor(accounts: readonly StaffAccount[]) {
    this.#accounts = new Map(accounts.map((one) => [one.staff, one]));
    // An unknown name costs the same time as a known one, so that names cannot be found out.
    this.#nobody = hashPassword(randomBytes(16).toString("hex"));
  }

  /** Looks at one try. Each name and each address may fail three times, then waits. */
  async signIn({ name, password, address }: Attempt, at: number): Promise<SignIn> {
    const keys = [`name ${name.slice(0, 64)}`, `address ${address}`];
    const afterMs = Math.max(...keys.map((key) => (this.#failures.get(key)?.until ?? 0) - at));
    if (afterMs > 0) return { kind: "slow", afterMs };
    if (this.#comparing >= MOST_AT_ONCE) return { kind: "slow", afterMs: 1000 };
    // Counted before the password is compared, so that many tries at once gain nothing.
    for (const key of keys) this.#failed(key, at);
    const account = this.#accounts.get(name);
    this.#comparing += 1;
    try {
      const isRight = await isPassword(password, account?.hash ?? (await this.#nobody));
      if (!account || !isRight) return { kind: "wrong" };
    } finally {
      this.#comparing -= 1;
    }
    for (const key of keys) this.#failures.delete(key);
    return { kind: "in", session: this.#open(account.staff, at), staff: account.staff };
  }

  /** The staff id of a session, or `null` when it is none or over. */
  staffOf(session: string | undefined, at: number): string | null {
    const found = session === undefined ? undefined : this.#sessions.get(digest(session));
    return found !== undefined && found.until > at ? found.staff : null;
  }

  /** One of them as they come over MQTT; `null` for nobody's name. */
  known(staff: string): Actor | null {
    return this.#accounts.has(staff) ? this.actorOf(staff) : null;
  }

  /** What one of them may do. */
  actorOf(staff: string): Actor {
    return { kind: "person", person: staff as StaffId, grants: grantsOf(this.#accounts.get(staff)) };
  }

  /** Ends a session; one that is none changes nothing. */
  signOut(session: string | undefined): void {
    if (session !== undefined) this.#sessions.delete(digest(session));
  }

  #open(staff: string, at: number): string {
    const session = randomBytes(24).toString("base64url");
    for (const [key, one] of this.#sessions) if (one.until <= at) this.#sessions.delete(key);
    forgetOldest(this.#sessions, MOST_SESSIONS);
    this.#sessions.set(digest(session), { staff, until: at + SESSION_MS });
    return session;
  }

  #failed(key: string, at: number): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pauseMs =
      count <= FREE_TRIES ? 0 : Math.min(1000 * 2 ** (count - FREE_TRIES - 1), LONGEST_PAUSE_MS);
    forgetOldest(this.#failures, MOST_FAILURES_KEPT);
    this.#failures.set(key, { count, until: at + pauseMs });
  }
}

const digest = (session: string) => createHash("sha256").update(session).digest("base64url");

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const oldest = map.keys().next();
  if (map.size >= most && !oldest.done) map.delete(oldest.value);
}

/** The value of one cookie in a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
