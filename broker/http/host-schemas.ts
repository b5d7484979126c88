/**
 * The JSON Schemas of what hosts ask and are answered.
 * Data only.
 */
import {
  all,
  instant,
  type JsonSchema,
  object,
  orNull,
  slug,
  staffId,
  text,
  uuid,
  yes,
} from "./schema-parts.ts";

const short = (maxLength: number): JsonSchema => ({ type: "string", minLength: 1, maxLength });
const host: JsonSchema = {
  ...short(64),
  description: "Whose, where nobody signs in; otherwise whoever asks.",
};
const minutes: JsonSchema = { type: "integer", minimum: 1, maximum: 120 };
const answer: JsonSchema = {
  oneOf: [
    object({ kind: { const: "coming" } }, ["kind"]),
    object({ kind: { const: "later" }, minutes }, ["kind", "minutes"]),
    object({ kind: { const: "room" }, room: short(40) }, ["kind", "room"]),
  ],
  description: "Everybody in the hall sees a room: no name in it.",
};
const when = {
  startAt: instant,
  minutes: { type: "integer", minimum: 5, maximum: 480, description: "Default: 30." },
} as const;

export const HOST_BODIES = {
  answerGuest: object({ commandId: uuid, answer }, ["answer"]),
  endMeeting: object(
    { commandId: uuid, hasLeft: { ...yes, description: "The guest went away before it." } },
    [],
  ),
  setPresence: object({ commandId: uuid, host, isAway: yes, until: orNull(instant) }, ["isAway"]),
  nameDeputy: object({ commandId: uuid, host, deputy: orNull(staffId) }, ["deputy"]),
  judgeGuest: object(
    {
      ...{ commandId: uuid, appointment: short(64), guest: short(64) },
      says: { type: "string", enum: ["wait", "rung", "no-show", "expected"] },
    },
    ["appointment", "guest", "says"],
  ),
  bookGuest: object(
    {
      ...{ request: uuid, host, ...when, service: slug },
      name: { type: "string", maxLength: 120 },
      mobile: { type: "string", maxLength: 30 },
      message: {
        type: "string",
        maxLength: 300,
        description: "Goes along on the SMS; the guest alone reads it.",
      },
      room: { type: "string", maxLength: 40 },
    },
    ["request", "startAt"],
  ),
  moveGuest: object({ host, ...when }, ["startAt"]),
} as const satisfies Record<string, JsonSchema>;

export const HOST_ANSWERS = {
  HostSaid: all({
    host: all({ host: text, isAway: yes, until: orNull(instant), deputy: orNull(text) }),
  }),
  Judged: all({ judged: text }),
  BookedGuest: all({
    ...{ appointment: text, startAt: instant },
    code: { ...text, description: "Typed at the stand." },
    url: { ...text, description: "The link of the SMS." },
    isSms: { ...yes, description: "Whether the guest is sent it by text message." },
  }),
} as const satisfies Record<string, JsonSchema>;
