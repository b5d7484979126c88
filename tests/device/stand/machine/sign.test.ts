import { expect, it } from "vitest";
import type { PrintJob } from "../../../../device/stand/machine/state.ts";
import { BenchStand } from "../bench-stand.ts";

const TOKEN = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const signs = (stand: BenchStand) =>
  stand.effects.flatMap((effect) => (effect.do === "sign" ? [effect.sign] : []));

function pressed(stand: BenchStand, button = 1): BenchStand {
  stand.happen({ kind: "pressed", button });
  return stand;
}

it("a press that gives a ticket is heard as accepted, once", () => {
  expect(signs(pressed(new BenchStand().online()))).toEqual(["accepted"]);
});

it("a second press while the button rests is not heard: a shaking hand did nothing wrong", () => {
  const stand = pressed(new BenchStand().online());
  stand.effects = [];
  expect(signs(pressed(stand))).toEqual([]);
});

it("a press of a button that can give no ticket is heard as refused, and a button that does nothing is silent", () => {
  const stand = new BenchStand();
  expect(signs(pressed(stand))).toEqual(["refused"]);
  stand.effects = [];
  expect(signs(pressed(stand, 31))).toEqual([]);
});

it.each(["torn", "unknown", "failed"] as const)(
  "a ticket whose paper is %s calls for attention",
  (result) => {
    const stand = pressed(new BenchStand().online());
    const [ticketId] = Object.keys(stand.state.issuing);
    stand.effects = [];
    const ended = { ticketId: ticketId as never, job: "ticket" as PrintJob, code: null };
    stand.happen({ kind: "printed", ...ended, result });
    expect(signs(stand)).toEqual(["attention"]);
  },
);

it("a ticket that came out whole is not heard: the paper itself is", () => {
  const stand = pressed(new BenchStand().online());
  const [ticketId] = Object.keys(stand.state.issuing);
  stand.effects = [];
  stand.happen({
    kind: "printed",
    ticketId: ticketId as never,
    job: "ticket",
    result: "printed",
    code: null,
  });
  expect(signs(stand)).toEqual([]);
});

it("a code is heard as what the hub said of it", () => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "presented", code: TOKEN });
  expect(signs(stand)).toEqual([]);
  const transaction = stand.state.lookup!.request;
  const answer = { refused: "ticket-unknown" } as const;
  stand.says("lookupAnswer", { ...stand.head(), transaction, ledger: stand.mark(), answer });
  expect(signs(stand)).toEqual(["refused"]);
});
