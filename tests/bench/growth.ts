/** Part (e) of the bench: what one command costs as queues and the day's tickets grow; rules and loop, with the ledger in memory. */

import { randomBytes } from "node:crypto";
import { HUB } from "../../broker/accounts/rights.ts";
import { openDispatch } from "../../broker/dispatch.ts";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import { checkLocation } from "../../protocol/config.ts";
import {
  type CounterId,
  type OutboxId,
  type QueueId,
  type StandId,
  type TicketId,
  ticketIdOf,
  tokenOf,
} from "../../protocol/terms.ts";
import { id } from "./client.ts";
import { median, report } from "./figures.ts";
import { benchLocation } from "./hub.ts";

const SAMPLES = 400;
const OUTBOX = id() as OutboxId;
const BOOT = id();

type Loop = ReturnType<typeof openDispatch>;

function openLoop(queues: number): Loop {
  const location = checkLocation(benchLocation(queues, 1));
  if (!location.ok) throw new Error(JSON.stringify(location.problems));
  return openDispatch({
    ledger: new MemoryLedger(),
    location: location.value,
    now: () => ({ at: Date.now(), trusted: true }),
    onFatal: (fault) => {
      throw fault;
    },
  });
}

async function issue(loop: Loop, queue: number): Promise<TicketId> {
  const ticketId = ticketIdOf(randomBytes(16), Date.now());
  await loop.dispatch(
    {
      kind: "issue",
      stand: "s0" as StandId,
      outbox: OUTBOX,
      ticketId,
      token: tokenOf(randomBytes(16)),
      queue: `q${queue}` as QueueId,
      service: null,
      serviceDay: null,
      language: "da",
      issued: { wallMs: Date.now(), monoMs: performance.now(), bootId: BOOT, trust: "synced", contact: null },
    },
    HUB,
  );
  return ticketId;
}

/** The paper is out, so that the ticket may be called. */
async function print(loop: Loop, ticketId: TicketId): Promise<void> {
  const ticket = loop.state().day.tickets.get(ticketId);
  if (!ticket) throw new Error(`ticket ${ticketId} is unknown`);
  const { token, number, queue, service, serviceDay, language } = ticket;
  const head = { ticketId, token, number, queue, service, serviceDay, language };
  const issued = {
    wallMs: ticket.issuedAt,
    monoMs: 0,
    bootId: BOOT,
    trust: "synced",
    contact: null,
  } as const;
  const value = { ...head, series: "plain", paper: "printed", issued } as const;
  const records = [{ ok: true, value } as const];
  await loop.dispatch(
    { kind: "printed", stand: "s0" as StandId, outbox: OUTBOX, returning: false, records },
    HUB,
  );
}

async function tell(loop: Loop): Promise<void> {
  await loop.dispatch({ kind: "hub-started", instance: id(), ledgerId: id() as never }, HUB);
  await loop.dispatch({ kind: "configure", location: loop.state().location }, HUB);
  await loop.dispatch({ kind: "tick" }, HUB);
  const hello = {
    stand: "s0" as StandId,
    outbox: OUTBOX,
    ledger: null,
    serviceDay: null,
    lease: null,
    tickets: 0,
  };
  await loop.dispatch({ kind: "stand-hello", ...hello, ledgerId: id() as never, random: 1 }, HUB);
}

async function fill(loop: Loop, queues: number, tickets: number): Promise<void> {
  for (let at = 0; at < tickets; at += 500) {
    const issues = Array.from({ length: Math.min(500, tickets - at) }, async (_, one) => {
      await print(loop, await issue(loop, (at + one) % queues));
    });
    await Promise.all(issues);
  }
}

/** The time of one command in µs; a refusal is no measurement. */
async function timed(ask: () => Promise<{ answer: object }>): Promise<number> {
  const before = performance.now();
  const { answer } = await ask();
  const us = (performance.now() - before) * 1000;
  if ("refused" in answer) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return us;
}

/** Medians in µs: one command after another, each alone in its batch. */
async function cost(loop: Loop, queues: number): Promise<{ issue: number; call: number; next: number }> {
  const [issues, calls, nexts]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at < SAMPLES; at++) {
    const counter = String((at % 4) + 1) as CounterId;
    let ticket = "" as TicketId;
    issues.push(
      await timed(async () => {
        ticket = await issue(loop, at % queues);
        return { answer: {} };
      }),
    );
    await print(loop, ticket);
    // A second one, so that as many wait after the round as before it.
    await print(loop, await issue(loop, at % queues));
    calls.push(
      await timed(async () => await loop.dispatch({ kind: "call", commandId: id(), counter, ticket }, HUB)),
    );
    await loop.dispatch({ kind: "finish", commandId: id(), counter }, HUB);
    nexts.push(
      await timed(async () => await loop.dispatch({ kind: "call-next", commandId: id(), counter }, HUB)),
    );
    await loop.dispatch({ kind: "finish", commandId: id(), counter }, HUB);
  }
  return { issue: median(issues), call: median(calls), next: median(nexts) };
}

/** A loop of that size, filled, measured and closed. */
async function costOf(queues: number, tickets: number): ReturnType<typeof cost> {
  const loop = openLoop(queues);
  await tell(loop);
  await fill(loop, queues, tickets);
  const costs = await cost(loop, queues);
  await loop.close();
  return costs;
}

/** (e) cost as it grows; what the compiler of V8 costs at first is spent before. */
export async function growth(): Promise<string> {
  await costOf(10, 1_000);
  const rows: [string, string][] = [];
  const all: Awaited<ReturnType<typeof cost>>[] = [];
  for (const queues of [1, 10, 100]) {
    for (const tickets of [100, 1_000, 10_000, 100_000]) {
      const costs = await costOf(queues, tickets);
      all.push(costs);
      const words = `issue ${costs.issue.toFixed(0)}, call ${costs.call.toFixed(0)}, call-next ${costs.next.toFixed(0)} µs`;
      rows.push([`${queues} queues, ${tickets} tickets`, words]);
    }
  }
  for (const kind of ["issue", "call", "next"] as const) {
    const times = all.map((costs) => costs[kind]);
    rows.push([
      `dearest ${kind} against the cheapest`,
      `${(Math.max(...times) / Math.min(...times)).toFixed(2)}x (flat: near 1)`,
    ]);
  }
  return report("(e) time a command as queues and tickets grow (p50, rules and loop without disk)", rows);
}
