import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { WORDS } from "../../../broker/administration/words.ts";
import { locationSchema } from "../../../protocol/config.ts";

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

/** The fields that a schema names, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (!isSchema(schema)) return [];
  const { properties, ...rest } = schema;
  const named = isSchema(properties) ? Object.entries(properties) : [];
  return [
    ...named.flatMap(([name, inner]) => [name, ...fieldsOf(inner)]),
    ...Object.values(rest).flatMap(fieldsOf),
  ];
}

describe("the words of administration", () => {
  const schema = z.toJSONSchema(locationSchema, { io: "input", unrepresentable: "any" });
  const fields = [...new Set(fieldsOf(schema))];

  it.each(["da", "en"] as const)("name every field of a location's document (%s)", (language) => {
    expect(fields).toContain("recallLimit");
    const { fields: words, languages } = WORDS[language];
    expect(fields.filter((field) => !(field in words) && !(field in languages))).toEqual([]);
  });
});
