/**
 * The JSON Schema of a ticket in a list of staff.
 * Data only.
 */
import { ASSISTS } from "../../protocol/terms.ts";
import {
  all,
  count,
  instant,
  type JsonSchema,
  listOf,
  number,
  object,
  orNull,
  slug,
  staffId,
  state,
  text,
  uuid,
  yes,
} from "./schema-parts.ts";

const ALWAYS = {
  id: uuid,
  number,
  state,
  paper: { type: "string" },
  onPhone: { ...yes, description: "Whether its citizen took it on their own phone, without paper." },
  queue: slug,
  service: orNull(slug),
  counter: orNull(slug),
  stand: orNull(slug),
  arrivedAt: instant,
  why: {
    ...orNull(
      all({
        kind: { type: "string", enum: ["walk-in", "appointment", "early", "late", "aged", "rule"] },
        ...{ agreedAt: orNull(instant), arrivedAt: instant, headStartMin: count },
        rule: orNull(all({ queue: slug, waitsOverMin: count })),
      }),
    ),
    description: "Why it stands where it does; null for whoever does not wait.",
  },
  calledAt: orNull(instant),
  servingAt: orNull(instant),
  endedAt: orNull(instant),
  callable: yes,
  notBefore: orNull(instant),
  recalls: count,
  heldFor: {
    ...orNull(object({ counter: slug, staff: staffId }, [])),
    description: "For whom alone it waits.",
  },
  tags: listOf(slug),
  next: listOf(slug),
  answers: { ...listOf(text), description: "What was chosen in the stand's menus, in Danish." },
  assist: {
    ...orNull({ type: "string", enum: ASSISTS }),
    description: "What its citizen needs beyond a number. `fetch`: took it by ear, and is to be fetched.",
  },
  lastCall: {
    ...orNull(all({ counter: slug, at: instant })),
    description: "Which counter called it last, within the last two minutes.",
  },
} as const;

/** Never its token, never a person. */
export const LISTED_TICKET: JsonSchema = object(
  {
    ...ALWAYS,
    appointment: {
      ...text,
      description: "The appointment of a guest who has checked in; left out for a walk-in.",
    },
  },
  Object.keys(ALWAYS),
);
