import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HUB } from "../../broker/accounts/rights.ts";
import { openDispatch } from "../../broker/dispatch.ts";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import type { HubEvent } from "../../broker/queue/events.ts";
import { evolve } from "../../broker/queue/evolve.ts";
import { type HubState, initialState, SETTINGS } from "../../broker/queue/state.ts";
import { keepCheckpoint, replay } from "../../broker/replay.ts";
import { plain, Stand, type Step, step, take } from "./happenings.ts";
import { Hub, ledgerOf, MINUTE, town, uuid, withHours } from "./town.ts";

const PROGRAM = "this one";
const location = withHours("08:00", "16:00");

/** A ledger that says after which event it was read. */
class ReadLedger extends MemoryLedger {
  readonly readAfter: number[] = [];
  override load(after = 0) {
    this.readAfter.push(after);
    return super.load(after);
  }
}

/** Some days of a town hall, each from morning to night. */
function eventsOf(days: readonly (readonly Step[])[]): readonly HubEvent[] {
  const hub = new Hub(location).open(location);
  for (const steps of days) {
    const stand = new Stand();
    const morning = hub.at;
    for (const one of steps) take(hub, stand, one);
    // Closed at 16, over at 19 whoever still waits, open again at 9.
    for (const hours of [7, 10, 24]) hub.wait(morning + hours * 60 * MINUTE - hub.at);
  }
  return hub.events;
}

function stateAfter(events: readonly HubEvent[]): HubState {
  const state = initialState(location);
  for (const event of events) evolve(state, event);
  return state;
}

/** A ledger of `events` with a checkpoint of what the first `seq` of them make. */
function kept(events: readonly HubEvent[], seq: number, program = PROGRAM): ReadLedger {
  const ledger = new ReadLedger();
  ledger.append(events);
  keepCheckpoint(ledger, stateAfter(events.slice(0, seq)), program);
  return ledger;
}

const aDay = eventsOf([[]]);
const threeDays = eventsOf([[], [], []]);
const start = (ledger: MemoryLedger) => replay({ ledger, location, program: PROGRAM });

describe("a start from a checkpoint", () => {
  test("may begin in the second of three days", () => {
    const ledger = kept(threeDays, threeDays.findLastIndex((event) => event.kind === "day-opened") - 1);
    expect(start(ledger).closedDays.size).toBe(3);
    expect(plain(start(ledger))).toEqual(plain(stateAfter(threeDays)));
  });

  test("gives the state of a full replay, wherever in whichever days it was kept", () => {
    const day = fc.array(step, { maxLength: 25 });
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (days, part) => {
          const events = eventsOf(days);
          const seq = Math.floor(part * events.length);
          const ledger = kept(events, seq);
          expect(plain(start(ledger))).toEqual(plain(stateAfter(events)));
          expect(ledger.readAfter).toEqual([seq]);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("has the settings of this start", () => {
    const settings = { ...SETTINGS, silenceMs: 1 };
    const ledger = kept(aDay, aDay.length);
    expect(replay({ ledger, location, program: PROGRAM, settings }).settings).toEqual(settings);
    expect(start(ledger).settings).toEqual(SETTINGS);
  });

  test.each<[string, (ledger: ReadLedger) => void]>([
    ["of another program", (ledger) => keepCheckpoint(ledger, stateAfter(aDay.slice(0, 3)), "another")],
    ["that has been changed", (ledger) => change(ledger, (bytes) => misspelt(bytes))],
    ["that is cut off", (ledger) => change(ledger, (bytes) => bytes.subarray(0, 99))],
    ["that is empty", (ledger) => change(ledger, () => new Uint8Array())],
    [
      "that this Node cannot read",
      (ledger) => change(ledger, () => digested(Buffer.from("of a later Node"))),
    ],
    ["that bears another number", (ledger) => ledger.keep({ ...checkpointOf(ledger), seq: 2 })],
    [
      "from after the ledger's end",
      (ledger) => keepCheckpoint(ledger, { ...stateAfter(aDay), seq: 999 }, PROGRAM),
    ],
  ])("a checkpoint %s is passed over, and all events are read", (_, spoil) => {
    const ledger = kept(aDay, 3);
    spoil(ledger);
    expect(plain(start(ledger))).toEqual(plain(stateAfter(aDay)));
    expect(ledger.readAfter).toEqual([0]);
  });

  test("without a name of the program none is read", () => {
    const ledger = kept(aDay, 3);
    replay({ ledger, location });
    expect(ledger.readAfter).toEqual([0]);
  });
});

function checkpointOf(ledger: ReadLedger) {
  const checkpoint = ledger.checkpoint();
  if (checkpoint === null) throw new Error("there is no checkpoint");
  return checkpoint;
}

function change(ledger: ReadLedger, to: (bytes: Uint8Array) => Uint8Array): void {
  const checkpoint = checkpointOf(ledger);
  ledger.keep({ ...checkpoint, state: to(checkpoint.state) });
}

/** Still readable, but no longer what was kept. */
function misspelt(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("Skat", "Skam"), "latin1");
}

function digested(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([createHash("sha256").update(bytes).digest(), bytes]);
}

describe("a checkpoint is kept", () => {
  test("by the loop when a day opens, with everything up to then, and events stay", async () => {
    const ledger = new ReadLedger();
    const now = () => ({ at: new Hub().at, trusted: true });
    const options = { ledger, location: town(), now, program: PROGRAM };
    const hub = openDispatch({ ...options, onFatal: () => undefined });
    await hub.dispatch({ kind: "hub-started", instance: uuid(1), ledgerId: ledgerOf(1) }, HUB);
    expect(ledger.checkpoint()).toBe(null);
    await hub.dispatch({ kind: "configure", location: town() }, HUB);
    expect(hub.state().day.serviceDay).not.toBe(null);
    expect(ledger.checkpoint()?.seq).toBe(hub.state().seq);
    expect([...ledger.load()]).toHaveLength(hub.state().seq);
    expect(plain(replay(options))).toEqual(plain(hub.state()));
    await hub.close();
  });

  test("at the start after a long replay only", () => {
    const ledger = kept(aDay, 3, "another");
    start(ledger);
    expect(ledger.checkpoint()?.program).toBe("another");
    const lines = Array.from({ length: 20_001 }, () => aDay[0] as HubEvent);
    ledger.append(lines);
    start(ledger);
    expect(ledger.checkpoint()).toMatchObject({ program: PROGRAM, seq: ledger.seq() });
  });
});
