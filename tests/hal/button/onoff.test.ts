/**
 * Buttons over onoff keep the contract, on a folder that looks like sysfs and a Gpio class of the tests.
 * This proves line numbers, debounce, loss and return; real GPIO is proven in the virtual machine of issue 3.
 */
import { describe, expect, it } from "vitest";
import type { OnoffButtonsOptions } from "../../../hal/button/contract.ts";
import { OnoffButtons } from "../../../hal/button/onoff.ts";
import { handClock } from "../clocks.ts";
import { fakeBoard } from "../gpio/fake-board.ts";
import { until } from "../until.ts";
import { buttonsSuite, STUCK_MS } from "./suite.ts";

const OPTIONS: OnoffButtonsOptions = { driver: "onoff", lines: [17, 27, 22] };

buttonsSuite("onoff", async () => {
  const clock = handClock();
  const board = await fakeBoard();
  const buttons = new OnoffButtons({ ...OPTIONS, stuckMs: STUCK_MS }, board.binding, clock);
  buttons.open();
  const line = (number: number) => board.line(512 + (OPTIONS.lines[number - 1] ?? 0));
  const hold = (number: number): void => line(number).drive(0);
  const release = (number: number): void => line(number).drive(1);
  const press = (number: number): void => {
    hold(number);
    clock.pass(30);
    release(number);
  };
  return { buttons, clock, pass: clock.pass, press, hold, release, plugged: board.plugged };
});

describe("buttons over onoff", () => {
  const open = async (options: Partial<OnoffButtonsOptions> = {}) => {
    const board = await fakeBoard();
    const clock = handClock();
    const buttons = new OnoffButtons({ ...OPTIONS, ...options }, board.binding, clock);
    const told: number[] = [];
    buttons.onPress((press) => told.push(press.number));
    return { board, clock, buttons, told };
  };

  it("open the kernel's lines, which begin at the chip's base", async () => {
    const { board, buttons } = await open();
    buttons.open();
    expect(
      board.lines.map(({ number, direction, edge, isActiveLow }) => [number, direction, edge, isActiveLow]),
    ).toEqual([529, 539, 534].map((number) => [number, "in", "both", true]));
    await buttons.close();
    expect(board.lines.every((line) => !line.isOpen && line.watchers.length === 0)).toBe(true);
  });

  it("a bouncing press counts once, and so does a bouncing release", async () => {
    const { board, clock, buttons, told } = await open();
    buttons.open();
    const line = board.line(529);
    clock.pass(1000);
    for (const level of [0, 1, 0, 1, 0] as const) {
      line.drive(level);
      clock.pass(2);
    }
    clock.pass(300);
    for (const level of [1, 0, 1, 0, 1] as const) {
      line.drive(level);
      clock.pass(2);
    }
    expect(told).toEqual([1]);
    await buttons.close();
  });

  it("a press whose first edge is read while it has bounced open again counts", async () => {
    const { board, clock, buttons, told } = await open();
    buttons.open();
    clock.pass(1000);
    board.line(529).drive(1);
    clock.pass(1);
    board.line(529).drive(0);
    expect(told).toEqual([1]);
    clock.pass(100);
    board.line(529).drive(1);
    expect(told).toEqual([1]);
    await buttons.close();
  });

  it("a tap shorter than the debounce time counts", async () => {
    const { board, clock, buttons, told } = await open({ debounceMs: 20 });
    buttons.open();
    clock.pass(1000);
    board.line(529).drive(0);
    clock.pass(5);
    board.line(529).drive(1);
    expect(told).toEqual([1]);
    await buttons.close();
  });

  it("a press whose release went unseen does not swallow the next one", async () => {
    const { board, clock, buttons, told } = await open();
    buttons.open();
    board.line(529).drive(0);
    clock.pass(500);
    board.line(529).drive(0);
    expect(told).toEqual([1, 1]);
    await buttons.close();
  });

  it("a release that went unseen makes no button stuck", async () => {
    const { board, clock, buttons, told } = await open({ stuckMs: 1000 });
    buttons.open();
    let stuck = 0;
    buttons.onStuck(() => {
      stuck += 1;
    });
    board.line(529).drive(0);
    board.line(529).level = 1;
    clock.pass(1500);
    const before = performance.now();
    await until("held buttons were looked at", () => performance.now() - before > 300);
    board.line(529).drive(0);
    expect([stuck, told]).toEqual([0, [1, 1]]);
    await buttons.close();
  });

  it("a chip that comes back under another number is found by its label", async () => {
    const { board, clock, buttons, told } = await open();
    buttons.open();
    let back = 0;
    buttons.onBack(() => {
      back += 1;
    });
    board.plugged(true, "gpiochip700");
    await until("the buttons are back", () => back === 1);
    clock.pass(500);
    board.line(529).drive(0);
    expect(told).toEqual([1]);
    await buttons.close();
  });

  it.each([
    ["EBUSY", "HAL_BUTTON_BUSY"],
    ["EACCES", "HAL_BUTTON_DENIED"],
    ["EROFS", "HAL_BUTTON_DENIED"],
    ["EINVAL", "HAL_BUTTON_FAILED"],
  ])("a line that answers %s is %s, and no line stays open", async (system, code) => {
    const { board, buttons } = await open();
    board.refuse(534, system);
    expect(() => buttons.open()).toThrow(expect.objectContaining({ code, value: "pinctrl-bcm2711:22" }));
    expect(board.lines.some((line) => line.isOpen)).toBe(false);
    await buttons.close();
  });

  it("a missing chip is said with the labels that were looked for", async () => {
    const { buttons } = await open({ chipLabels: ["nothing-like-it"] });
    expect(() => buttons.open()).toThrow(
      expect.objectContaining({ code: "HAL_GPIO_CHIP_MISSING", value: "nothing-like-it" }),
    );
  });

  it("an error of the line is told as gone", async () => {
    const { board, buttons } = await open();
    buttons.open();
    const gone: string[] = [];
    buttons.onGone((fault) => gone.push(fault.code));
    board.line(529).fail(Object.assign(new Error("no such device"), { code: "ENODEV" }));
    expect(gone).toEqual(["HAL_BUTTON_GONE"]);
    await buttons.close();
  });
});
