import { expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";

it("after 1.5 s without an answer the stand takes the next number of its own series", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.pass(1499);
  expect(stand.ticketOf(ticketId)?.number).toBeNull();
  stand.pass(1);
  expect(stand.ticketOf(ticketId)).toMatchObject({ number: "AB01", series: "own" });
});

it("while the link is down the stand numbers at once, with one fdatasync for intent and number", () => {
  const stand = new BenchStand().online();
  stand.offline();
  stand.forget();
  const ticketId = stand.press(1)!;
  expect(stand.ticketOf(ticketId)?.number).toBe("AB01");
  const syncs = stand.effects.filter((effect) => effect.do === "append" && effect.sync);
  expect(syncs).toHaveLength(1);
  expect(stand.published("issue")).toEqual([]);
});

it("after one issue without an answer the link counts as down until the hub says something", () => {
  const stand = new BenchStand().online();
  stand.press(1);
  stand.pass(1500);
  stand.forget();
  expect(stand.ticketOf(stand.press(2)!)?.number).toBe("BB01");
  expect(stand.published("issue")).toEqual([]);
  stand.queue("a", true);
  stand.pass(5000);
  stand.press(2);
  expect(stand.published("issue")).toHaveLength(1);
});

it("a message that the broker had kept does not prove that the hub is there", () => {
  const stand = new BenchStand().online();
  stand.press(1);
  stand.pass(1500);
  stand.available();
  expect(stand.picture().online).toBe(false);
});

it("an answer that comes after the own number is dropped", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.pass(1500);
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  expect(stand.prints()).toMatchObject([{ ticket: { number: "AB01" } }]);
});
