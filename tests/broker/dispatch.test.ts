import { describe, expect, test } from "vitest";
import { HUB } from "../../broker/accounts/rights.ts";
import { type Committed, type Dispatch, openDispatch } from "../../broker/dispatch.ts";
import type { Ledger } from "../../broker/ledger/contract.ts";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import type { Issue } from "../../broker/queue/commands.ts";
import { A, BOOT, C1, C2, DAY, ledgerOf, NINE, outboxOf, S1, ticketId, token, town, uuid } from "./town.ts";

/** A machine's clock that goes only when it is told to. */
function clock() {
  const time = { at: NINE, trusted: true };
  return { time, now: () => ({ ...time }) };
}

const noStands = town({ stands: [] });

async function started(ledger: Ledger = new MemoryLedger(), now = clock().now): Promise<Dispatch> {
  const hub = openDispatch({
    ...{ ledger, location: noStands, now },
    onFatal: (fault) => {
      throw fault;
    },
  });
  await hub.dispatch({ kind: "hub-started", instance: uuid(1), ledgerId: ledgerOf(1) }, HUB);
  await hub.dispatch({ kind: "configure", location: noStands }, HUB);
  await hub.dispatch({ kind: "tick" }, HUB);
  return hub;
}

const press = (n: number): Issue => ({
  ...{ kind: "issue", stand: S1, outbox: outboxOf(1), ticketId: ticketId(n), token: token(n), queue: A },
  ...{ service: null, serviceDay: DAY, language: "da" },
  issued: { wallMs: NINE, monoMs: 1, bootId: BOOT, trust: "synced", contact: null },
});
const staffIssue = (n: number) =>
  ({
    kind: "staff-issue",
    commandId: uuid(n),
    ticketId: ticketId(n),
    token: token(n),
    queue: A,
    random: n,
  }) as const;

/** A ledger that counts its commits. */
function counting(): { ledger: Ledger; commits: number[] } {
  const ledger = new MemoryLedger();
  const commits: number[] = [];
  const append = ledger.append.bind(ledger);
  ledger.append = (events) => {
    commits.push(events.length);
    return append(events);
  };
  return { ledger, commits };
}

describe("the loop", () => {
  test("two hundred staff who call the next ticket at once get two hundred different tickets", async () => {
    const counters = Array.from({ length: 200 }, (_, n) => ({ counter: `c${n}`, name: { da: `${n}` } }));
    const hub = await started();
    await hub.dispatch({ kind: "configure", location: town({ stands: [], counters }) }, HUB);
    await Promise.all(Array.from({ length: 200 }, (_, n) => hub.dispatch(staffIssue(n + 1), HUB)));
    const outcomes = await Promise.all(
      counters.map(({ counter }, n) =>
        hub.dispatch({ kind: "call-next", counter: counter as typeof C1, commandId: uuid(1_000 + n) }, HUB),
      ),
    );
    const called = outcomes.map(({ answer }) => ("ticket" in answer ? answer.ticket.id : answer));
    expect(new Set(called).size).toBe(200);
    expect(called).toContain(ticketId(200));
  });

  test("two hundred presses of call-next at one counter call one citizen", async () => {
    const hub = await started();
    await Promise.all([1, 2, 3].map((n) => hub.dispatch(staffIssue(n), HUB)));
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        hub.dispatch({ kind: "call-next", counter: C1, commandId: uuid(1_000 + n) }, HUB),
      ),
    );
    expect(outcomes.filter(({ answer }) => "ticket" in answer)).toHaveLength(1);
  });

  test("commands that wait together share one commit, and each gets the ledger's mark after it", async () => {
    const { ledger, commits } = counting();
    const hub = await started(ledger);
    commits.length = 0;
    const outcomes = await Promise.all([1, 2, 3, 4].map((n) => hub.dispatch(press(n), HUB)));
    expect(commits).toEqual([4]);
    expect(new Set(outcomes.map((one) => one.ledger.seq))).toEqual(new Set([ledger.seq()]));
    expect(outcomes[0]?.ledger.ledgerId).toBe(ledgerOf(1));
    expect(outcomes.map(({ answer }) => answer)).toMatchObject([
      { number: "A01" },
      { number: "A02" },
      { number: "A03" },
      { number: "A04" },
    ]);
  });

  test("a thousand commands at most share one commit", async () => {
    const { ledger, commits } = counting();
    const hub = await started(ledger);
    commits.length = 0;
    await Promise.all(Array.from({ length: 1_500 }, (_, n) => hub.dispatch(press(n + 1), HUB)));
    expect(commits).toEqual([1_000, 500]);
  });

  test("nothing is answered or told before the commit, and listeners hear before the answer", async () => {
    const ledger = new MemoryLedger();
    const order: string[] = [];
    const hub = await started(ledger);
    const append = ledger.append.bind(ledger);
    ledger.append = (events) => {
      order.push("commit");
      return append(events);
    };
    const off = hub.onCommit(({ events, state }: Committed) =>
      order.push(`told ${events.length} ${state.seq === ledger.seq()}`),
    );
    await hub.dispatch(press(1), HUB).then(() => order.push("answered"));
    expect(order).toEqual(["commit", "told 1 true", "answered"]);
    off();
    await hub.dispatch(press(2), HUB);
    expect(order).toHaveLength(4);
  });

  test("a command that changes nothing writes nothing", async () => {
    const { ledger, commits } = counting();
    const hub = await started(ledger);
    commits.length = 0;
    await hub.dispatch({ kind: "tick" }, HUB);
    expect(commits).toEqual([]);
  });

  test("a hub that opens the ledger again answers as before", async () => {
    const ledger = new MemoryLedger();
    const first = await started(ledger);
    const told = await first.dispatch(press(1), HUB);
    await first.close();
    const again = openDispatch({ ledger, location: town(), now: clock().now, onFatal: () => {} });
    expect((await again.dispatch(press(1), HUB)).answer).toEqual(told.answer);
    expect(again.state().location).toEqual(noStands);
  });

  test("a ledger with an event of an unknown kind opens no hub: it says which one", () => {
    const ledger = new MemoryLedger();
    ledger.append([
      { kind: "series-opened", at: NINE, serviceDay: DAY },
      { kind: "ticket-vanished", at: NINE } as never,
    ]);
    const open = () =>
      openDispatch({ ledger, location: noStands, now: clock().now, onFatal: () => undefined });
    expect(open).toThrow(
      expect.objectContaining({
        code: "HUB_LEDGER_DAMAGED",
        value: expect.stringContaining('event 2 is of an unknown kind, "ticket-vanished"'),
      }),
    );
  });

  test("closing commits what waits and takes nothing more", async () => {
    const hub = await started();
    const waiting = hub.dispatch(press(1), HUB);
    await hub.close();
    expect((await waiting).answer).toMatchObject({ number: "A01" });
    await expect(hub.dispatch({ kind: "call-next", counter: C2, commandId: uuid(9) }, HUB)).rejects.toThrow(
      "closing",
    );
  });

  test("a rule that crashes ends the hub, since the state can no longer be trusted", async () => {
    const told: unknown[] = [];
    const hub = openDispatch({
      ...{ ledger: new MemoryLedger(), location: noStands, now: clock().now },
      onFatal: (fault) => told.push(fault),
    });
    const unreadable = {
      kind: "printed",
      stand: S1,
      outbox: outboxOf(1),
      returning: false,
      records: null as never,
    } as const;
    const outcome = hub.dispatch(unreadable, HUB);
    await expect(outcome).rejects.toThrow(TypeError);
    expect(told).toHaveLength(1);
  });

  test("the hub's time is monotone: while the clock is set back it goes on at half speed until the clock has caught up", async () => {
    const { time, now } = clock();
    const hub = await started(new MemoryLedger(), now);
    time.at = NINE + 10_000;
    expect(hub.at()).toBe(NINE + 10_000);
    time.at = NINE - 50_000;
    expect(hub.at()).toBe(NINE + 10_000);
    time.at += 20_000;
    expect(hub.at()).toBe(NINE + 20_000);
    time.at = NINE + 100_000;
    expect((await hub.dispatch(press(1), HUB)).at).toBe(NINE + 100_000);
  });

  test("an hour that the clock lost is no reason to forget the ledger's time", async () => {
    const ledger = new MemoryLedger();
    const hub = await started(ledger);
    await hub.dispatch(press(1), HUB);
    const { time, now } = clock();
    time.at = NINE - 3_600_000;
    const again = openDispatch({ ledger, location: noStands, now, onFatal: () => {} });
    expect(again.at()).toBe(NINE);
    expect((await again.dispatch(press(2), HUB)).at).toBe(NINE);
  });
});
