/**
 * The JSON Schemas of what the HTTP API is asked and answers about how hosts are told of their guests.
 * Data only.
 */
import { HOST_WAYS } from "../../protocol/terms.ts";
import { all, count, type JsonSchema, listOf, object, orNull } from "./schema-parts.ts";

const way: JsonSchema = { type: "string", enum: HOST_WAYS };
const typed = (maxLength: number): JsonSchema => ({ type: "string", maxLength });
const language: JsonSchema = { type: "string", enum: ["da", "en"] };
const ADDRESSES = { mobile: typed(40), mail: typed(254), teams: typed(1000), phone: typed(100) };

/** Bodies of requests. */
export const WAYS_BODIES = {
  setWays: object({ ways: { ...listOf(way), maxItems: HOST_WAYS.length }, language, ...ADDRESSES }, ["ways"]),
  addBrowser: all({ endpoint: typed(1000), keys: all({ p256dh: typed(200), auth: typed(100) }) }),
} as const satisfies Record<string, JsonSchema>;

/** Answers. */
export const WAYS_ANSWERS = {
  Ways: all({
    can: { ...listOf(way), description: "The ways that this hub has." },
    ways: { ...listOf(way), description: "Those that were chosen." },
    language: { ...orNull(language), description: "Of the words; null: as the house speaks." },
    mobile: orNull(typed(40)),
    mail: orNull(typed(254)),
    teams: orNull(typed(1000)),
    phone: orNull(typed(100)),
    browsers: { ...count, description: "How many browsers are told." },
    pushKey: {
      ...orNull(typed(200)),
      description: "By which a browser knows this hub (applicationServerKey); null: it sends no push.",
    },
    houseTeams: {
      type: "boolean",
      description: "Whether whoever gives no workflow of their own is told in the house's.",
    },
  }),
} as const satisfies Record<string, JsonSchema>;
