import { describe, expect, test } from "vitest";
import { A, B, C1, C2, Hub, no, said, ticketId, token, town, uuid } from "../../town.ts";

function hall(tickets = 3): Hub {
  const hub = new Hub().open();
  for (let n = 1; n <= tickets; n += 1) hub.ticket(n);
  return hub;
}

describe("rule 9: a doubled or late command never calls a second citizen", () => {
  test("the same commandId gets the same answer and nothing happens, also after a restart", () => {
    const hub = hall();
    const command = { kind: "call-next", counter: C1, commandId: uuid(1) } as const;
    const first = hub.staff(command);
    const mark = hub.events.length;
    expect(hub.staff(command)).toEqual(first);
    expect(hub.since(mark)).toEqual([]);
    const again = new Hub();
    Object.assign(again, { state: hub.replayed(), at: hub.at });
    expect(again.staff(command)).toEqual(first);
    expect(again.events).toEqual([]);
  });

  test("a refusal is remembered too: late, it calls nobody", () => {
    const hub = hall(0);
    const command = { kind: "call-next", counter: C1, commandId: uuid(1) } as const;
    expect(said(hub.staff(command))).toBe("nobody-waiting");
    hub.ticket(1);
    expect(said(hub.staff(command))).toBe("nobody-waiting");
  });

  test("the answers of a day are still known in the next one", () => {
    const hub = hall(1);
    const command = { kind: "cancel", ticket: ticketId(1), commandId: uuid(1) } as const;
    const first = hub.staff(command);
    hub.wait(86_400_000);
    expect(hub.staff(command)).toEqual(first);
  });

  test("a ticket of staff asked for twice is one ticket, also when the day is over", () => {
    const hub = hall(0);
    const twice = { commandId: uuid(1), ticketId: ticketId(5), token: token(5) };
    const first = hub.issueByStaff(twice);
    expect(hub.issueByStaff(twice)).toEqual(first);
    hub.staff({ kind: "cancel", ticket: ticketId(5) });
    hub.state.day.closedAt = hub.at;
    const mark = hub.events.length;
    expect(hub.issueByStaff(twice)).toEqual(first);
    expect(hub.since(mark)).toEqual([]);
  });

  test("call-next ends the counter's ticket only when it names it", () => {
    const hub = hall();
    expect(said(hub.next(C1))).toBe("A01");
    expect(said(hub.next(C1))).toBe("counter-busy");
    expect(said(hub.next(C1, ticketId(2)))).toBe("changed");
    expect(hub.of(1).state).toBe("called");
    expect(said(hub.next(C1, ticketId(1)))).toBe("A02");
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["served", "called"]);
    expect(said(hub.next(C1, ticketId(1)))).toBe("changed");
    expect(said(hub.next(C2, ticketId(1)))).toBe("changed");
    expect(said(hub.next(C2, ticketId(99)))).toBe("changed");
  });

  test("with nobody to call nothing changes, and the counter keeps its ticket", () => {
    const hub = hall(1);
    hub.next(C1);
    expect(said(hub.next(C1, ticketId(1)))).toBe("nobody-waiting");
    expect(hub.of(1).state).toBe("called");
  });

  test("two counters get two tickets", () => {
    const hub = hall();
    expect([said(hub.next(C1)), said(hub.next(C2))]).toEqual(["A01", "A02"]);
  });

  test.each([
    ["call-next", { kind: "call-next", counter: C1, finishes: ticketId(1), saw: "serving" }],
    ["serve", { kind: "serve", counter: C1, saw: "serving" }],
    ["recall of another ticket", { kind: "recall", counter: C1, ticket: ticketId(2) }],
    ["recall of an unknown ticket", { kind: "recall", counter: C1, ticket: ticketId(99) }],
    ["finish of a counter seen occupied", { kind: "finish", counter: C2, ticket: ticketId(2) }],
    ["no-show of a counter seen serving", { kind: "no-show", counter: C2, saw: "serving" }],
    ["call", { kind: "call", ticket: ticketId(1), saw: "waiting", counter: C2 }],
    ["requeue", { kind: "requeue", ticket: ticketId(1), saw: "no-show" }],
    ["cancel", { kind: "cancel", ticket: ticketId(1), saw: "waiting" }],
  ] as const)("%s is refused as changed when what the sender saw is no longer so", (_, command) => {
    const hub = hall();
    hub.next(C1);
    const mark = hub.events.length;
    expect(said(hub.staff(command))).toBe("changed");
    expect(hub.since(mark).map((event) => event.kind)).toEqual(["command-answered"]);
  });

  test("what the sender saw and is still so is carried out", () => {
    const hub = hall();
    hub.next(C1);
    expect(said(hub.staff({ kind: "serve", counter: C1, ticket: ticketId(1), saw: "called" }))).toBe("A01");
  });

  test("a number adopted by hand waits at once, and a later paper with it merges into one ticket", () => {
    const hub = hall(0);
    expect(hub.adopt("r05")).toMatchObject({ ticket: { number: "R05", state: "waiting" } });
    expect(said(hub.adopt("R05"))).toBe("number-taken");
    expect(said(hub.next(C1))).toBe("R05");
    const pressed = hub.pressed({ wallMs: hub.at - 60_000 });
    expect(hub.print([hub.record(1, "R05", { issued: pressed })])).toEqual(["recorded"]);
    expect(hub.state.day.tickets.size).toBe(1);
    expect(said(hub.staff({ kind: "finish", counter: C1, ticket: ticketId(1) }))).toBe("R05");
    expect(hub.print([hub.record(1, "R05")])).toEqual(["known"]);
    expect(hub.print([hub.record(2, "R05")])).toEqual(["recorded"]);
    expect(hub.last("number-doubled").number).toBe("R05");
  });

  test("an adopted number that waits takes the place of its paper's press", () => {
    const hub = hall(1);
    hub.adopt("AK03", { queue: A });
    hub.print([hub.record(7, "AK03", { series: "own", issued: hub.pressed({ wallMs: hub.at - 60_000 }) })]);
    expect(said(hub.next(C1))).toBe("AK03");
  });

  test("a provisional ticket whose paper bears an adopted number becomes that ticket", () => {
    const hub = hall(0);
    const first = hub.press(1);
    hub.adopt("AK03");
    hub.at += 10_000;
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 }))).toBe("A01");
    expect(hub.print([hub.record(1, "AK03", { series: "own" })])).toEqual(["recorded"]);
    expect(hub.state.day.tickets.size).toBe(1);
    expect(hub.state.atCounter.size).toBe(0);
    expect(said(hub.next(C1))).toBe("AK03");
    expect(hub.press(1)).toEqual(first);
  });

  test("an adopted number is skipped by the series, and does not make it jump", () => {
    const hub = hall(1);
    hub.adopt("A02");
    hub.adopt("A700");
    expect(hub.press(2)).toMatchObject({ number: "A03" });
  });

  test.each([
    ["number-invalid", "7A", A],
    ["queue-unknown", "R07", "gone" as typeof A],
  ])("adopting is refused: %s", (refused, number, queue) => {
    const hub = hall(0);
    expect(said(hub.adopt(number, { queue }))).toBe(refused);
    hub.state.day.closedAt = hub.at;
    expect(said(hub.adopt(number, { queue }))).toBe(refused);
    expect(hub.all("day-opened")).toHaveLength(1);
  });

  test("pre-printed rolls have letters that no outbox and no queue has", () => {
    expect(() => town({ rollLetters: "B" })).toThrow("also the letter of");
    expect(said(hall(0).adopt(no("R01"), { queue: B }))).toBe("R01");
  });
});
