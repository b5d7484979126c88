import { expect, it } from "vitest";
import type { Line } from "../../../../device/stand/machine/line.ts";
import { BenchStand } from "../bench-stand.ts";

it("a line of a kind that only a later version knows is passed over", () => {
  const before = new BenchStand().online();
  before.ticket(1, "A07");
  const lines = [{ kind: "from-the-future", shape: 7 } as unknown as Line, ...before.lines];
  expect(new BenchStand({ lines }).state.book.tickets.size).toBe(1);
});

it("fields that a later version added to a line do no harm", () => {
  const before = new BenchStand().online();
  before.ticket(1, "A07");
  const lines = before.lines.map((line) => Object.assign({ addedLater: true }, line));
  expect(new BenchStand({ lines }).state.book.unconfirmed).toHaveLength(1);
});
