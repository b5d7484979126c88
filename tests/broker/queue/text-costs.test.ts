/** What texts cost: by month and kind, each at the price of its day (R5). */
import { expect, it } from "vitest";
import { count, type TextCosts } from "../../../broker/queue/text-costs.ts";
import { NINE, town } from "../town.ts";
import { DAY, house } from "./reminded.ts";

const text = (about: "answer" | "trouble", parts: number, isSure = true) =>
  ({ kind: "count-text", about, parts, isSure }) as const;
const shown = (costs: TextCosts) =>
  [...costs].map(([key, { sure, perhaps }]) => [
    key,
    sure.texts,
    sure.parts,
    sure.ore,
    sure.unpriced,
    perhaps.parts,
  ]);

it("each part has the price that was set when it went, and one of before there was a price is told apart", () => {
  const hub = house({});
  hub.send(text("answer", 1));
  hub.send({ kind: "configure", location: town({ textPrice: 24.5, version: 2 }) });
  hub.send(text("answer", 2));
  hub.send({ kind: "configure", location: town({ textPrice: 30, version: 3 }) });
  hub.send(text("answer", 1));
  hub.send(text("trouble", 3, false));
  hub.at += 10 * DAY;
  hub.send(text("answer", 1));
  expect(shown(hub.state.textCosts)).toEqual([
    ["2026-11 answer", 3, 4, 79, 1, 0],
    ["2026-11 trouble", 0, 0, 0, 0, 3],
    ["2026-12 answer", 1, 1, 30, 0, 0],
  ]);
  expect(hub.replayed().textCosts).toEqual(hub.state.textCosts);
});

it("a month is the location's own: half past midnight of the first is the new one", () => {
  const hub = house({});
  hub.at = Date.UTC(2026, 10, 30, 23, 30);
  hub.send(text("answer", 1));
  expect([...hub.state.textCosts.keys()]).toEqual(["2026-12 answer"]);
  expect(NINE).toBeLessThan(hub.at);
});

it("months of more than five years ago are forgotten", () => {
  const hub = house({});
  for (let month = 0; month < 62; month += 1) {
    const name = new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 7);
    const spent = { texts: 1, parts: 1, ore: 0, unpriced: 1 };
    count(hub.state, { month: name, kind: "answer", spent }, { as: "sure", sign: 1 });
  }
  const months = [...hub.state.textCosts.keys()];
  expect([months.length, months[0]]).toEqual([60, "2026-03 answer"]);
});
