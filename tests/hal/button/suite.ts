/**
 * The contract suite of buttons; every driver runs it.
 * Knows no driver: the far side is given, and with it the time, which may be a test's own or the machine's.
 */
import { describe, expect, it } from "vitest";
import type { ButtonPress, Buttons } from "../../../hal/button/contract.ts";
import type { HalClock } from "../../../hal/clock.ts";
import { until } from "../until.ts";

/** A driver with three buttons, opened with `stuckMs: STUCK_MS`, and its far side. */
export type ButtonsUnderTest = {
  buttons: Buttons;
  /** The clock the driver was given. */
  clock: HalClock;
  /** Lets time pass: by hand, or by waiting. */
  pass: (ms: number) => void | Promise<void>;
  /** Presses for at least 20 ms and lets go. */
  press: (number: number) => boolean | void | Promise<void>;
  hold: (number: number) => boolean | void | Promise<void>;
  release: (number: number) => void | Promise<void>;
  plugged: (isPlugged: boolean) => void | Promise<void>;
};

export type ButtonsOpener = () => Promise<ButtonsUnderTest>;

/** After how long a held button is stuck in this suite, so that a machine's own clock may be used too. */
export const STUCK_MS = 1000;

/** Everything that the buttons tell, in order, as words. */
function hearing({ buttons }: ButtonsUnderTest): string[] {
  const told: string[] = [];
  buttons.onPress(({ number }) => told.push(`press ${number}`));
  buttons.onStuck(({ number, fault }) => told.push(`stuck ${number} ${fault.code} ${fault.value}`));
  buttons.onFree(({ number }) => told.push(`free ${number}`));
  buttons.onProblem((fault) => told.push(fault.code));
  buttons.onGone((fault) => told.push(fault.code));
  buttons.onBack(() => told.push("back"));
  return told;
}

const STUCK_2 = "stuck 2 HAL_BUTTON_STUCK 2";

/** Runs the contract of buttons on the driver that `open` opens. */
export function buttonsSuite(driver: string, open: ButtonsOpener): void {
  describe(`the contract of buttons, ${driver}`, () => {
    pressFacts(open);
    stuckFacts(open);
    cableFacts(open);

    it("after close nothing is told", async () => {
      const under = await open();
      const told = hearing(under);
      await under.hold(2);
      await until("the press is told", () => told.length === 1);
      await under.buttons.close();
      await under.pass(STUCK_MS + 50);
      try {
        await under.press(1);
      } catch {
        // a line that is closed cannot be driven at all
      }
      expect(told).toEqual(["press 2"]);
    });
  });
}

function pressFacts(open: ButtonsOpener): void {
  it("a press is told once, with its number and both times", async () => {
    const { buttons, clock, pass, press } = await open();
    const presses: ButtonPress[] = [];
    buttons.onPress((one) => presses.push(one));
    await pass(50);
    const before = { monotonicMs: clock.monotonicMs(), at: clock.wallMs() };
    await press(2);
    await until("the press is told", () => presses.length > 0);
    const told = presses[0] ?? { number: 0, monotonicMs: 0, at: 0 };
    expect([presses.length, told.number]).toEqual([1, 2]);
    expect(told.monotonicMs).toBeGreaterThanOrEqual(before.monotonicMs);
    expect(told.monotonicMs).toBeLessThanOrEqual(clock.monotonicMs());
    expect(told.at).toBeGreaterThanOrEqual(before.at - 2); // two clocks, read one after the other
    expect(told.at).toBeLessThanOrEqual(clock.wallMs() + 2);
    await buttons.close();
  });

  it("buttons are counted from 1 and told in order", async () => {
    const under = await open();
    const told = hearing(under);
    expect(under.buttons.count).toBe(3);
    for (const number of [3, 1, 2, 2, 1]) {
      await under.pass(60);
      await under.press(number);
    }
    await until("five presses are told", () => told.length === 5);
    expect(told).toEqual([3, 1, 2, 2, 1].map((number) => `press ${number}`));
    await under.buttons.close();
  });

  it("a press is told as let go once, after it, and not while the finger is on the button", async () => {
    const under = await open();
    const told = hearing(under);
    under.buttons.onRelease(({ number }) => told.push(`let go ${number}`));
    await under.pass(60);
    await under.hold(2);
    await under.pass(60);
    await under.press(1);
    await until("the other is told as let go", () => told.includes("let go 1"));
    await under.release(2);
    await until("it is told as let go", () => told.includes("let go 2"));
    expect(told).toEqual(["press 2", "press 1", "let go 1", "let go 2"]);
    await under.buttons.close();
  });

  it("two buttons at once are two presses", async () => {
    const under = await open();
    const told = hearing(under);
    await under.pass(60);
    await under.hold(3);
    await under.hold(1);
    await under.release(3);
    await under.release(1);
    await until("both are told", () => told.length === 2);
    expect(told).toEqual(["press 3", "press 1"]);
    await under.buttons.close();
  });

  it("a listener that has stopped is told nothing", async () => {
    const under = await open();
    const told = hearing(under);
    let heard = 0;
    under.buttons.onPress(() => {
      heard += 1;
    })();
    await under.pass(60);
    await under.press(1);
    await until("the press is told", () => told.length === 1);
    expect(heard).toBe(0);
    await under.buttons.close();
  });
}

function stuckFacts(open: ButtonsOpener): void {
  it("a button that is held too long is told as stuck once, and as free when it is let go", async () => {
    const under = await open();
    const told = hearing(under);
    await under.pass(60);
    await under.hold(2);
    await under.pass(STUCK_MS + 50);
    await until("it is told as stuck", () => told.includes(STUCK_2));
    await under.pass(STUCK_MS + 50);
    await under.press(1);
    await until("another button still counts", () => told.includes("press 1"));
    await under.release(2);
    await until("it is told as free", () => told.includes("free 2"));
    await under.pass(60);
    await under.press(2);
    await until("it counts again", () => told.length === 5);
    expect(told).toEqual(["press 2", STUCK_2, "press 1", "free 2", "press 2"]);
    await under.buttons.close();
  });

  it("a button that is held for a while and let go is not stuck", async () => {
    const under = await open();
    const told = hearing(under);
    await under.pass(60);
    await under.hold(2);
    await under.pass(STUCK_MS / 4);
    await under.release(2);
    await under.pass(STUCK_MS + 50);
    await under.press(1);
    await until("the next press is told", () => told.includes("press 1"));
    expect(told).toEqual(["press 2", "press 1"]);
    await under.buttons.close();
  });
}

function cableFacts(open: ButtonsOpener): void {
  it("a pulled cable is told once, and the buttons come back by themselves", async () => {
    const under = await open();
    const told = hearing(under);
    await under.plugged(false);
    await until("the buttons are told as gone", () => told.includes("HAL_BUTTON_GONE"), 2000);
    await under.plugged(true);
    await until("the buttons are told as back", () => told.includes("back"), 2000);
    await under.pass(60);
    await under.press(3);
    await until("a press is told again", () => told.length === 3);
    expect(told).toEqual(["HAL_BUTTON_GONE", "back", "press 3"]);
    await under.buttons.close();
  });

  it("a stuck button is free when its cable is pulled", async () => {
    const under = await open();
    const told = hearing(under);
    await under.pass(60);
    await under.hold(2);
    await under.pass(STUCK_MS + 50);
    await until("it is told as stuck", () => told.includes(STUCK_2));
    await under.plugged(false);
    await until("the buttons are told as gone", () => told.includes("HAL_BUTTON_GONE"), 2000);
    expect(told).toEqual(["press 2", STUCK_2, "free 2", "HAL_BUTTON_GONE"]);
    await under.buttons.close();
  });
}
