/**
 * The OpenAPI 3.1 document of the HTTP API, made from the table of routes and the schemas that check the bodies.
 * Pure; knows no server.
 */
import { SPOKEN } from "../administration/words.ts";
import { API, type ApiRoute } from "./api.ts";
import type { JsonSchema } from "./schema-parts.ts";
import { ANSWERS, BODIES } from "./schemas.ts";

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: JsonSchema) => ({ "application/json": { schema } });
const raw = (kinds: readonly string[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, { schema: { type: "string" } }]));
const says = (description: string, name: string) => ({ description, content: json(ref(name)) });

function doneWords({ method, answer, refuses }: ApiRoute): string {
  if (method === "GET") return "As it is now.";
  if (answer === "Ordered") return "Handed to the MQTT broker; nothing of it stands in the ledger.";
  // What rules decide is what the ledger holds; nobody's sign-in stands there.
  return refuses ? "Done, and written in the ledger." : "Done.";
}

const SLOWED: JsonSchema = {
  ...says("Too many tries; wait.", "Problem"),
  headers: {
    "Retry-After": { description: "Seconds until the next try is looked at.", schema: { type: "integer" } },
  },
};

/** A file is told by its kinds, and has its own refusals. */
function fileAnswers(): JsonSchema {
  return {
    "200": { description: "The file.", content: raw(["text/csv", "application/x-ndjson"]) },
    "400": says("The filter cannot be read: every problem by its field.", "Problems"),
    "401": says("Not signed in (only where sign-in is asked for).", "Problem"),
    "403": says(`Not allowed to you. ${STRANGER}`, "Problem"),
    "404": says("There is no such location.", "Problem"),
    "503": says("Too many walk through the ledger; try again.", "Problem"),
  };
}

const STRANGER = "Asked from a page or a host that is not the hub's own.";

function answers(route: ApiRoute): JsonSchema {
  const { answer } = route;
  if (answer === "TrailFile") return fileAnswers();
  const good = typeof answer === "string" ? ref(answer) : { type: "array", items: ref(answer[0]) };
  const hasBody = route.method === "POST";
  const isForAll = ["signed-in", "open", undefined].includes(route.door);
  return {
    "200": { description: doneWords(route), content: json(good) },
    ...(hasBody
      ? { "400": says("The body is not as it must be: every problem by its path.", "Problems") }
      : {}),
    "401": says("Not signed in (only where sign-in is asked for).", "Problem"),
    "403": says(isForAll ? STRANGER : `Not allowed to you. ${STRANGER}`, "Problem"),
    "404": says("There is no such location, counter, stand, ticket, version, session or person.", "Problem"),
    ...(route.longest === undefined ? {} : { "413": says("The body is too long.", "Problem") }),
    ...(route.refuses ? { "409": says("A rule refused it; nothing has changed.", "Refused") } : {}),
    ...(route.path === "/sign-in" ? { "429": SLOWED } : {}),
    ...(answer === "Ordered" ? { "503": says("The MQTT broker is out of reach.", "Problem") } : {}),
  };
}

const LANGUAGE: JsonSchema = {
  name: "language",
  in: "query",
  description: "What problems and changes are told in; Danish when it is left out.",
  schema: { type: "string", enum: SPOKEN },
};
const BEFORE: JsonSchema = { name: "before", in: "query", schema: { type: "integer", minimum: 1 } };

const DAYS: JsonSchema = {
  name: "days",
  in: "query",
  description: "So many days after today, at most 60.",
  schema: { type: "integer", minimum: 0, maximum: 60 },
};

function parameters({ path, door, answer, query = [] }: ApiRoute): JsonSchema[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const of = typeof answer === "string" ? null : answer[0];
  return [
    ...inPath,
    ...(door === "edit-document" || door === "see-document" ? [LANGUAGE] : []),
    ...(of === "Version" ? [BEFORE] : []),
    ...(of === "Appointment" ? [DAYS] : []),
    ...query.map((name) => ({ name, in: "query", schema: { type: "string" } })),
  ];
}

function operation(name: string, route: ApiRoute): JsonSchema {
  const isNeeded = route.body !== null && (BODIES[route.body]["required"] as unknown[]).length > 0;
  return {
    operationId: name,
    summary: route.says,
    parameters: parameters(route),
    ...(route.body === null
      ? {}
      : { requestBody: { required: isNeeded, content: json(BODIES[route.body]) } }),
    ...(route.takes === undefined ? {} : { requestBody: { required: true, content: raw(route.takes) } }),
    responses: answers(route),
  };
}

/** The whole document, always the same for the same version. */
export function openApi(version: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const [name, route] of Object.entries(API)) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Talon hub",
      version,
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      description:
        "What staff pages and other people's software ask of the hub. The same commands exist as MQTT requests (docs/asyncapi.json). No answer holds a ticket's token or a person. Whoever asks too often is answered 429 with Retry-After, whatever they ask.",
    },
    paths,
    components: { schemas: ANSWERS },
  };
}
