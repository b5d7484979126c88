import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "../../protocol/messages.ts";
import { matchTopic, OWN_PART, ROLES, TOPICS, type TopicName, topicOf } from "../../protocol/topics.ts";

const names = Object.keys(TOPICS) as TopicName[];
const parts = { location: "demo", stand: "s1", queue: "a", counter: "1", display: "d1", staff: "anna" };

describe.each(names)("the row %s", (name) => {
  it("finds itself by its own topic", () => {
    const { address } = TOPICS[name];
    const ids: Record<string, string> = {};
    for (const [, part] of address.matchAll(/\{(\w+)\}/g)) ids[part as string] = "x1";
    const match = matchTopic(topicOf(name, { location: "demo", ...ids }));
    expect(match).toEqual({ name, location: "demo", at: ids });
  });

  it("carries a known payload, is written by one role and read by known ones", () => {
    const row = TOPICS[name];
    expect(MESSAGES).toHaveProperty(row.message);
    expect(ROLES).toContain(row.writer);
    expect(row.readers.every((reader) => ROLES.includes(reader))).toBe(true);
    expect(row.says).toMatch(/[.?!]$/);
  });

  it("is never retained when it is a request, an answer or a command", () => {
    const { address, retained } = TOPICS[name];
    expect(/request|response|command|notices/.test(address) && retained).toBe(false);
  });
});

it("a client below its own id is named in its address", () => {
  const written = Object.values(TOPICS).filter((row) => OWN_PART[row.writer]);
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((row) => !row.address.includes(`{${OWN_PART[row.writer]}}`))).toEqual([]);
});

it("a part that is left out is a wildcard", () => {
  expect(topicOf("issue", { location: "demo", stand: "s1" })).toBe("talon/demo/stands/s1/request/issue");
  expect(topicOf("queueState", { location: "demo" })).toBe("talon/demo/queues/+");
  expect(topicOf("calls", {})).toBe("talon/+/calls");
});

it.each([
  "",
  "talon",
  "talon/",
  "talon//calls",
  "other/demo/calls",
  "talon/demo/calls/more",
  "talon/demo/stands/s1/request/dance",
])("%j is a foreign topic", (topic) => {
  expect(matchTopic(topic)).toBeNull();
});

it("no topic makes the match throw, and a match leads back to its topic: 10,000 topics", () => {
  const level = fc.oneof(
    fc.constantFrom(
      ...names.flatMap((name) => TOPICS[name].address.split("/")),
      "demo",
      "__proto__",
      "+",
      "#",
    ),
    fc.string({ maxLength: 12 }),
  );
  const near = fc.array(level, { maxLength: 7 }).map((levels) => ["talon", ...levels].join("/"));
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (topic) => {
      const match = matchTopic(topic);
      if (match) expect(topicOf(match.name, { ...match.at, location: match.location })).toBe(topic);
    }),
    { numRuns: 10_000 },
  );
});

it("ids of the demo stand where the addresses say", () => {
  expect(topicOf("displayPicture", parts)).toBe("talon/demo/displays/d1");
  expect(topicOf("staffNotice", parts)).toBe("talon/demo/staff/anna/notices");
});
