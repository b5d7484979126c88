/** Part (e) of the bench: what one command costs as queues and the day's tickets grow; rules and loop, with the ledger in memory. */
import { randomBytes } from "node:crypto";
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
  await loop.dispatch({
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
  });
  return ticketId;
}

async function tell(loop: Loop): Promise<void> {
  await loop.dispatch({ kind: "hub-started", instance: id(), ledgerId: id() as never });
  await loop.dispatch({ kind: "configure", location: loop.state().location });
  await loop.dispatch({ kind: "tick" });
  const hello = {
    stand: "s0" as StandId,
    outbox: OUTBOX,
    ledger: null,
    serviceDay: null,
    lease: null,
    tickets: 0,
  };
  await loop.dispatch({ kind: "stand-hello", ...hello, ledgerId: id() as never, random: 1 });
}

async function fill(loop: Loop, queues: number, tickets: number): Promise<void> {
  for (let at = 0; at < tickets; at += 500) {
    await Promise.all(
      Array.from({ length: Math.min(500, tickets - at) }, (_, one) => issue(loop, (at + one) % queues)),
    );
  }
}

/** µs for each command: one after another, alone in its batch. */
async function cost(loop: Loop, queues: number): Promise<{ issueUs: number; callUs: number }> {
  const [issues, calls]: [number[], number[]] = [[], []];
  for (let at = 0; at < SAMPLES; at++) {
    const counter = String((at % 4) + 1) as CounterId;
    let before = performance.now();
    const ticketId = await issue(loop, at % queues);
    issues.push((performance.now() - before) * 1000);
    await loop.dispatch({
      kind: "printed",
      stand: "s0" as StandId,
      outbox: OUTBOX,
      returning: false,
      records: [],
    });
    before = performance.now();
    await loop.dispatch({ kind: "call", commandId: id(), counter, ticket: ticketId });
    await loop.dispatch({ kind: "call-next", commandId: id(), counter });
    calls.push(((performance.now() - before) * 1000) / 2);
    await loop.dispatch({ kind: "finish", commandId: id(), counter });
  }
  return { issueUs: median(issues), callUs: median(calls) };
}

/** (e) cost as it grows. */
export async function growth(): Promise<string> {
  const rows: [string, string][] = [];
  const all: number[] = [];
  for (const queues of [1, 10, 100]) {
    for (const tickets of [100, 1_000, 10_000, 100_000]) {
      const loop = openLoop(queues);
      await tell(loop);
      await fill(loop, queues, tickets);
      const { issueUs, callUs } = await cost(loop, queues);
      all.push(issueUs);
      rows.push([
        `${queues} queues, ${tickets} tickets`,
        `issue ${issueUs.toFixed(0)} µs, call ${callUs.toFixed(0)} µs`,
      ]);
      await loop.close();
    }
  }
  rows.push([
    "dearest issue against the cheapest",
    `${(Math.max(...all) / Math.min(...all)).toFixed(2)}x (flat: near 1)`,
  ]);
  return report("(e) time a command as queues and tickets grow (p50, rules and loop without disk)", rows);
}
