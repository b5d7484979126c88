import { describe, expect, it } from "vitest";
import type { Hours } from "../../../../protocol/config/hours.ts";
import type { Message } from "../../../../protocol/messages.ts";
import type { ServiceId } from "../../../../protocol/terms.ts";
import { LEDGER, standConfig, uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

/** Monday 23 November 2026, 12:00 in Copenhagen. */
const NOON = Date.UTC(2026, 10, 23, 11, 0);
const HOUR = 3_600_000;
const TOMORROW = NOON + 22 * HOUR;
const daily = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
type Config = Message<"standConfig">;

/** The stand with this document. */
function standOf(change: Partial<Config>, options: ConstructorParameters<typeof BenchStand>[0] = {}) {
  const remembered = { standConfig: standConfig(change), queues: {} };
  return new BenchStand({ remembered, wallMs: NOON, ...options });
}
/** Button 1, or the first item of the menu on button 3, has hours of its own. */
const withButton = (own: Hours): Partial<Config> => {
  const [first, ...others] = standConfig().buttons;
  return { buttons: [{ ...first!, ...own }, ...others] };
};
const withItem = (own: Hours): Partial<Config> => {
  const [menu] = standConfig().menus;
  const [first, ...others] = menu!.items;
  return { menus: [{ ...menu!, items: [{ ...first!, ...own }, ...others] }] };
};
/** Time goes on without an event: what the screen shows is worked out anew all the same. */
const later = (stand: BenchStand, ms: number) => {
  stand.wallMs += ms;
  stand.monoMs += ms;
};
const key = (stand: BenchStand, button: number) =>
  stand.picture().buttons.find((one) => one.button === button);
const service = (id: string, open: boolean, opensAt: number | null) => ({
  services: [{ service: id as ServiceId, open, opensAt }],
});

describe("on line", () => {
  it("a service that the hub says is closed is dark and says when it opens, others of its queue are lit", () => {
    const stand = standOf({}).online();
    stand.queue("b", true, null, service("job", false, TOMORROW));
    expect(key(stand, 2)).toMatchObject({ lit: false, because: "closed", opensAt: TOMORROW });
    expect(stand.press(2)).toBeNull();
    expect(stand.lit()).toEqual([1, 3]);
    stand.queue("b", true, null, service("job", true, null));
    expect(stand.lit()).toEqual([1, 2, 3]);
  });

  it("a closed queue says when that very service opens", () => {
    const stand = standOf({}).online();
    stand.queue("b", false, TOMORROW, service("job", false, TOMORROW + HOUR));
    expect(key(stand, 2)?.opensAt).toBe(TOMORROW + HOUR);
    expect(key(stand, 3)?.opensAt).toBe(TOMORROW);
  });

  it("a queue whose tickets are given is dark in its own words, and so is a menu of nothing else", () => {
    const stand = standOf({}).online();
    stand.queue("b", true, TOMORROW, { limit: "quota-reached" });
    expect(key(stand, 2)).toMatchObject({ lit: false, because: "given", opensAt: TOMORROW });
    expect(key(stand, 3)).toMatchObject({ lit: false, because: "given", opensAt: TOMORROW });
    stand.queue("b", true, null, { limit: null });
    expect(stand.lit()).toEqual([1, 2, 3]);
  });

  it("a service whose own tickets are given is dark in its own words, others of its queue are lit", () => {
    const stand = standOf({}).online();
    const job = {
      service: "job" as ServiceId,
      open: true,
      opensAt: TOMORROW,
      limit: "quota-reached" as const,
    };
    stand.queue("b", true, null, { services: [job] });
    expect(key(stand, 2)).toMatchObject({ lit: false, because: "given", opensAt: TOMORROW });
    expect(stand.lit()).toEqual([1, 3]);
    stand.offline();
    expect(key(stand, 2)).toMatchObject({ lit: false, because: "given" });
    stand.queue("b", true, null);
    expect(stand.lit()).toEqual([1, 2, 3]);
  });

  it("a refusal for a closed service is told on the screen", () => {
    const stand = standOf({}).online();
    const ticketId = stand.press(1)!;
    stand.refuse(ticketId, "service-closed");
    expect(stand.picture().standing).toMatchObject({ refused: "service-closed" });
    expect(stand.prints()).toEqual([]);
  });
});

describe("a button with hours of its own", () => {
  it("is dark outside of them although its queue is open, and opens when all of them are", () => {
    const opening = { location: { hours: daily("09:00", "16:00") }, queues: {}, services: {} };
    const stand = standOf({ ...withButton({ hours: daily("08:00", "10:00") }), opening }).online();
    expect(key(stand, 1)).toMatchObject({
      lit: false,
      because: "closed",
      opensAt: TOMORROW - HOUR,
    });
    expect(stand.lit()).toEqual([2, 3]);
    later(stand, 21.5 * HOUR);
    expect(stand.lit()).toEqual([1, 2, 3]);
  });

  it("closes by itself when its time is over", () => {
    const stand = standOf(withButton({ hours: daily("08:00", "13:00") })).online();
    expect(stand.state.lamps[1]).toBe("on");
    stand.pass(HOUR);
    expect(stand.state.lamps[1]).toBe("off");
  });

  it("says its queue's opening where both are closed, within its own hours", () => {
    const opening = { location: {}, queues: {}, services: {} };
    const services = standConfig().services.map((one) => ({ ...one, hours: daily("10:00", "12:00") }));
    const hours = daily("11:00", "18:00");
    const stand = standOf({ ...withButton({ hours }), opening, services }).online();
    stand.queue("a", false, TOMORROW);
    expect(key(stand, 1)?.opensAt).toBe(TOMORROW + HOUR);
  });

  it("never open together with its queue promises no opening", () => {
    const opening = { location: {}, queues: {}, services: {} };
    const services = standConfig().services.map((one) => ({ ...one, hours: daily("08:00", "11:00") }));
    const later = standOf({ ...withButton({ hours: daily("13:00", "14:00") }), opening, services }).online();
    later.queue("a", false, TOMORROW);
    expect(key(later, 1)).toMatchObject({ lit: false, because: "closed", opensAt: null });
    const now = standOf({ ...withButton({ hours: daily("11:00", "14:00") }), opening, services }).online();
    now.queue("a", false, TOMORROW);
    expect(key(now, 1)).toMatchObject({ lit: false, because: "closed", opensAt: null });
  });

  it("that turns a page, and an item on that page, have theirs", () => {
    const stand = standOf(withItem({ closures: [{ from: "2026-11-23", to: "2026-11-23" }] })).online();
    stand.press(3);
    stand.pass(600);
    expect(key(stand, 1)).toMatchObject({ lit: false, because: "closed", opensAt: NOON + 12 * HOUR });
    expect(stand.lit()).toEqual([2, 3, 4]);
    const [one, two, menu] = standConfig().buttons;
    const hours = daily("13:00", "14:00");
    const turning = standOf({ buttons: [one!, two!, { ...menu!, hours }] }).online();
    expect(key(turning, 3)).toMatchObject({ because: "closed", opensAt: NOON + HOUR });
  });

  it("keeps its last state on a clock that is not to be trusted, and is open where none is known", () => {
    const a = {
      open: true,
      opensAt: null,
      letters: "A",
      name: { da: "a" },
      ledger: { ledgerId: LEDGER, seq: 1 },
    };
    const config = standConfig(withButton({ hours: daily("08:00", "10:00") }));
    const stand = standOf({}, { remembered: { standConfig: config, queues: { a } } });
    expect(key(stand, 1)).toMatchObject({ lit: false, because: "closed" });
    stand.trust = "none";
    expect(key(stand, 1)).toMatchObject({ lit: false, because: "closed" });
    const blind = restarted(stand, { trust: "none", bootId: uuid(77) });
    expect(key(blind, 1)).not.toMatchObject({ because: "closed" });
  });
});

describe("off line", () => {
  const opening = {
    location: { exceptions: [{ date: "2026-11-24", spans: [] }] },
    queues: { a: { closures: [{ from: "2026-11-25", to: "2026-11-25" }] } },
    services: { citizen: { hours: daily("08:00", "13:00") } },
  };

  it("house, queue and service of the document hold together", () => {
    const stand = standOf({ opening }).online();
    stand.offline();
    expect(stand.lit()).toEqual([1, 2, 3]);
    stand.pass(HOUR);
    expect(stand.lit()).toEqual([2, 3]);
    expect(key(stand, 1)?.opensAt).toBe(Date.UTC(2026, 10, 26, 7, 0));
    later(stand, 11 * HOUR);
    expect(stand.lit()).toEqual([]);
  });

  it("an inactive queue stays closed, whatever exception it has", () => {
    const services = standConfig().services.map((one) => (one.queue === "a" ? { ...one, hours: [] } : one));
    const stand = standOf({ services }).online();
    stand.offline();
    expect(stand.lit()).toEqual([2, 3]);
  });

  it("what is given stays given until the hub's own hour, and no longer", () => {
    const stand = standOf({}).online();
    stand.queue("a", true, NOON + HOUR, { limit: "last-ticket-given" });
    stand.offline();
    expect(key(stand, 1)).toMatchObject({ because: "given" });
    stand.pass(HOUR);
    expect(stand.lit()).toEqual([1, 2, 3]);
  });

  it("the last ticket by minutes before closing is the stand's to keep, a lunch break passed over", () => {
    const hours = [...daily("08:00", "12:30"), ...daily("13:00", "15:00")];
    const queues = { a: { hours, lastTicketMin: 15 } };
    const services = standConfig().services.map((one) => (one.queue === "a" ? { ...one, hours } : one));
    const stand = standOf({ opening: { location: {}, queues, services: {} }, services }).online();
    stand.offline();
    stand.pass(29 * 60_000);
    expect(stand.lit()).toEqual([1, 2, 3]);
    stand.pass(HOUR);
    expect(stand.lit()).toEqual([1, 2, 3]);
    stand.pass(76 * 60_000);
    expect(key(stand, 1)).toMatchObject({ lit: false, because: "given", opensAt: NOON + 20 * HOUR });
    stand.pass(15 * 60_000);
    expect(key(stand, 1)).toMatchObject({ lit: false, because: "closed", opensAt: NOON + 20 * HOUR });
  });

  it("the earlier last ticket counts, be it the queue's or the service's own", () => {
    const hours = daily("08:00", "15:00");
    const all = standConfig().services.map((one) => (one.queue === "a" ? { ...one, hours } : one));
    const id = all.find((one) => one.queue === "a")!.service;
    for (const [ofQueue, own] of [
      [15, 60],
      [60, 15],
      [undefined, 60],
    ]) {
      const queues = { a: { hours, lastTicketMin: ofQueue } };
      const opening = { location: {}, queues, services: { [id]: { lastTicketMin: own } } };
      const stand = standOf({ opening, services: all }).online();
      stand.offline();
      stand.pass(2 * HOUR - 60_000);
      expect(stand.lit()).toEqual([1, 2, 3]);
      stand.pass(60_000);
      expect(key(stand, 1)).toMatchObject({ lit: false, because: "given" });
    }
  });

  it("what was given for an unknown time gives again: a hall without a hub needs numbers", () => {
    const stand = standOf({}).online();
    stand.queue("a", true, null, { limit: "quota-reached" });
    stand.offline();
    expect(stand.lit()).toEqual([1, 2, 3]);
  });

  it("without a clock the hub's last words hold, after a restart too", () => {
    const stand = standOf({}).online();
    stand.queue("b", true, null, service("job", false, TOMORROW));
    const blind = restarted(stand, { trust: "none", bootId: uuid(77) });
    expect(key(blind, 2)).toMatchObject({ because: "closed", opensAt: TOMORROW });
    expect(key(blind, 1)).toMatchObject({ lit: true });
  });
});
