/**
 * What the stand's own page may say: the language, that a ticket was read, and the staff's PIN for the open tickets (design rule 13).
 * Knows no socket; decodes what came and never throws on it.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { LANGUAGES } from "../../protocol/terms.ts";
import type { Answer, Route } from "./http.ts";
import type { RunningStand } from "./run.ts";

const DONE: Answer = { status: 204 };

export const problems = (...all: { path: string; problem: string }[]): Answer => ({
  status: 400,
  body: { problems: all },
});

/** A body as JSON object, or why it is none. */
export function objectOf(
  text: string,
): { ok: true; value: Record<string, unknown> } | { ok: false; answer: Answer } {
  const wrong = { ok: false, answer: problems({ path: "(whole)", problem: "not a JSON object" }) } as const;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong;
    return { ok: true, value: value as Record<string, unknown> };
  } catch {
    return wrong;
  }
}

function chooseLanguage(stand: RunningStand, text: string): Answer {
  const body = objectOf(text);
  if (!body.ok) return body.answer;
  const language = LANGUAGES.find((one) => one === body.value["language"]);
  if (!language) return problems({ path: "language", problem: `must be one of ${LANGUAGES.join(", ")}` });
  stand.happen({ kind: "language", language });
  return DONE;
}

/** High contrast and large type, by a touch on the screen. */
function chooseLook(stand: RunningStand, text: string): Answer {
  const body = objectOf(text);
  if (!body.ok) return body.answer;
  const isHigh = body.value["high"];
  if (typeof isHigh !== "boolean") return problems({ path: "high", problem: "must be true or false" });
  stand.happen({ kind: "look", isHigh });
  return DONE;
}

const FREE_TRIES = 5;
const SLOW_MS = 30_000;

/** Compares PINs without telling by the time it takes how much of one was right; five wrong ones cost half a minute. */
export class PinLock {
  readonly #pin: string | null;
  readonly #monoMs: () => number;
  #wrong = 0;
  #lockedUntilMs = 0;

  constructor(pin: string | null, monoMs: () => number) {
    this.#pin = pin;
    this.#monoMs = monoMs;
  }

  try(said: unknown): "right" | "wrong" | "slow" {
    if (this.#monoMs() < this.#lockedUntilMs) return "slow";
    const digest = (text: string) => createHash("sha256").update(text).digest();
    const isRight =
      this.#pin !== null && typeof said === "string" && timingSafeEqual(digest(said), digest(this.#pin));
    this.#wrong = isRight ? 0 : this.#wrong + 1;
    if (this.#wrong >= FREE_TRIES) {
      this.#wrong = 0;
      this.#lockedUntilMs = this.#monoMs() + SLOW_MS;
    }
    return isRight ? "right" : "wrong";
  }
}

function openTickets(stand: RunningStand, lock: PinLock, text: string): Answer {
  const body = objectOf(text);
  if (!body.ok) return body.answer;
  switch (lock.try(body.value["pin"])) {
    case "right":
      return { status: 200, body: { tickets: stand.openTickets() } };
    case "wrong":
      return { status: 403, body: { problem: "this is not the PIN" } };
    case "slow":
      return {
        status: 429,
        body: { problem: "too many wrong PINs; wait half a minute" },
        headers: { "retry-after": String(SLOW_MS / 1000) },
      };
  }
}

/** What the roll's meter says; with `{"new": true}` a new roll is in. Nothing secret, and nothing that a wrong word could break. */
function roll(stand: RunningStand, text: string): Answer {
  const body = objectOf(text);
  if (!body.ok) return body.answer;
  if (body.value["new"] === true) stand.happen({ kind: "new-roll" });
  return { status: 200, body: stand.roll() };
}

export function pageRoutes(stand: RunningStand, lock: PinLock): Route[] {
  return [
    { method: "POST", path: "/language", answer: ({ text }) => chooseLanguage(stand, text) },
    { method: "POST", path: "/look", answer: ({ text }) => chooseLook(stand, text) },
    {
      method: "POST",
      path: "/dismiss",
      answer: () => {
        stand.happen({ kind: "dismissed" });
        return DONE;
      },
    },
    { method: "POST", path: "/roll", answer: ({ text }) => roll(stand, text) },
    { method: "POST", path: "/open-tickets", answer: ({ text }) => openTickets(stand, lock, text) },
  ];
}
