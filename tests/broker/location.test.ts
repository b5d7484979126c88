import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLocation } from "../../broker/location.ts";
import { checkLocation } from "../../protocol/config.ts";
import { demoLocation } from "./hall.ts";

type Loose = {
  stands: { buttons: unknown[] }[];
  menus: { items: unknown[] }[];
  queues: { letters: string }[];
  services: object[];
};
const document = () => structuredClone(demoLocation()) as unknown as Loose;

describe("a location's document", () => {
  it("is taken whole when nothing is wrong with it", () => {
    expect(readLocation(document())).toEqual({ ok: true, location: demoLocation(), leftOut: [] });
  });

  it("loses only the button that is at fault, and says which", () => {
    const faulty = document();
    faulty.stands[0]!.buttons.splice(1, 0, { button: 0, label: {}, does: { kind: "dance" } });
    const said = readLocation(faulty);
    expect(said).toMatchObject({ ok: true, location: demoLocation() });
    expect(said.ok && said.leftOut.every(({ path }) => path.startsWith("stands.0.buttons.1"))).toBe(true);
  });

  it("loses a dead item of a menu, a broken menu, and the button that led there", () => {
    const faulty = document();
    faulty.menus[0]!.items.push({ label: { da: "X" }, does: { kind: "service", service: "gone" } });
    expect(readLocation(faulty)).toMatchObject({
      ok: true,
      leftOut: [{ path: "menus.0.items.4.does.service" }],
    });
    const broken = document();
    broken.menus[0] = { items: [] };
    const said = readLocation(broken);
    expect(said.ok && said.location.menus).toEqual([]);
    expect(said.ok && said.location.stands[0]?.buttons.map((one) => one.button)).toEqual([1, 2]);
  });

  it("loses the choice that leads round in a circle, and what is left leads somewhere", () => {
    const faulty = document();
    faulty.menus[0]!.items.push({ label: { da: "Om igen" }, does: { kind: "menu", menu: "more" } });
    expect(readLocation(faulty)).toMatchObject({
      location: demoLocation(),
      leftOut: [{ path: "menus.0.items.4.does.menu", problem: '"more" leads here: a circle' }],
    });
  });

  it("loses a button or a service whose hours are faulty, and the buttons of that service", () => {
    const exceptions = [{ date: "2026-02-30" }];
    const faulty = document();
    Object.assign(faulty.stands[0]!.buttons[0] as object, { exceptions });
    const said = readLocation(faulty);
    expect(said).toMatchObject({ leftOut: [{ path: "stands.0.buttons.0.exceptions.0.date" }] });
    expect(said.ok && said.location.stands[0]?.buttons.map((one) => one.button)).toEqual([2, 3]);
    const service = document();
    Object.assign(service.services[1]!, { exceptions });
    expect(readLocation(service)).toMatchObject({
      ok: true,
      leftOut: [{ path: "services.1.exceptions.0.date" }, { path: "stands.0.buttons.1.does.service" }],
    });
  });

  it("loses a faulty exception of a queue or of the house, and nothing else of it", () => {
    const good = { date: "2026-12-24", spans: [] };
    const faulty = { ...document(), exceptions: [good, { date: "2026-02-30" }] };
    Object.assign(faulty.queues[0]!, { closures: [{ from: "2026-07-02", to: "2026-07-01" }] });
    const said = readLocation(faulty);
    expect(said).toMatchObject({
      location: { exceptions: [good] },
      leftOut: [{ path: "exceptions.1.date" }, { path: "queues.0.closures.0.to" }],
    });
    expect(said.ok && said.location.queues[0]).toMatchObject({ queue: "a", closures: [] });
  });

  it("is refused when the fault is not a button's, with every problem by its path", () => {
    const faulty = document();
    faulty.queues[1]!.letters = "A";
    faulty.stands[0]!.buttons.push({});
    const said = readLocation(faulty);
    expect(said).toMatchObject({ ok: false });
    for (const nonsense of [null, 7, [], "", {}]) expect(readLocation(nonsense).ok).toBe(false);
  });

  it("with nonsense anywhere is read or refused, and when refused each fault is told once", () => {
    const keys = [
      "queues",
      "services",
      "stands",
      "counters",
      "displays",
      "menus",
      "hours",
      "keepDays",
      "timeZone",
    ];
    const inside = ["0", "1", "hours", "queue", "letters", "buttons", "name", "items", "does"];
    const path = fc.tuple(fc.constantFrom(...keys), fc.array(fc.constantFrom(...inside), { maxLength: 3 }));
    const nonsense = fc.oneof(fc.constantFrom<unknown>(null, 99_999, "gone", [], {}, [null]), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(fc.tuple(path, nonsense), { minLength: 1, maxLength: 4 }), (edits) => {
        const faulty = document() as unknown as Record<string, unknown>;
        for (const [[first, more], value] of edits) {
          let at = faulty;
          for (const key of [first, ...more].slice(0, -1)) {
            const next = at[key];
            if (typeof next === "object" && next !== null) at = next as Record<string, unknown>;
          }
          at[more.at(-1) ?? first] = structuredClone(value);
        }
        const said = readLocation(faulty);
        if (said.ok) return;
        const told = [...said.problems, ...said.leftOut].map(
          ({ path: where, problem }) => `${where} ${problem}`,
        );
        expect(new Set(told).size).toBe(told.length);
        const checked = checkLocation(faulty);
        for (const { path: where, problem } of checked.ok ? [] : checked.problems)
          expect(told).toContain(`${where} ${problem}`);
      }),
      { numRuns: 300 },
    );
  });
});
