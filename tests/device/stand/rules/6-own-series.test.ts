import { expect, it } from "vitest";
import type { OutboxId } from "../../../../protocol/terms.ts";
import { DAY, NEXT_DAY, uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

const numberOf = (stand: BenchStand, button: number) => {
  const number = stand.ticketOf(stand.ownTicket(button))?.number;
  stand.pass(5000);
  return number;
};

it("own numbers carry the leased letters and never repeat, over a restart and a new hello", () => {
  const stand = new BenchStand().online();
  stand.offline();
  expect([numberOf(stand, 1), numberOf(stand, 2), numberOf(stand, 1)]).toEqual(["AB01", "BB01", "AB02"]);
  const again = restarted(stand);
  expect(numberOf(again, 1)).toBe("AB03");
  again.online();
  again.offline();
  expect(numberOf(again, 1)).toBe("AB04");
});

it("own numbers widen by a digit, do not wrap, and end where the lease ends", { timeout: 20_000 }, () => {
  const stand = new BenchStand().online();
  stand.answerHello({ lease: { serviceDay: DAY, letters: { a: "AB" }, last: 101 } });
  stand.offline();
  const numbers = Array.from({ length: 101 }, () => numberOf(stand, 1));
  expect(numbers.slice(98)).toEqual(["AB99", "AB100", "AB101"]);
  expect(stand.press(1)).toBeNull();
});

it("a new queue extends the lease, and what was counted stays counted", () => {
  const stand = new BenchStand().online();
  stand.offline();
  numberOf(stand, 1);
  stand.online();
  stand.answerHello({ lease: { serviceDay: DAY, letters: { a: "AB", b: "BB", c: "CB" }, last: 999 } });
  stand.offline();
  expect(numberOf(stand, 1)).toBe("AB02");
});

it("the same letters in a new day begin with 1, since numbers belong to their day", () => {
  const stand = new BenchStand().online();
  stand.offline();
  numberOf(stand, 1);
  stand.online();
  stand.answerHello({
    serviceDay: NEXT_DAY,
    lease: { serviceDay: NEXT_DAY, letters: { a: "AB" }, last: 999 },
  });
  stand.offline();
  expect(numberOf(stand, 1)).toBe("AB01");
});

it("without a lease there is no off-line number: the lamps are dark", () => {
  const stand = new BenchStand();
  stand.happen({ kind: "link", isUp: true });
  stand.available();
  stand.answerHello({ lease: null });
  stand.queue("a", true);
  stand.offline();
  expect(stand.lit()).toEqual([]);
  expect(stand.press(1)).toBeNull();
  expect(stand.picture().buttons[0]?.because).toBe("no-number");
});

it("a queue for which no letters were given has no off-line number", () => {
  const stand = new BenchStand().online();
  stand.answerHello({ lease: { serviceDay: DAY, letters: { a: "AB" }, last: 999 } });
  stand.offline();
  expect(stand.lit()).toEqual([1]);
});

it("a cloned card has another id and does not use the letters it was cloned with", () => {
  const before = new BenchStand().online();
  const lines = [...before.lines, { kind: "lease", lease: null } as const];
  const clone = new BenchStand({ lines, identity: { outboxId: uuid(99) as OutboxId } });
  expect(clone.press(1)).toBeNull();
});

it("after damaged lines as many own numbers are passed over, since they may be on paper", () => {
  const before = new BenchStand().online();
  before.offline();
  numberOf(before, 1);
  const lost = numberOf(before, 1);
  const lines = before.lines.filter((line) => line.kind !== "number" || line.number !== lost);
  const stand = new BenchStand({ lines, damaged: 1 });
  expect(numberOf(stand, 1)).toBe("AB03");
});

it("a number that the hub gives twice in a day is not put on a second paper", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  stand.pass(5000);
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  expect(stand.ticketOf(ticketId)?.number).toBe("AB01");
});

it("while the plain series is held the stand numbers with its own at once", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  const answer = { kind: "own-series" as const, serviceDay: DAY, ahead: 4, wait: null };
  stand.says("issueAnswer", {
    ...stand.head(),
    transaction: uuid(0),
    ledger: stand.mark(),
    ticketId,
    answer,
  });
  stand.stored(ticketId);
  expect(stand.prints()).toMatchObject([{ ahead: 4, ticket: { number: "AB01", series: "own" } }]);
});

it("when the only own number was in a damaged line, the series does not begin again", () => {
  const before = new BenchStand().online();
  before.offline();
  expect(numberOf(before, 1)).toBe("AB01");
  const lines = before.lines.filter((line) => line.kind !== "number");
  expect(numberOf(new BenchStand({ lines, damaged: 1 }), 1)).toBe("AB02");
});
