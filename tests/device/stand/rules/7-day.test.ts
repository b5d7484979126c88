import { expect, it } from "vitest";
import { bookOf } from "../../../../device/stand/machine/book.ts";
import type { Line } from "../../../../device/stand/machine/line.ts";
import type { ServiceDay } from "../../../../protocol/terms.ts";
import { DAY, NEXT_DAY } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";

const lease = { serviceDay: NEXT_DAY, letters: { a: "AC", b: "BC" }, last: 999 };

it("a stand goes on numbering in its day, however late its clock says it is", () => {
  const stand = new BenchStand().online();
  stand.offline();
  stand.pass(3 * 86_400_000);
  const ticketId = stand.ownTicket(1);
  expect(stand.ticketOf(ticketId)).toMatchObject({ serviceDay: DAY, number: "AB01" });
});

it("a clock that was set back changes neither day nor number", () => {
  const stand = new BenchStand().online();
  stand.offline();
  stand.ownTicket(1);
  stand.pass(5000);
  stand.wallMs -= 400 * 86_400_000;
  expect(stand.ticketOf(stand.ownTicket(1))).toMatchObject({ serviceDay: DAY, number: "AB02" });
});

it("the hub's new day starts a new segment with new letters", () => {
  const stand = new BenchStand().online();
  stand.forget();
  stand.answerHello({ serviceDay: NEXT_DAY, lease });
  const kinds = stand.effects.flatMap((effect) =>
    effect.do === "append" ? effect.lines.map(({ kind }) => kind) : [],
  );
  expect(kinds[0]).toBe("day");
  stand.offline();
  expect(stand.ticketOf(stand.ownTicket(1))).toMatchObject({ serviceDay: NEXT_DAY, number: "AC01" });
});

it("a closed day leaves no off-line numbers", () => {
  const stand = new BenchStand().online();
  stand.answerHello({ serviceDay: null, lease: null });
  stand.offline();
  expect(stand.press(1)).toBeNull();
});

it("an intent carries the day in which it was pressed", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  expect(stand.published("issue").at(-1)).toMatchObject({ ticketId, serviceDay: DAY });
});

it("a press of yesterday that came to nothing is told with yesterday's day", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.refuse(ticketId, "queue-closed");
  stand.offline();
  stand.forget();
  stand.happen({ kind: "link", isUp: true });
  stand.available();
  stand.answerHello({ serviceDay: NEXT_DAY, lease });
  const records = [{ ticketId, serviceDay: DAY, paper: "withdrawn", number: null }];
  expect(stand.published("printed").at(-1)?.records).toMatchObject(records);
});

it("an intent carries its day, also when it is told in the next one", () => {
  const stand = new BenchStand().online();
  stand.offline();
  const ticketId = stand.ownTicket(1);
  stand.happen({ kind: "link", isUp: true });
  stand.available();
  stand.answerHello({ serviceDay: NEXT_DAY, lease });
  expect(stand.published("printed").at(-1)?.records).toMatchObject([{ ticketId, serviceDay: DAY }]);
});

it("an answer that was overtaken does not bring an old day back", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.pass(1500);
  stand.answerHello({ serviceDay: NEXT_DAY, lease });
  stand.answerIssue(ticketId, "A07", DAY);
  expect(stand.state.book.serviceDay).toBe(NEXT_DAY);
});

it("a day that an answer names first is taken over, and its letters are asked for", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.forget();
  stand.answerIssue(ticketId, "A01", NEXT_DAY);
  expect(stand.state.book.serviceDay).toBe(NEXT_DAY);
  expect(stand.published("hello")).toHaveLength(1);
});

it("letters of an earlier day are not used in a new one", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A01", NEXT_DAY);
  stand.offline();
  stand.pass(5000);
  expect(stand.press(2)).toBeNull();
  expect(stand.picture().buttons[1]?.because).toBe("no-number");
});

it("a number is remembered as long as its ticket, and forgotten with it", () => {
  const day = (serviceDay: string): Line => ({ kind: "day", serviceDay: serviceDay as ServiceDay, at: 0 });
  const stand = new BenchStand().online();
  stand.ticket(1, "A01");
  stand.confirm();
  const later = ["2027-01-04", "2027-01-05"].map(day);
  expect(bookOf([...stand.lines, ...later.slice(0, 1)]).numbers.size).toBe(1);
  expect(bookOf([...stand.lines, ...later]).numbers.size).toBe(0);
});
