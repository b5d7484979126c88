/**
 * Who is signed in, until when, and how they came in; kept in a file of the data folder, so that a hub that starts again asks
 * nobody for a password, whatever state the municipality's own sign-in is in.
 * Knows no password and no cookie. A session is known by its digest alone: neither memory nor file opens anything.
 */
import { existsSync, readFileSync } from "node:fs";
import { writeOwnFile } from "./own-file.ts";
import type { Grant } from "./rights.ts";
import { newToken, tokenDigest } from "./tokens.ts";

/** Ten hours: whoever signs in in the morning is in until the town hall closes. */
export const SESSION_MS = 10 * 3_600_000;
const MOST_SESSIONS = 1000;
const ID_LENGTH = 12;

/** Their password here, the municipality's own sign-in, or the account for the day when nothing else works. */
export type SignedInBy = "password" | "oidc" | "break-glass";

export type Session = {
  /** Tells one session from another where they are listed; opens nothing. */
  readonly id: string;
  readonly person: string;
  readonly by: SignedInBy;
  /** What the municipality's sign-in said they may do; `null`: what the directory says now. */
  readonly grants: readonly Grant[] | null;
  /** Came with a first password: may do nothing but choose their own. */
  readonly isFirst: boolean;
  readonly openedAt: number;
  readonly until: number;
};

type Opening = Pick<Session, "person" | "by" | "grants" | "isFirst">;

/** What is no list of sessions holds none: everybody signs in once more, which costs no ticket. */
function read(file: string): [string, Session][] {
  try {
    const { sessions } = JSON.parse(readFileSync(file, "utf8")) as { sessions: [string, Session][] };
    return sessions.filter(([, { person, until }]) => typeof person === "string" && Number.isFinite(until));
  } catch {
    return [];
  }
}

/** All sessions of a hub. Times are epoch ms given by the caller. */
export class Sessions {
  readonly #file: string | null;
  /** By digest, oldest first. */
  readonly #open: Map<string, Session>;
  /** By digest: who wants to hear that the session was ended. */
  readonly #listening = new Map<string, Set<() => void>>();

  /** `file`: where they are kept; `null` for in memory only. */
  constructor(file: string | null) {
    this.#file = file;
    this.#open = new Map(file !== null && existsSync(file) ? read(file) : []);
  }

  /** A new session; answers the token that alone opens it. */
  open({ person, by, grants, isFirst }: Opening, at: number): string {
    const token = newToken();
    const key = tokenDigest(token);
    this.#forgetOver(at);
    const oldest = this.#open.keys().next();
    if (this.#open.size >= MOST_SESSIONS && !oldest.done) this.#open.delete(oldest.value);
    const until = at + SESSION_MS;
    this.#open.set(key, { id: key.slice(0, ID_LENGTH), person, by, grants, isFirst, openedAt: at, until });
    this.#write();
    return token;
  }

  /** The session that a token opens; `null` when it is none or over. */
  find(token: string | undefined, at: number): Session | null {
    const found = token === undefined ? undefined : this.#open.get(tokenDigest(token));
    return found !== undefined && found.until > at ? found : null;
  }

  /** Those that are open, newest first; of one person, or of all. */
  list(at: number, person: string | null): readonly Session[] {
    const open = [...this.#open.values()].filter((one) => one.until > at);
    return open.filter((one) => person === null || one.person === person).reverse();
  }

  /** Ends the session of a token; one that is none changes nothing. */
  end(token: string | undefined): void {
    if (token !== undefined) this.#endWhere((_, key) => key === tokenDigest(token));
  }

  /** Ends a session by its id, of one person or of whoever has it; whether there was one. */
  endById(id: string, person: string | null): boolean {
    return this.#endWhere((one) => one.id === id && (person === null || one.person === person));
  }

  /** Ends all of a person's, but for the one of this token. */
  endAllOf(person: string, but?: string): void {
    const kept = but === undefined ? "" : tokenDigest(but);
    this.#endWhere((one, key) => one.person === person && key !== kept);
  }

  /** Calls `then` when somebody ends the session of this token. Answers how to listen no longer. */
  whenEnded(token: string | undefined, then: () => void): () => void {
    const key = token === undefined ? "" : tokenDigest(token);
    const listening = this.#listening.get(key) ?? new Set();
    this.#listening.set(key, listening.add(then));
    return () => {
      listening.delete(then);
      if (listening.size === 0 && this.#listening.get(key) === listening) this.#listening.delete(key);
    };
  }

  #endWhere(isMeant: (session: Session, key: string) => boolean): boolean {
    const meant = [...this.#open].filter(([key, session]) => isMeant(session, key));
    for (const [key] of meant) this.#open.delete(key);
    if (meant.length > 0) this.#write();
    for (const [key] of meant) for (const then of [...(this.#listening.get(key) ?? [])]) then();
    return meant.length > 0;
  }

  #forgetOver(at: number): void {
    for (const [key, one] of this.#open) if (one.until <= at) this.#open.delete(key);
  }

  #write(): void {
    if (this.#file !== null) writeOwnFile(this.#file, JSON.stringify({ v: 1, sessions: [...this.#open] }));
  }
}
