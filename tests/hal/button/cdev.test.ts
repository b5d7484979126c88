/**
 * Buttons over the character device keep the contract, on a kernel of the tests: real bytes, real descriptors, a real pump.
 * Debounce, bounce and real edges are the kernel's matter and proven in the virtual machine of tests/hardware.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { CdevButtons } from "../../../hal/button/cdev.ts";
import type { ButtonPress, CdevButtonWiring } from "../../../hal/button/contract.ts";
import { handClock } from "../clocks.ts";
import type { FakeClaim } from "../gpio/fake-kernel.ts";
import { fakeKernel } from "../gpio/header-chip.ts";
import { until } from "../until.ts";
import { buttonsSuite, STUCK_MS } from "./suite.ts";

const LINES = [17, 27, 22] as const;

const start = async (wiring: Partial<CdevButtonWiring> = {}) => {
  const clock = handClock();
  const kernel = await fakeKernel(clock);
  const buttons = new CdevButtons({ lines: LINES, ...wiring }, kernel.devices, clock);
  const told: string[] = [];
  const presses: ButtonPress[] = [];
  buttons.onPress((press) => presses.push(press));
  buttons.onPress(({ number }) => told.push(`press ${number}`));
  buttons.onStuck(({ number }) => told.push(`stuck ${number}`));
  buttons.onFree(({ number }) => told.push(`free ${number}`));
  buttons.onProblem((fault) => told.push(`${fault.code} ${fault.value}`));
  buttons.onGone((fault) => told.push(`${fault.code} ${fault.value}`));
  buttons.onBack(() => told.push("back"));
  const press = (offset: number): void => {
    kernel.drive(offset, 0);
    clock.pass(30);
    kernel.drive(offset, 1);
    clock.pass(30);
  };
  return { clock, kernel, buttons, told, presses, press };
};

buttonsSuite("character device", async () => {
  const { kernel, buttons, clock } = await start({ stuckMs: STUCK_MS });
  buttons.open();
  const offset = (number: number): number => LINES[number - 1] ?? 0;
  const hold = (number: number): void => kernel.drive(offset(number), 0);
  const release = (number: number): void => kernel.drive(offset(number), 1);
  const press = (number: number): void => {
    hold(number);
    clock.pass(30);
    release(number);
  };
  const plugged = (isPlugged: boolean): void =>
    isPlugged ? kernel.plug("gpiochip0", { label: "pinctrl-bcm2711" }) : kernel.pull("gpiochip0");
  return { buttons, clock, pass: clock.pass, press, hold, release, plugged };
});

describe("buttons over the character device", () => {
  it("claim all lines at once, under a name, with the kernel's debounce, both edges and a pull-up", async () => {
    const { kernel, buttons } = await start();
    buttons.open();
    expect(kernel.claims).toEqual([
      expect.objectContaining({
        offsets: [17, 27, 22],
        consumer: "talon-stand",
        flags: 2n | 4n | 16n | 32n | 256n,
        debounceUs: 5000,
        eventBuffer: 192,
      }) as FakeClaim,
    ]);
    await buttons.close();
    expect(kernel.isHeld(kernel.claims[0]!)).toBe(false);
  });

  it.each([
    [{ isActiveLow: false }, 512n],
    [{ isActiveLow: false, bias: "pull-up" }, 256n],
    [{ bias: "pull-down" }, 2n | 512n],
    [{ bias: "none" }, 2n | 1024n],
  ] as const)("wired as %j ask for the flags %d besides input and edges", async (wiring, flags) => {
    const { kernel, buttons, told, presses } = await start({ ...wiring, debounceMs: 8 });
    buttons.open();
    expect(kernel.claims[0]).toMatchObject({ flags: 4n | 16n | 32n | flags, debounceUs: 8000 });
    await buttons.close();
    expect([told, presses]).toEqual([[], []]);
  });

  it("without debounce the kernel keeps as many edges", async () => {
    const { kernel, buttons } = await start({ debounceMs: 0 });
    buttons.open();
    expect(kernel.claims[0]).toMatchObject({ debounceUs: 0, eventBuffer: 192 });
    await buttons.close();
  });

  it("a press has the kernel's time, however late it is heard", async () => {
    const { clock, kernel, buttons, presses } = await start();
    buttons.open();
    clock.pass(50);
    kernel.drive(17, 0);
    clock.pass(700);
    await until("the press is told", () => presses.length === 1);
    expect(presses).toEqual([{ number: 1, monotonicMs: 1050, at: 1_700_000_000_050 }]);
    await buttons.close();
  });

  it("every press is kept while the event loop is busy 60 of every 80 ms, at two buttons in turn", async () => {
    const { kernel, buttons, told, press } = await start();
    buttons.open();
    for (let turn = 0; turn < 10; turn += 1) {
      const end = performance.now() + 60;
      for (let once = 0; once < 5; once += 1) {
        press(17);
        press(22);
      }
      while (performance.now() < end);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until("all are told", () => told.length >= 100);
    expect(told).toEqual(Array.from({ length: 50 }, () => ["press 1", "press 3"]).flat());
    expect(kernel.claims).toHaveLength(1);
    await buttons.close();
  });

  it("after lost edges a button is held when its contact is closed, whatever the last edge said", async () => {
    const { clock, kernel, buttons, told } = await start({ stuckMs: 1000 });
    buttons.open();
    kernel.drop(22, 2);
    kernel.drive(22, 1);
    kernel.setBit(kernel.claim(22), 22, true);
    await until("the loss is told", () => told.length === 1);
    clock.pass(1500);
    await until("it is stuck", () => told.length === 2);
    expect(told).toEqual(["HAL_BUTTON_MISSED 3 (2)", "stuck 3"]);
    await buttons.close();
  });

  it("edges that the kernel could not keep are told, and a stuck button was let go among them", async () => {
    const { clock, kernel, buttons, told, press } = await start({ stuckMs: 1000 });
    buttons.open();
    press(17);
    kernel.drop(17, 4);
    press(17);
    press(27);
    await until("three presses are told", () => told.length === 4);
    expect(told).toEqual(["press 1", "press 1", "HAL_BUTTON_MISSED 1 (4)", "press 2"]);
    kernel.drive(22, 0);
    await until("it is held", () => told.length === 5);
    clock.pass(1500);
    await until("it is stuck", () => told.length === 6);
    kernel.drop(22, 2);
    kernel.drive(22, 0);
    await until("it was let go meanwhile", () => told.length === 9);
    expect(told.slice(4)).toEqual(["press 3", "stuck 3", "free 3", "press 3", "HAL_BUTTON_MISSED 3 (2)"]);
    await buttons.close();
  });

  it("a button that is down at the opening is no press, but may stick", async () => {
    const { clock, kernel, buttons, told } = await start({ stuckMs: 1000 });
    const ioctl = kernel.devices.libc.ioctl;
    const pressedAtOpening = {
      ...kernel.devices,
      libc: {
        ioctl: (fd: number, call: number, bytes: Uint8Array) => {
          const answer = ioctl(fd, call, bytes);
          if (call === 0xc250b407) kernel.setBit(kernel.claim(27), 27, true);
          return answer;
        },
      },
    };
    const held = new CdevButtons({ lines: LINES, stuckMs: 1000 }, pressedAtOpening, clock);
    held.onPress(({ number }) => told.push(`press ${number}`));
    held.onStuck(({ number }) => told.push(`stuck ${number}`));
    held.onFree(({ number }) => told.push(`free ${number}`));
    held.open();
    clock.pass(1500);
    await until("it is stuck", () => told.length === 1);
    kernel.drive(27, 1);
    await until("it is free", () => told.length === 2);
    expect(told).toEqual(["stuck 2", "free 2"]);
    await held.close();
    await buttons.close();
  });

  it("lines are found by their names on whatever chip has them", async () => {
    const { kernel, buttons, told, press } = await start({ lines: ["RED", "GREEN"] });
    kernel.plug("gpiochip10", { label: "usb-box", lines: 8, names: { 3: "GREEN", 6: "RED" } });
    kernel.plug("gpiochip2", { label: "other", lines: 8, names: { 1: "RED" } });
    buttons.open();
    expect(kernel.claims[0]).toMatchObject({ offsets: [6, 3], chip: { label: "usb-box" } });
    press(3);
    await until("it is told", () => told.length === 1);
    expect(told).toEqual(["press 2"]);
    await buttons.close();
  });

  it("the first label that is present is taken", async () => {
    const { kernel, buttons } = await start({ lines: [1], chipLabels: ["absent", "box", "pinctrl-bcm2711"] });
    kernel.plug("gpiochip1", { label: "box", lines: 8 });
    buttons.open();
    expect(kernel.claims[0]).toMatchObject({ offsets: [1], chip: { label: "box" } });
    await buttons.close();
  });

  it.each([
    [{ lines: [54] }, "HAL_GPIO_LINE_OUTSIDE", "pinctrl-bcm2711:54"],
    [{ lines: [1.5] }, "HAL_GPIO_LINE_OUTSIDE", "pinctrl-bcm2711:1.5"],
    [{ lines: ["RED"] }, "HAL_GPIO_LINE_MISSING", "RED"],
    [{ lines: [17, "RED"] }, "HAL_GPIO_LINE_MISSING", "pinctrl-bcm2711:RED"],
    [{ lines: [17], chipLabels: ["x", "y"] }, "HAL_GPIO_CHIP_MISSING", "x, y"],
  ])("%j cannot be opened: %s %s", async (wiring, code, value) => {
    const { kernel, buttons } = await start(wiring);
    expect(() => buttons.open()).toThrow(expect.objectContaining({ code, value }));
    expect(kernel.claims).toEqual([]);
    expect(openIn(kernel.devices.folder)).toEqual([]);
    await buttons.close();
  });

  it("a line that another program has is busy, and that program is named", async () => {
    const { kernel, buttons, clock } = await start();
    buttons.open();
    const second = new CdevButtons({ lines: [4, 27] }, kernel.devices, clock);
    expect(() => second.open()).toThrow(
      expect.objectContaining({ code: "HAL_BUTTON_BUSY", value: "pinctrl-bcm2711:27 (talon-stand)" }),
    );
    await second.close();
    await buttons.close();
    second.open();
    await second.close();
  });

  it.each([
    ["EPERM", "HAL_BUTTON_DENIED"],
    ["EINVAL", "HAL_BUTTON_FAILED"],
  ])("a kernel that answers %s is %s, and nothing stays open", async (system, code) => {
    const { kernel, clock } = await start();
    const { ioctl } = kernel.devices.libc;
    const libc = {
      ioctl: (fd: number, call: number, bytes: Uint8Array): number => {
        if (call === 0xc250b407) throw Object.assign(new Error(system), { code: system });
        return ioctl(fd, call, bytes);
      },
    };
    const buttons = new CdevButtons({ lines: [17, 4] }, { ...kernel.devices, libc }, clock);
    expect(() => buttons.open()).toThrow(expect.objectContaining({ code, value: "pinctrl-bcm2711:17, 4" }));
    expect(openIn(kernel.devices.folder)).toEqual([]);
    await buttons.close();
  });

  it.each([true, false])(
    "a chip that goes and comes back under another number is found again (read ends: %s)",
    async (isReadEnded) => {
      const { kernel, buttons, told, press } = await start();
      buttons.open();
      kernel.pull("gpiochip0", isReadEnded);
      await until("it is told as gone", () => told.length === 1, 2000);
      kernel.plug("gpiochip3", { label: "pinctrl-bcm2711" });
      await until("it is told as back", () => told.length === 2, 2000);
      press(27);
      await until("a press is told", () => told.length === 3);
      expect(told).toEqual(["HAL_BUTTON_GONE pinctrl-bcm2711", "back", "press 2"]);
      await buttons.close();
      expect(kernel.claims.filter((claim) => !isReadEnded && kernel.isHeld(claim))).toEqual([]);
    },
  );

  it("a machine that cannot run the reader is told once, and the lines are free", async () => {
    const { PATH } = process.env;
    onTestFinished(() => void (process.env["PATH"] = PATH));
    const { kernel, buttons, told } = await start();
    process.env["PATH"] = "/nowhere";
    buttons.open();
    await until("it is told", () => told.length === 1);
    kernel.plug("gpiochip1", { label: "pinctrl-bcm2711" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told).toEqual(["HAL_BUTTON_UNREAD spawn setpriv ENOENT"]);
    expect(kernel.isHeld(kernel.claims[0]!)).toBe(false);
    await buttons.close();
  });

  it("a killed reader is replaced while the chip is there, and the kernel keeps the presses meanwhile", async () => {
    const { kernel, buttons, told, press } = await start();
    buttons.open();
    const readers = (): number[] => readersOf(kernel.claims[0]!.pipe);
    await until("a child reads", () => readers().length === 1);
    press(17);
    await until("a press is told", () => told.length === 1);
    const [reader = 0] = readers();
    process.kill(reader, "SIGKILL");
    await until("the child has ended", () => !readers().includes(reader));
    press(22);
    await until("the press is told", () => told.length === 2);
    expect(told).toEqual(["press 1", "press 3"]);
    await buttons.close();
    expect(readers()).toEqual([]);
  });
});

/** The descriptors of this process that lead below `folder`. */
function openIn(folder: string): string[] {
  return readdirSync("/proc/self/fd").filter((fd) => linkOf(`/proc/self/fd/${fd}`).startsWith(folder));
}

/** The processes whose standard input is `pipe`, once they are `perl`. */
function readersOf(pipe: string): number[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return ids.filter((id) => linkOf(`/proc/${id}/fd/0`) === pipe && nameOf(id) === "perl").map(Number);
}

function nameOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
