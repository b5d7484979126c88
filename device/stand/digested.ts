/**
 * Makes the digest of what a citizen presents for an appointment; the only place at the stand that has key and CPR number together.
 * Keeps neither. Knows no list.
 */
import { dayDigest } from "../../protocol/link/day-digest.ts";
import type { Effect, StandEvent } from "./machine/state.ts";

/** What the machine is told of it: of a card its digest alone. */
export function digested({
  shown,
  key,
}: Extract<Effect, { do: "digest" }>): Extract<StandEvent, { kind: "digested" }> {
  const digest = key === null ? null : dayDigest(key, shown);
  switch (shown.kind) {
    case "link":
      return { kind: "digested", code: `/a/${shown.token}`, digest };
    case "code":
      return { kind: "digested", code: shown.code, digest };
    case "cpr":
      return { kind: "digested", code: null, digest };
  }
}
