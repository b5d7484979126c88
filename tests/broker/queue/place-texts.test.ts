/** Who is told of their place by text message: once when few are ahead, once when called, and forgotten when it is over (R13). */
import { describe, expect, it } from "vitest";
import { forgetPlaces } from "../../../broker/queue/evolve/place-texts.ts";
import { overPlaces, type PlaceTells, wantedPlaces } from "../../../broker/queue/place-texts.ts";
import type { PersonKey, TicketId } from "../../../protocol/terms.ts";
import { A, C1, Hub, MINUTE, ticketId, token, town } from "../town.ts";

const P = "P" as PersonKey;

function hall(waiting = 4) {
  const hub = new Hub(town({ textPrice: 20 })).open();
  const ids = Array.from({ length: waiting }, (_, at) => {
    hub.at += 1000;
    hub.send({
      ...{ kind: "staff-issue", commandId: `c${at}`, queue: A, random: 1 },
      ...{ ticketId: ticketId(at + 1), token: token(at + 1) },
    });
    return ticketId(at + 1);
  });
  return { hub, last: ids.at(-1) as TicketId };
}
const ask = (hub: Hub, which: number, ahead = 2, person = P) =>
  hub.send({ kind: "ask-place", token: token(which), person, ahead });
const callNext = (hub: Hub) => {
  const finishes = hub.state.atCounter.get(C1);
  hub.send({
    ...{ kind: "call-next", commandId: `n${hub.fresh()}`, counter: C1 },
    ...(finishes === undefined ? {} : { finishes }),
  });
};
const wanted = (hub: Hub) => wantedPlaces(hub.state, hub.at).map(({ tells, person }) => `${tells} ${person}`);
const begin = (hub: Hub, ticket: TicketId, tells: PlaceTells) =>
  hub.send({ kind: "begin-place", ticket, tells });

describe("whoever asks to be told of their place", () => {
  it("is told when few enough are ahead, once, and when called, once", () => {
    const { hub, last } = hall();
    expect(ask(hub, 4)).toEqual({ done: true });
    expect(wanted(hub)).toEqual([]);
    callNext(hub);
    expect(wanted(hub)).toEqual(["near P"]);
    expect(begin(hub, last, "called")).toEqual({ refused: "not-wanted" });
    expect(begin(hub, last, "near")).toEqual({ done: true });
    expect(begin(hub, last, "near")).toEqual({ refused: "not-wanted" });
    for (let times = 0; times < 3; times += 1) callNext(hub);
    expect(wanted(hub)).toEqual(["called P"]);
    begin(hub, last, "called");
    expect(wanted(hub)).toEqual([]);
    expect(hub.replayed().placeTexts).toEqual(hub.state.placeTexts);
  });

  it("is told again of what surely was not sent, and what was is counted", () => {
    const { hub, last } = hall(2);
    ask(hub, 2);
    const end = (outcome: "put-back" | "sent" | "unknown" | "refused", parts: number) =>
      hub.send({ kind: "end-place", ticket: last, tells: "near", outcome, parts });
    begin(hub, last, "near");
    end("put-back", 0);
    expect(wanted(hub)).toEqual(["near P"]);
    begin(hub, last, "near");
    end("sent", 1);
    end("unknown", 2);
    end("refused", 3);
    const cost = hub.state.textCosts.get("2026-11 place");
    expect([cost?.sure.ore, cost?.perhaps.ore]).toEqual([20, 40]);
    end("put-back", 0);
    hub.send({ kind: "drop-place", ticket: last });
    end("put-back", 0);
    expect(wanted(hub)).toEqual([]);
  });

  it("who lets others go first is not near before that is over", () => {
    const { hub } = hall(1);
    ask(hub, 1, 5);
    expect(wanted(hub)).toEqual(["near P"]);
    hub.send({ kind: "postpone", token: token(1) });
    expect(wanted(hub)).toEqual([]);
    hub.at += 60 * MINUTE;
    expect(wanted(hub)).toEqual(["near P"]);
  });

  it("names a number twice at most, of a ticket that waits", () => {
    const { hub } = hall(2);
    expect(ask(hub, 9)).toEqual({ refused: "ticket-unknown" });
    expect([ask(hub, 2), ask(hub, 2, 5, "Q" as PersonKey)]).toEqual([{ done: true }, { done: true }]);
    expect(ask(hub, 2)).toEqual({ refused: "asked-enough" });
    expect(wanted(hub)).toEqual(["near Q"]);
    hub.send({ kind: "leave", token: token(1) });
    expect(ask(hub, 1)).toEqual({ refused: "not-waiting" });
    callNext(hub);
    hub.send({ kind: "serve", commandId: "s", counter: C1 });
    expect(ask(hub, 2)).toEqual({ refused: "not-waiting" });
  });

  it.each([
    ["served", (hub: Hub) => hub.send({ kind: "serve", commandId: "s", counter: C1 })],
    ["missed", (hub: Hub) => hub.send({ kind: "no-show", commandId: "s", counter: C1 })],
    ["gone", (hub: Hub) => hub.send({ kind: "leave", token: token(1) })],
    ["unknown", (hub: Hub) => hub.state.day.tickets.clear()],
  ])("and is %s need not be told any more", (_, over) => {
    const { hub, last } = hall(1);
    ask(hub, 1);
    callNext(hub);
    expect(overPlaces(hub.state)).toEqual([]);
    over(hub);
    expect(wanted(hub)).toEqual([]);
    expect(overPlaces(hub.state)).toEqual([{ ticket: last, person: P }]);
    expect(hub.send({ kind: "drop-place", ticket: last })).toEqual({ done: true });
    expect(hub.send({ kind: "drop-place", ticket: last })).toEqual({ refused: "not-wanted" });
    expect([wanted(hub), overPlaces(hub.state)]).toEqual([[], []]);
  });

  it("of a day that is over is forgotten with it", () => {
    const { hub, last } = hall(2);
    ask(hub, 1);
    ask(hub, 2);
    hub.send({ kind: "drop-place", ticket: last });
    forgetPlaces(hub.state);
    expect([...hub.state.placeTexts.asked.keys()]).toEqual([ticketId(1)]);
  });
});
