import { expect, it } from "vitest";
import * as z from "zod/mini";
import { explained } from "../../../protocol/config/explain.ts";

function said(schema: z.ZodMiniType, value: unknown): string[] {
  const result = schema.safeParse(value, { error: explained });
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

const text = z.string().check(z.minLength(2), z.maxLength(3));
const list = z.array(z.int()).check(z.minLength(1), z.maxLength(1));

it.each<[string, z.ZodMiniType, unknown, string]>([
  ["a missing value", text, undefined, "is missing"],
  ["a missing word", z.literal(1), undefined, "is missing"],
  [
    "a missing part",
    z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]),
    undefined,
    "is missing",
  ],
  ["a missing kind", z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]), {}, "is missing"],
  ["a missing choice", z.union([z.int(), text]), undefined, "is missing"],
  [
    "no part",
    z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]),
    3,
    "must be of type object",
  ],
  ["a value of another type", text, 3, "must be of type string"],
  ["a short text", text, "x", "must be at least 2 characters long"],
  ["a long text", text, "xxxx", "must be at most 3 characters long"],
  ["an empty list", list, [], "must be at least 1 entries"],
  ["a long list", list, [1, 2], "must be at most 1 entries"],
  ["half a number", z.int(), 1.5, "must be a whole number"],
  ["a name that is none", z.record(z.string().check(z.regex(/^a$/)), text), { b: "xx" }, "(/^a$/)"],
  ["a small number", z.int().check(z.gte(5)), 4, "must be at least 5"],
  ["a large number", z.int().check(z.lte(5)), 6, "must be at most 5"],
  ["a text of another form", z.string().check(z.regex(/^a$/)), "b", "is not written as it must be (/^a$/)"],
  ["an address that is none", z.url(), "b", "is not written as it must be (url)"],
  ["an unknown key", z.strictObject({}), { prot: 1 }, 'there is no setting "prot"'],
  ["an unknown word", z.enum(["da", "en"]), "fr", 'must be one of "da", "en"'],
  [
    "an unknown kind",
    z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]),
    { kind: "b" },
    'is no known kind: must be one of "a"',
  ],
  ["no shape", z.union([z.int(), text]), true, "has none of the allowed shapes"],
  ["anything else", z.int().check(z.multipleOf(2)), 3, "is not valid"],
])("%s is told in plain words", (_, schema, value, words) => {
  expect(said(schema, value)).toEqual([expect.stringContaining(words)]);
});

it("a kind that is unknown where nobody says which are known is told without them", () => {
  const issue = { code: "invalid_union", discriminator: "kind", input: { kind: "b" }, errors: [] } as const;
  expect(explained({ ...issue, errors: [] })).toBe("is no known kind");
});

it("a key of which nothing is told has words of its own", () => {
  const issue = { code: "invalid_key", origin: "record", input: {}, issues: [] } as const;
  expect(explained({ ...issue, issues: [] })).toBe("is no name for it");
});
