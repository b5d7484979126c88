/** The keypad that is an input device of the kernel keeps the contract, over a fake kernel. */
import { describe, expect, it } from "vitest";
import type { EvdevKeypadOptions } from "../../../hal/keypad/contract.ts";
import { evdevKeypadBinding } from "../../../hal/keypad/evdev.ts";
import { WiredKeypad } from "../../../hal/keypad/wired.ts";
import { openKeypad } from "../../../hal/open.ts";
import { handClock } from "../clocks.ts";
import {
  droppedBytes,
  type FakeKernel,
  fakeKernel,
  keyBytes,
  reportBytes,
  tapBytes,
} from "../input/fake-kernel.ts";
import { until } from "../until.ts";
import { keypadSuite } from "./suite.ts";

/** Where a USB number pad has the keys of the ordinary pad, by the kernel's codes. */
const PAD_CODES: Readonly<Record<string, number>> = {
  ...Object.fromEntries([82, 79, 80, 81, 75, 76, 77, 71, 72, 73].map((code, digit) => [`${digit}`, code])),
  ...{ enter: 96, backspace: 14, clear: 83 },
};

async function opened(kernel: FakeKernel, options: Partial<EvdevKeypadOptions>, clock = handClock()) {
  const binding = evdevKeypadBinding({ driver: "evdev", path: kernel.path, ...options }, () =>
    Promise.resolve(kernel.machine),
  );
  const keypad = new WiredKeypad(binding, { reopenMs: 20 }, clock);
  await keypad.open();
  const told: string[] = [];
  keypad.onKey(({ key }) => told.push(key));
  keypad.onMissed(() => told.push("missed"));
  keypad.onGone(({ code }) => told.push(code));
  keypad.onBack(() => told.push("back"));
  return { keypad, told, heard: (count: number) => until(`${count} are told`, () => told.length >= count) };
}

keypadSuite("an input device", async (clock) => {
  const kernel = await fakeKernel();
  const { keypad } = await opened(kernel, {}, clock);
  const press = (...keys: string[]) => kernel.write(tapBytes(...keys.map((key) => PAD_CODES[key] ?? 0)));
  return { keypad, press, plugged: kernel.plugged };
});

describe("a keypad that is an input device", () => {
  it("is taken for the stand alone", async () => {
    const kernel = await fakeKernel();
    const { keypad } = await opened(kernel, {});
    expect(kernel.grabs()).toBe(1);
    await keypad.close();
  });

  it("has digits whatever Num Lock says, and pads that press it themselves add no key", async () => {
    const kernel = await fakeKernel();
    const { keypad, told, heard } = await opened(kernel, {});
    await kernel.write(tapBytes(69, 79, 69, 69, 80, 69, 96));
    await heard(3);
    expect(told).toEqual(["1", "2", "enter"]);
    await keypad.close();
  });

  it("tells a key that is held once", async () => {
    const kernel = await fakeKernel();
    const { keypad, told, heard } = await opened(kernel, {});
    const held = [keyBytes(79, 1), ...Array.from({ length: 30 }, () => keyBytes(79, 2)), keyBytes(79, 0)];
    await kernel.write(Buffer.concat([...held, tapBytes(80)]));
    await heard(2);
    expect(told).toEqual(["1", "2"]);
    await keypad.close();
  });

  it("tells that presses may be missing when the kernel's buffer ran over", async () => {
    const kernel = await fakeKernel();
    const { keypad, told, heard } = await opened(kernel, {});
    await kernel.write(Buffer.concat([tapBytes(79), droppedBytes(), reportBytes(), tapBytes(80)]));
    await heard(3);
    expect(told).toEqual(["1", "missed", "2"]);
    await keypad.close();
  });

  it("of a button box has the keys that the options name, and no others", async () => {
    const kernel = await fakeKernel();
    const keys = { BTN_TRIGGER: "next", BTN_TRIGGER_HAPPY3: "recall", KEY_PAGEDOWN: "next" };
    const { keypad, told, heard } = await opened(kernel, { keys });
    expect(keypad.keys).toEqual(["next", "recall"]);
    await kernel.write(tapBytes(0x120, 79, 0x2c2, 109));
    await heard(3);
    expect(told).toEqual(["next", "recall", "next"]);
    await keypad.close();
  });

  it("whose options name a key that the kernel has not says which", async () => {
    const options = { driver: "evdev", path: "/nowhere", keys: { KEY_SEVEN: "7" } } as const;
    const { driver } = await openKeypad(options);
    const told: string[] = [];
    driver.onGone(({ code, value }) => told.push(`${code} ${value}`));
    expect(told).toEqual(["HAL_KEYPAD_KEY_UNKNOWN KEY_SEVEN"]);
    await driver.close();
  });

  it.each([
    ["EBUSY" as const, "HAL_KEYPAD_BUSY"],
    ["EACCES" as const, "HAL_KEYPAD_DENIED"],
  ])("that answers %s is told as %s, and used as soon as it may be", async (code, fault) => {
    const kernel = await fakeKernel();
    kernel.refuses(code);
    const { keypad, told, heard } = await opened(kernel, {});
    kernel.refuses(null);
    await heard(2);
    expect(told).toEqual([fault, "back"]);
    await keypad.close();
  });

  it("that is missing at the start is told as gone, by the real machine too", async () => {
    const { driver, farSide } = await openKeypad({ driver: "evdev", usb: "ffff:ffff" });
    const told: string[] = [];
    driver.onGone(({ code, value }) => told.push(`${code} ${value}`));
    expect([told, farSide]).toEqual([["HAL_KEYPAD_GONE USB ffff:ffff"], undefined]);
    await driver.close();
  });
});
