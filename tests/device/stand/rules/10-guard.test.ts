import { expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";

it("a double press gives one ticket", () => {
  const stand = new BenchStand().online();
  expect(stand.press(1)).not.toBeNull();
  expect(stand.press(1)).toBeNull();
});

it("the lamp of a guarded button is dark, and lit again when the paper is out", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  expect(stand.lit()).toEqual([2, 3]);
  stand.pass(1999);
  expect(stand.lit()).toEqual([2, 3]);
  stand.pass(1);
  expect(stand.lit()).toEqual([1, 2, 3]);
});

it("swallowed presses do not prolong the guard", () => {
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  for (let count = 0; count < 4; count++) {
    stand.pass(450);
    stand.press(1);
  }
  stand.pass(200);
  expect(stand.press(1)).not.toBeNull();
});

it("the guard lasts while the paper is not out, but at most 5 s", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.pass(4999);
  expect(stand.lit()).toEqual([2, 3]);
  stand.pass(1);
  expect(stand.lit()).toEqual([1, 2, 3]);
});

it("paper that comes out between 2 and 5 s ends the guard at once", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  stand.stored(ticketId);
  stand.pass(3000);
  stand.paper(ticketId);
  expect(stand.lit()).toEqual([1, 2, 3]);
});

it("other buttons are not guarded", () => {
  const stand = new BenchStand().online();
  stand.press(1);
  expect(stand.press(2)).not.toBeNull();
});

it("the way into a menu is not guarded, but the second tap does not choose what appears under the finger", () => {
  const stand = new BenchStand().online();
  stand.press(3);
  expect(stand.picture().menu).toEqual({ da: "Andet" });
  expect(stand.picture().buttonCount).toBe(stand.state.who.buttons);
  expect(stand.press(3)).toBeNull();
  stand.pass(500);
  expect(stand.press(3)).not.toBeNull();
});

it("each lamp is told only when it changes", () => {
  const stand = new BenchStand().online();
  stand.forget();
  stand.queue("a", true);
  stand.queue("b", true);
  expect(stand.effects.filter((effect) => effect.do === "lamp")).toEqual([]);
  stand.press(1);
  expect(stand.effects.filter((effect) => effect.do === "lamp")).toEqual([
    { do: "lamp", button: 1, light: "off" },
  ]);
});
