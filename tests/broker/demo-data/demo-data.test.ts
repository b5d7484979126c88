import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeDemoData } from "../../../broker/demo-data/run.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { replay } from "../../../broker/replay.ts";
import { Statistics } from "../../../broker/statistics/statistics.ts";
import { town } from "../town.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-demo-data-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const counters = [1, 2, 3, 4, 5, 6].map((at) => ({ counter: `${at}`, name: { da: `Skranke ${at}` } }));
const services = [
  { service: "pas", name: { da: "Pas" }, queue: "a" },
  { service: "skat", name: { da: "Skat" }, queue: "b" },
  { service: "job", name: { da: "Jobcenter" }, queue: "x" },
];
/** Monday 30 November 2026. */
const NOW = Date.UTC(2026, 10, 30, 8);
const made = () => {
  const [ledger, location] = [new MemoryLedger(), town({ counters, services })];
  const tickets = writeDemoData({ ledger, location, years: 0.04, seed: 3, now: NOW });
  return { ledger, location, tickets };
};

/** Written once, and read by all. */
const written = made();

describe("demo data", () => {
  it("is the same for the same seed, and a ledger that the hub replays", () => {
    const [one, other] = [written, made()];
    expect(one.tickets).toBeGreaterThan(500);
    expect(other.ledger.head()).toEqual(one.ledger.head());
    expect(replay({ ledger: one.ledger, location: one.location }).seq).toBe(one.ledger.seq());
  });

  it("has no weekend, a long tail of waits, and appointments to which nobody comes", async () => {
    const { ledger, location } = written;
    const statistics = new Statistics({
      ...{ file: join(folder, "statistics.sqlite"), ledger, location: () => location },
      monotonicMs: () => performance.now(),
      breathe: async () => {},
    });
    await statistics.catchUp();
    const rows = statistics.rows("2026-01-01", "2026-12-31");
    statistics.close();
    const days = new Set(rows.map(({ date }) => new Date(`${date}T00:00:00Z`).getUTCDay()));
    expect([...days].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5]);
    const waits = rows.flatMap(({ wait_ms }) => wait_ms ?? []).sort((one, other) => one - other);
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(mean).toBeGreaterThan(1.3 * waits[Math.floor(waits.length / 2)]!);
    const booked = rows.filter(({ is_appointment }) => is_appointment === 1);
    const absent = booked.filter(({ outcome }) => outcome === "absent").length / booked.length;
    expect(absent).toBeGreaterThan(0.15);
    expect(absent).toBeLessThan(0.45);
  });

  it("is never mixed with a ledger that has events", () => {
    const { ledger, location } = written;
    expect(() => writeDemoData({ ledger, location, years: 1, seed: 1, now: NOW })).toThrow(
      /NOT_EMPTY|already/,
    );
  });
});
