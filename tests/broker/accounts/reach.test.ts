import { describe, expect, test } from "vitest";
import { REACH } from "../../../broker/accounts/reach.ts";
import { type Actor, type Grant, mayCommand, PERSON_ROLES, RIGHTS } from "../../../broker/accounts/rights.ts";
import type { StaffCommand, StaffCommandKind } from "../../../broker/queue/commands.ts";
import { type Asked, staffCommand } from "../../../broker/staff-commands.ts";
import type { CounterId, QueueId, ServiceId, StaffId, TicketId } from "../../../protocol/terms.ts";
import { A, B, Hub, NINE, town, uuid } from "../town.ts";

const counter = (id: string) => id as CounterId;
/** Counters that take A, B, and both; `busy` takes both and has somebody of A. */
const [ONLY_A, ONLY_B, MIXED, BUSY] = ["a", "b", "mixed", "busy"].map(counter) as [
  CounterId,
  CounterId,
  CounterId,
  CounterId,
];
const [PASS, TAX] = ["pas", "skat"] as [ServiceId, ServiceId];

const here = town({
  stands: [],
  services: [
    { service: PASS, name: { da: "Pas" }, queue: A },
    { service: TAX, name: { da: "Skat" }, queue: B },
  ],
  counters: [
    { counter: ONLY_A, name: { da: "A" }, queues: [A] },
    { counter: ONLY_B, name: { da: "B" }, queues: [B] },
    { counter: MIXED, name: { da: "Begge" }, queues: [A, B] },
    { counter: BUSY, name: { da: "Optaget" }, queues: [A, B] },
  ],
});

/** A hall with one waiting in A, one in B, and one of A at the busy counter. */
function hall() {
  const hub = new Hub(here).start();
  const issued = (queue: QueueId): TicketId => {
    const answer = hub.issueByStaff({ queue });
    if (!("ticket" in answer)) throw new Error("no ticket was given");
    return answer.ticket.id;
  };
  const called = issued(A);
  const [ofA, ofB] = [issued(A), issued(B)];
  hub.staff({ kind: "call", ticket: called, counter: BUSY });
  return { hub, ofA, ofB };
}
const {
  hub: { state },
  ofA,
  ofB,
} = hall();

type Case = readonly [StaffCommandKind, Asked, "place" | "unscoped" | readonly QueueId[]];
const everywhere = [A, B] as const;

const ofTicket = (kind: StaffCommandKind, more: Asked = {}): Case[] => [
  [kind, { ticket: ofA, counter: ONLY_B, ...more }, [A]],
  [kind, { ticket: ofB, counter: ONLY_A, ...more }, [B]],
];
const atCounter = (kind: StaffCommandKind): Case[] => [
  [kind, { counter: BUSY }, [A]],
  [kind, { counter: BUSY, ticket: ofB }, [A]],
  [kind, { counter: ONLY_B, ticket: ofA }, [B]],
  [kind, { counter: MIXED }, everywhere],
];
const ofCounter = (kind: StaffCommandKind): Case[] => [
  [kind, { counter: ONLY_A }, [A]],
  // Whatever ticket a message names beside it.
  [kind, { counter: ONLY_B, ticket: ofA }, [B]],
  [kind, { counter: MIXED, ticket: ofA }, everywhere],
];
const ofPlace = (kind: StaffCommandKind, more: Asked = {}): Case[] => [
  [kind, { counter: ONLY_B, help: uuid(1), fromCounter: ONLY_A, ...more }, "place"],
];

/** Every kind: what is asked, and which queues somebody must have for that. */
const CASES: Readonly<Record<StaffCommandKind, readonly Case[]>> = {
  "call-next": [...ofCounter("call-next"), ["call-next", { counter: BUSY, finishes: ofA }, everywhere]],
  call: ofTicket("call"),
  recall: atCounter("recall"),
  serve: atCounter("serve"),
  finish: atCounter("finish"),
  "no-show": atCounter("no-show"),
  park: atCounter("park"),
  still: atCounter("still"),
  resume: ofTicket("resume"),
  undo: [["undo", { undoes: uuid(99), counter: ONLY_A }, "unscoped"]],
  transfer: [
    ["transfer", { ticket: ofA, queue: B }, [A]],
    ["transfer", { ticket: ofA, toCounter: ONLY_B }, [A]],
    ["transfer", { ticket: ofB, queue: A }, [B]],
  ],
  "add-service": [
    ["add-service", { ticket: ofA, service: TAX }, [A]],
    ["add-service", { ticket: ofB, service: PASS }, [B]],
  ],
  tag: ofTicket("tag", { tags: [] }),
  requeue: ofTicket("requeue"),
  cancel: ofTicket("cancel"),
  confirm: ofTicket("confirm"),
  "quick-serve": [
    ["quick-serve", { service: PASS, counter: ONLY_B }, [A]],
    ["quick-serve", { service: TAX, counter: ONLY_A }, [B]],
  ],
  "staff-issue": [
    ["staff-issue", { queue: A }, [A]],
    ["staff-issue", { queue: A, service: PASS }, [A]],
    ["staff-issue", { queue: B, service: TAX, counter: ONLY_A, ticket: ofA }, [B]],
    ["staff-issue", { queue: A, service: TAX }, everywhere],
  ],
  adopt: [
    ["adopt", { queue: A, number: "R01" as never }, [A]],
    ["adopt", { queue: B, number: "R01" as never, ticket: ofA }, [B]],
  ],
  "close-up-to": [["close-up-to", { number: "A01" as never, counter: ONLY_A, ticket: ofA }, "unscoped"]],
  "open-counter": ofCounter("open-counter"),
  "close-counter": ofCounter("close-counter"),
  pause: ofCounter("pause"),
  "end-pause": ofCounter("end-pause"),
  "take-queues": [
    ["take-queues", { counter: MIXED, queues: [A] }, [A]],
    ["take-queues", { counter: MIXED, queues: [B, A] }, everywhere],
    ["take-queues", { counter: MIXED, queues: [] }, everywhere],
  ],
  "answer-help": ofPlace("answer-help"),
  "call-colleague": ofPlace("call-colleague"),
  "end-colleague": ofPlace("end-colleague"),
  "answer-colleague": ofPlace("answer-colleague"),
  "answer-guest": ofPlace("answer-guest", { ticket: ofB, answer: { kind: "coming" } }),
  "begin-meeting": ofPlace("begin-meeting", { ticket: ofB }),
  "end-meeting": ofPlace("end-meeting", { ticket: ofB }),
  "set-presence": ofPlace("set-presence", { isAway: true }),
  "name-deputy": ofPlace("name-deputy", { deputy: null }),
  "judge-guest": ofPlace("judge-guest", { appointment: "x" as never, guest: "p" as never, says: "wait" }),
};

const SCOPES: readonly (readonly QueueId[] | undefined)[] = [undefined, [A], [B], everywhere];
const PLACES: readonly (readonly string[] | undefined)[] = [
  undefined,
  [here.location],
  ["taastrup"],
  ["taastrup", here.location],
];

function isReached(needs: Case[2], queues: readonly QueueId[] | undefined): boolean {
  if (queues === undefined || needs === "place") return true;
  return needs !== "unscoped" && needs.every((queue) => queues.includes(queue));
}

const person = (grant: Grant): Actor => ({ kind: "person", person: "anna" as StaffId, grants: [grant] });

describe("a role that is scoped to queues", () => {
  test.each(Object.values(CASES).flat())(
    "at every location, for every role, needs for %s what it reaches: %j",
    (kind, asked, needs) => {
      const command = staffCommand(kind, asked, NINE) as StaffCommand;
      for (const role of PERSON_ROLES)
        for (const locations of PLACES)
          for (const queues of SCOPES) {
            const isHere = locations?.includes(here.location) ?? true;
            const may = RIGHTS[kind].includes(role) && isHere && isReached(needs, queues);
            const grant = { role, locations, queues };
            expect([grant, mayCommand(state, person(grant), command)]).toEqual([grant, may]);
          }
    },
  );

  test("is told of every command what it reaches", () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(REACH).sort());
  });

  test("hands its citizen on to another queue, takes that back, and takes none out of that queue", () => {
    const { hub, ...waiting } = hall();
    const staffOfA = person({ role: "staff", queues: [A] });
    const staffOfB = person({ role: "staff", queues: [B] });
    const asked = (kind: StaffCommandKind, more: Asked) => staffCommand(kind, more, hub.at) as StaffCommand;
    const away = asked("transfer", { ticket: waiting.ofA, queue: B, commandId: uuid(50) });
    expect(mayCommand(hub.state, staffOfA, away)).toBe(true);
    hub.send(away);
    const back = asked("undo", { undoes: uuid(50) });
    expect(mayCommand(hub.state, staffOfA, back)).toBe(true);
    expect(mayCommand(hub.state, staffOfB, back)).toBe(false);
    const fetch = asked("transfer", { ticket: waiting.ofA, queue: A });
    expect(mayCommand(hub.state, staffOfA, fetch)).toBe(false);
    expect(hub.send(back)).not.toHaveProperty("refused");
    expect(mayCommand(hub.state, staffOfA, away)).toBe(true);
  });
});
