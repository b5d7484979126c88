/**
 * The table of the HTTP API: every route with its words, its body and its answers.
 * Data only: server.ts serves it, openapi.ts prints it, and neither knows a route that does not stand here.
 */
import type { OtherDeed } from "../accounts/rights.ts";
import { APPOINTMENT_API } from "./appointment-api.ts";
import { HOST_API } from "./host-api.ts";
import { MACHINE_API } from "./machine-api.ts";
import type { AnswerName, BodyName } from "./schemas.ts";
import { TRAIL_API } from "./trail-api.ts";
import { WAYS_API } from "./ways-api.ts";

/** One row of the table. */
export type ApiRoute = {
  readonly method: "GET" | "POST";
  /** Below `/api`; `:name` is one part of the path. */
  readonly path: string;
  /** One sentence for the document. */
  readonly says: string;
  /** `null`: takes none. */
  readonly body: BodyName | null;
  /** The answer with status 200; `[]` around it is a list. */
  readonly answer: AnswerName | readonly [AnswerName];
  /** Whether a rule may refuse it (409). */
  readonly refuses: boolean;
  /** What whoever comes in must be allowed to do; by default to see the hall. Administrators are answered in the `language` that they ask for. */
  readonly door?: OtherDeed | "signed-in" | "open";
  /** What may be asked by in the address. */
  readonly query?: readonly string[];
  /** The longest body in bytes, where it is longer than a command. */
  readonly longest?: number;
  /** The kinds of a body that is no JSON of the table. */
  readonly takes?: readonly string[];
};

const reads = (path: string, answer: ApiRoute["answer"], says: string): ApiRoute => ({
  ...{ method: "GET", path, says, body: null },
  ...{ answer, refuses: false },
});
type Told = { body: BodyName | null; answer?: AnswerName; refuses?: boolean };
const tells = (path: string, { body, answer = "Done", refuses = true }: Told, says: string): ApiRoute => ({
  ...{ method: "POST", path, says },
  ...{ body, answer, refuses },
});

/** A document of 2 MiB, and what stands around it. */
const LONGEST_DOCUMENT_BODY = 2_162_688;
const asks = (path: string, { body, answer = "Saved", refuses = false }: Told, says: string): ApiRoute => ({
  ...tells(path, { body, answer, refuses }, says),
  door: "edit-document",
  longest: LONGEST_DOCUMENT_BODY,
});
const looks = (path: string, answer: ApiRoute["answer"], says: string): ApiRoute => ({
  ...reads(path, answer, says),
  door: "see-document",
});

const HERE = "/locations/:location";
const COUNTER = `${HERE}/counters/:counter`;
const STAND = `${HERE}/stands/:stand`;
const TICKET = `${HERE}/tickets/:ticket`;
const DESK = `${HERE}/administration`;

/** The table, by the name that a route has in the OpenAPI document (`operationId`). */
export const API = {
  locations: reads("/locations", ["Location"], "Every location of this hub."),
  location: reads(HERE, "Location", "One location."),
  languages: reads(
    `${HERE}/languages`,
    ["Language"],
    "Every language that Talon has texts for, and which are signed off so that the location may offer them.",
  ),
  queues: reads(
    `${HERE}/queues`,
    ["Queue"],
    "Open or closed, how many wait, the expected wait, the last call.",
  ),
  counters: reads(
    `${HERE}/counters`,
    ["Counter"],
    "Every counter and the ticket that is called or served there.",
  ),
  stands: reads(`${HERE}/stands`, ["Stand"], "Every stand, whether it is on line and what troubles it."),
  displays: reads(`${HERE}/displays`, ["Display"], "Every display."),
  tickets: reads(`${HERE}/tickets`, ["ListedTicket"], "Every ticket of today; never its token."),
  ticket: reads(TICKET, "ListedTicket", "One ticket of today."),
  callNext: tells(
    `${COUNTER}/call-next`,
    { body: "callNext" },
    "Call the next ticket to this counter. A ticket that is there must be named in `finishes`.",
  ),
  recall: tells(`${COUNTER}/recall`, { body: "counter" }, "Call the counter's ticket again."),
  serve: tells(`${COUNTER}/serve`, { body: "counter" }, "The citizen came: service starts."),
  finish: tells(`${COUNTER}/finish`, { body: "counter" }, "The visit at this counter is over."),
  noShow: tells(`${COUNTER}/no-show`, { body: "counter" }, "The called citizen did not come."),
  park: tells(`${COUNTER}/park`, { body: "counter" }, "Set the counter's ticket aside for the same staff."),
  resume: tells(`${COUNTER}/resume`, { body: "resume" }, "Call a parked ticket back to its counter."),
  still: tells(`${COUNTER}/still`, { body: "counter" }, "An unusually long service goes on."),
  undo: tells(
    `${COUNTER}/undo`,
    { body: "undo", answer: "Undone" },
    "Take back this counter's last command, within 8 s.",
  ),
  undoOwn: tells(
    `${HERE}/undo`,
    { body: "undo", answer: "Undone" },
    "Take back a command of one's own, within 8 s, wherever it was given.",
  ),
  openCounter: tells(
    `${COUNTER}/open`,
    { body: "session", answer: "Session" },
    "Open this counter until the service day ends, whatever the document says.",
  ),
  closeCounter: tells(
    `${COUNTER}/close`,
    { body: "session", answer: "Session" },
    "Close this counter; whoever is there is served to the end.",
  ),
  pause: tells(`${COUNTER}/pause`, { body: "pause", answer: "Session" }, "This counter is on a break."),
  endPause: tells(`${COUNTER}/end-pause`, { body: "session", answer: "Session" }, "The break is over."),
  takeQueues: tells(
    `${COUNTER}/take-queues`,
    { body: "takeQueues", answer: "Session" },
    "This counter takes these queues now, most important first, of those that it may.",
  ),
  callColleague: tells(
    `${COUNTER}/call-colleague`,
    { body: "session", answer: "Session" },
    "Staff at this counter need a colleague at once: every staff page says so.",
  ),
  answerColleague: tells(
    `${COUNTER}/answer-colleague`,
    { body: "answerColleague", answer: "Session" },
    "Somebody comes to this counter.",
  ),
  endColleague: tells(
    `${COUNTER}/end-colleague`,
    { body: "session", answer: "Session" },
    "This counter needs no help any more.",
  ),
  issue: tells(`${HERE}/issue`, { body: "issue" }, "A ticket from staff, callable at once."),
  adopt: tells(
    `${HERE}/adopt`,
    { body: "adopt" },
    "Take a number in by hand, from a roll or a paper nobody knows.",
  ),
  closeUpTo: tells(
    `${HERE}/close-up-to`,
    { body: "closeUpTo", answer: "Closed" },
    "After an outage: every ticket of this series up to this number was served.",
  ),
  answerHelp: tells(
    `${HERE}/answer-help`,
    { body: "answerHelp", answer: "Helping" },
    "I go to where help was called for.",
  ),
  call: tells(`${TICKET}/call`, { body: "call" }, "Call this very ticket."),
  transfer: tells(
    `${TICKET}/transfer`,
    { body: "transfer" },
    "Move a ticket to another queue, counter or person; it keeps its number and waiting time.",
  ),
  addService: tells(
    `${TICKET}/add-service`,
    { body: "addService" },
    "The same visit goes on with another service when this one is over.",
  ),
  tag: tells(`${TICKET}/tag`, { body: "tag" }, "Put these tags of the location on a ticket, and no others."),
  quickServe: tells(
    `${HERE}/quick-serve`,
    { body: "quickServe", answer: "Counted" },
    "Somebody was helped without a ticket: count it.",
  ),
  requeue: tells(
    `${TICKET}/requeue`,
    { body: "ticket" },
    "Put a no-show or called ticket back in its place.",
  ),
  cancel: tells(`${TICKET}/cancel`, { body: "ticket" }, "Withdraw a ticket."),
  confirm: tells(
    `${TICKET}/confirm`,
    { body: "ticket" },
    "A recovered ticket's citizen is here: let it wait.",
  ),
  reprint: tells(
    `${STAND}/reprint`,
    { body: "reprint", answer: "Ordered" },
    "Let this stand print one of its tickets again, with the same number, marked KOPI.",
  ),
  testSlip: tells(
    `${STAND}/test`,
    { body: "testSlip", answer: "Ordered", refuses: false },
    "Let this stand print a test slip.",
  ),
  lamp: tells(
    `${STAND}/lamp`,
    { body: "lamp", answer: "Ordered", refuses: false },
    "Light one lamp of this stand for a time, to find it.",
  ),
  document: looks(
    `${DESK}/document`,
    "Document",
    "The location's document as it was saved, the newest version.",
  ),
  dryRun: asks(
    `${DESK}/dry-run`,
    { body: "dryRun", answer: "Tried" },
    "What is wrong with a document, what would change, and what that means for those in the hall. Nothing is saved.",
  ),
  saveDocument: asks(
    `${DESK}/save`,
    { body: "saveDocument", refuses: true },
    "Save a document as the next version, in place of the one that was edited. It holds at once.",
  ),
  versions: looks(
    `${DESK}/versions`,
    ["Version"],
    "The newest 30 versions, newest first, with what each changed; `before=N` for those before it.",
  ),
  version: looks(`${DESK}/versions/:version`, "VersionDocument", "One version with its document."),
  undoVersion: asks(
    `${DESK}/undo`,
    { body: "undoVersion", refuses: true },
    "Save the document of an earlier version as the next one.",
  ),
  exportDocument: looks(
    `${DESK}/export`,
    "Export",
    "The whole location as one file, to be moved to another hub.",
  ),
  importPreview: asks(
    `${DESK}/import-preview`,
    { body: "importPreview", answer: "ImportPreview" },
    "What would differ if this exported file were taken, and the document to save for that.",
  ),
  templates: looks(`${DESK}/templates`, ["Template"], "Documents to start from."),
  machines: looks(
    `${DESK}/machines`,
    "Machines",
    "Ids of stands and displays that may connect to this hub or have done so, whether or not the location has them; how many keys a stand has, where it has said so; and sources of appointments in the hub's configuration.",
  ),
  readServices: asks(
    `${DESK}/read-services`,
    { body: "readServices", answer: "ServiceList" },
    "Services out of a table or out of one name a line. Nothing is saved.",
  ),
  me: {
    ...reads("/me", "Me", "Who I am, what I may do and until when I am signed in."),
    door: "signed-in",
  },
  choosePassword: {
    ...tells(
      "/password",
      { body: "choosePassword", answer: "Finished" },
      "Choose a password of my own; all my other sessions end.",
    ),
    door: "signed-in",
  },
  sessions: {
    ...reads("/sessions", ["SessionItem"], "My open sessions; everybody's for whoever manages people."),
    door: "signed-in",
  },
  endSession: {
    ...tells(
      "/sessions/:session/end",
      { body: null, answer: "Finished", refuses: false },
      "End one session at once.",
    ),
    door: "signed-in",
  },
  people: {
    ...reads("/people", ["Person"], "Everybody who may sign in with a password here."),
    door: "manage-people",
  },
  addPerson: {
    ...tells(
      "/people",
      { body: "addPerson", answer: "FirstPassword" },
      "A new account; its first password is told once.",
    ),
    door: "manage-people",
  },
  setRoles: {
    ...tells(
      "/people/:person/roles",
      { body: "setRoles", answer: "Finished" },
      "What somebody may do from now on.",
    ),
    door: "manage-people",
  },
  resetPerson: {
    ...tells(
      "/people/:person/reset",
      { body: null, answer: "FirstPassword" },
      "Another first password; all their sessions end.",
    ),
    door: "manage-people",
  },
  removePerson: {
    ...tells(
      "/people/:person/remove",
      { body: null, answer: "Finished" },
      "Nobody signs in with this account any more.",
    ),
    door: "manage-people",
  },
  ...MACHINE_API,
  ...APPOINTMENT_API,
  ...HOST_API,
  ...TRAIL_API,
  ...WAYS_API,
  signIn: tells("/sign-in", { body: "signIn", answer: "SignedIn", refuses: false }, "Sign in, for a cookie."),
  signOut: tells("/sign-out", { body: null, answer: "SignedOut", refuses: false }, "Sign out."),
} as const satisfies Record<string, ApiRoute>;
/** A route of the table. */
export type ApiName = keyof typeof API;
