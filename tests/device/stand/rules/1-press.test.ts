import { expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";

it("a press writes the intent with id and token before the hub is asked", () => {
  const stand = new BenchStand().online();
  stand.forget();
  const ticketId = stand.press(1);
  const [first, second] = stand.effects.filter(({ do: what }) => what === "append" || what === "publish");
  expect(first).toMatchObject({
    do: "append",
    sync: true,
    lines: [{ kind: "intent", ticket: { ticketId } }],
  });
  expect(second).toMatchObject({ do: "publish", topic: "issue", message: { ticketId, queue: "a" } });
});

it("the token is no part of the id", () => {
  const stand = new BenchStand().online();
  stand.press(1);
  const [asked] = stand.published("issue");
  expect(asked?.token).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  expect(asked?.ticketId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

it("the hub's answer is stored and then printed, with people ahead", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  expect(stand.prints()).toEqual([]);
  stand.stored(ticketId);
  expect(stand.prints()).toMatchObject([{ job: "ticket", ahead: 2, ticket: { ticketId, number: "A07" } }]);
});

it("the same answer twice prints once", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  expect(stand.prints()).toHaveLength(1);
});

it("a refused press gives no paper, says why, and the hub is told that nothing was given", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.refuse(ticketId, "queue-closed");
  expect(stand.prints()).toEqual([]);
  expect(stand.picture().standing).toMatchObject({ refused: "queue-closed" });
  expect(stand.ticketOf(ticketId)?.paper).toBe("withdrawn");
});
