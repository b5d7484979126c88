import { expect, it } from "vitest";
import { openTickets } from "../../../../device/stand/machine/book.ts";
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
