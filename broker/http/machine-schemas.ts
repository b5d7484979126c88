/**
 * The JSON Schemas of what is asked and answered about machines of the hall: those of stands, and screens.
 * Data only; names of parts of the location are given to it.
 */
import { all, instant, type JsonSchema, listOf, object, orNull, slug, text, yes } from "./schema-parts.ts";

/** Bodies of requests. */
export const MACHINE_BODIES = {
  pairScreen: object({ display: slug, code: { type: "string", maxLength: 20 } }, ["display", "code"]),
} as const satisfies Record<string, JsonSchema>;

/** Answers. */
export function machineAnswers(localText: JsonSchema) {
  const stand = all({
    ...{ stand: slug, name: localText, enrolledAt: orNull(instant), cutOffAt: orNull(instant) },
    until: { ...orNull(instant), description: "When its certificate ends." },
    claimUntil: { ...orNull(instant), description: "Until when its code can be used." },
    grantedUntil: { ...orNull(instant), description: "Until when it may bring its outbox." },
    online: yes,
  });
  const fingerprint = {
    ...orNull(text),
    description: "SHA-256 of the hub's authority; null where it enrols none.",
  };
  const qr = all({ size: { type: "integer", minimum: 0 }, path: { type: "string" } });
  const screen = all({
    ...{ screen: text, display: slug, pairedAt: instant, by: orNull(text), seenAt: instant },
    isShowing: { ...yes, description: "Whether it shows its display now." },
  });
  return {
    StandMachines: all({ fingerprint, address: text, warnings: listOf(text), stands: listOf(stand) }),
    Claim: all({ code: text, qr, until: instant }),
    Screens: all({
      isNeeded: { ...yes, description: "Whether displays are shown by paired screens alone." },
      screens: listOf(screen),
    }),
    Managed: all({ done: yes }),
  } as const;
}
