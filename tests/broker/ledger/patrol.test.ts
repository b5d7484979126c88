import { describe, expect, test } from "vitest";
import { firstHash, type Head, nextHash } from "../../../broker/ledger/chain.ts";
import { ChainPatrol, chainWarning } from "../../../broker/ledger/patrol.ts";
import type { Row } from "../../../broker/ledger/verify.ts";
import type { LocationId } from "../../../protocol/terms.ts";

const location = "demo" as LocationId;
const NOW = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;

/** A chain of so many events. */
function chained(count: number): Row[] {
  const rows: Row[] = [];
  let hash = firstHash(location);
  for (let seq = 1; seq <= count; seq += 1) {
    const text = `{"kind":"x","at":${seq}}`;
    hash = nextHash(hash, seq, text);
    rows.push({ seq, text, hash });
  }
  return rows;
}

/** A patrol over rows that may be changed; each row takes `rowMs` of the loop's time. */
function patrolled(rows: Row[], { rowMs = 0, heads = [] as Head[], head = rows.at(-1) } = {}) {
  let ms = 0;
  const read = function* (after: number) {
    for (const row of rows.filter(({ seq }) => seq > after)) {
      ms += rowMs;
      yield row;
    }
  };
  const end = { seq: head?.seq ?? 0, hash: head?.hash ?? firstHash(location) };
  return new ChainPatrol({
    location,
    rows: read,
    head: () => end,
    heads: () => heads,
    monotonicMs: () => ms,
  });
}

describe("a ledger at work", () => {
  test("is walked in slices, and again after a day", () => {
    const patrol = patrolled(chained(10), { rowMs: 1 });
    const steps = Array.from({ length: 5 }, () => patrol.step(NOW));
    expect(steps.slice(0, 3)).toEqual([null, null, null]);
    expect(steps[3]).toEqual({ checkedAt: NOW, upTo: 10, broken: null, cut: null });
    expect(steps[4]).toBeNull();
    expect(chainWarning(patrol.state)).toBeNull();
    expect(patrol.step(NOW + DAY - 1)).toBeNull();
    for (let at = 0; at < 4; at += 1) patrol.step(NOW + DAY);
    expect(patrol.state).toEqual({ checkedAt: NOW + DAY, upTo: 10, broken: null, cut: null });
  });

  test("without an event is whole", () => {
    expect(patrolled([]).step(NOW)).toEqual({ checkedAt: NOW, upTo: 0, broken: null, cut: null });
  });

  test("is told as broken at the first event that was changed, removed or cut off, or chained anew", () => {
    const rows = chained(9);
    const changed = rows.map((row) => (row.seq === 4 ? { ...row, text: '{"kind":"y"}' } : row));
    expect(patrolled(changed).step(NOW)?.broken).toBe(4);
    expect(patrolled(rows.filter(({ seq }) => seq !== 6)).step(NOW)?.broken).toBe(6);
    const last = rows.at(-1) as Row;
    expect(patrolled(rows.slice(0, 7), { head: last }).step(NOW)?.broken).toBe(8);
    const noted = { seq: 5, hash: "ab".repeat(32) };
    const anew = patrolled(rows, { heads: [noted] });
    expect(anew.step(NOW)?.broken).toBe(5);
    expect(chainWarning(anew.state)).toContain("from event 5 on");
  });

  test("is told as cut where it had reached further by a head that was written down elsewhere", () => {
    const rows = chained(9);
    const later = { seq: 12, hash: "ab".repeat(32) };
    const cut = patrolled(rows, { heads: [later] });
    expect(cut.step(NOW)).toEqual({ checkedAt: NOW, upTo: 9, broken: null, cut: 12 });
    expect(chainWarning(cut.state)).toContain("ends at event 9 and had reached 12");
    // Cut, and gone on since: another event stands where a head was written down.
    const anew = patrolled(rows, { heads: [{ seq: 8, hash: later.hash }, later] });
    expect(anew.step(NOW)).toEqual({ checkedAt: NOW, upTo: 7, broken: 8, cut: 12 });
    expect(chainWarning(anew.state)).toContain("from event 8 on, and had reached event 12");
    const whole = patrolled(rows, { heads: [rows.at(-1) as Row] });
    expect(whole.step(NOW)?.cut).toBeNull();
  });

  test("that grows while it is walked is whole", () => {
    const rows = chained(20);
    expect(patrolled(rows, { head: rows[9] as Row }).step(NOW)?.broken).toBeNull();
  });
});
