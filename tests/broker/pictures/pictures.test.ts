import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { HUB } from "../../../broker/accounts/rights.ts";
import { type Dispatch, openDispatch } from "../../../broker/dispatch.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { ordersOf } from "../../../broker/mqtt/orders.ts";
import { Retained, rememberedStands, retainedOf } from "../../../broker/mqtt/retained.ts";
import { ticketItems } from "../../../broker/pictures/lists.ts";
import { rememberedOpenings, rememberedWaits } from "../../../broker/pictures/places.ts";
import { type StaffOptions, staffPicture } from "../../../broker/pictures/staff.ts";
import { standConfig } from "../../../broker/pictures/stand-config.ts";
import { ticketPicture } from "../../../broker/pictures/ticket.ts";
import { displayTopic, queueTopic } from "../../../broker/pictures/topics.ts";
import type { HubEvent } from "../../../broker/queue/events.ts";
import { SETTINGS, type Ticket } from "../../../broker/queue/state.ts";
import { staffCommand } from "../../../broker/staff-commands.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { CounterId, LedgerId, QueueId, StaffId, StandId } from "../../../protocol/terms.ts";
import { demoLocation, MONDAY } from "../hall.ts";

const OPENS_AT_NINE = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "15:00" }));

describe("pictures of the hub", () => {
  let hub: Dispatch;
  let now: number;
  let options: StaffOptions;
  const events: HubEvent[] = [];
  const open = async (change: (location: LocationConfig) => void = () => undefined) => {
    const location = demoLocation();
    change(location);
    now = MONDAY;
    hub = openDispatch({
      ledger: new MemoryLedger(),
      location,
      now: () => ({ at: now, trusted: true }),
      onFatal: (fault) => {
        throw fault;
      },
      settings: SETTINGS,
    });
    events.length = 0;
    hub.onCommit((committed) => events.push(...committed.events));
    options = {
      at: now,
      opensAt: rememberedOpenings(),
      waitsOf: rememberedWaits(),
      standView: () => ({ online: false, problem: null, paperLow: false }),
    };
    await hub.dispatch(
      {
        kind: "hub-started",
        instance: randomUUID(),
        ledgerId: randomUUID() as string as LedgerId,
      },
      HUB,
    );
    await hub.dispatch({ kind: "configure", location }, HUB);
    await hub.dispatch({ kind: "tick" }, HUB);
  };
  beforeEach(() => open());

  const command = async (
    kind: Parameters<typeof staffCommand>[0],
    asked: Parameters<typeof staffCommand>[1],
  ) => {
    const built = staffCommand(kind, asked, now);
    if (!built) throw new Error(`${kind} needs more`);
    return (await hub.dispatch(built, HUB)).answer;
  };
  const issue = async (queue = "a"): Promise<Ticket> => {
    const answer = await command("staff-issue", { queue: queue as QueueId });
    if (!("ticket" in answer)) throw new Error(JSON.stringify(answer));
    return hub.state().day.tickets.get(answer.ticket.id) as Ticket;
  };
  const counter = (id: string) => id as CounterId;

  it("a queue says who waits, how long a newcomer would, and the last call", async () => {
    const ticket = await issue();
    await issue();
    await command("call-next", { counter: counter("1") });
    const queue = hub.state().location.queues[0];
    expect(queue && queueTopic(hub.state(), queue, options)).toMatchObject({
      queue: "a",
      open: true,
      opensAt: null,
      waiting: 1,
      wait: { medianMs: expect.any(Number) },
      lastCalled: { number: ticket.number, counter: "1" },
    });
  });

  it("a display shows only its own counters and their calls", async () => {
    await open((location) => {
      location.displays[0]!.counters = [counter("2")];
    });
    await Promise.all([issue(), issue()]);
    await command("call-next", { counter: counter("1") });
    await command("call-next", { counter: counter("2") });
    const display = hub.state().location.displays[0]!;
    const picture = displayTopic(hub.state(), display, { ...options, speech: () => [] });
    expect(picture.calls.map((call) => call.counter)).toEqual(["2"]);
    expect(picture.counters.map((one) => one.counter)).toEqual(["2"]);
    expect(JSON.stringify(picture)).not.toContain(`"ticket"`);
  });

  it("a display keeps the last 20 calls, oldest first, each with its own sequence number", async () => {
    for (let visit = 0; visit < 25; visit += 1) {
      await issue();
      await command("call-next", { counter: counter("1") });
      await command("finish", { counter: counter("1") });
    }
    const display = hub.state().location.displays[0]!;
    const { calls } = displayTopic(hub.state(), display, { ...options, speech: () => [] });
    const last = hub.state().callSeq;
    expect(calls.map((call) => last - call.callSeq)).toEqual(Array.from({ length: 20 }, (_, at) => 19 - at));
  });

  it("a closed hall says when it opens next", async () => {
    await open((location) => {
      for (const queue of location.queues)
        queue.hours = OPENS_AT_NINE.map((day) => ({ ...day, from: "12:00" }));
    });
    const display = hub.state().location.displays[0]!;
    const picture = displayTopic(hub.state(), display, { ...options, speech: () => [] });
    expect([picture.open, picture.opensAt]).toEqual([false, MONDAY + 2 * 3_600_000]);
  });

  it("an inactive queue never says that it opens", async () => {
    await open((location) => {
      location.queues[1]!.active = false;
    });
    const picture = staffPicture(hub.state(), options);
    expect(picture.queues[1]).toMatchObject({ open: false, opensAt: null });
    expect(
      standConfig(hub.state().location, "s1" as StandId, "http://x")?.services.find(
        (one) => one.queue === "b",
      )?.hours,
    ).toEqual([]);
  });

  it("staff see who waits in call order, then today's no-shows, the newest first", async () => {
    const tickets: Ticket[] = [];
    for (let press = 0; press < 4; press += 1) {
      now += 1000;
      tickets.push(await issue(press % 2 === 0 ? "a" : "b"));
    }
    for (const id of ["1", "2"]) {
      await command("call-next", { counter: counter(id) });
      now += 1000;
      await command("no-show", { counter: counter(id) });
    }
    const order = [tickets[2], tickets[3], tickets[1], tickets[0]].map((ticket) => ticket?.id);
    const picture = staffPicture(hub.state(), { ...options, at: now });
    expect(picture.tickets.map((ticket) => ticket.id)).toEqual(order);
    expect(picture.queues.map((queue) => queue.longestSince)).toEqual([
      tickets[2]!.arrivedAt,
      tickets[3]!.arrivedAt,
      null,
    ]);
  });

  it("staff see whom call-next takes for the person who presses it", async () => {
    const [first, second] = [await issue(), await issue()];
    const anna = "anna" as StaffId;
    await command("transfer", { ticket: second.id, toStaff: anna });
    const [at] = staffPicture(hub.state(), { ...options, at: now }).counters;
    expect(at?.next).toMatchObject({ number: first.number, why: { kind: "walk-in" } });
    const forAnna = { number: second.number, why: { kind: "held" } };
    expect(at?.nextOf).toMatchObject([{ staff: anna, next: forAnna }]);
    const called = await command("call-next", { counter: counter("1"), staff: anna });
    expect(called).toMatchObject({ ticket: { number: second.number } });
    expect(staffPicture(hub.state(), options).counters[0]?.nextOf).toEqual([]);
    await command("transfer", { ticket: first.id, toCounter: counter("2") });
    expect(staffPicture(hub.state(), options).counters[1]).toMatchObject({
      next: { number: first.number, why: { kind: "held" } },
      nextOf: [],
    });
  });

  it("a ticket's page knows its own number and counts of others, nothing else", async () => {
    const [first, second] = [await issue(), await issue()];
    const picture = ticketPicture(hub.state(), second, { ...options, at: now });
    expect(picture).toMatchObject({
      number: second.number,
      ahead: 1,
      state: "waiting",
      calls: 0,
      open: true,
      counterName: null,
    });
    expect(JSON.stringify(picture)).not.toContain(first.number);
    await command("cancel", { ticket: second.id });
    expect(ticketPicture(hub.state(), second, { ...options, at: now })).toMatchObject({
      state: "cancelled",
      ahead: 0,
      wait: null,
    });
  });

  it("no token of any ticket is in any picture, list or topic", async () => {
    const tickets = [await issue(), await issue("b"), await issue()];
    await command("call-next", { counter: counter("1") });
    await command("no-show", { counter: counter("1") });
    const state = hub.state();
    const speech = () => [];
    const all = JSON.stringify([
      retainedOf(state, now, {
        ...{ ...options, speech, publicUrl: () => "http://x", tell: () => undefined },
        standDocuments: rememberedStands(),
      }),
      staffPicture(state, options),
      ticketItems(state, now),
      ...tickets.map((ticket) => ticketPicture(state, ticket, { ...options, at: now })),
    ]);
    for (const { token } of tickets) expect(all).not.toContain(token);
  });

  it("a stand's document leaves out the button that leads nowhere, and keeps the others", () => {
    const location = demoLocation();
    const stand = location.stands[0]!;
    const whole = standConfig(location, stand.stand, "https://q.dk");
    location.services = location.services.filter((one) => one.service !== "passport");
    const left = standConfig(location, stand.stand, "https://q.dk");
    expect(whole?.buttons.map((one) => one.button)).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(left?.buttons.map((one) => one.button)).toEqual(
      whole?.buttons.map((one) => one.button).filter((one) => one !== 2),
    );
    expect(left?.receipt.ticketUrl).toBe("https://q.dk/t/");
    expect(standConfig(location, "s9" as StandId, "https://q.dk")).toBeNull();
  });

  it("a stand's document has the logo of its receipts where there is one", () => {
    const location = demoLocation();
    const stand = location.stands[0]!;
    expect(standConfig(location, stand.stand, "https://q.dk")?.receipt).not.toHaveProperty("logo");
    stand.logo = "iVBORw0KGgo=";
    expect(standConfig(location, stand.stand, "https://q.dk")?.receipt.logo).toBe("iVBORw0KGgo=");
  });

  it("a menu loses its dead items, and a button its empty menu", () => {
    const location = demoLocation();
    location.services = location.services.filter((one) => one.queue !== "a");
    const some = standConfig(location, "s1" as StandId, "x");
    expect(some?.menus[0]?.items.map((item) => item.does)).toEqual([
      { kind: "service", service: "job-centre" },
      { kind: "service", service: "collect-passport" },
    ]);
    location.services = [];
    expect(standConfig(location, "s1" as StandId, "x")).toMatchObject({
      buttons: [],
      menus: [],
      services: [],
    });
  });

  it("retained topics go out once, again when they changed, and away when they are gone", async () => {
    const told: [string, string][] = [];
    const tell = (topic: string, payload: string) =>
      void told.push([topic.slice("talon/demo/".length), payload]);
    const found = [
      "talon/demo/queues/old",
      "talon/demo/stands/s9/availability",
      "talon/demo/stands/s1/availability",
    ];
    const retained = new Retained({ ...options, speech: () => [], publicUrl: () => "x", tell }, found);
    const flush = () => {
      told.length = 0;
      retained.flush(hub.state(), now);
      return told.map(([topic]) => topic);
    };
    const all = [
      "queues/a",
      "queues/b",
      "queues/c",
      "counters/1",
      "counters/2",
      "displays/d1",
      "stands/s1/config",
    ];
    expect(flush()).toEqual([...all, "queues/old", "stands/s9/availability"]);
    expect(flush()).toEqual([]);
    await issue("b");
    expect(flush()).toEqual(["queues/b", "displays/d1"]);
    retained.resay("standConfig", { location: "demo", stand: "s1" });
    expect(flush()).toEqual(["stands/s1/config"]);
    retained.again();
    expect(flush()).toEqual(all);
    const location = demoLocation();
    location.version += 1;
    location.queues = location.queues.filter((queue) => queue.queue !== "c");
    location.services = location.services.filter((service) => service.queue !== "c");
    await hub.dispatch({ kind: "configure", location }, HUB);
    expect(flush()).toContain("queues/c");
    expect(told.find(([topic]) => topic === "queues/c")?.[1]).toBe("");
  });

  it("a commit tells the calls, the copies for a stand and the ends of its tickets, and nothing twice", async () => {
    const mirror = "s1" as StandId;
    const { id } = await issue();
    expect(ordersOf(hub.state(), events.splice(0), mirror)).toMatchObject([
      { name: "mirror", parts: { stand: "s1" }, body: { records: [{ ticketId: id, paper: "screen" }] } },
    ]);
    await command("call-next", { counter: counter("1") });
    expect(ordersOf(hub.state(), events.splice(0), mirror).map((one) => one.name)).toEqual(["calls"]);
    const copy = (ended?: string) => {
      const record = ended ? { ticketId: id, ended: { state: ended } } : { ticketId: id };
      return [{ name: "mirror", parts: { stand: "s1" }, body: { records: [record] } }];
    };
    await command("no-show", { counter: counter("1") });
    expect(ordersOf(hub.state(), events.splice(0), mirror)).toMatchObject(copy("no-show"));
    await command("requeue", { ticket: id });
    expect(ordersOf(hub.state(), events.splice(0), mirror)).toMatchObject(copy());
    await issue();
    expect(ordersOf(hub.state(), events.splice(0), null)).toEqual([]);
  });
});
