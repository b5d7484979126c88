import { expect, it } from "vitest";
import { bookOf } from "../../../../device/stand/machine/book.ts";
import { openTickets } from "../../../../device/stand/machine/open-tickets.ts";
import type { PrintedRecord } from "../../../../protocol/messages.ts";
import type { QueueId, TicketId, TicketNumber, TicketToken } from "../../../../protocol/terms.ts";
import { BOOT, DAY, uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

it("the open tickets are listed in order, without those that ended or were withdrawn, and without tokens", () => {
  const stand = new BenchStand().online();
  const served = stand.ticket(1, "A07");
  stand.ticket(2, "B03");
  stand.pass(5000);
  stand.refuse(stand.press(1)!, "queue-closed");
  stand.says("ended", {
    ...stand.head(),
    tickets: [{ ticketId: served, state: "served", at: stand.wallMs }],
  });
  stand.offline();
  stand.pass(5000);
  stand.ownTicket(1);
  const open = openTickets(restarted(stand).state.book);
  expect(open.map(({ number, paper, state }) => [number, paper, state])).toEqual([
    ["B03", "printed", "waiting"],
    ["AB01", "printed", "waiting"],
  ]);
  expect(JSON.stringify(open)).not.toContain("token");
});

it("a ticket whose number is on the card is listed before its printer has answered, as unknown", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  expect(openTickets(bookOf(stand.lines))).toMatchObject([{ number: "A07", paper: "unknown" }]);
});

function fromStaff(number: string, wallMs: number): PrintedRecord {
  return {
    ticketId: uuid(Number(number.slice(1))) as TicketId,
    token: "01ARZ3NDEKTSV4RRFFQ69G5FAV" as TicketToken,
    number: number as TicketNumber,
    queue: "a" as QueueId,
    service: null,
    serviceDay: DAY,
    series: "plain",
    paper: "screen",
    language: "da",
    issued: { wallMs, monoMs: 0, bootId: BOOT, trust: "synced", contact: null },
  };
}

it("tickets of staff stand where their time puts them, and own ones keep the order of their presses", () => {
  const stand = new BenchStand().online();
  const [first] = [stand.wallMs, stand.ticket(1, "A01")];
  stand.pass(10_000);
  stand.ticket(1, "A03");
  stand.wallMs -= 3_600_000;
  stand.pass(10_000);
  stand.ticket(1, "A04");
  const records = [fromStaff("A05", first + 30_000), fromStaff("A02", first + 5000)];
  stand.says("mirror", { ...stand.head(), records });
  const open = openTickets(restarted(stand).state.book);
  expect(open.map(({ number, paper }) => [number, paper])).toEqual([
    ["A01", "printed"],
    ["A02", "staff"],
    ["A03", "printed"],
    ["A04", "printed"],
    ["A05", "staff"],
  ]);
});
