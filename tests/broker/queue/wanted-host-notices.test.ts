/** Who is told of which guest: every host once, whoever takes for one who is away, and the deputy when nobody answers (R1). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HostNoticeOutcome, WantedHostNotice } from "../../../broker/queue/host-notices.ts";
import { hostDuties, isBegun } from "../../../broker/queue/wanted-host-notices.ts";
import type { PersonKey } from "../../../protocol/terms.ts";
import { type Hub, MINUTE, ticketId, town } from "../town.ts";
import { ANNA, answer, arrive, away, BO, CAJA, hubWith, P1, P2, P3, same } from "./guests.ts";

const told = (hub: Hub) => hostDuties(hub.state, hub.at).map(({ host, tells }) => `${host} ${tells}`);
const after = (hub: Hub, minutes: number) => {
  hub.at += minutes * MINUTE;
  return told(hub);
};
const deputy = (hub: Hub, staff = ANNA, name: string | null = "bo") =>
  hub.staff({ kind: "name-deputy", staff, deputy: name });

let count = 0;
function begin(hub: Hub, wanted: Partial<WantedHostNotice> = {}) {
  const notice = `n${count++}`;
  const whole: WantedHostNotice = {
    ...{ ticket: ticketId(1), host: "anna", tells: "arrived", way: "mail", ...wanted },
  };
  return { notice, answer: hub.send({ kind: "begin-host-notice", notice, wanted: whole }), whole };
}
const end = (hub: Hub, notice: string, outcome: HostNoticeOutcome | "put-back") =>
  hub.send({ kind: "end-host-notice", notice, ticket: ticketId(1), outcome });

describe("a host", () => {
  it("is told as soon as the guest is here, and no more once they are called, met or gone", () => {
    const hub = hubWith(20);
    expect(told(hub)).toEqual([]);
    arrive(hub);
    expect(told(hub)).toEqual(["anna arrived"]);
    answer(hub, ANNA);
    expect(told(hub)).toEqual([]);
    const other = hubWith(20);
    arrive(other);
    other.staff({ kind: "cancel", ticket: ticketId(1) });
    expect(told(other)).toEqual([]);
  });

  it("who says that it takes a while more was told, and is not told again", () => {
    const hub = hubWith();
    arrive(hub);
    answer(hub, ANNA, "later");
    expect(told(hub)).toEqual(["anna arrived"]);
  });

  it("is one of several, who are all told; one who is away is told by their deputy, each person once", () => {
    const hub = hubWith(0, { hosts: ["anna@kommune.dk", "bo", "caja"] });
    arrive(hub);
    expect(told(hub)).toEqual(["anna arrived", "bo arrived", "caja arrived"]);
    deputy(hub);
    away(hub, ANNA);
    expect(told(hub)).toEqual(["bo arrived", "caja arrived"]);
  });

  it("who is away without a deputy leaves it to the queue's owner, or to the desk", () => {
    const queues = [
      { queue: "a", name: { da: "Pas" }, letters: "A", owner: "ib" },
      { queue: "x", name: { da: "Andet" }, letters: "X" },
    ];
    const owned = hubWith(0, {}, town({ queues }));
    away(owned, ANNA);
    arrive(owned);
    expect(told(owned)).toEqual(["ib arrived"]);
    const nobody = hubWith();
    away(nobody, ANNA);
    arrive(nobody);
    expect(told(nobody)).toEqual([]);
  });

  it("of an appointment without hosts there is none, and of a walk-in neither", () => {
    const hub = hubWith(0, { hosts: [] });
    arrive(hub);
    hub.ticket(2);
    expect(told(hub)).toEqual([]);
    expect(begin(hub, { ticket: ticketId(2) }).answer).toEqual({ refused: "not-wanted" });
    expect(begin(hub, { ticket: ticketId(99) }).answer).toEqual({ refused: "not-wanted" });
  });

  it("of a meeting of many is told of the first who comes, and of no other", () => {
    const hub = hubWith(0, { guests: [P1, P2, P3] });
    arrive(hub, 1, P2);
    arrive(hub, 2, P1);
    expect(hostDuties(hub.state, hub.at)).toEqual([{ ticket: ticketId(1), host: "anna", tells: "arrived" }]);
    deputy(hub);
    expect(after(hub, 20)).toEqual(["anna arrived"]);
  });
});

describe("a deputy", () => {
  it("is told when nobody has answered for five minutes, from the later of check-in and agreed time", () => {
    const early = hubWith(10);
    deputy(early);
    arrive(early);
    expect(after(early, 14)).toEqual(["anna arrived"]);
    expect(after(early, 1)).toEqual(["anna arrived", "bo unanswered"]);
    const late = hubWith(-10);
    deputy(late);
    arrive(late);
    expect(after(late, 4)).toEqual(["anna arrived"]);
    expect(after(late, 1)).toEqual(["anna arrived", "bo unanswered"]);
    // After as long again the desk has it too; whoever could not be told yet still is.
    expect(after(late, 30)).toEqual(["anna arrived", "bo unanswered"]);
  });

  it("waits as long as the house decided", () => {
    const hub = hubWith(0, {}, town({ houseRules: { hostAnswerMin: 2 } }));
    deputy(hub);
    arrive(hub);
    expect([after(hub, 1), after(hub, 1)]).toEqual([["anna arrived"], ["anna arrived", "bo unanswered"]]);
  });

  it("is told neither while away, nor besides what they were told as a host, nor twice for two hosts", () => {
    const gone = hubWith();
    deputy(gone);
    away(gone, BO);
    arrive(gone);
    expect(after(gone, 6)).toEqual(["anna arrived"]);
    const both = hubWith(0, { hosts: ["anna", "bo", "caja"] });
    deputy(both, ANNA, "bo");
    deputy(both, BO, "ib");
    deputy(both, CAJA, "ib");
    arrive(both);
    expect(after(both, 6)).toEqual(["anna arrived", "bo arrived", "caja arrived", "ib unanswered"]);
  });
});

describe("a notice to a host", () => {
  it("is begun once by each way, whatever becomes of it", () => {
    const hub = hubWith();
    arrive(hub);
    const { notice, answer: first, whole } = begin(hub);
    expect(first).toEqual({ done: true });
    expect(begin(hub).answer).toEqual({ refused: "not-wanted" });
    expect(begin(hub, { way: "push" }).answer).toEqual({ done: true });
    expect(begin(hub, { host: "bo" }).answer).toEqual({ refused: "not-wanted" });
    expect(begin(hub, { tells: "unanswered" }).answer).toEqual({ refused: "not-wanted" });
    expect(end(hub, notice, "unknown")).toEqual({ done: true });
    expect(isBegun(hub.state, whole)).toBe(true);
    expect(begin(hub).answer).toEqual({ refused: "not-wanted" });
    same(hub);
  });

  it("that was surely not sent is wanted again; an end that is known stays", () => {
    const hub = hubWith();
    arrive(hub);
    const { notice } = begin(hub);
    expect(end(hub, "other", "sent")).toEqual({ refused: "not-wanted" });
    expect(end(hub, notice, "put-back")).toEqual({ done: true });
    expect(end(hub, notice, "sent")).toEqual({ refused: "not-wanted" });
    const again = begin(hub);
    expect(again.answer).toEqual({ done: true });
    expect(end(hub, again.notice, "sent")).toEqual({ done: true });
    expect(end(hub, again.notice, "put-back")).toEqual({ refused: "not-wanted" });
    same(hub);
  });

  it("is told of one ticket only, also of a guest who checks in twice", () => {
    const hub = hubWith();
    arrive(hub);
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    arrive(hub, 2);
    expect(hostDuties(hub.state, hub.at).map(({ ticket }) => ticket)).toEqual([ticketId(2)]);
    expect(begin(hub).answer).toEqual({ refused: "not-wanted" });
  });
});

it("nobody is told twice by one way, whatever ends in which order", () => {
  const guests = ["P1", "P2"] as PersonKey[];
  const step = fc.constantFrom(
    ...(["arrive", "begin", "sent", "put-back", "unknown", "answer", "wait"] as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const hub = hubWith(0, { guests, hosts: ["anna", "caja"] });
      deputy(hub);
      let open: { notice: string; ticket: string }[] = [];
      for (const one of steps) {
        if (one === "arrive" && !hub.state.day.arrivals.has(P1)) arrive(hub, 1, P1);
        else if (one === "wait") hub.at += 3 * MINUTE;
        else if (one === "answer" && hub.state.day.arrivals.has(P1)) answer(hub, ANNA);
        else if (one === "begin")
          for (const duty of hostDuties(hub.state, hub.at)) {
            const made = begin(hub, { ...duty, way: "sms" });
            if ("done" in made.answer) open.push({ notice: made.notice, ticket: duty.ticket });
          }
        else if (one === "sent" || one === "put-back" || one === "unknown") {
          for (const { notice } of open) end(hub, notice, one);
          open = [];
        }
      }
      const sent = hub.all("host-notice-ended").filter(({ outcome }) => outcome !== "put-back");
      const begun = hub.all("host-notice-begun");
      const names = sent.map(({ notice }) => {
        const of = begun.find((other) => other.notice === notice)!;
        return `${of.ticket} ${of.host} ${of.tells} ${of.way}`;
      });
      expect(new Set(names).size).toBe(names.length);
      same(hub);
    }),
  );
});
