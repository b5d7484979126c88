import { expect, it } from "vitest";
import type { TicketId, TicketNumber, TicketToken } from "../../../../protocol/terms.ts";
import { DAY, LEDGER, OTHER_HUB, OTHER_LEDGER, uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

it("hello says the highest mark of the ledger ever seen, also after a restart", () => {
  const before = new BenchStand().online();
  before.ticket(1, "A07");
  before.seq += 7;
  before.queue("a", true);
  before.pass(31_000);
  const seen = before.seq;
  const stand = restarted(before);
  stand.happen({ kind: "link", isUp: true });
  stand.available();
  expect(stand.published("hello")[0]?.ledger).toEqual({ ledgerId: LEDGER, seq: seen });
});

it("a hub with an older copy of the ledger does not lower the mark", () => {
  const stand = new BenchStand().online();
  const seen = stand.seq;
  stand.seq = 5;
  stand.queue("a", true);
  stand.instance = OTHER_HUB;
  stand.forget();
  stand.available();
  expect(stand.published("hello")[0]?.ledger).toEqual({ ledgerId: LEDGER, seq: seen });
});

it("a new ledger counts only once the hub has answered our hello with it", () => {
  const stand = new BenchStand().online();
  stand.ledgerId = OTHER_LEDGER;
  stand.queue("a", false);
  expect(stand.state.mark?.ledgerId).toBe(LEDGER);
  stand.instance = OTHER_HUB;
  stand.available();
  stand.answerHello();
  expect(stand.state.mark?.ledgerId).toBe(OTHER_LEDGER);
});

it("the day is given back whole, confirmed tickets too, in windows of 20, with how they ended", () => {
  const stand = new BenchStand().online();
  const ids: TicketId[] = [];
  for (let count = 1; count <= 25; count++) {
    ids.push(
      stand.ticket(1 + (count % 2), `${count % 2 === 0 ? "A" : "B"}${String(count).padStart(2, "0")}`),
    );
    stand.confirm();
    stand.pass(5000);
  }
  stand.says("ended", {
    ...stand.head(),
    tickets: [{ ticketId: ids[0]!, state: "served", at: stand.wallMs }],
  });
  stand.forget();
  stand.says("giveBack", { ...stand.head(), serviceDay: DAY });
  stand.confirm();
  stand.confirm();
  const sent = stand.published("printed");
  expect(sent.map(({ returning, records }) => [returning, records.length])).toEqual([
    [true, 20],
    [true, 5],
  ]);
  expect(sent[0]?.records[0]).toMatchObject({ ticketId: ids[0], ended: { state: "served" } });
  expect(stand.state.replay.returning).toEqual([]);
});

it("a day is given back after a restart as before it", () => {
  const before = new BenchStand().online();
  const ticketId = before.ticket(1, "A07");
  before.confirm();
  const stand = restarted(before).online();
  stand.forget();
  stand.says("giveBack", { ...stand.head(), serviceDay: DAY });
  expect(stand.published("printed")[0]?.records).toMatchObject([{ ticketId, number: "A07" }]);
});

it("tickets of staff and phones are kept and given back", () => {
  const stand = new BenchStand().online();
  const record = {
    ticketId: uuid(50) as TicketId,
    token: "0000000000000000000000000A" as TicketToken,
    number: "A09" as TicketNumber,
    queue: stand.state.config!.services[0]!.queue,
    service: null,
    serviceDay: DAY,
    series: "plain" as const,
    paper: "printed" as const,
    language: "da" as const,
    issued: { wallMs: stand.wallMs, monoMs: 1, bootId: uuid(3), trust: "synced" as const, contact: null },
  };
  stand.forget();
  stand.says("mirror", { ...stand.head(), records: [record] });
  expect(stand.effects).toContainEqual(expect.objectContaining({ do: "append", sync: true }));
  const again = restarted(stand).online();
  again.forget();
  again.says("giveBack", { ...again.head(), serviceDay: DAY });
  expect(again.published("printed")[0]).toMatchObject({ returning: true, records: [{ number: "A09" }] });
});
