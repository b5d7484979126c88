import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check, checkLocation, type LocationConfig, locationSchema } from "../../protocol/config.ts";

const demo = () =>
  JSON.parse(readFileSync("demo/location.json", "utf8")) as Record<string, never> & LocationConfig;
const problemsOf = (document: unknown) => {
  const checked = checkLocation(document);
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
};

describe("the demo town hall", () => {
  const checked = checkLocation(demo());

  it("is a location without a problem", () => {
    expect(checked).toMatchObject({ ok: true });
  });

  it("has the stand, buttons, counters and display that others count on", () => {
    const location = (checked as { value: LocationConfig }).value;
    const queueOf = (button: number) => {
      const does = location.stands[0]!.buttons.find((one) => one.button === button)!.does;
      if (does.kind !== "service") return does.kind;
      return location.services.find(({ service }) => service === does.service)?.queue;
    };
    expect(location.location).toBe("demo");
    expect(location.stands.map(({ stand }) => stand)).toEqual(["s1"]);
    expect([1, 2, 3].map(queueOf)).toEqual(["a", "b", "menu"]);
    expect(location.counters.map(({ counter, open }) => [counter, open])).toEqual([
      ["1", true],
      ["2", true],
    ]);
    expect(location.displays.map(({ display }) => display)).toEqual(["d1"]);
    expect(location.queues.every(({ hours, active }) => hours === null && active)).toBe(true);
    expect([location.catchAll, location.rollLetters]).toEqual(["a", "R"]);
  });
});

describe("a faulty location is answered with each problem by its path", () => {
  it("shapes first", () => {
    const document = { ...demo(), timeZone: "Mars/Base", version: 0 };
    expect(problemsOf(document)).toEqual([
      expect.stringMatching(/^version: /),
      expect.stringMatching(/^timeZone: no time zone of this name is known/),
    ]);
    expect(problemsOf(null)).toEqual([expect.stringMatching(/^\(whole\): /)]);
  });

  it("a series whose last number comes before its first, a lone one being its own first", () => {
    const [first, ...others] = demo().queues;
    const withSeries = (series: object) =>
      problemsOf({ ...demo(), queues: [{ ...first!, series }, ...others] });
    const problem = "queues.0.series.last: must not be lower than the series' first";
    expect(withSeries({ first: 9, last: 8 })).toEqual([problem]);
    for (const fine of [{}, { first: 9 }, { last: 8 }, { first: 8, last: 8 }])
      expect(withSeries(fine)).toEqual([]);
  });

  it("ids that are used twice", () => {
    const document = demo();
    const [queue, counter] = [document.queues[0]!, document.counters[0]!];
    document.queues.push({ ...queue });
    document.counters.push({ ...counter });
    expect(problemsOf(document)).toEqual([
      'queues.3: "a" is used twice',
      `queues.0.letters: "A" is also the letter of "${queue.name.da}"`,
      `queues.3.letters: "A" is also the letter of "${queue.name.da}"`,
      'counters.2: "1" is used twice',
    ]);
  });

  it("a letter used twice, at both that bear it", () => {
    const [first, second, ...others] = demo().queues;
    const queues = [{ ...first!, letters: "C" }, second!, ...others];
    const third = others[0]!.name.da;
    expect(problemsOf({ ...demo(), queues })).toEqual([
      `queues.0.letters: "C" is also the letter of "${third}"`,
      `queues.2.letters: "C" is also the letter of "${first!.name.da}"`,
    ]);
    expect(problemsOf({ ...demo(), rollLetters: "B" })).toEqual([
      'queues.1.letters: "B" is also the letter of the emergency roll',
      `rollLetters: "B" is also the letter of "${second!.name.da}"`,
    ]);
  });

  it("tags and informations that are used twice, and a button's information that is not there", () => {
    const document = demo();
    const move = { information: "move", title: { da: "Flytning" }, text: { da: "Gør det selv." } };
    const tag = { tag: "tolk", name: { da: "Tolk" } };
    document.stands[0]!.buttons[0]!.does = { kind: "information", information: "gone" };
    expect(problemsOf({ ...document, informations: [move, move], tags: [tag, tag] })).toEqual([
      'informations.1: "move" is used twice',
      'tags.1: "tolk" is used twice',
      'stands.0.buttons.0.does.information: "gone" does not exist in this location',
    ]);
    const known = { ...document, informations: [{ ...move, information: "gone" }] };
    expect(problemsOf(known)).toEqual([]);
  });

  it("sources of appointments that are named twice, or mean services that are not there", () => {
    const source = { source: "planner", name: { da: "Planlægger" } };
    const kinds = [{ kind: "Samtale", service: "gone" }];
    const nowhere = '"gone" does not exist in this location';
    expect(problemsOf({ ...demo(), appointmentSources: [source] })).toEqual([]);
    expect(
      problemsOf({ ...demo(), appointmentSources: [source, { ...source, service: "gone", kinds }] }),
    ).toEqual([
      'appointmentSources.1: "planner" is used twice',
      `appointmentSources.1.service: ${nowhere}`,
      `appointmentSources.1.kinds.0.service: ${nowhere}`,
    ]);
  });

  it("ids that lead nowhere", () => {
    const document = demo();
    document.services[0]!.queue = "gone" as never;
    document.menus[0]!.items[0]!.does = { kind: "menu", menu: "gone" };
    document.stands[0]!.buttons[0]!.does = { kind: "service", service: "gone" as never };
    document.counters[0]!.queues = ["gone" as never];
    document.counters[0]!.rules = [{ queue: "gone" as never, waitsOverMin: 30 }];
    document.displays[0]!.counters = ["gone" as never];
    document.displays[0]!.queues = ["gone" as never];
    document.displays[0]!.arrows = [{ counter: "gone" as never, direction: "left" }];
    document.catchAll = "gone" as never;
    const nowhere = '"gone" does not exist in this location';
    expect(problemsOf(document)).toEqual([
      `catchAll: ${nowhere}`,
      `services.0.queue: ${nowhere}`,
      `menus.0.items.0.does.menu: ${nowhere}`,
      `stands.0.buttons.0.does.service: ${nowhere}`,
      `counters.0.queues.0: ${nowhere}`,
      `counters.0.rules.0.queue: ${nowhere}`,
      `displays.0.counters.0: ${nowhere}`,
      `displays.0.queues.0: ${nowhere}`,
      `displays.0.arrows.0.counter: ${nowhere}`,
    ]);
  });

  it("menus that lead back to themselves, at the choice that closes the circle, however deep it is", () => {
    const document = demo();
    const to = (menu: string) => ({ label: { da: menu }, does: { kind: "menu" as const, menu } });
    const menu = (id: string, ...items: ReturnType<typeof to>[]) => ({ menu: id, title: { da: id }, items });
    const [more] = document.menus;
    const ids = Array.from({ length: 30 }, (_, at) => `deep-${at}`);
    const deep = ids.map((id, at) => menu(id, to(ids[at + 1] ?? "more")));
    more!.items = [to("deep-0"), to("deep-9"), ...more!.items];
    expect(problemsOf({ ...document, menus: [...deep, more!] })).toEqual([
      'menus.29.items.0.does.menu: "more" leads here: a circle',
    ]);
    const alone = menu("alone", to("alone"));
    expect(
      problemsOf({ ...document, menus: [...deep.slice(0, 29), menu("deep-29", to("alone")), more!, alone] }),
    ).toEqual(['menus.31.items.0.does.menu: "alone" leads here: a circle']);
    expect(problemsOf({ ...demo(), menus: [...demo().menus, alone] })).toHaveLength(1);
  });

  it("two buttons with one number, two menus, services, stands and displays of one id", () => {
    const document = demo();
    document.stands[0]!.buttons.push(document.stands[0]!.buttons[0]!);
    document.stands.push(document.stands[0]!);
    document.menus.push(document.menus[0]!);
    document.services.push(document.services[0]!);
    document.displays.push(document.displays[0]!);
    expect(problemsOf(document).map((problem) => problem.split(":")[0])).toEqual([
      "services.6",
      "menus.1",
      "stands.1",
      "displays.1",
      "stands.0.buttons.3",
      "stands.1.buttons.3",
    ]);
  });

  it("and never thrown, whatever the document is", () => {
    fc.assert(fc.property(fc.anything(), (document) => !checkLocation(document).ok));
    expect(check(locationSchema as never, undefined).ok).toBe(false);
  });
});
