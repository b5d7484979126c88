import { describe, expect, it } from "vitest";
import { openClock } from "../../broker/clock.ts";

/** A machine whose wall clock can be set. */
function machine(floorAt: number, synced: boolean | null = null) {
  const now = { wall: 1_000_000, monotonic: 50, synced };
  const clock = openClock({
    floorAt,
    wallMs: () => now.wall,
    monotonicMs: () => now.monotonic,
    synced: () => now.synced,
  });
  const pass = (ms: number) => {
    now.wall += ms;
    now.monotonic += ms;
  };
  return { now, clock, pass };
}

describe("the machine's clock", () => {
  it("is trusted where nothing tells about it, as long as it runs evenly after the ledger's last event", () => {
    const { clock, pass } = machine(999_999);
    expect(clock()).toEqual({ at: 1_000_000, trusted: true });
    pass(86_400_000);
    expect(clock()).toEqual({ at: 87_400_000, trusted: true });
  });

  it("is not trusted before the ledger's last event", () => {
    expect(machine(1_000_001).clock().trusted).toBe(false);
    expect(machine(1_000_001, true).clock().trusted).toBe(false);
  });

  it("is not trusted after a jump, forward or back", () => {
    for (const jump of [3_600_000, -3_600_000]) {
      const { now, clock } = machine(0);
      now.wall += jump;
      expect(clock().trusted).toBe(false);
    }
  });

  it("is trusted when the machine says that the network has set it, also after the jump that this was", () => {
    const { now, clock, pass } = machine(0, false);
    expect(clock().trusted).toBe(false);
    now.wall += 3_600_000;
    now.synced = true;
    pass(9000);
    expect(clock().trusted).toBe(false);
    pass(1000);
    expect(clock().trusted).toBe(true);
  });
});
