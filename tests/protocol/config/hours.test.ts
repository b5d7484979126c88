import { describe, expect, it } from "vitest";
import { checkLocation } from "../../../protocol/config.ts";
import { town } from "../../broker/town.ts";

type Loose = Record<string, unknown>;
const button = (own: Loose) => ({
  button: 1,
  label: { da: "Pas" },
  does: { kind: "service", service: "pas" },
  ...own,
});
/** The town hall with these parts otherwise. */
function problemsOf({
  house = {},
  queue = {},
  service = {},
  key = {},
}: Partial<Record<"house" | "queue" | "service" | "key", Loose>>): string[] {
  const { queues, services, stands, ...rest } = town();
  const [first, ...others] = queues;
  const checked = checkLocation({
    ...{ ...rest, ...house },
    queues: [{ ...first, ...queue }, ...others],
    services: [{ ...services[0], ...service }],
    stands: [{ ...stands[0], buttons: [button(key)] }],
  });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

const closed = (date: string) => ({ exceptions: [{ date, name: { da: "Lukket" } }] });

describe("opening hours in a document", () => {
  it("may stand at the house, a queue, a service and a button, or nowhere", () => {
    const own = {
      hours: [{ weekday: 1, from: "10:00", to: "12:00" }],
      exceptions: [
        { date: "2026-12-24", name: { da: "Juleaften", en: "Christmas Eve" } },
        { date: "2028-02-29", spans: [{ from: "10:00", to: "12:00" }] },
      ],
      closures: [{ from: "2026-07-06", to: "2026-07-06" }],
    };
    expect(problemsOf({ house: own, queue: own, service: own, key: own })).toEqual([]);
    expect(problemsOf({})).toEqual([]);
  });

  it("an exception without spans is closed", () => {
    const checked = checkLocation({ ...town(), ...closed("2026-12-24") });
    expect(checked).toMatchObject({ value: { exceptions: [{ date: "2026-12-24", spans: [] }] } });
  });

  it.each([
    "2026-02-30",
    "2027-02-29",
    "2026-13-01",
    "2026-00-10",
    "26-12-24",
    "24.12.2026",
    "1026-12-24",
    "",
  ])("%s is told to be no day, by its path", (date) => {
    const words = "is no day of the calendar (written as 2026-12-24)";
    expect(problemsOf({ house: closed(date) })).toEqual([`exceptions.0.date: ${words}`]);
    expect(problemsOf({ service: { closures: [{ from: date, to: "2026-12-24" }] } })).toContain(
      `services.0.closures.0.from: ${words}`,
    );
  });

  it("a closure that ends before it begins is told at its end", () => {
    const closures = [{ from: "2026-12-24", to: "2026-12-23" }];
    expect(problemsOf({ key: { closures } })).toEqual([
      "stands.0.buttons.0.closures.0.to: must not lie before the closure's from",
    ]);
  });

  it("a day with two exceptions is told at the second, wherever they stand", () => {
    const { exceptions } = closed("2026-12-24");
    const twice = { exceptions: [...exceptions, ...exceptions] };
    const problem = '"2026-12-24" has two exceptions';
    expect(problemsOf({ house: twice, queue: twice, service: twice, key: twice })).toEqual([
      `exceptions.1.date: ${problem}`,
      `queues.0.exceptions.1.date: ${problem}`,
      `services.0.exceptions.1.date: ${problem}`,
      `stands.0.buttons.0.exceptions.1.date: ${problem}`,
    ]);
  });
});

describe("what a queue does towards closing", () => {
  it("is minutes or what can be served, a quota, and who is still served", () => {
    for (const lastTicket of [null, 0, 15, "can-be-served"])
      expect(problemsOf({ queue: { lastTicket, quota: { tickets: 20 }, atClosing: "leave" } })).toEqual([]);
    expect(problemsOf({ queue: { quota: null, atClosing: "serve" } })).toEqual([]);
  });

  it("is refused in words where it is anything else", () => {
    expect(problemsOf({ queue: { lastTicket: "soon" } })).toEqual([
      'queues.0.lastTicket: must be minutes before closing (0 to 720) or "can-be-served"',
    ]);
    expect(problemsOf({ queue: { quota: { tickets: 0 }, atClosing: "stay" } })).toEqual([
      "queues.0.quota.tickets: must be at least 1",
      'queues.0.atClosing: must be one of "serve", "leave"',
    ]);
  });
});
