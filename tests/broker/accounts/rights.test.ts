import { describe, expect, test } from "vitest";
import {
  type Actor,
  ANYBODY,
  CITIZEN,
  type Deed,
  type Grant,
  HUB,
  mayDo,
  PERSON_ROLES,
  type PersonRole,
  RIGHTS,
  STAND,
} from "../../../broker/accounts/rights.ts";
import { type Dispatch, openDispatch } from "../../../broker/dispatch.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { StaffCommand, StaffCommandKind } from "../../../broker/queue/commands.ts";
import { replay } from "../../../broker/replay.ts";
import { type Asked, staffCommand } from "../../../broker/staff-commands.ts";
import type { StaffId, TicketId } from "../../../protocol/terms.ts";
import { A, B, C1, ledgerOf, NINE, S1, ticketId, token, town, uuid } from "../town.ts";

const here = town({ stands: [] });
const HERE = here.location;
const P = "anna" as StaffId;

async function house(ledger = new MemoryLedger()): Promise<Dispatch> {
  const loop = openDispatch({
    ...{ ledger, location: here, now: () => ({ at: NINE, trusted: true }) },
    onFatal: (fault) => {
      throw fault;
    },
  });
  await loop.dispatch({ kind: "hub-started", instance: uuid(1), ledgerId: ledgerOf(1) }, HUB);
  await loop.dispatch({ kind: "configure", location: here }, HUB);
  await loop.dispatch({ kind: "tick" }, HUB);
  return loop;
}

const person = (...grants: Grant[]): Actor => ({ kind: "person", person: P, grants });

/** Something to ask for of every kind; whether a rule would do it is another matter. */
const ASKED: Asked = {
  ...{ counter: C1, ticket: ticketId(1), queue: A, service: undefined, number: "A01" as never },
  ...{ undoes: uuid(9), help: uuid(8), tags: [], queues: [A], toCounter: C1 },
  ...{ answer: { kind: "coming" }, isAway: true, deputy: null },
  ...{ appointment: "x" as never, guest: "p" as never, says: "wait" },
};
/** Every kind, by the type that names them: a new one that is forgotten here does not compile. */
const KINDS: Readonly<Record<StaffCommandKind, true>> = {
  ...{ "call-next": true, call: true, recall: true, serve: true, finish: true, "no-show": true, park: true },
  ...{ resume: true, still: true, undo: true, transfer: true, "add-service": true, tag: true },
  ...{ "quick-serve": true, requeue: true, cancel: true, confirm: true, "staff-issue": true, adopt: true },
  ...{ "close-up-to": true, "answer-help": true, "open-counter": true, "close-counter": true, pause: true },
  ...{ "end-pause": true, "take-queues": true, "call-colleague": true, "end-colleague": true },
  ...{ "answer-colleague": true, "answer-guest": true, "begin-meeting": true, "end-meeting": true },
  ...{ "set-presence": true, "name-deputy": true, "judge-guest": true },
};

const COMMANDS = (Object.keys(RIGHTS) as Deed[]).flatMap((kind) => {
  const command = staffCommand(kind as StaffCommandKind, { ...ASKED, service: "s" as never }, NINE);
  return kind in KINDS && command ? [command] : [];
});

async function isTaken(loop: Dispatch, command: StaffCommand, by: Actor): Promise<boolean> {
  const { answer } = await loop.dispatch(
    { ...command, commandId: uuid(Math.floor(Math.random() * 1e6)) },
    by,
  );
  return !("refused" in answer) || answer.refused !== "not-allowed";
}

describe("the loop", () => {
  test("takes every command from the roles of the table at their location, and from no other", async () => {
    const loop = await house();
    expect(COMMANDS.length).toBe(Object.keys(KINDS).length);
    for (const command of COMMANDS)
      for (const role of PERSON_ROLES) {
        const may = RIGHTS[command.kind].includes(role);
        const said = `${role} ${command.kind}`;
        expect([said, await isTaken(loop, command, person({ role }))]).toEqual([said, may]);
        const scoped = person({ role, locations: [HERE] });
        expect([said, await isTaken(loop, command, scoped)]).toEqual([said, may]);
        const elsewhere = person({ role, locations: ["taastrup"] });
        expect([said, await isTaken(loop, command, elsewhere)]).toEqual([said, false]);
      }
  });

  test("writes down what one of the staff may not do and tried, changes nothing by it, and asks the same id anew", async () => {
    const ledger = new MemoryLedger();
    const loop = await house(ledger);
    const [only, all] = [person({ role: "staff", queues: [B] }), person({ role: "staff" })];
    const issue = staffCommand("staff-issue", { queue: A, commandId: uuid(1) }, NINE) as StaffCommand;
    const { answer } = await loop.dispatch(issue, all);
    const { id } = (answer as { ticket: { id: TicketId } }).ticket;
    const [before, seq] = [JSON.stringify([...loop.state().seatedAt]), loop.state().seq];
    const asked = { counter: C1, ticket: id, staff: "another" as never, commandId: uuid(2) };
    const call = staffCommand("call", asked, NINE) as StaffCommand;
    expect((await loop.dispatch(call, only)).answer).toEqual({ refused: "not-allowed" });
    const told = [...ledger.load(seq)];
    expect(told).toEqual([
      {
        ...{ kind: "command-answered", at: NINE, commandId: uuid(2), command: "call", counter: C1 },
        ...{ answer: { refused: "not-allowed" }, by: P, before: [], isTurnedAway: true },
      },
    ]);
    expect(JSON.stringify([...loop.state().seatedAt])).toBe(before);
    const nobody = { kind: "person", person: null, grants: [] } as const;
    const away = staffCommand("cancel", { ticket: id, commandId: uuid(3) }, NINE) as StaffCommand;
    expect((await loop.dispatch(away, nobody)).answer).toEqual({ refused: "not-allowed" });
    expect([...ledger.load(seq + 1)]).toMatchObject([{ command: "cancel", counter: null, by: null }]);
    expect((await loop.dispatch(call, all)).answer).toMatchObject({ ticket: { state: "called" } });
    expect(replay({ ledger, location: here }).seq).toBe(loop.state().seq);
  });

  test("takes a document from an administrator of this location alone", async () => {
    const loop = await house();
    for (const role of PERSON_ROLES) {
      const { answer } = await loop.dispatch({ kind: "configure", location: here }, person({ role }));
      expect([role, answer]).toEqual([
        role,
        role === "administrator" ? { done: true } : { refused: "not-allowed" },
      ]);
    }
    const other = person({ role: "administrator", locations: ["taastrup"] });
    expect((await loop.dispatch({ kind: "configure", location: here }, other)).answer).toEqual({
      refused: "not-allowed",
    });
  });

  test("lets a role that is scoped to queues take back what it did in them, and nothing else", async () => {
    const loop = await house();
    const [onlyA, onlyB] = [
      person({ role: "floorwalker", queues: [A] }),
      person({ role: "floorwalker", queues: [B] }),
    ];
    const issue = staffCommand("staff-issue", { queue: A, commandId: uuid(1) }, NINE) as StaffCommand;
    const { answer } = await loop.dispatch(issue, onlyA);
    const { id } = (answer as { ticket: { id: TicketId } }).ticket;
    const service = here.services.find(({ queue }) => queue === A)?.service;
    const pause = staffCommand("pause", { counter: C1, commandId: uuid(4) }, NINE) as StaffCommand;
    await loop.dispatch(pause, person({ role: "staff" }));
    for (const [kind, asked, commandId] of [
      ["cancel", { ticket: id }, uuid(2)],
      ["quick-serve", { service }, uuid(3)],
    ] as const) {
      const given = staffCommand(kind, { ...asked, commandId }, NINE) as StaffCommand;
      expect((await loop.dispatch(given, onlyA)).answer).not.toHaveProperty("refused");
    }
    for (const n of [2, 3, 4, 99]) {
      const undo = staffCommand("undo", { undoes: uuid(n) }, NINE) as StaffCommand;
      expect([n, await isTaken(loop, undo, onlyB)]).toEqual([n, false]);
      expect([n, await isTaken(loop, undo, onlyA)]).toEqual([n, n < 4]);
    }
  });

  test("keeps a role that is scoped to queues to those queues", async () => {
    const loop = await house();
    const of = (queue: typeof A, kind: StaffCommandKind, more: Asked = {}) =>
      staffCommand(kind, { ...{ queue }, ...more }, NINE) as StaffCommand;
    const onlyA = person({ role: "staff", queues: [A] });
    expect(await isTaken(loop, of(A, "staff-issue"), onlyA)).toBe(true);
    expect(await isTaken(loop, of(B, "staff-issue"), onlyA)).toBe(false);
    const counter = { counter: C1 };
    expect(await isTaken(loop, of(A, "call-next", counter), onlyA)).toBe(false);
    expect(await isTaken(loop, of(A, "call-next", counter), person({ role: "staff", queues: [A, B] }))).toBe(
      here.queues.every(({ queue }) => queue === A || queue === B),
    );
    const issued = await loop.dispatch(of(B, "staff-issue"), HUB);
    const ticket = "ticket" in issued.answer ? issued.answer.ticket.id : ticketId(1);
    expect(await isTaken(loop, staffCommand("cancel", { ticket }, NINE) as StaffCommand, onlyA)).toBe(false);
    // Into another's queue neither: whoever may not work there would fill it.
    const moved = staffCommand("transfer", { ticket, queue: A }, NINE) as StaffCommand;
    expect(await isTaken(loop, moved, onlyA)).toBe(false);
    // What names no queue is for those without a scope.
    const upTo = staffCommand("close-up-to", { number: "A01" as never }, NINE) as StaffCommand;
    expect(await isTaken(loop, upTo, onlyA)).toBe(false);
    expect(await isTaken(loop, upTo, person({ role: "staff" }))).toBe(true);
  });

  test("takes the answer to a call for help from everybody of the location, whatever their queues", async () => {
    const loop = await house();
    const call = { kind: "call-help", help: uuid(5), stand: S1 } as const;
    await loop.dispatch(call, STAND);
    const onlyB = person({ role: "staff", queues: [B] });
    const answering = staffCommand("answer-help", { help: uuid(5), counter: C1 }, NINE) as StaffCommand;
    const elsewhere = person({ role: "staff", locations: ["taastrup"], queues: [B] });
    expect(await isTaken(loop, answering, elsewhere)).toBe(false);
    expect((await loop.dispatch(answering, onlyB)).answer).toEqual({ helping: uuid(5) });
    const coming = staffCommand("answer-colleague", { counter: C1 }, NINE) as StaffCommand;
    expect(await isTaken(loop, coming, elsewhere)).toBe(false);
    expect(await isTaken(loop, coming, onlyB)).toBe(true);
  });

  test("takes no word of staff from a stand or a citizen, and no document, and writes nothing down", async () => {
    const loop = await house();
    const before = loop.state().seq;
    for (const by of [STAND, CITIZEN]) {
      for (const command of COMMANDS) expect(await isTaken(loop, command, by)).toBe(false);
      const { answer } = await loop.dispatch({ kind: "configure", location: null }, by);
      expect(answer).toEqual({ refused: "not-allowed" });
    }
    expect(loop.state().seq).toBe(before);
  });

  test("takes a citizen's word for their ticket from citizens and at a stand, and from no staff", async () => {
    const loop = await house();
    const leave = { kind: "leave", token: token(7) } as const;
    const rejoin = { kind: "rejoin", token: token(7) } as const;
    expect((await loop.dispatch(leave, CITIZEN)).answer).toEqual({ refused: "ticket-unknown" });
    expect((await loop.dispatch(rejoin, STAND)).answer).toEqual({ refused: "ticket-unknown" });
    expect((await loop.dispatch(leave, STAND)).answer).toEqual({ refused: "not-allowed" });
    expect((await loop.dispatch(leave, ANYBODY)).answer).toEqual({ refused: "not-allowed" });
    const help = { kind: "call-help", help: uuid(5), stand: S1 } as const;
    expect((await loop.dispatch(help, CITIZEN)).answer).toEqual({ refused: "not-allowed" });
  });
});

describe("pages", () => {
  test("open to the roles of the table at their location", () => {
    for (const [deed, roles] of Object.entries(RIGHTS) as [Deed, readonly PersonRole[]][])
      for (const role of PERSON_ROLES) {
        expect(mayDo(person({ role }), deed, HERE)).toBe(roles.includes(role));
        expect(mayDo(person({ role, locations: ["taastrup"] }), deed, HERE)).toBe(false);
      }
  });

  test("open to anybody where nobody signs in, and to no machine", () => {
    for (const deed of Object.keys(RIGHTS) as Deed[]) {
      expect(mayDo(ANYBODY, deed, HERE)).toBe(true);
      expect(mayDo(STAND, deed, HERE)).toBe(false);
      expect(mayDo(CITIZEN, deed, HERE)).toBe(false);
    }
  });
});
