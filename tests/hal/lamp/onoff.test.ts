/**
 * Lamps over onoff keep the contract, on a folder that looks like sysfs and a Gpio class of the tests.
 * Real GPIO is proven in the virtual machine of issue 3.
 */
import { describe, expect, it } from "vitest";
import { OnoffLamps } from "../../../hal/lamp/onoff.ts";
import { fakeBoard } from "../gpio/fake-board.ts";
import { until } from "../until.ts";
import { lampsSuite } from "./suite.ts";

const LINES = [5, 6, 13] as const;

lampsSuite("onoff", async () => {
  const board = await fakeBoard();
  const lamps = new OnoffLamps({ driver: "onoff", lines: LINES }, board.binding);
  lamps.open();
  const isLit = (number: number): boolean =>
    board.lines.findLast((line) => line.number === 512 + (LINES[number - 1] ?? 0))?.level === 1;
  return { lamps, isLit, plugged: board.plugged };
});

describe("lamps over onoff", () => {
  it("a lamp that shines on a low level is opened high, so it never flashes at the start", async () => {
    const board = await fakeBoard();
    const lamps = new OnoffLamps({ driver: "onoff", lines: [5, null], isActiveLow: true }, board.binding);
    lamps.open();
    expect(lamps.numbers).toEqual([1]);
    expect(board.line(517)).toMatchObject({ direction: "high", level: 1 });
    lamps.set(1, "on");
    expect(board.line(517).level).toBe(0);
    lamps.set(2, "on");
    await lamps.close();
    expect(board.lines[0]).toMatchObject({ level: 1, isOpen: false });
  });

  it("a blinking lamp goes dark after a second and bright again after another", async () => {
    const board = await fakeBoard();
    const lamps = new OnoffLamps({ driver: "onoff", lines: [5] }, board.binding);
    lamps.open();
    lamps.set(1, "blink");
    await until("the lamp is dark", () => board.line(517).level === 0);
    await until("the lamp is bright", () => board.line(517).level === 1);
    await lamps.close();
    expect(board.lines[0]).toMatchObject({ level: 0, isOpen: false });
  });

  it("a line that cannot be written is told as gone once, and opened again", async () => {
    const board = await fakeBoard();
    const lamps = new OnoffLamps({ driver: "onoff", lines: [5] }, board.binding);
    lamps.open();
    const told: string[] = [];
    lamps.onGone((fault) => told.push(fault.code));
    lamps.onBack(() => told.push("back"));
    board.line(517).writeError = Object.assign(new Error("no such device"), { code: "ENODEV" });
    lamps.set(1, "on");
    lamps.set(1, "on");
    await until("the lamp is back", () => told.includes("back"));
    expect(told).toEqual(["HAL_LAMP_GONE", "back"]);
    expect(board.line(517).level).toBe(1);
    await lamps.close();
  });

  it("a busy line is said with its number on the chip", async () => {
    const board = await fakeBoard();
    board.refuse(517, "EBUSY");
    const lamps = new OnoffLamps({ driver: "onoff", lines: [5] }, board.binding);
    expect(() => lamps.open()).toThrow(
      expect.objectContaining({ code: "HAL_LAMP_BUSY", value: "pinctrl-bcm2711:5" }),
    );
  });
});
