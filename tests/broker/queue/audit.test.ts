import { describe, expect, test } from "vitest";
import type { StaffCommandKind } from "../../../broker/queue/commands.ts";
import { type Asked, staffCommand } from "../../../broker/staff-commands.ts";
import { A, C1, C2, Hub, ticketId, uuid } from "../town.ts";

const anna = "anna" as never;
const ofTicket = { ticket: ticketId(1) };
const atCounter = { counter: C1 };

/** What each kind cannot do without; a new kind has to stand here. */
const NEEDS: Readonly<Record<StaffCommandKind, Asked>> = {
  "call-next": atCounter,
  call: ofTicket,
  recall: atCounter,
  serve: atCounter,
  finish: atCounter,
  "no-show": atCounter,
  park: atCounter,
  resume: { ...atCounter, ...ofTicket },
  still: atCounter,
  transfer: { ...ofTicket, queue: A },
  "add-service": { ...ofTicket, service: "s" as never },
  tag: { ...ofTicket, tags: [] },
  "quick-serve": { service: "s" as never },
  requeue: ofTicket,
  cancel: ofTicket,
  confirm: ofTicket,
  "staff-issue": { queue: A },
  adopt: { queue: A, number: "R07" as never },
  "close-up-to": { number: "A07" as never },
  "answer-help": { help: uuid(900) },
  undo: { undoes: uuid(901) },
  "open-counter": atCounter,
  "close-counter": atCounter,
  pause: atCounter,
  "end-pause": atCounter,
  "take-queues": { ...atCounter, queues: [] },
  "call-colleague": atCounter,
  "end-colleague": atCounter,
  "answer-colleague": { ...atCounter, fromCounter: C2 },
  "answer-guest": { ...ofTicket, answer: { kind: "coming" } },
  "begin-meeting": ofTicket,
  "end-meeting": ofTicket,
  "set-presence": { isAway: true },
  "name-deputy": { deputy: "bo" },
  "judge-guest": { appointment: "x" as never, guest: "p" as never, says: "wait" },
};

describe("who did what", () => {
  test.each(Object.entries(NEEDS))("a %s says who asked, whether it was done or refused", (kind, needs) => {
    const hub = new Hub().open();
    hub.ticket(1);
    const command = staffCommand(
      kind as StaffCommandKind,
      { ...needs, commandId: uuid(1), staff: anna },
      hub.at,
    );
    if (command === null) throw new Error(`${kind} needs more`);
    hub.staff(command as never);
    expect(hub.last("command-answered")).toMatchObject({ command: kind, by: "anna" });
  });

  test("a command of somebody who has not signed in says so", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.staff({ kind: "call-next", counter: C1, commandId: uuid(1) });
    expect(hub.last("command-answered")).toMatchObject({ by: null });
  });

  test("an act that concerns no ticket is written down as it was, and changes nothing else", () => {
    const hub = new Hub().open();
    const [mark, before] = [hub.events.length, JSON.stringify(hub.state.location)];
    const noted = { act: "stand-ordered", by: anna, about: { order: "test", stand: "s1" } } as const;
    hub.send({ kind: "note-act", ...noted });
    expect(hub.since(mark)).toMatchObject([{ kind: "act-noted", ...noted }]);
    expect(JSON.stringify(hub.state.location)).toBe(before);
  });
});
