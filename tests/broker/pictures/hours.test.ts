import { describe, expect, it } from "vitest";
import { rememberedOpenings, rememberedWaits } from "../../../broker/pictures/places.ts";
import { standConfig } from "../../../broker/pictures/stand-config.ts";
import { queueTopic } from "../../../broker/pictures/topics.ts";
import { decode, encode } from "../../../protocol/messages.ts";
import { A, Hub, ledgerOf, MINUTE, NINE, S1, town } from "../town.ts";

const HOUR = 60 * MINUTE;
type Loose = Record<string, unknown>;
const daily = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
const at = (queue: Loose, house: Loose = {}) =>
  town({
    ...house,
    queues: town().queues.map((one) => (one.queue === A ? { ...one, ...queue } : one)),
    services: [
      { service: "pas", name: { da: "Pas" }, queue: "a", hours: daily("08:00", "09:30") },
      { service: "kort", name: { da: "Kort" }, queue: "a" },
    ],
    stands: [
      {
        stand: "s1",
        name: { da: "Indgang" },
        buttons: [
          {
            button: 1,
            label: { da: "Pas" },
            does: { kind: "service", service: "pas" },
            hours: daily("08:00", "12:00"),
          },
          { button: 2, label: { da: "Kort" }, does: { kind: "service", service: "kort" } },
        ],
      },
    ],
  });
const opensAt = rememberedOpenings();
const topicOf = (hub: Hub) => {
  const queue = hub.state.location.queues[0]!;
  return queueTopic(hub.state, queue, { opensAt, waitsOf: rememberedWaits(), at: hub.at });
};

describe("the topic of a queue", () => {
  it("tells of its services with hours of their own whether and when they open", () => {
    const hub = new Hub(at({ hours: daily("08:00", "10:00") })).open();
    expect(topicOf(hub)).toMatchObject({
      ...{ open: true, opensAt: null, limit: null },
      services: [{ service: "pas", open: true, opensAt: null }],
    });
    hub.wait(30 * MINUTE);
    const tomorrow = NINE + 23 * HOUR;
    expect(topicOf(hub)).toMatchObject({ services: [{ open: false, opensAt: tomorrow }] });
    hub.wait(30 * MINUTE);
    expect(topicOf(hub)).toMatchObject({ open: false, opensAt: tomorrow });
  });

  it("tells of a service that is open in a queue that is not when the queue opens", () => {
    const hub = new Hub(at({ hours: daily("08:00", "10:00") })).open();
    hub.trusted = false;
    hub.send({ kind: "configure", location: at({ active: false }) });
    expect(topicOf(hub)).toMatchObject({ open: false, services: [{ open: false, opensAt: null }] });
  });

  it("says nothing of services where none has hours", () => {
    const hub = new Hub(town()).open();
    expect(topicOf(hub)).not.toHaveProperty("services");
  });

  it("says that today's tickets are given, and when it gives again", () => {
    const hub = new Hub(at({ hours: daily("08:00", "10:00"), lastTicket: 20 })).open();
    hub.wait(45 * MINUTE);
    const tomorrow = NINE + 23 * HOUR;
    expect(topicOf(hub)).toMatchObject({ open: true, limit: "last-ticket-given", opensAt: tomorrow });
    hub.wait(15 * MINUTE);
    expect(topicOf(hub)).toMatchObject({ open: false, limit: null, opensAt: tomorrow });
  });

  it("says of which service today's tickets are given, and when it gives again", () => {
    const services = [
      { service: "kort", name: { da: "Kort" }, queue: "a", lastTicket: 45, quota: { tickets: 9 } },
    ];
    const hub = new Hub({ ...at({ hours: daily("08:00", "10:00") }), services } as never).open();
    expect(topicOf(hub)).not.toHaveProperty("services");
    hub.wait(20 * MINUTE);
    const limited = { service: "kort", open: true, opensAt: NINE + 23 * HOUR, limit: "last-ticket-given" };
    expect(topicOf(hub)).toMatchObject({ open: true, limit: null, services: [limited] });
    hub.wait(40 * MINUTE);
    expect(topicOf(hub)).not.toHaveProperty("services");
  });

  it("knows no hour for tickets of a queue that never closes", () => {
    const hub = new Hub(at({ quota: { tickets: 1 } })).open();
    hub.ticket(1);
    expect(topicOf(hub)).toMatchObject({ open: true, limit: "quota-reached", opensAt: null });
  });

  it("tells of a closed house when it opens, and decodes", () => {
    const closures = [{ from: "2026-11-22", to: "2026-11-24" }];
    const hub = new Hub(at({}, { closures })).open();
    expect(topicOf(hub)).toMatchObject({ open: false, opensAt: NINE - 9 * HOUR + 72 * HOUR });
    const head = { v: 1, id: ledgerOf(1), at: hub.at };
    const said = { ...head, ...topicOf(hub) };
    expect(decode("queueState", encode("queueState", said))).toEqual({ ok: true, value: said });
  });
});

describe("a stand's document", () => {
  const house = { exceptions: [{ date: "2026-12-24", name: { da: "Juleaften" }, spans: [] }] };

  it("carries what house, queues, services and buttons say of their hours, each once", () => {
    const closures = [{ from: "2026-07-01", to: "2026-07-31" }];
    const document = at({ closures, lastTicket: 15 }, house);
    const services = document.services.map((one) =>
      one.service === "kort" ? { ...one, lastTicket: 30 } : one,
    );
    const config = standConfig({ ...document, services }, S1, "https://q.dk")!;
    expect(JSON.parse(JSON.stringify(config.opening))).toEqual({
      location: house,
      queues: { a: { hours: null, closures, lastTicketMin: 15 } },
      services: { pas: { hours: daily("08:00", "09:30") }, kort: { lastTicketMin: 30 } },
    });
    expect(config.buttons.map((one) => one.hours)).toEqual([daily("08:00", "12:00"), undefined]);
    const said = { v: 1, id: ledgerOf(1), at: NINE, ...config };
    expect(decode("standConfig", encode("standConfig", said)).ok).toBe(true);
  });

  it("says nothing of a queue that is switched off but that it has no hours", () => {
    const config = standConfig(at({ active: false, ...house }), S1, "https://q.dk")!;
    expect(config.opening?.queues).toEqual({});
    expect(config.services.map((one) => one.hours)).toEqual([[], []]);
  });
});
