/** The list of listeners that every driver tells through. */
import { describe, expect, it } from "vitest";
import { Listeners } from "../../hal/listeners.ts";

describe("listeners", () => {
  it("are told in the order of adding, until they stop", () => {
    const listeners = new Listeners<number>();
    const told: string[] = [];
    const stop = listeners.add((value) => told.push(`a${value}`));
    listeners.add((value) => told.push(`b${value}`));
    listeners.tell(1);
    stop();
    stop();
    listeners.tell(2);
    expect(told).toEqual(["a1", "b1", "b2"]);
  });

  it("the same function added twice is told twice, and each stops for itself", () => {
    const listeners = new Listeners<number>();
    let count = 0;
    const listener = (): void => {
      count += 1;
    };
    const stop = listeners.add(listener);
    listeners.add(listener);
    listeners.tell(1);
    stop();
    listeners.tell(2);
    expect(count).toBe(3);
  });

  it("one that is added while telling is told from the next time on", () => {
    const listeners = new Listeners<number>();
    const told: number[] = [];
    const stop = listeners.add(() => {
      stop();
      listeners.add((value) => told.push(value));
    });
    listeners.tell(1);
    listeners.tell(2);
    expect(told).toEqual([2]);
  });
});
