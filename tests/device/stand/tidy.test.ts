import { expect, it } from "vitest";
import { Tidiness } from "../../../device/stand/tidy.ts";

/** A stand's timers and tidying; `pass` lets time go by. */
function bench() {
  const waits = new Map<object, { atMs: number; act: () => void }>();
  let nowMs = 0;
  const told = { tidied: 0 };
  const after = (ms: number, act: () => void) => {
    const key = {};
    waits.set(key, { atMs: nowMs + ms, act });
    return () => void waits.delete(key);
  };
  const pass = (ms: number) => {
    nowMs += ms;
    for (const [key, { atMs, act }] of waits) {
      if (atMs > nowMs) continue;
      waits.delete(key);
      act();
    }
  };
  const tidiness = new Tidiness({ after, tidy: () => (told.tidied += 1) });
  const press = (times: number) => {
    for (let count = 0; count < times; count++) tidiness.pressed();
  };
  return { told, pass, press, tidiness };
}

it("a stand tidies its memory once after many presses, when nobody has pressed for five seconds", () => {
  const { told, pass, press } = bench();
  press(250);
  pass(4_999);
  expect(told.tidied).toBe(0);
  pass(1);
  expect(told.tidied).toBe(1);
  pass(60_000);
  expect(told.tidied).toBe(1);
});

it("every press begins the wait anew, and few presses are not worth it", () => {
  const { told, pass, press } = bench();
  press(199);
  pass(60_000);
  expect(told.tidied).toBe(0);
  press(1);
  pass(4_000);
  press(1);
  pass(4_000);
  expect(told.tidied).toBe(0);
  pass(1_000);
  expect(told.tidied).toBe(1);
});

it("a stand that is closed tidies nothing", () => {
  const { told, pass, press, tidiness } = bench();
  press(200);
  tidiness.close();
  pass(60_000);
  expect(told.tidied).toBe(0);
});
