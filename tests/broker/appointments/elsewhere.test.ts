import { describe, expect, it } from "vitest";
import type { SourceAppointment } from "../../../broker/appointments/contract.ts";
import { Elsewhere } from "../../../broker/appointments/elsewhere.ts";
import { dayDigest } from "../../../protocol/link/day-digest.ts";
import { MONDAY } from "../hall.ts";

const HOUR = 3_600_000;
const KEY = Buffer.alloc(32, 3).toString("base64url");
const CPR = "0101651234";
const digest = dayDigest(KEY, { kind: "cpr", cpr: CPR });

function others() {
  const now = { at: MONDAY };
  const elsewhere = new Elsewhere({
    ...{ at: () => now.at, timeZone: () => "Europe/Copenhagen", dayKey: () => KEY },
  });
  const meeting = (
    sourceId: string,
    inMs: number,
    more: Partial<SourceAppointment> = {},
  ): SourceAppointment => ({
    ...{ sourceId, version: null, status: "booked", startAt: MONDAY + inMs, endAt: MONDAY + inMs + HOUR },
    ...{ location: "Nord", kind: null, room: null, hosts: [], form: "physical", reminds: null },
    ...{ isConfidential: false, participants: [{ key: "", cpr: CPR }], ...more },
  });
  const tell = (appointments: SourceAppointment[], snapshot: { from: number; until: number } | null = null) =>
    elsewhere.tell({ source: "planner", appointments, snapshot });
  return { now, elsewhere, meeting, tell };
}

describe("whom other locations expect", () => {
  it("is known for today and tomorrow, and no longer than its day", () => {
    const { now, elsewhere, meeting, tell } = others();
    tell([meeting("far", 72 * HOUR), meeting("tomorrow", 24 * HOUR)]);
    expect(elsewhere.find(digest)).toEqual({ startAt: MONDAY + 24 * HOUR, place: "Nord" });
    now.at += 48 * HOUR;
    expect(elsewhere.find(digest)).toBeNull();
  });

  it("is the next one, else the last of the day", () => {
    const { now, elsewhere, meeting, tell } = others();
    tell([meeting("b", 3 * HOUR, { location: "Syd" }), meeting("a", HOUR)]);
    expect(elsewhere.find(digest)?.place).toBe("Nord");
    now.at += 2 * HOUR;
    expect(elsewhere.find(digest)?.place).toBe("Syd");
    now.at += 4 * HOUR;
    expect(elsewhere.find(digest)?.place).toBe("Syd");
  });

  it("follows its source: moved, cancelled, and missing from what is everything of a day", () => {
    const { elsewhere, meeting, tell } = others();
    tell([meeting("a", HOUR)]);
    tell([meeting("a", 2 * HOUR, { location: "Vest" })]);
    expect(elsewhere.find(digest)).toEqual({ startAt: MONDAY + 2 * HOUR, place: "Vest" });
    tell([], { from: MONDAY - HOUR, until: MONDAY + HOUR });
    expect(elsewhere.find(digest)).not.toBeNull();
    tell([], { from: MONDAY - HOUR, until: MONDAY + 9 * HOUR });
    expect(elsewhere.find(digest)).toBeNull();
    tell([meeting("b", HOUR)]);
    tell([meeting("b", HOUR, { status: "cancelled" })]);
    expect(elsewhere.find(digest)).toBeNull();
  });

  it("is nobody without a card", () => {
    const { elsewhere, meeting, tell } = others();
    tell([meeting("a", HOUR, { participants: [{ key: "x", name: "Planted" }] })]);
    expect(elsewhere.find(digest)).toBeNull();
  });
});
