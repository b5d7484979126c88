import { describe, expect, test } from "vitest";
import { hourAt, isStale, localClock } from "../../../broker/queue/local-hour.ts";

const HOUR = 3_600_000;

describe("the hour in the location", () => {
  test("is that of its zone, also where it is not whole hours away", () => {
    const at = Date.UTC(2026, 10, 22, 23, 40);
    expect(hourAt(localClock("Europe/Copenhagen", at), at)).toBe(0);
    expect(hourAt(localClock("Asia/Kolkata", at), at)).toBe(5);
  });

  test("counts on from a clock over midnight in both directions, and a clock of an hour ago is too old", () => {
    const at = Date.UTC(2026, 10, 22, 8);
    const clock = localClock("Europe/Copenhagen", at);
    expect([hourAt(clock, at + 16 * HOUR), hourAt(clock, at - 10 * HOUR)]).toEqual([1, 23]);
    expect([isStale(null, at), isStale(clock, at + HOUR - 1), isStale(clock, at + HOUR)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
