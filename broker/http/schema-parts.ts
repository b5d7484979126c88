/**
 * What the JSON Schemas of the HTTP API are put together from.
 * Data and functions on data only.
 */

import { STAFF_ID, TICKET_STATES } from "../../protocol/terms.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [key: string]: unknown };

/** Fields, and which of them must be there. */
export const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({
  type: "object",
  properties,
  required,
});
/** Fields that must all be there. */
export const all = (properties: Readonly<Record<string, JsonSchema>>) =>
  object(properties, Object.keys(properties));
/** Or nothing. */
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
/** Any number of them. */
export const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });

/** An id of one of the staff. */
export const staffId: JsonSchema = { type: "string", pattern: STAFF_ID.source };
/** An id of the location's document. */
export const slug: JsonSchema = { type: "string", pattern: "^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$" };
/** A moment. */
export const instant: JsonSchema = {
  type: "integer",
  minimum: 0,
  description: "Milliseconds since 1970, UTC.",
};
/** Words that people read. */
export const text: JsonSchema = { type: "string", maxLength: 300 };
/** True or false. */
export const yes: JsonSchema = { type: "boolean" };
/** How many, or how long. */
export const count: JsonSchema = { type: "integer", minimum: 0 };
const waits = ["fromMs", "toMs", "medianMs"];
/** An expected wait; waits that earlier hubs told have no mean. */
export const wait = object({ fromMs: count, toMs: count, medianMs: count, meanMs: count }, waits);

/** An id that programs make. */
export const uuid: JsonSchema = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
};
/** A ticket's number. */
/** The opaque name of an appointment or a guest. */
export const opaque: JsonSchema = { type: "string", pattern: "^[0-7][0-9A-HJKMNP-TV-Z]{25}$" };
export const number: JsonSchema = { type: "string", pattern: "^[A-Z]{1,4}[0-9]{2,6}$", examples: ["A07"] };
/** Where a ticket is in its life. */
export const state: JsonSchema = { type: "string", enum: TICKET_STATES };
