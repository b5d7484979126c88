import { describe, expect, test } from "vitest";
import type { PhoneIssue } from "../../../broker/queue/commands.ts";
import { mirrors } from "../../../broker/queue/notes.ts";
import type { ServiceId } from "../../../protocol/terms.ts";
import { A, Hub, MINUTE, NINE, no, S1, said, ticketId, token, town } from "../town.ts";

const PAS = "pas" as ServiceId;
const services = (pas: Record<string, unknown> = {}) => [
  { service: "pas", name: { da: "Pas" }, queue: "a", onPhone: true, ...pas },
  { service: "skat", name: { da: "Skat" }, queue: "a" },
];
const hall = (otherwise: Record<string, unknown> = {}) =>
  new Hub(town({ services: services(), ...otherwise })).open();
const take = (hub: Hub, n: number, otherwise: Partial<PhoneIssue> = {}) =>
  hub.send({
    ...{ kind: "phone-issue" as const, ticketId: ticketId(n), token: token(n), service: PAS },
    ...{ language: "ar" as const, random: 7, ...otherwise },
  });
const daily = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));

describe("a ticket taken on a phone", () => {
  test("has the next number of its queue, no paper, and can be called at once", () => {
    const hub = hall();
    hub.ticket(1);
    expect(take(hub, 2)).toEqual({ ticket: { id: ticketId(2), number: "A02", state: "waiting" } });
    expect(hub.of(2)).toMatchObject({
      by: "phone",
      paper: "none",
      service: PAS,
      language: "ar",
      stand: null,
    });
    expect(said(hub.next())).toBe("A01");
    expect(said(hub.next("2" as never))).toBe("A02");
    expect(hub.replayed().day.tickets).toEqual(hub.state.day.tickets);
  });

  test("is given once, however often it is asked for and whatever for", () => {
    const hub = hall();
    take(hub, 1);
    hub.next();
    expect(take(hub, 1)).toEqual({ ticket: { id: ticketId(1), number: "A01", state: "called" } });
    expect(take(hub, 1, { service: "skat" as ServiceId })).toMatchObject({ ticket: { number: "A01" } });
    expect(hub.all("ticket-issued-on-phone")).toHaveLength(1);
  });

  test("is given for services of the phone alone", () => {
    const hub = hall();
    expect(take(hub, 1, { service: "skat" as ServiceId })).toEqual({ refused: "not-on-phone" });
    expect(take(hub, 1, { service: "gone" as ServiceId })).toEqual({ refused: "service-unknown" });
    expect(take(new Hub().open(), 1)).toEqual({ refused: "not-on-phone" });
  });

  test("is refused for what a stand would refuse it for", () => {
    const closed = hall({ services: services({ hours: daily("12:00", "14:00") }) });
    expect(take(closed, 1)).toEqual({ refused: "service-closed" });
    const queues = town().queues.map((one) =>
      one.queue === A ? { ...one, hours: daily("12:00", "14:00") } : one,
    );
    expect(take(hall({ queues }), 1)).toEqual({ refused: "queue-closed" });
  });

  test("counts in quotas together with those of the stands", () => {
    const hub = hall({ services: services({ quota: { tickets: 2 } }) });
    hub.press(1, { service: PAS });
    expect(take(hub, 2)).toMatchObject({ ticket: { number: "A02" } });
    expect(take(hub, 3)).toEqual({ refused: "quota-reached" });
    expect(hub.press(4, { service: PAS })).toMatchObject({ refused: "quota-reached" });
    expect(take(hub, 2)).toMatchObject({ ticket: { number: "A02" } });
  });

  test("opens the day where it comes first, and has reserved letters while the plain series is held", () => {
    const hub = new Hub(town({ services: services() }));
    hub.send({ kind: "hub-started", instance: "i", ledgerId: "l" as never });
    hub.send({ kind: "configure", location: hub.state.location });
    hub.send({ kind: "tick" });
    expect(hub.state.series).toBe("held");
    const answer = take(hub, 1);
    const number = "ticket" in answer ? answer.ticket.number : "";
    expect(number).toMatch(/^[B-HJ-NPR-Z]{2}01$/);
    expect(take(hub, 2)).toMatchObject({ ticket: { number: number.replace("01", "02") } });
    expect(hub.all("series-reserved")).toHaveLength(1);
    expect(hub.all("day-opened")).toHaveLength(1);
    expect(hub.of(1).arrivedAt).toBe(NINE);
  });

  test("becomes a no-show like every other ticket, and may come back", () => {
    const hub = hall();
    take(hub, 1);
    hub.next();
    hub.staff({ kind: "no-show", counter: "1" as never });
    expect(hub.of(1).state).toBe("no-show");
    hub.at += MINUTE;
    expect(hub.citizen("rejoin", 1)).toEqual({ state: "waiting" });
  });

  test("is copied to a stand, so that a hub that lost everything gets it back", () => {
    const hub = hall();
    const mark = hub.events.length;
    take(hub, 5);
    expect(mirrors(hub.state, hub.since(mark))).toMatchObject([
      { ticketId: ticketId(5), number: "A01", paper: "screen" },
    ]);
    expect(hub.state.stands.has(S1)).toBe(true);
    expect(hub.state.day.byNumber.get(no("A01"))).toBe(ticketId(5));
  });
});
