import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXAMPLES } from "../../protocol/examples.ts";
import {
  decode,
  decodeRecord,
  encode,
  LONGEST_PAYLOAD,
  MESSAGES,
  type MessageName,
  transactionOf,
} from "../../protocol/messages.ts";

const names = Object.keys(MESSAGES) as MessageName[];
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe.each(names)("the example of %s", (name) => {
  it("decodes and says the same again", () => {
    const travelled = decode(name, encode(name, EXAMPLES[name] as never));
    expect(travelled).toEqual({ ok: true, value: EXAMPLES[name] });
  });

  it("decodes with fields that this version does not know, without them", () => {
    const newer = { ...EXAMPLES[name], invented: { later: true } };
    expect(decode(name, bytes(newer))).toEqual({ ok: true, value: EXAMPLES[name] });
  });

  it("is refused in a version that is not spoken", () => {
    for (const v of [0, 2, 99, -1])
      expect(decode(name, bytes({ ...EXAMPLES[name], v }))).toEqual({
        ok: false,
        problem: `v: version ${v} is not spoken here`,
      });
  });

  it("is refused with its path when a field is missing", () => {
    const { at: _, ...rest } = EXAMPLES[name];
    const answer = decode(name, bytes(rest));
    expect(answer.ok ? "" : answer.problem).toContain("at: ");
  });
});

describe("bytes from outside", () => {
  /** Mutates examples: the most dangerous nonsense is nearly right. */
  const nearly = fc
    .tuple(fc.constantFrom(...names), fc.string(), fc.jsonValue(), fc.boolean())
    .map(([name, key, value, isTop]) => {
      const example = structuredClone(EXAMPLES[name]) as Record<string, unknown>;
      const keys = Object.keys(example);
      const field = isTop ? key : (keys[key.length % keys.length] as string);
      return { name, payload: JSON.stringify({ ...example, [field]: value }) };
    });
  const foreign = fc
    .tuple(fc.constantFrom(...names), fc.jsonValue())
    .map(([name, value]) => ({ name, payload: JSON.stringify(value) }));
  const noise = fc
    .tuple(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }))
    .map(([name, payload]) => ({ name, payload }));

  it("never throw, and what is accepted says the same again: 10,000 payloads", () => {
    fc.assert(
      fc.property(fc.oneof(nearly, foreign, noise), ({ name, payload }) => {
        const first = decode(name, payload);
        transactionOf(payload);
        if (!first.ok) return first.problem.length > 0;
        const second = decode(name, encode(name, first.value));
        expect(second).toEqual(first);
        return true;
      }),
      { numRuns: 10_000 },
    );
  });

  it("that are no JSON, no UTF-8 or too long are refused", () => {
    expect(decode("test", "{").ok).toBe(false);
    expect(decode("test", new Uint8Array([0x22, 0xff, 0x22])).ok).toBe(false);
    expect(decode("test", " ".repeat(LONGEST_PAYLOAD + 1))).toEqual({
      ok: false,
      problem: `longer than ${LONGEST_PAYLOAD} bytes`,
    });
  });

  it("name each problem by its path", () => {
    const wrong = { ...EXAMPLES.issue, token: "x", queue: "A B" };
    const answer = decode("issue", bytes(wrong));
    expect(answer.ok ? "" : answer.problem).toMatch(/token: .*; queue: /);
    expect(decode("issue", "3")).toMatchObject({ ok: false, problem: expect.stringMatching(/^\(whole\): /) });
  });
});

describe("a record of printed", () => {
  const [record] = EXAMPLES.printed.records;

  it("is decoded by itself, so that a bad one spoils no other", () => {
    expect(decodeRecord(record)).toEqual({ ok: true, value: record });
    expect(decodeRecord({ ...(record as object), number: "07A" }).ok).toBe(false);
    expect(decode("printed", bytes({ ...EXAMPLES.printed, records: [{ bad: 1 }, record] })).ok).toBe(true);
  });

  it("is taken in without a number only where the stand withdrew it", () => {
    expect(decodeRecord({ ...(record as object), number: null, paper: "withdrawn" }).ok).toBe(true);
  });

  it("never throws whatever it is", () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof decodeRecord(value).ok === "boolean"));
  });
});

describe("the transaction of a request that cannot be decoded", () => {
  it("is still read, so that its sender can be answered", () => {
    expect(transactionOf(bytes({ id: EXAMPLES.printed.id, records: "nonsense" }))).toBe(EXAMPLES.printed.id);
  });

  it("is null when even that is unreadable", () => {
    expect(transactionOf("{")).toBeNull();
    expect(transactionOf(bytes({ id: 7 }))).toBeNull();
  });
});
