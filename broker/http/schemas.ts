/**
 * The JSON Schemas (2020-12) of the HTTP API: fastify checks bodies with them and docs/openapi.json prints them.
 * Data only; knows no route and no rule. Unknown fields of a body are ignored (design rule 14), so none is forbidden here.
 */

import { COUNTER_STATES, LANGUAGES, REFUSALS } from "../../protocol/terms.ts";
import { PERSON_REFUSALS } from "../accounts/directory.ts";
import { PASSWORD_PROBLEMS } from "../accounts/first-password.ts";
import { KEEPABLE } from "../administration/transfer.ts";
import { BOOKING_REFUSALS } from "../appointments/by-host.ts";
import { APPOINTMENT_ANSWERS } from "./appointment-schemas.ts";
import { HOST_ANSWERS, HOST_BODIES } from "./host-schemas.ts";
import { MACHINE_BODIES, machineAnswers } from "./machine-schemas.ts";
import { PEOPLE_ANSWERS, PEOPLE_BODIES } from "./people-schemas.ts";
import {
  all,
  count,
  instant,
  type JsonSchema,
  listOf,
  number,
  object,
  opaque,
  orNull,
  slug,
  staffId,
  state,
  text,
  uuid,
  wait,
  yes,
} from "./schema-parts.ts";
import { LISTED_TICKET } from "./ticket-schema.ts";
import { TRAIL_ANSWERS, TRAIL_BODIES } from "./trail-schemas.ts";
import { WAYS_ANSWERS, WAYS_BODIES } from "./ways-schemas.ts";

const localText = object(Object.fromEntries(LANGUAGES.map((one) => [one, text])), ["da"]);

/** Everything that is refused anywhere. */
const REFUSED = [...new Set([...REFUSALS, ...PERSON_REFUSALS, ...PASSWORD_PROBLEMS, ...BOOKING_REFUSALS])];

/** What every command may carry. */
const command = {
  commandId: { ...uuid, description: "The same id again gets the same answer and changes nothing twice." },
  saw: { ...state, description: "The state that you saw; another one by now is refused as `changed`." },
};

/** Bodies of requests. Each may be left out where nothing is required. */
export const BODIES = {
  counter: object({ ...command, ticket: uuid }, []),
  callNext: object(
    { ...command, finishes: { ...uuid, description: "The ticket at the counter, which ends as served." } },
    [],
  ),
  ticket: object(command, []),
  call: object(
    {
      ...command,
      counter: { ...slug, description: "Default: the first open counter that is free." },
      anyway: { ...yes, description: "Also when another counter called it less than a minute ago." },
    },
    [],
  ),
  session: object({ commandId: uuid }, []),
  pause: object(
    { commandId: uuid, reason: { ...slug, description: "One of the location's; by default its first." } },
    [],
  ),
  takeQueues: object(
    {
      commandId: uuid,
      queues: { ...listOf(slug), maxItems: 200, description: "None: as the document says." },
    },
    ["queues"],
  ),
  answerColleague: object(
    { commandId: uuid, fromCounter: { ...slug, description: "Where whoever comes sits." } },
    [],
  ),
  issue: object(
    {
      ...{ commandId: uuid, queue: slug, service: slug, language: { type: "string", enum: LANGUAGES } },
      agreedAt: { ...instant, description: "The agreed time of an appointment that checks in." },
      appointment: { ...opaque, description: "To which `guest` has come; the queue is the appointment's." },
      guest: opaque,
    },
    ["queue"],
  ),
  adopt: object({ commandId: uuid, queue: slug, number }, ["queue", "number"]),
  closeUpTo: object({ commandId: uuid, number }, ["number"]),
  answerHelp: object({ commandId: uuid, counter: slug, help: uuid }, ["help"]),
  resume: object({ ...command, ticket: uuid }, ["ticket"]),
  transfer: object(
    {
      ...command,
      counter: { ...slug, description: "Where it is transferred from, for undo." },
      queue: slug,
      toCounter: slug,
      toStaff: { ...staffId, description: "At least one of queue, toCounter and toStaff." },
    },
    [],
  ),
  addService: object({ ...command, counter: slug, service: slug }, ["service"]),
  tag: object({ ...command, counter: slug, tags: { ...listOf(slug), maxItems: 50 } }, ["tags"]),
  quickServe: object({ commandId: uuid, counter: slug, service: slug }, ["service"]),
  undo: object({ commandId: uuid, undoes: { ...uuid, description: "The commandId that is taken back." } }, [
    "undoes",
  ]),
  reprint: object({ ticket: uuid }, ["ticket"]),
  testSlip: object({}, []),
  lamp: object(
    {
      button: { type: "integer", minimum: 1, maximum: 64 },
      light: { type: "string", enum: ["on", "off", "blink"] },
      forMs: { type: "integer", minimum: 0, maximum: 600_000, description: "At most ten minutes." },
    },
    ["button", "light", "forMs"],
  ),
  dryRun: object({ document: {} }, ["document"]),
  saveDocument: object({ document: {}, replaces: count, note: text }, ["document", "replaces"]),
  undoVersion: object({ to: count, replaces: count, note: text }, ["to", "replaces"]),
  importPreview: object(
    {
      file: { description: "The exported file: its text, or what JSON makes of it." },
      keep: {
        ...listOf({ type: "string", enum: KEEPABLE }),
        description: "Parts that stay as they are on this hub.",
      },
    },
    ["file"],
  ),
  readServices: object({ text: { type: "string", maxLength: 1_000_000 } }, ["text"]),
  ...HOST_BODIES,
  ...MACHINE_BODIES,
  ...PEOPLE_BODIES,
  ...TRAIL_BODIES,
  ...WAYS_BODIES,
} as const satisfies Record<string, JsonSchema>;
/** A body of the table. */
export type BodyName = keyof typeof BODIES;

const ticket = all({ id: uuid, number, state });
const told = all({ path: text, place: text, problem: text });
const change = all({
  path: { ...text, description: "In the new document; of what was removed in the old one." },
  kind: { type: "string", enum: ["added", "removed", "changed"] },
  ...{ before: {}, after: {}, words: text },
});
const tried = {
  problems: { ...listOf(told), description: "What stands against saving." },
  leftOut: {
    ...listOf(told),
    description: "Faulty parts: kept in the document, and left out until they are mended.",
  },
  changes: listOf(change),
  consequences: { ...listOf(text), description: "What it does to those who wait or are served now." },
};
const version = {
  version: { type: "integer", minimum: 1 },
  at: instant,
  by: { ...orNull(text), description: "The staff id of who saved it; null for a file." },
  note: orNull(text),
};
const document: JsonSchema = {
  type: "object",
  description: "A location's document (docs/examples/location.json).",
};

const MACHINE_ANSWERS = machineAnswers(localText);

/** What is answered, by name; `docs/openapi.json` holds them as components. */
export const ANSWERS = {
  Location: all({
    id: slug,
    name: localText,
    timeZone: text,
    languages: listOf(text),
    serviceDay: orNull(text),
  }),
  Language: all({
    id: { type: "string", enum: LANGUAGES },
    name: { ...text, description: "What its own speakers call it." },
    dir: { type: "string", enum: ["ltr", "rtl"] },
    offered: { ...yes, description: "Whether the location may offer it now." },
    of: { ...orNull(text), description: "What a sign-off is of; null where none is needed." },
    signedBy: orNull(all({ reader: text, at: text })),
    isVoid: { ...yes, description: "Whether its texts have changed since." },
    missing: { ...listOf(text), description: "Texts that are not translated yet." },
  }),
  Queue: all({
    id: slug,
    name: localText,
    letters: text,
    open: yes,
    opensAt: orNull(instant),
    waiting: count,
    wait: orNull(wait),
    lastCalled: orNull(all({ number, counter: slug, counterName: localText, at: instant })),
  }),
  Counter: all({
    id: slug,
    name: localText,
    state: { type: "string", enum: COUNTER_STATES },
    number: orNull(number),
    queue: orNull(slug),
    paused: yes,
    ticket: orNull(ticket),
  }),
  Stand: all({
    id: slug,
    name: localText,
    online: yes,
    problem: {
      ...orNull(text),
      description: "A code, e.g. HAL_PRINTER_PAPER_OUT; the stand's log has the words.",
    },
    paperLow: yes,
  }),
  Display: all({ id: slug, name: localText, counters: listOf(slug) }),
  ListedTicket: LISTED_TICKET,
  Done: all({ ticket }),
  Closed: all({ closed: count }),
  Counted: {
    ...all({ counted: count }),
    description: "How many of this service were helped without a ticket today.",
  },
  Undone: {
    oneOf: ["Done", "Closed", "Counted", "Session"].map((name) => ({ $ref: `#/components/schemas/${name}` })),
    description: "What is so again, in the words in which the command was answered.",
  },
  Helping: { ...all({ helping: uuid }), description: "The call that you answered first." },
  Session: {
    ...all({ session: all({ counter: slug, open: yes, pause: orNull(slug), queues: listOf(slug) }) }),
    description: "The counter as its staff decided; no queues: as the document says.",
  },
  Ordered: all({
    sent: yes,
    online: { ...yes, description: "Whether the stand is on line; one that is not never hears of it." },
  }),
  Refused: object(
    {
      refused: { type: "string", enum: REFUSED },
      by: { ...all({ counterName: localText }), description: "Where the ticket is by now." },
      newest: { ...all(version), description: "The version that was saved meanwhile." },
    },
    ["refused"],
  ),
  Problems: all({ problems: listOf(all({ path: text, problem: text })) }),
  Problem: all({ problem: text }),
  Document: all({ ...version, document }),
  Tried: all(tried),
  Saved: all({ version: version.version, leftOut: tried.leftOut, changes: tried.changes }),
  Version: all({ ...version, changes: listOf(change) }),
  VersionDocument: all({ ...version, document, changes: listOf(change) }),
  Export: all({ talon: { const: "location" }, v: { const: 1 }, exportedAt: text, document }),
  ImportPreview: all({
    ...{ ...tried, document },
    from: all({ location: text, name: text, version: orNull(count), exportedAt: orNull(text) }),
    summary: text,
  }),
  Template: all({ template: slug, name: localText, document }),
  Machines: all({
    stands: listOf(slug),
    displays: listOf(slug),
    sources: listOf(slug),
    buttons: { type: "object", additionalProperties: count },
  }),
  ServiceList: all({
    services: listOf(
      object({ service: slug, name: localText, queue: slug, queueName: text, letters: text }, [
        "service",
        "name",
      ]),
    ),
    problems: listOf(all({ line: count, problem: text })),
  }),
  ...MACHINE_ANSWERS,
  ...APPOINTMENT_ANSWERS,
  ...HOST_ANSWERS,
  ...PEOPLE_ANSWERS,
  ...TRAIL_ANSWERS,
  ...WAYS_ANSWERS,
} as const satisfies Record<string, JsonSchema>;
/** An answer of the table. */
export type AnswerName = keyof typeof ANSWERS;
