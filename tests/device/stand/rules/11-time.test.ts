import { expect, it } from "vitest";
import type { Message } from "../../../../protocol/messages.ts";
import { BOOT, standConfig, uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

/** Open on weekdays from 10 to 15 in the location's wall time. */
function withHours(): Message<"standConfig"> {
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "10:00", to: "15:00" }));
  const config = standConfig();
  return { ...config, services: config.services.map((service) => ({ ...service, hours })) };
}
const MONDAY_NOON = Date.UTC(2026, 10, 23, 11, 0);
const remembered = { standConfig: withHours(), queues: {} };

it("a ticket carries wall time, monotonic time, boot, trust and the last contact", () => {
  const stand = new BenchStand({ trust: "floor" }).online();
  const contactMs = stand.monoMs;
  stand.pass(4000);
  stand.press(1);
  expect(stand.published("issue")[0]?.issued).toEqual({
    wallMs: stand.wallMs,
    monoMs: contactMs + 4000,
    bootId: BOOT,
    trust: "floor",
    contact: { hubAt: stand.wallMs - 4000, monoMs: contactMs, bootId: BOOT },
  });
});

it("a message that the broker had kept is no contact", () => {
  const stand = new BenchStand();
  stand.happen({ kind: "link", isUp: true });
  stand.available();
  expect(stand.state.link.contact).toBeNull();
});

it("on line the hub says what is open, whatever the hours say", () => {
  const stand = new BenchStand({ remembered, wallMs: MONDAY_NOON }).online();
  stand.queue("a", false);
  expect(stand.picture().buttons[0]).toMatchObject({ lit: false, because: "closed" });
});

it("off line with a trusted clock the hours of the document hold", () => {
  const stand = new BenchStand({ remembered, wallMs: MONDAY_NOON }).online();
  stand.offline();
  expect(stand.lit()).toEqual([1, 2, 3]);
  stand.pass(4 * 3_600_000);
  expect(stand.lit()).toEqual([]);
  expect(stand.picture().buttons[0]?.opensAt).toBe(Date.UTC(2026, 10, 24, 9, 0));
});

it("the hub's time carried on by this boot is trusted even when the wall clock is not", () => {
  const stand = new BenchStand({ remembered, wallMs: MONDAY_NOON, trust: "none" }).online();
  stand.offline();
  stand.wallMs = 0;
  stand.pass(4 * 3_600_000);
  expect(stand.lit()).toEqual([]);
});

it("off line with an untrusted clock opening hours do not change", () => {
  const before = new BenchStand({ remembered, wallMs: MONDAY_NOON }).online();
  before.offline();
  const stand = restarted(before, { trust: "floor", bootId: uuid(77), wallMs: MONDAY_NOON + 8 * 3_600_000 });
  expect(stand.lit()).toEqual([1, 2, 3]);
});
