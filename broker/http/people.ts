/**
 * The routes about people: who am I, my password, my sessions; and what an administrator does with accounts.
 * Knows no rule; what an account may do stands in broker/accounts/rights.ts.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Person } from "../accounts/directory.ts";
import { passwordProblem } from "../accounts/first-password.ts";
import { readGrants } from "../accounts/grants.ts";
import { deedsOf, type Grant, mayDo } from "../accounts/rights.ts";
import type { Session } from "../accounts/sessions.ts";
import { hostKey } from "../queue/hosts.ts";
import { API, type ApiName } from "./api.ts";
import { accountAct, actorOf, type DoorOptions, door, sessionCookie, sessionOf } from "./doors.ts";
import { BODIES } from "./schemas.ts";
import { type Door, isStaffId, STAFF_ID_RULE } from "./sign-in.ts";
import type { WaysOptions } from "./ways.ts";

/** The routes of the table that this file answers. */
export type PeopleName = Extract<
  ApiName,
  | "me"
  | "choosePassword"
  | "sessions"
  | "endSession"
  | "people"
  | "addPerson"
  | "setRoles"
  | "resetPerson"
  | "removePerson"
>;

type Said = { readonly status: number; readonly body: unknown; readonly cookie?: string };
type Asked = {
  readonly request: FastifyRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly door: Door;
  readonly session: Session;
  readonly options: WaysOptions;
};
type Answerer = (asked: Asked) => Said | Promise<Said>;

const good = (body: unknown): Said => ({ status: 200, body });
const DONE = good({ done: true });
const refused = (why: string): Said => ({ status: 409, body: { refused: why } });
const missing = (what: string): Said => ({ status: 404, body: { problem: `there is no such ${what}` } });
const wrong = (path: string, problem: string): Said => ({
  status: 400,
  body: { problems: [{ path, problem }] },
});

/** Where nobody signs in there is nobody to manage: the demo's own staff may do everything. */
const DEMO = { person: null, by: null, until: null, mustChoose: false, canChoose: false };

function mayManage({ request, options }: Pick<Asked, "request" | "options">): boolean {
  const actor = actorOf(request, options);
  return actor !== null && mayDo(actor, "manage-people", options.location());
}

/** Roles, and everything that they allow at this location. */
function allowed(request: FastifyRequest, options: DoorOptions) {
  const actor = actorOf(request, options);
  const roles = actor?.kind === "person" ? actor.grants : [];
  return { roles, may: actor === null ? [] : deedsOf(actor, options.location()) };
}

/** Whose password is kept here: nobody's of the accounts file, and nobody's whom the municipality's sign-in let in. */
function hasOwnPassword({ session, door: doors }: Pick<Asked, "session" | "door">): boolean {
  return session.by !== "oidc" && doors.people.find(session.person)?.isOfFile === false;
}

function me(asked: Asked): Said {
  const { person, by, until, isFirst } = asked.session;
  const own = { person, by, until, mustChoose: isFirst, canChoose: hasOwnPassword(asked) };
  return good({ ...own, ...allowed(asked.request, asked.options) });
}

/** Every other session of theirs ends: whoever changes a password may know why. */
async function choosePassword(asked: Asked): Promise<Said> {
  const { body, session, door: doors, options } = asked;
  const { old, password } = body as { old?: string; password: string };
  const person = doors.people.find(session.person);
  if (!person || !hasOwnPassword(asked)) return refused("of-file");
  if (!session.isFirst && !(await doors.people.isRight(person, old ?? "", options.now())))
    return refused("password-wrong");
  const problem = passwordProblem(password, person.person);
  if (problem !== null) return refused(problem);
  const failed = await doors.people.setPassword(person.person, password);
  if (failed !== null) return refused(failed);
  options.note(accountAct("password-chosen", { person: person.person, by: person.person }));
  doors.sessions.endAllOf(person.person);
  // A session that was opened with less than a password of one's own is never widened: a new one takes its place.
  const opened = { person: person.person, by: "password", grants: null, isFirst: false } as const;
  return { ...DONE, cookie: sessionCookie(doors.sessions.open(opened, options.now()), asked) };
}

function sessionList(asked: Asked): Said {
  const { door: doors, session, options } = asked;
  const all = mayManage(asked);
  const open = doors.sessions.list(options.now(), all ? null : session.person);
  return good(
    open.map(({ id, person, by, openedAt, until }) => {
      return { id, person, by, openedAt, until, isThis: id === session.id };
    }),
  );
}

function endSession(asked: Asked): Said {
  const { door: doors, session, params, options } = asked;
  const id = params["session"] ?? "";
  const whose = doors.sessions.list(options.now(), null).find((one) => one.id === id)?.person;
  const isEnded = doors.sessions.endById(id, mayManage(asked) ? null : session.person);
  if (!isEnded || whose === undefined) return missing("session");
  options.note(accountAct("session-ended", { person: whose, by: session.person }));
  return DONE;
}

function personItem({ person, grants, isOfFile, isBreakGlass, firstUntil }: Person) {
  return { person, roles: grants, isOfFile, isBreakGlass, firstUntil };
}

/** Roles of a body, or what is wrong with them. */
function rolesIn(body: Asked["body"]): { grants: readonly Grant[] } | { said: Said } {
  const read = readGrants(body["roles"], "roles");
  if (read.ok) return { grants: read.grants };
  return { said: { status: 400, body: { problems: read.problems } } };
}

async function addPerson({ body, door: doors, session, options }: Asked): Promise<Said> {
  const { person } = body as { person: string };
  if (!isStaffId(person)) return wrong("person", STAFF_ID_RULE);
  const roles = rolesIn(body);
  if ("said" in roles) return roles.said;
  const { grants } = roles;
  const added = await doors.people.add(person, grants, options.now());
  if (typeof added === "string") return refused(added);
  // Whoever came in under this name by the login service is somebody else from now on.
  doors.sessions.endAllOf(person);
  options.note(accountAct("person-added", { person, by: session.person, grants }));
  return good({ person, first: added.first });
}

function setRoles({ body, params, door: doors, session, options }: Asked): Said {
  const person = params["person"] ?? "";
  const roles = rolesIn(body);
  if ("said" in roles) return roles.said;
  const failed = doors.people.setGrants(person, roles.grants, options.location());
  if (failed === "person-unknown") return missing("person");
  if (failed !== null) return refused(failed);
  options.note(accountAct("roles-changed", { person, by: session.person, grants: roles.grants }));
  return DONE;
}

async function resetPerson({ params, door: doors, session, options }: Asked): Promise<Said> {
  const person = params["person"] ?? "";
  const reset = await doors.people.reset(person, options.now());
  if (reset === "person-unknown") return missing("person");
  if (typeof reset === "string") return refused(reset);
  doors.sessions.endAllOf(person);
  options.note(accountAct("password-reset", { person, by: session.person }));
  return good({ person, first: reset.first });
}

function removePerson({ params, door: doors, session, options }: Asked): Said {
  const person = params["person"] ?? "";
  const failed = doors.people.remove(person, options.location());
  if (failed === "person-unknown") return missing("person");
  if (failed !== null) return refused(failed);
  doors.sessions.endAllOf(person);
  options.hosts?.contacts.erase(hostKey(person));
  options.note(accountAct("person-removed", { person, by: session.person }));
  return DONE;
}

const ANSWERS: Readonly<Record<PeopleName, Answerer>> = {
  me,
  choosePassword,
  sessions: sessionList,
  endSession,
  people: ({ door: doors }) => good(doors.people.list().map(personItem)),
  addPerson,
  setRoles,
  resetPerson,
  removePerson,
};

/** What is answered where nobody signs in. */
function demoAnswer(name: PeopleName, options: DoorOptions, request: FastifyRequest): Said {
  if (name === "me") return good({ ...DEMO, ...allowed(request, options) });
  return name === "people" || name === "sessions" ? good([]) : refused("of-file");
}

/** Every route about people. */
export function peopleRoutes(app: FastifyInstance, options: WaysOptions): void {
  for (const name of Object.keys(ANSWERS) as PeopleName[]) {
    const { method, path, body, door: entrance } = API[name];
    app.route({
      method,
      url: `/api${path}`,
      ...door(entrance),
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const session = sessionOf(request, options);
        const said =
          options.door === null || session === null
            ? demoAnswer(name, options, request)
            : await ANSWERS[name]({
                ...{ request, session, options, door: options.door },
                params: request.params as Record<string, string>,
                body: (request.body ?? {}) as Record<string, unknown>,
              });
        if (said.cookie !== undefined) void reply.header("set-cookie", said.cookie);
        return reply.code(said.status).header("cache-control", "no-store").send(said.body);
      },
    });
  }
}
