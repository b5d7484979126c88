import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { practiceLocation } from "../../../broker/practice.ts";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const HERE = "/api/practice/locations/demo";
const MINUTE = 60_000;

describe("the practice", () => {
  let hall: Hall;
  let ledger: MemoryLedger;
  beforeEach(async () => {
    ledger = new MemoryLedger();
    hall = await Hall.open({ ledger });
  });
  afterEach(() => hall.close());
  const practise = async () => {
    const { pictures, isOver } = await hall.stream("/staff/practice/events");
    const shown = pictures as unknown as StaffPicture[];
    await until(() => (shown.at(-1)?.tickets.length ?? 0) >= 5);
    return { shown, isOver };
  };

  it("has tickets that wait at once, and calls, parks and finishes them as the real hall does", async () => {
    const { shown } = await practise();
    const [first] = shown.at(-1)!.tickets;
    const called = await hall.post(`${HERE}/tickets/${first!.id}/call`, { counter: "1" });
    expect(called.body.ticket).toMatchObject({ number: first!.number, state: "called" });
    await until(() => shown.at(-1)?.counters[0]?.ticket?.number === first!.number);
    expect((await hall.post(`${HERE}/counters/1/park`)).body.ticket.state).toBe("parked");
    expect((await hall.post(`${HERE}/counters/1/finish`)).body).toEqual({ refused: "counter-empty" });
    expect((await hall.post(`${HERE}/issue`, { queue: "b" })).body.ticket.state).toBe("waiting");
    expect((await hall.post(`${HERE}/counters/2/pause`)).status).toBe(200);
  });

  it("reaches no ledger, no topic, no display, no list and no figure of the real hall", async () => {
    const integration = await hall.mqtt("integration-board");
    await integration.subscribe("talon/#");
    const display = await hall.stream("/display/d1/events");
    await until(() => display.pictures.length === 1);
    // Everything retained: the hub, three queues, two counters, one display.
    await until(() => integration.received.length === 7);
    await hall.hub.tick();
    const metrics = async () =>
      (await hall.ask("/metrics")).text.split("\n").filter((line) => /ticket|waiting|command/.test(line));
    const [before, events, said] = [await metrics(), ledger.seq(), integration.received.length];
    await practise();
    await hall.post(`${HERE}/counters/1/call-next`);
    await hall.post(`${HERE}/counters/1/call-colleague`);
    await hall.post(`${HERE}/quick-serve`, { service: "passport" });
    expect(ledger.seq()).toBe(events);
    expect(integration.received.length).toBe(said);
    expect(display.pictures).toHaveLength(1);
    expect((await hall.ask("/api/locations/demo/tickets")).items).toEqual([]);
    expect(await metrics()).toEqual(before);
  });

  it("lets somebody come by themselves now and then, up to a dozen", async () => {
    const { shown } = await practise();
    for (let minute = 0; minute < 20; minute += 1) {
      hall.now.at += MINUTE;
      await hall.hub.tick();
    }
    await until(() => shown.at(-1)?.tickets.length === 12);
    hall.now.at += 5 * MINUTE;
    await hall.hub.tick();
    expect(shown.at(-1)?.tickets).toHaveLength(12);
  });

  it("begins anew when nobody has looked for ten minutes", async () => {
    const first = (await hall.ask(`${HERE}/tickets`)).items.length;
    expect(first).toBeLessThanOrEqual(5);
    for (let count = 0; count < 9; count += 1) await hall.post(`${HERE}/issue`, { queue: "a" });
    hall.now.at += 11 * MINUTE;
    await hall.hub.tick();
    expect((await hall.ask(`${HERE}/tickets`)).items.length).toBeLessThanOrEqual(5);
  });

  it("is open at night, on a closed counter and in a closed queue, and has neither stands nor displays", async () => {
    const location = practiceLocation({
      ...demoLocation(),
      hours: [],
      closures: [{ from: "2026-01-01", to: "2026-12-31" }],
      counters: demoLocation().counters.map((counter) => ({ ...counter, open: false })),
    });
    expect(location).toMatchObject({ hours: null, closures: [], stands: [], displays: [] });
    await hall.close();
    hall = await Hall.open({ location: { ...demoLocation(), hours: [] } });
    hall.now.at = MONDAY + 12 * 60 * MINUTE;
    const { shown } = await practise();
    expect(shown.at(-1)?.queues.every(({ open }) => open)).toBe(true);
    expect((await hall.post(`${HERE}/counters/1/call-next`)).body.ticket.state).toBe("called");
    expect((await hall.post(`${HERE}/stands/s1/test`)).status).toBe(404);
  });

  it("ends with the hub", async () => {
    const { isOver } = await practise();
    await hall.close();
    await until(isOver);
    expect(hall.faults).toEqual([]);
  });
});
