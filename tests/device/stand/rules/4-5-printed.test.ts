import { expect, it } from "vitest";
import { OTHER_HUB } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

it("what became of the paper is told with everything a hub that knows nothing needs", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.ticket(1, "A07");
  const [printed] = stand.published("printed");
  expect(printed).toMatchObject({ returning: false });
  expect(printed?.records).toMatchObject([
    {
      ticketId,
      number: "A07",
      queue: "a",
      service: "citizen",
      serviceDay: "2026-11-22-1",
      series: "plain",
      paper: "printed",
    },
  ]);
});

it("the number that stands on paper is told when the hub had given another", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.pass(1500);
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.paper(ticketId);
  expect(stand.published("printed")[0]?.records).toMatchObject([{ number: "AB01", series: "own" }]);
});

it.each(["recorded", "known", "expired", "caught", "quarantined"] as const)(
  "%s confirms, and nothing is sent again",
  (result) => {
    const stand = new BenchStand().online();
    stand.ticket(1, "A07");
    stand.confirm(result);
    stand.forget();
    stand.pass(120_000);
    expect(stand.published("printed")).toEqual([]);
    expect(stand.state.book.unconfirmed).toEqual([]);
  },
);

it("an unanswered window is sent again, ever later, at most every 30 s", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  const gaps: number[] = [];
  for (let tries = 0; tries < 12; tries++) {
    const before = stand.monoMs;
    const sent = stand.published("printed").length;
    while (stand.published("printed").length === sent) stand.pass(50);
    gaps.push(stand.monoMs - before);
  }
  expect(gaps[0]).toBeLessThanOrEqual(550);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(30_050);
  expect(gaps.at(-1)).toBeGreaterThan(14_000);
});

it("a late answer to a window that was sent again still confirms", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  const [first] = stand.published("printed");
  stand.pass(600);
  stand.says("printedAnswer", {
    ...stand.head(),
    transaction: first!.id,
    ledger: stand.mark(),
    results: [{ result: "recorded" }],
  });
  expect(stand.state.book.unconfirmed).toEqual([]);
});

it("a day without the hub is told in windows of 20, one after the other", () => {
  const stand = new BenchStand().online();
  stand.offline();
  for (let count = 0; count < 45; count++) {
    stand.ownTicket(1 + (count % 2));
    stand.pass(5000);
  }
  stand.forget();
  stand.happen({ kind: "link", isUp: true });
  stand.available();
  stand.answerHello();
  expect(stand.published("printed").map((message) => message.records.length)).toEqual([20]);
  stand.confirm();
  stand.confirm();
  stand.confirm();
  expect(stand.published("printed").map((message) => message.records.length)).toEqual([20, 20, 5]);
  expect(stand.state.book.unconfirmed).toEqual([]);
});

it("at a new hub instance everything unconfirmed is told again at once", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  stand.pass(29_000);
  stand.forget();
  stand.instance = OTHER_HUB;
  stand.available();
  expect(stand.published("hello")).toHaveLength(1);
  expect(stand.published("printed")).toEqual([]);
  stand.answerHello();
  expect(stand.published("printed")).toHaveLength(1);
});

it("what was not confirmed before a power cut is told after it", () => {
  const before = new BenchStand().online();
  const ticketId = before.ticket(1, "A07");
  const stand = restarted(before).online();
  expect(stand.published("printed")[0]?.records).toMatchObject([{ ticketId }]);
});

it("an empty answer does not make the stand ask in circles", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  stand.forget();
  const request = stand.state.replay.inFlight!.request;
  for (let count = 0; count < 100; count++)
    stand.says("printedAnswer", { ...stand.head(), transaction: request, ledger: stand.mark(), results: [] });
  expect(stand.published("printed")).toEqual([]);
});
