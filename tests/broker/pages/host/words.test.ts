/** How a host's guests stand, in words; who wants something now; which key does what; and who is told of whom. */
import { describe, expect, it } from "vitest";
import type { Shown } from "../../../../broker/pages/host/host-page.ts";
import { hostActionOf } from "../../../../broker/pages/host/keys.ts";
import { Arrivals } from "../../../../broker/pages/host/notify.ts";
import { HOST_TEXTS } from "../../../../broker/pages/host/texts.ts";
import { nameOf, stateWords, toneOf, wantedNow } from "../../../../broker/pages/host/words.ts";
import type { HostAppointment, HostGuest, HostPicture } from "../../../../protocol/host-picture.ts";

const TEN = Date.UTC(2026, 10, 24, 9);
const MINUTE = 60_000;
const telling = { timeZone: "Europe/Copenhagen", language: "da" } as const;

type Ticket = NonNullable<HostGuest["ticket"]>;
const ticket = (otherwise: Partial<Ticket> = {}): Ticket => ({
  ...{ id: "t" as Ticket["id"], number: "A07" as Ticket["number"], state: "waiting" },
  ...{ servingAt: null, endedAt: null, counterName: null, answered: null, stage: "host", nextAt: null },
  ...otherwise,
});
const shown = (guest: Partial<HostGuest> = {}, appointment: Partial<HostAppointment> = {}): Shown => {
  const one: HostGuest = {
    ...{ guest: "P1" as HostGuest["guest"], name: "Karla", message: null, hasMobile: false, code: null },
    ...{ hasArrived: false, arrivedAt: null, ticket: null, judged: null, lateSince: null },
    ...guest,
  };
  return {
    guest: one,
    appointment: {
      ...{ id: "a" as HostAppointment["id"], startAt: TEN, endAt: TEN + 30 * MINUTE, serviceName: null },
      ...{ room: null, form: "physical", hosts: ["anna"], as: "host", isOurs: false, cancelledAt: null },
      ...{ soonSince: null, counts: null, guests: [one] },
      ...appointment,
    },
  };
};
const here = (of: Partial<Ticket>, arrivedAt = TEN + 2 * MINUTE) =>
  shown({ hasArrived: true, arrivedAt, ticket: ticket(of) });
const picture = (...all: Shown[]): HostPicture => ({
  ...{
    at: TEN,
    location: "demo" as HostPicture["location"],
    locationName: { da: "R" },
    timeZone: telling.timeZone,
  },
  ...{
    host: "anna",
    hosts: [],
    presence: null,
    deputy: null,
    people: [],
    answerMs: 1,
    hasSms: true,
    services: [],
  },
  appointments: all.map(({ appointment }) => appointment),
});

describe("a guest", () => {
  it.each([
    [shown(), "Ventes"],
    [shown({}, { soonSince: TEN - MINUTE }), "Begynder snart"],
    [shown({}, { form: "phone" }), "I telefonen"],
    [shown({}, { cancelledAt: TEN }), "Aflyst"],
    [shown({ lateSince: TEN }), "Ikke mødt"],
    [shown({ judged: { says: "wait", at: TEN, staff: null } }), "Ikke mødt. Du venter (kl. 10.00)"],
    [shown({ judged: { says: "rung", at: TEN, staff: null } }), "Ikke mødt. Ringet op kl. 10.00"],
    [shown({ judged: { says: "no-show", at: TEN, staff: null } }), "Udeblevet, noteret kl. 10.00"],
    [here({}), "Ankommet 10.02"],
    [here({}, TEN - 20 * MINUTE), "Ankommet 09.40, før tid"],
    [here({ stage: "desk" }), "Ankommet 10.02. Skranken tager gæsten, fordi ingen svarede"],
    [
      here({ answered: { at: TEN + 3 * MINUTE, answer: { kind: "later", minutes: 5 } } }),
      "Ankommet 10.02. Du har sagt: 5 minutter mere (kl. 10.03)",
    ],
    [here({ state: "called", answered: { at: TEN, answer: { kind: "coming" } } }), "Du har sagt: Jeg kommer"],
    [
      here({ state: "called", answered: { at: TEN, answer: { kind: "room", room: "B204" } } }),
      "Du har sagt: Kom til lokale B204",
    ],
    [here({ state: "called", counterName: { da: "Skranke 2" } }), "Kaldt til Skranke 2"],
    [here({ state: "serving", servingAt: TEN }), "I møde siden 10.00"],
    [here({ state: "served", endedAt: TEN }), "Mødet sluttede 10.00"],
    [here({ state: "no-show" }), "Svarede ikke på kaldet"],
    [here({ state: "left" }), "Gik igen"],
    [shown({ hasArrived: true }), "Gik igen"],
  ])("stands so: %#", (one, words) => {
    expect(stateWords(one, telling)).toBe(words);
    expect(stateWords(one, { ...telling, language: "en" })).not.toBe("");
  });

  it("is called by name where that may be seen, else by number, else a guest", () => {
    expect(nameOf(shown(), "da")).toBe("Karla");
    expect(nameOf(shown({ name: null, ticket: ticket() }), "da")).toBe("A07");
    expect(nameOf(shown({ name: null }), "en")).toBe("Guest");
  });

  it("is coloured by what they want of the host", () => {
    expect(
      [
        shown(),
        here({}),
        shown({ lateSince: TEN }),
        here({ state: "serving" }),
        here({ state: "served" }),
      ].map(toneOf),
    ).toEqual([...["plain", "waits", "late", "busy", "over"]]);
  });
});

describe("right now", () => {
  it("are those who wait, the longest first, then who is met, then who is late; nobody of a meeting of many", () => {
    const [late, second, first, met] = [
      shown({ guest: "late" as never, lateSince: TEN }),
      here({ id: "2" as never }, TEN + 5 * MINUTE),
      here({ id: "1" as never }, TEN),
      here({ state: "serving" }),
    ];
    const many = shown({ lateSince: TEN }, { counts: { came: 1, of: 25 } });
    expect(wantedNow(picture(late, second, first, met, many)).map(({ guest }) => guest)).toEqual([
      ...[first, second, met, late].map(({ guest }) => guest),
    ]);
  });
});

describe("arrivals", () => {
  it("are told once each, and not those who were here when the page was opened", () => {
    const told: string[] = [];
    const arrivals = new Arrivals({
      sound: () => told.push("gong"),
      notify: ({ guest }) => told.push(guest.guest),
    });
    const of = (id: string, hasArrived: boolean) => shown({ guest: id as never, hasArrived });
    arrivals.look(picture(of("old", true), of("new", false)));
    arrivals.look(picture(of("old", true), of("new", true)));
    arrivals.look(picture(of("old", true), of("new", true)));
    expect(told).toEqual(["new", "gong"]);
  });
});

describe("keys", () => {
  const press = (key: string, otherwise = {}) =>
    hostActionOf({ key, isInField: false, isRepeat: false, hasModifier: false, ...otherwise });

  it("answer, meet and book, never while a field is filled in, and once however long they are held", () => {
    expect(["k", "M", "l", "b", "f", "n", "x"].map((key) => press(key))).toEqual([
      ...["coming", "later", "room", "begin", "end", "book", null],
    ]);
    for (const no of [{ isInField: true }, { isRepeat: true }, { hasModifier: true }])
      expect(press("k", no)).toBeNull();
  });

  it("are told in both languages, each of them", () => {
    for (const { keysHelp } of Object.values(HOST_TEXTS)) expect(keysHelp).toHaveLength(7);
  });
});
