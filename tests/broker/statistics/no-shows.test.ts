/** How sure it is who stays away: intervals against an oracle, and words that promise no more (R5). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NoShowGroup, NoShows } from "../../../broker/queue/no-shows.ts";
import { noShowRows, trialWords } from "../../../broker/statistics/no-show-rows.ts";
import { difference, type Part, wilson } from "../../../broker/statistics/proportions.ts";

const Z = 1.959963984540054;
/** Wilson's bounds are where the score test just turns: found by halves, without his formula. */
function oracle({ of, n }: Part): [number, number] {
  const p = of / n;
  const isOutside = (q: number) => Math.abs(p - q) > Z * Math.sqrt((q * (1 - q)) / n);
  const turn = (inside: number, outside: number) => {
    let [a, b] = [inside, outside];
    for (let step = 0; step < 200; step += 1) {
      const middle = (a + b) / 2;
      if (isOutside(middle)) b = middle;
      else a = middle;
    }
    return a;
  };
  return [p === 0 ? 0 : turn(p, 0), p === 1 ? 1 : turn(p, 1)];
}
const part = fc
  .integer({ min: 1, max: 2000 })
  .chain((n) => fc.integer({ min: 0, max: n }).map((of) => ({ of, n })));

describe("an interval", () => {
  it("of one part is where the score test turns", () => {
    fc.assert(
      fc.property(part, (one) => {
        const [from, to] = oracle(one);
        expect(wilson(one).from).toBeCloseTo(from, 8);
        expect(wilson(one).to).toBeCloseTo(to, 8);
      }),
    );
    expect(wilson({ of: 0, n: 0 })).toEqual({ from: 0, to: 1 });
  });

  it("of a difference is Newcombe's, by his own examples", () => {
    const near = (a: Part, b: Part, from: number, to: number) => {
      expect(difference(a, b).from).toBeCloseTo(from, 4);
      expect(difference(a, b).to).toBeCloseTo(to, 4);
    };
    near({ of: 56, n: 70 }, { of: 48, n: 80 }, 0.0524, 0.3339);
    near({ of: 9, n: 10 }, { of: 3, n: 10 }, 0.1705, 0.809);
    near({ of: 10, n: 10 }, { of: 0, n: 20 }, 0.6791, 1);
  });

  it("of a difference holds the difference itself, turns with its sides, and is made of the parts' own bounds", () => {
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [one, other] = [difference(a, b), difference(b, a)];
        expect(one.from).toBeLessThanOrEqual(one.is + 1e-12);
        expect(one.to).toBeGreaterThanOrEqual(one.is - 1e-12);
        expect(one.from).toBeCloseTo(-other.to, 10);
        const [[la, ua], [lb, ub]] = [oracle(a), oracle(b)];
        const [p, q] = [a.of / a.n, b.of / b.n];
        expect(one.from).toBeCloseTo(p - q - Math.sqrt((p - la) ** 2 + (ub - q) ** 2), 7);
        expect(one.to).toBeCloseTo(p - q + Math.sqrt((ua - p) ** 2 + (q - lb) ** 2), 7);
      }),
    );
    expect(difference({ of: 0, n: 0 }, { of: 1, n: 2 })).toEqual({ is: 0, from: -1, to: 1 });
  });
});

const group = (
  otherwise: Partial<NoShowGroup>,
  n: number,
  missed: number,
): [string, { n: number; missed: number }] => [
  JSON.stringify({
    ...{ service: "pas", source: "planner", plan: [1440, 120], lead: 4, trial: null },
    ...otherwise,
  }),
  { n, missed },
];
const naming = {
  language: "da" as const,
  services: [{ service: "pas", name: { da: "Pas" } }],
  sources: [{ source: "planner", name: { da: "Planlægger" } }],
};

it("rows name what they are of, the most frequent first, and hide groups of few", () => {
  const shows: NoShows = new Map([
    group({}, 20, 4),
    group({ plan: [], lead: 0, service: "", source: "x" }, 4, 1),
  ]);
  const names = (by: "service" | "source" | "plan" | "lead") =>
    noShowRows(shows, by, naming).map(({ name }) => name);
  expect([names("service"), names("source")]).toEqual([
    ["Pas", "Uden ydelse"],
    ["Planlægger", "x"],
  ]);
  expect([names("plan"), names("lead")]).toEqual([
    ["1 d. + 2 t.", "Ingen påmindelse"],
    ["4-7 dage før", "Samme dag"],
  ]);
  expect(noShowRows(shows, "service", naming)[1]?.part).toBeNull();
  expect(noShowRows(shows, "service", naming)[0]?.part).toMatchObject({ of: 4, n: 20 });
});

it("a trial is told apart only where it can be", () => {
  const trial = (usual: [number, number], other: [number, number]) =>
    trialWords(
      new Map([
        group({ trial: { trial: "v", arm: "usual" } }, ...usual),
        group({ trial: { trial: "v", arm: "other" } }, ...other),
        group({}, 50, 20),
      ]),
      "da",
    )[0]?.words;
  expect(trial([40, 6], [40, 4])).toMatch(/6 af 40 udeblev \(15\s?%\).*kan ikke skelnes endnu/);
  expect(trial([500, 100], [500, 40])).toMatch(/giver færre udeblivelser: mellem 7,\d og 16,\d procentpoint/);
  expect(trial([500, 40], [500, 100])).toMatch(/giver flere udeblivelser/);
  expect(trial([0, 0], [9, 1])).toMatch(/kan ikke skelnes endnu/);
  expect(trialWords(new Map(), "en")).toEqual([]);
});
