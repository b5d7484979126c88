import { expect, test } from "vitest";
import { A, Hub } from "../town.ts";

test("what a citizen chose in the stand's menus stays with the ticket, however it came", () => {
  const hub = new Hub().open();
  hub.press(1, { answers: ["Kørekort", "Ja"] });
  hub.print([hub.record(2, "AB07", { series: "own", answers: ["Skat"] })]);
  hub.ticket(3, A);
  expect([1, 2, 3].map((n) => hub.of(n).answers)).toEqual([["Kørekort", "Ja"], ["Skat"], []]);
  expect(hub.replayed().day.tickets).toEqual(hub.state.day.tickets);
});
