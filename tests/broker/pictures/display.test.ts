import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { HUB } from "../../../broker/accounts/rights.ts";
import { type Dispatch, openDispatch } from "../../../broker/dispatch.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { rememberedOpenings, rememberedWaits } from "../../../broker/pictures/places.ts";
import { type StaffOptions, staffPicture } from "../../../broker/pictures/staff.ts";
import { displayTopic, queueTopic, type SpeechOf } from "../../../broker/pictures/topics.ts";
import { SETTINGS } from "../../../broker/queue/state.ts";
import { staffCommand } from "../../../broker/staff-commands.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { CounterId, DisplayId, LedgerId, QueueId } from "../../../protocol/terms.ts";
import { demoLocation, MONDAY } from "../hall.ts";

const OPENS_AT_NOON = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "12:00", to: "15:00" }));

describe("the picture of a display", () => {
  let hub: Dispatch;
  const options: StaffOptions = {
    at: MONDAY,
    opensAt: rememberedOpenings(),
    waitsOf: rememberedWaits(),
    standView: () => ({ online: false, problem: null, paperLow: false }),
  };
  const open = async (change: (location: LocationConfig) => void = () => undefined) => {
    const location = demoLocation();
    change(location);
    hub = openDispatch({
      ledger: new MemoryLedger(),
      location,
      now: () => ({ at: MONDAY, trusted: true }),
      onFatal: (fault) => {
        throw fault;
      },
      settings: SETTINGS,
    });
    const ledgerId = randomUUID() as string as LedgerId;
    await hub.dispatch({ kind: "hub-started", instance: randomUUID(), ledgerId }, HUB);
    await hub.dispatch({ kind: "configure", location }, HUB);
    await hub.dispatch({ kind: "tick" }, HUB);
  };
  beforeEach(() => open());

  const command = async (
    kind: Parameters<typeof staffCommand>[0],
    asked: Parameters<typeof staffCommand>[1],
  ) => {
    const built = staffCommand(kind, asked, MONDAY);
    if (!built) throw new Error(`${kind} needs more`);
    return (await hub.dispatch(built, HUB)).answer;
  };
  const issue = (queue = "a") => command("staff-issue", { queue: queue as QueueId });
  const counter = (id: string) => id as CounterId;
  const shown = (at = MONDAY, speech: SpeechOf = () => []) =>
    displayTopic(hub.state(), hub.state().location.displays[0]!, { ...options, at, speech });

  it("a display shows the queues that it was given, and calls of these alone", async () => {
    await open((location) => {
      location.displays[0]!.queues = ["b" as QueueId];
    });
    await Promise.all([issue("a"), issue("b")]);
    await command("call-next", { counter: counter("1") });
    await command("call-next", { counter: counter("2") });
    expect(shown().queues.map((queue) => queue.queue)).toEqual(["b"]);
    expect(shown().calls.map((call) => call.queue)).toEqual(["b"]);
  });

  it("a display shows the last 20 calls of its own counters, however much another room calls", async () => {
    const twoRooms = (location: LocationConfig) => {
      location.houseRules = { ...location.houseRules, recallLimit: 50 };
      location.displays[0]!.counters = [counter("1")];
      location.displays.push({ ...location.displays[0]!, display: "d2" as DisplayId, counters: [] });
    };
    await open(twoRooms);
    await Promise.all([issue("a"), issue("a")]);
    await command("call-next", { counter: counter("1") });
    await command("call-next", { counter: counter("2") });
    for (let n = 0; n < 30; n += 1) await command("recall", { counter: counter("2") });
    const callsAt = (place: number) =>
      displayTopic(hub.state(), hub.state().location.displays[place]!, {
        ...{ ...options, at: MONDAY, speech: () => [] },
      }).calls;
    expect(callsAt(0)).toMatchObject([{ counter: "1", recall: false }]);
    expect(callsAt(1)).toHaveLength(20);
    expect(callsAt(1).every((call) => call.counter === "2")).toBe(true);
  });

  it("a display that was given counters alone shows their queues, all of them where one serves all", async () => {
    const queuesOf = async (counters: string[]) => {
      await open((location) => {
        location.counters[0]!.queues = ["c" as QueueId];
        location.displays[0]!.counters = counters.map(counter);
      });
      return shown().queues.map((queue) => queue.queue);
    };
    expect(await queuesOf(["1"])).toEqual(["c"]);
    expect(await queuesOf(["1", "2"])).toEqual(["a", "b", "c"]);
  });

  it("a display is closed when its own queues are, whatever others are", async () => {
    await open((location) => {
      location.displays[0]!.queues = ["b" as QueueId];
      location.queues[1]!.hours = OPENS_AT_NOON;
    });
    expect(shown()).toMatchObject({ open: false, opensAt: MONDAY + 2 * 3_600_000 });
    expect(shown().queues[0]).toMatchObject({ open: false, opensAt: MONDAY + 2 * 3_600_000, limit: null });
  });

  it("a day of its own name is told while it keeps queues closed, to displays, staff and everybody", async () => {
    const name = { da: "Grundlovsdag" };
    await open((location) => {
      location.queues[0]!.exceptions = [{ date: "2026-11-23", name, spans: [] }];
      location.displays[0]!.queues = ["a" as QueueId];
    });
    expect(shown()).toMatchObject({ open: false, closedFor: name, queues: [{ closedFor: name }] });
    expect(staffPicture(hub.state(), options).queues.map((queue) => queue.closedFor)).toEqual([
      name,
      undefined,
      undefined,
    ]);
    expect(queueTopic(hub.state(), hub.state().location.queues[0]!, options).closedFor).toEqual(name);
  });

  it("a display and the staff's page tell when the day's numbers are gone", async () => {
    await open((location) => {
      location.queues[0]!.quota = { tickets: 1 };
    });
    await issue();
    await hub.dispatch({ kind: "tick" }, HUB);
    expect(shown().queues.map((queue) => queue.limit)).toEqual(["quota-reached", null, null]);
    expect(staffPicture(hub.state(), options).queues[0]?.limit).toBe("quota-reached");
  });

  it("a display says the messages of the day, and where counters lie", async () => {
    await open((location) => {
      location.counters[0]!.room = { da: "lokale 2" };
      Object.assign(location.displays[0]!, {
        arrows: [{ counter: "1", direction: "up" }],
        messages: [
          { text: { da: "altid" } },
          { text: { da: "i dag" }, from: "2026-11-23", until: "2026-11-23" },
          { text: { da: "i morgen" }, from: "2026-11-24" },
        ],
      });
    });
    expect(shown().show?.messages?.map(({ da }) => da)).toEqual(["altid", "i dag"]);
    expect(shown(MONDAY + 86_400_000).show?.messages?.map(({ da }) => da)).toEqual(["altid", "i morgen"]);
    const [first, second] = shown().counters;
    expect(first).toMatchObject({ counter: "1", room: { da: "lokale 2" }, arrow: "up" });
    expect([second?.room, second?.arrow]).toEqual([undefined, undefined]);
  });

  it("a display is written and speaks in its own languages, and in none when it is silent", async () => {
    const asked: string[] = [];
    const speech: SpeechOf = ({ counterName, room }, languages) => {
      asked.push(`${counterName.da}, ${room?.da ?? ""}: ${languages.join()}`);
      return [];
    };
    const change = (display: object) => (location: LocationConfig) => {
      location.counters[0]!.room = { da: "lokale 2" };
      Object.assign(location.displays[0]!, display);
    };
    for (const display of [
      {},
      { languages: ["en"] },
      { sound: { languages: ["da"] } },
      { sound: { on: false } },
    ]) {
      await open(change(display));
      await issue();
      await command("call-next", { counter: counter("1") });
      shown(MONDAY, speech);
    }
    const languages = ["da,en", "en", "da", ""];
    expect(asked).toEqual(languages.map((some) => `Skranke 1, lokale 2: ${some}`));
    expect(shown().languages).toEqual(["da", "en"]);
  });
});
