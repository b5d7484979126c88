/**
 * Sends commands of staff to the hub, one at a time, each until it is answered.
 * Knows no page. A lost answer is asked for again with the same `commandId`, so that nothing is done twice (design rule 9).
 */
import type { LocalText, Refusal, TicketState } from "../../../protocol/terms.ts";
import type { Command } from "./view.ts";

export type Answer =
  | { readonly kind: "done"; readonly ticket: { readonly number: string; readonly state: TicketState } }
  | { readonly kind: "closed"; readonly count: number }
  /** Somebody was helped without a ticket; the picture says how many by now. */
  | { readonly kind: "counted" }
  /** Whoever asked goes to where help was called for; the picture says so. */
  | { readonly kind: "helping" }
  /** Something about the counter was decided; the picture says how it is by now. */
  | { readonly kind: "session" }
  /** A stand was told to print. */
  | { readonly kind: "sent"; readonly isOnline: boolean }
  | { readonly kind: "refused"; readonly refused: Refusal; readonly by: LocalText | null }
  | { readonly kind: "sign-in" }
  /** The hub could not be reached, or said nothing that can be read. */
  | { readonly kind: "failed" };

/** Waits before each further try, ms; about half a minute in all. */
export const TRY_AGAIN_MS = [300, 700, 1_500, 3_000, 5_000, 5_000, 5_000, 5_000] as const;
const ANSWER_LIMIT_MS = 6_000;

type Reply = { readonly status: number; readonly body: unknown };

/** Which refusal a command that the hub did not understand is for staff, by the paths of its problems. */
function notUnderstood(problems: unknown): Refusal {
  const all = Array.isArray(problems) ? (problems as readonly { readonly path?: unknown }[]) : [];
  return all.some((one) => one.path === "number") ? "number-invalid" : "command-invalid";
}

/** Answers that leave nothing to say: the picture does. */
function quietOf(said: Record<string, unknown>): Answer | null {
  if (typeof said["counted"] === "number") return { kind: "counted" };
  if (typeof said["session"] === "object") return { kind: "session" };
  if (typeof said["helping"] === "string") return { kind: "helping" };
  return said["sent"] === true ? { kind: "sent", isOnline: said["online"] === true } : null;
}

/** An HTTP answer of the hub as an {@link Answer}; `null` when asking again may help (the hub restarts, or a proxy answered). */
export function answerOf({ status, body }: Reply): Answer | null {
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  if (status === 401) return { kind: "sign-in" };
  if (status === 200 && typeof said["ticket"] === "object")
    return { kind: "done", ticket: said["ticket"] as { number: string; state: TicketState } };
  if (status === 200 && typeof said["closed"] === "number") return { kind: "closed", count: said["closed"] };
  const quiet = status === 200 ? quietOf(said) : null;
  if (quiet !== null) return quiet;
  if (status === 409 && typeof said["refused"] === "string") {
    const by = said["by"] as { counterName?: LocalText } | undefined;
    return { kind: "refused", refused: said["refused"] as Refusal, by: by?.counterName ?? null };
  }
  if (status === 400) return { kind: "refused", refused: notUnderstood(said["problems"]), by: null };
  if (status === 403) return { kind: "refused", refused: "not-allowed", by: null };
  if (status === 404) return { kind: "refused", refused: "ticket-unknown", by: null };
  return status < 500 && status !== 429 ? { kind: "failed" } : null;
}

/** What the sender needs from the browser; tests bring their own. */
export type Sending = {
  /** Where the hub's interface begins: `/api`, or that of the practice. */
  readonly api: string;
  readonly post: (url: string, body: string, limitMs: number) => Promise<Reply>;
  readonly wait: (ms: number) => Promise<void>;
  readonly newId: () => string;
};

async function tried(sending: Sending, url: string, body: string): Promise<Answer | null> {
  try {
    return answerOf(await sending.post(url, body, ANSWER_LIMIT_MS));
  } catch {
    /* The connection broke: whether the hub heard it is unknown, so it is asked again with the same id. */
    return null;
  }
}

/** Sends one command, with an id of its own where it has none, until it is answered or {@link TRY_AGAIN_MS} is used up. Never throws. */
export async function send(sending: Sending, location: string, command: Command): Promise<Answer> {
  const url = `${sending.api}/locations/${encodeURIComponent(location)}/${command.path}`;
  const body = JSON.stringify({ commandId: sending.newId(), ...command.body });
  for (const pauseMs of [...TRY_AGAIN_MS, null]) {
    const answer = await tried(sending, url, body);
    if (answer !== null) return answer;
    if (pauseMs !== null) await sending.wait(pauseMs);
  }
  return { kind: "failed" };
}

/** The browser's own means. */
export const BROWSER_SENDING: Sending = {
  api: "/api",
  post: async (url, body, limitMs) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(limitMs),
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  },
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newId: () => randomId(),
};

/** A UUID version 4. `crypto.randomUUID` is missing where a page comes over plain HTTP from another machine. */
function randomId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
