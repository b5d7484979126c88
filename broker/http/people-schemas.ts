/**
 * The JSON Schemas of what the HTTP API is asked and answers about people: sign-in, sessions, accounts.
 * Data only.
 */
import { PERSON_ROLES, RIGHTS } from "../accounts/rights.ts";
import {
  all,
  instant,
  type JsonSchema,
  listOf,
  object,
  orNull,
  slug,
  staffId,
  text,
  yes,
} from "./schema-parts.ts";

const password: JsonSchema = { type: "string", maxLength: 200 };
const grants: JsonSchema = {
  ...listOf(
    object({ role: { type: "string", enum: PERSON_ROLES }, locations: listOf(slug), queues: listOf(slug) }, [
      "role",
    ]),
  ),
  description: "Roles, each at these locations and queues; a list that is left out means everywhere.",
};

const signedInBy: JsonSchema = { type: "string", enum: ["password", "oidc", "break-glass"] };

/** Bodies of requests. */
export const PEOPLE_BODIES = {
  choosePassword: object({ old: password, password }, ["password"]),
  addPerson: object({ person: text, roles: grants }, ["person", "roles"]),
  setRoles: object({ roles: grants }, ["roles"]),
  signIn: object({ name: { type: "string", maxLength: 64 }, password: { type: "string", maxLength: 200 } }, [
    "name",
    "password",
  ]),
} as const satisfies Record<string, JsonSchema>;

/** Answers. */
export const PEOPLE_ANSWERS = {
  SignedIn: all({
    staff: staffId,
    mustChoose: {
      ...yes,
      description: "Came with a first password: nothing is open before a password of one's own.",
    },
  }),
  SignedOut: all({ done: yes }),
  Finished: all({ done: yes }),
  Me: all({
    person: orNull(staffId),
    by: orNull(signedInBy),
    until: orNull(instant),
    mustChoose: yes,
    canChoose: { ...yes, description: "Whether their password is kept by the hub, where they change it." },
    roles: grants,
    may: {
      ...listOf({ type: "string", enum: Object.keys(RIGHTS) }),
      description: "Everything that they may do here, in any queue at all.",
    },
  }),
  SessionItem: all({
    ...{ id: text, person: staffId, by: signedInBy, openedAt: instant, until: instant },
    isThis: { ...yes, description: "The one that asks." },
  }),
  Person: all({
    person: staffId,
    roles: grants,
    isOfFile: { ...yes, description: "In the accounts file, where alone it is changed." },
    isBreakGlass: yes,
    firstUntil: {
      ...orNull(instant),
      description:
        "Until when the first password opens its one session; 0 once it has; null for a password of their own.",
    },
  }),
  FirstPassword: all({ person: staffId, first: { ...text, description: "Told this once." } }),
} as const satisfies Record<string, JsonSchema>;
