import { expect, it } from "vitest";
import { uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

it("the number is on disk before the first byte goes to the printer", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.forget();
  stand.answerIssue(ticketId, "A07");
  expect(stand.effects).toContainEqual(
    expect.objectContaining({ do: "append", sync: true, stores: ticketId }),
  );
  expect(stand.prints()).toEqual([]);
});

it("paper of which not one byte was taken is shown on the screen and is valid", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.paper(ticketId, "failed");
  expect(stand.ticketOf(ticketId)?.paper).toBe("screen");
  expect(stand.picture().ticketOnScreen).toMatchObject({
    number: "A07",
    url: expect.stringMatching(/^http:\/\/hub\/t\/\w{26}$/),
  });
});

it("without a screen such a ticket is withdrawn", () => {
  const stand = new BenchStand({ identity: { hasScreen: false } }).online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.paper(ticketId, "failed");
  expect(stand.ticketOf(ticketId)?.paper).toBe("withdrawn");
});

it.each(["torn", "unknown"] as const)("%s paper stays valid", (result) => {
  const stand = new BenchStand({ identity: { hasScreen: false } }).online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.paper(ticketId, result);
  expect(stand.ticketOf(ticketId)?.paper).toBe(result);
});

it("after a restart an intent without a number is withdrawn, and the hub is told", () => {
  const before = new BenchStand().online();
  const ticketId = before.press(1)!;
  const stand = restarted(before).online();
  expect(stand.ticketOf(ticketId)?.paper).toBe("withdrawn");
  expect(stand.published("printed")[0]?.records).toMatchObject([
    { ticketId, number: null, paper: "withdrawn" },
  ]);
});

it("after a restart a number without a result is valid, unknown, and not printed again", () => {
  const before = new BenchStand().online();
  const ticketId = before.press(1)!;
  before.answerIssue(ticketId, "A07");
  const stand = restarted(before).online();
  expect(stand.ticketOf(ticketId)).toMatchObject({ number: "A07", paper: "unknown" });
  stand.stored(ticketId);
  expect(stand.prints()).toEqual([]);
});

it("a reprint keeps id and number, is a copy, and a doubled order prints one", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.ticket(1, "A07");
  stand.forget();
  const order = { ...stand.head(), ticketId };
  stand.says("reprint", order);
  stand.says("reprint", order);
  expect(stand.prints()).toMatchObject([{ job: "copy", ticket: { ticketId, number: "A07" } }]);
  stand.happen({ kind: "printed", job: "copy", ticketId, result: "failed", code: null });
  expect(stand.ticketOf(ticketId)?.paper).toBe("printed");
});

it("a ticket that nobody knows or that was withdrawn is not printed again", () => {
  const stand = new BenchStand().online();
  const withdrawn = stand.press(1)!;
  stand.refuse(withdrawn, "queue-closed");
  stand.says("reprint", { ...stand.head(), ticketId: withdrawn });
  stand.says("reprint", { ...stand.head(), ticketId: uuid(7) as typeof withdrawn });
  expect(stand.prints()).toEqual([]);
});
