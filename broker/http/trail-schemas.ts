/**
 * The JSON Schemas of what is asked and answered about the audit trail and about what is kept about persons.
 * Data only.
 */
import { all, instant, type JsonSchema, listOf, object, orNull, slug, text, yes } from "./schema-parts.ts";

const count: JsonSchema = { type: "integer", minimum: 0 };
const long: JsonSchema = { type: "string" };

/** Bodies of requests. */
export const TRAIL_BODIES = {
  citizen: object({ person: { type: "string", pattern: "^[0-9A-Za-z]{26}$" } }, ["person"]),
} as const satisfies Record<string, JsonSchema>;

const chain = all({
  checkedAt: instant,
  upTo: count,
  broken: { ...orNull(count), description: "The first event that is not as it was written." },
  cut: { ...orNull(count), description: "What the ledger had reached, where it ends before that now." },
});

const row = all({
  ...{ seq: count, at: instant, act: text, what: text, who: text },
  person: { ...orNull(text), description: "A cover name to ask for more of theirs by." },
  refused: { ...orNull(text), description: "Why nothing came of it." },
  ...{ counter: orNull(text), stand: orNull(text), queue: orNull(text), ticket: orNull(text) },
  details: listOf(long),
  hash: { ...text, description: "Of the chain, up to this event." },
});

const howLong = { what: text, why: text, howLong: text };

/** Answers. */
export const TRAIL_ANSWERS = {
  Trail: all({
    entries: listOf(row),
    before: { ...orNull(count), description: "Where the next page begins; null when there is no more." },
    searchedTo: { ...orNull(instant), description: "When the oldest event was that was looked at." },
  }),
  TrailChoices: all({
    timeZone: text,
    location: text,
    mayNames: { ...yes, description: "Whether accounts are told by their names." },
    people: listOf(all({ alias: text, name: text })),
    acts: listOf(all({ group: text, words: text, acts: listOf(all({ act: text, words: text })) })),
    counters: listOf(all({ id: slug, name: text })),
    stands: listOf(all({ id: slug, name: text })),
  }),
  TrailFile: long,
  Chain: all({ chain: orNull(chain) }),
  Register: all({
    purposes: listOf(all({ purpose: text, name: text, ...howLong, now: orNull(count) })),
    others: listOf(all(howLong)),
    erasures: listOf(all({ at: instant, purpose: text, count, why: text })),
    timeZone: text,
  }),
  Citizen: all({
    records: listOf(
      all({ purpose: text, why: text, until: instant, fields: listOf(all({ name: text, value: long })) }),
    ),
  }),
  Erased: all({ erased: count }),
} as const satisfies Record<string, JsonSchema>;
