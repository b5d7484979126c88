import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Announcing,
  announce,
  type DisplayedCall,
  type Happening,
  LEAST_SHOWN_MS,
  LONGEST_BEFORE_OTHERS_MS,
  LONGEST_SOUND_MS,
  NOTHING_ANNOUNCED,
  SPOKEN_WITHIN_MS,
} from "../../../../device/display/page/announce.ts";
import type { CounterId, QueueId, TicketNumber } from "../../../../protocol/terms.ts";

const NOON = Date.UTC(2026, 10, 23, 11);

function call(callSeq: number, calledAt = NOON, recall = false): DisplayedCall {
  return {
    callSeq,
    number: `A${String(callSeq).padStart(2, "0")}` as TicketNumber,
    queue: "a" as QueueId,
    counter: "1" as CounterId,
    counterName: { da: "Skranke 1" },
    recall,
    calledAt,
    speech: [],
  };
}

/** Runs happenings and collects what began, with its instant. */
function run(start: Announcing, happenings: readonly (readonly [number, Happening])[]) {
  let state = start;
  const begun: { seq: number; at: number; isSpoken: boolean }[] = [];
  for (const [at, happening] of happenings) {
    const step = announce(state, happening, at);
    state = step.state;
    if (step.begins) begun.push({ seq: step.begins.call.callSeq, at, isSpoken: step.begins.isSpoken });
  }
  return { state, begun };
}

const picture = (...calls: DisplayedCall[]): Happening => ({ kind: "picture", calls, ended: [] });
const tick: Happening = { kind: "tick" };
const started = announce(NOTHING_ANNOUNCED, picture(call(1, NOON - 600_000)), NOON).state;

describe("the order of announcements", () => {
  it("shows and speaks a new call at once when nothing is being announced", () => {
    const { begun } = run(started, [[NOON, picture(call(1, NOON - 600_000), call(2))]]);
    expect(begun).toEqual([{ seq: 2, at: NOON, isSpoken: true }]);
  });

  it("keeps a number in the big place at least five seconds, even when its sound is over", () => {
    const { begun } = run(started, [
      [NOON, picture(call(2), call(3))],
      [NOON + 1_000, { kind: "heard", call: call(2) }],
      [NOON + LEAST_SHOWN_MS - 1, tick],
      [NOON + LEAST_SHOWN_MS, tick],
    ]);
    expect(begun.map((one) => [one.seq, one.at - NOON])).toEqual([
      [2, 0],
      [3, LEAST_SHOWN_MS],
    ]);
  });

  it("never lets two announcements sound together", () => {
    const { begun } = run(started, [
      [NOON, picture(call(2), call(3))],
      [NOON + 9_000, tick],
      [NOON + 9_500, { kind: "heard", call: call(2) }],
    ]);
    expect(begun.map((one) => one.at - NOON)).toEqual([0, 9_500]);
  });

  it("goes on when a sound never reports its end", () => {
    const { begun } = run(started, [
      [NOON, picture(call(2), call(3))],
      [NOON + LONGEST_SOUND_MS, tick],
    ]);
    expect(begun.map((one) => one.seq)).toEqual([2, 3]);
  });

  it("announces a recall again, though its number was announced before", () => {
    const again = { ...call(3), number: call(2).number, recall: true };
    const { begun } = run(started, [
      [NOON, picture(call(2))],
      [NOON + 100, picture(call(2), again)],
      [NOON + 6_000, { kind: "heard", call: call(2) }],
    ]);
    expect(begun.map((one) => one.seq)).toEqual([2, 3]);
  });

  it("takes calls in the order of callSeq, also when a picture has them otherwise", () => {
    const { state, begun } = run(started, [[NOON, picture(call(4), call(2), call(3))]]);
    expect([begun[0]?.seq, ...state.waiting.map((one) => one.call.callSeq)]).toEqual([2, 3, 4]);
  });

  it("shows every call that was missed while off line, and speaks those under a minute old", () => {
    const missed = [call(2, NOON - SPOKEN_WITHIN_MS), call(3, NOON - SPOKEN_WITHIN_MS + 1), call(4)];
    const { begun } = run(started, [
      [NOON, picture(...missed)],
      [NOON + 5_000, tick],
      [NOON + 10_000, { kind: "heard", call: call(3, NOON - SPOKEN_WITHIN_MS + 1) }],
    ]);
    expect(begun.map((one) => [one.seq, one.isSpoken])).toEqual([
      [2, false],
      [3, true],
      [4, true],
    ]);
  });

  it("does not shout the whole day again when the page has just started", () => {
    const { begun, state } = run(NOTHING_ANNOUNCED, [
      [NOON, picture(call(1, NOON - 600_000), call(2, NOON - 1_000))],
    ]);
    expect(begun.map((one) => one.seq)).toEqual([2]);
    expect(state.waiting).toEqual([]);
  });

  it("announces the calls of a new ledger, which counts from one again", () => {
    const before = run(started, [[NOON, picture(call(90))]]).state;
    const { begun } = run(before, [
      [NOON + 8_000, { kind: "heard", call: call(90) }],
      [NOON + 9_000, picture(call(1, NOON + 9_000))],
    ]);
    expect(begun.map((one) => one.seq)).toEqual([1]);
  });

  it("does not announce a call that staff took back while it waited", () => {
    const { state } = run(started, [
      [NOON, picture(call(2), call(3, NOON + 1), call(4, NOON + 2))],
      [NOON + 100, picture(call(2), call(4, NOON + 2))],
    ]);
    expect(state.waiting.map((one) => one.call.callSeq)).toEqual([4]);
  });

  it("announces no call that ended while it waited, was off line or had not yet looked", () => {
    const ended = (...gone: DisplayedCall[]): Happening => {
      return { kind: "picture", calls: [call(2), call(3, NOON + 1), call(4, NOON + 2)], ended: gone };
    };
    const { state, begun } = run(started, [
      [NOON, ended()],
      [NOON + 4_000, ended(call(2), call(3, NOON + 1))],
      [NOON + LEAST_SHOWN_MS, { kind: "heard", call: call(2) }],
    ]);
    expect(begun.map((one) => one.seq)).toEqual([2, 4]);
    expect(state.waiting).toEqual([]);
    expect(run(NOTHING_ANNOUNCED, [[NOON + 3, ended(call(4, NOON + 2))]]).state.waiting).toHaveLength(1);
  });

  it("lets a recall go first among those that wait", () => {
    const again = { ...call(5), number: call(1).number, recall: true };
    const { state, begun } = run(started, [
      [NOON, picture(call(2), call(3), call(4))],
      [NOON + 1_000, picture(call(2), call(3), call(4), again)],
    ]);
    expect(begun.map((one) => one.seq)).toEqual([2]);
    expect(state.waiting.map((one) => one.call.callSeq)).toEqual([5, 3, 4]);
  });

  it("lets no sound hold up those that wait for longer than ten seconds", () => {
    const { begun } = run(started, [
      [NOON, picture(call(2), call(3))],
      [NOON + LONGEST_BEFORE_OTHERS_MS - 1, tick],
      [NOON + LONGEST_BEFORE_OTHERS_MS, tick],
      [NOON + 2 * LONGEST_BEFORE_OTHERS_MS, tick],
    ]);
    expect(begun.map((one) => [one.seq, one.at - NOON])).toEqual([
      [2, 0],
      [3, LONGEST_BEFORE_OTHERS_MS],
    ]);
  });

  it("speaks a call that the browser kept silent once more after the tap, ahead of those that wait", () => {
    const { begun, state } = run(started, [
      [NOON, picture(call(2), call(3))],
      [NOON, { kind: "muted", call: call(2) }],
      [NOON + 1_000, { kind: "unmuted" }],
      [NOON + LEAST_SHOWN_MS, tick],
      [NOON + LEAST_SHOWN_MS + 3_000, { kind: "heard", call: call(2) }],
      [NOON + 2 * LEAST_SHOWN_MS, tick],
      [NOON + 2 * LEAST_SHOWN_MS + 3_000, { kind: "heard", call: call(3) }],
      [NOON + 4 * LEAST_SHOWN_MS, { kind: "unmuted" }],
    ]);
    expect(begun.map((one) => [one.seq, one.isSpoken])).toEqual([
      [2, true],
      [2, true],
      [3, true],
    ]);
    expect(state.unheard).toEqual([]);
  });

  it("leaves a call silent that is too old by the tap, or was taken back", () => {
    const muted = run(started, [
      [NOON, picture(call(2))],
      [NOON, { kind: "muted", call: call(2) }],
      [NOON + SPOKEN_WITHIN_MS, { kind: "unmuted" }],
    ]);
    expect(muted.begun).toHaveLength(1);
    const takenBack = run(started, [
      [NOON, picture(call(1, NOON - 600_000), call(2))],
      [NOON, { kind: "muted", call: call(2) }],
      [NOON + 1_000, picture(call(1, NOON - 600_000))],
      [NOON + LEAST_SHOWN_MS, { kind: "unmuted" }],
    ]);
    expect(takenBack.begun).toHaveLength(1);
  });

  it("drops no call and doubles none, however pictures, sounds and silence come", () => {
    const happenings = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant("calls" as const), count: fc.integer({ min: 1, max: 4 }) }),
        fc.constant({ kind: "again" as const }),
        fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 20_000 }) }),
        fc.constant({ kind: "heard" as const }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(happenings, (plan) => {
        let state = started;
        let [at, seq] = [NOON, 1];
        const calls: DisplayedCall[] = [];
        const begun: { seq: number; at: number }[] = [];
        const step = (happening: Happening) => {
          const next = announce(state, happening, at);
          state = next.state;
          if (next.begins) begun.push({ seq: next.begins.call.callSeq, at });
        };
        for (const one of plan) {
          if (one.kind === "calls") for (let i = 0; i < one.count; i++) calls.push(call(++seq, at));
          if (one.kind === "pass") at += one.ms;
          if (one.kind === "heard" && state.now) step({ kind: "heard", call: state.now.call });
          else if (one.kind === "pass") step(tick);
          else step(picture(...calls.slice(-20)));
        }
        for (let i = 0; i < calls.length + 2; i++) {
          at += LONGEST_SOUND_MS;
          step(tick);
        }
        expect(begun.map((one) => one.seq)).toEqual(calls.map((one) => one.callSeq));
        const gaps = begun.slice(1).map((one, index) => one.at - begun[index]!.at);
        expect(gaps.every((gap) => gap >= LEAST_SHOWN_MS)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
