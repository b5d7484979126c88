/** An input device taken for this program alone, over a fake kernel (a FIFO of true input events). */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputDevice, type InputUser } from "../../../hal/input/evdev.ts";
import { tempFolder, until } from "../until.ts";
import { droppedBytes, type FakeKernel, fakeKernel, reportBytes, tapBytes } from "./fake-kernel.ts";

function listener(): InputUser & { told: string[] } {
  const told: string[] = [];
  return {
    told,
    onKey: (code, isDown) => told.push(`${code} ${isDown ? "down" : "up"}`),
    onDropped: () => told.push("dropped"),
    onLost: () => told.push("lost"),
  };
}

const openAt = (kernel: FakeKernel, user: InputUser): Promise<InputDevice> =>
  InputDevice.open({ place: { path: kernel.path }, wanted: [] }, user, kernel.machine);

describe("an input device", () => {
  it("is taken once, and tells keys and overruns in order", async () => {
    const kernel = await fakeKernel();
    const user = listener();
    const device = await openAt(kernel, user);
    await kernel.write(tapBytes(30));
    await kernel.write(Buffer.concat([droppedBytes(), reportBytes(), tapBytes(31)]));
    await until("all is told", () => user.told.length === 5);
    expect(user.told).toEqual(["30 down", "30 up", "dropped", "31 down", "31 up"]);
    expect(kernel.grabs()).toBe(1);
    await device.close();
  });

  it("says whether Caps Lock was on when it was taken", async () => {
    const kernel = await fakeKernel();
    const first = await openAt(kernel, listener());
    kernel.lights(0x02);
    const second = await openAt(kernel, listener());
    expect([first.hasCapsLock, second.hasCapsLock]).toEqual([false, true]);
    await Promise.all([first.close(), second.close()]);
  });

  it("that is unplugged tells it once, and nothing after", async () => {
    const kernel = await fakeKernel();
    const user = listener();
    const device = await openAt(kernel, user);
    await kernel.plugged(false);
    await until("the loss is told", () => user.told.length > 0);
    await device.close();
    expect(user.told).toEqual(["lost"]);
  });

  it("that is closed tells nothing more, and closing it twice is calm", async () => {
    const kernel = await fakeKernel();
    const user = listener();
    const device = await openAt(kernel, user);
    await device.close();
    await kernel.write(tapBytes(30));
    await device.close();
    expect(user.told).toEqual([]);
  });

  it("that is missing, taken or forbidden rejects with the system's code", async () => {
    const kernel = await fakeKernel();
    kernel.refuses("EBUSY");
    await expect(openAt(kernel, listener())).rejects.toMatchObject({ code: "EBUSY" });
    kernel.refuses("EACCES");
    await expect(openAt(kernel, listener())).rejects.toMatchObject({ code: "EACCES" });
    const nowhere = { place: { usb: "1234:5678" }, wanted: [30] };
    await expect(InputDevice.open(nowhere, listener(), kernel.machine)).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("is never an ordinary file, nor another device", async () => {
    const { machineInput } = await import("../../../hal/input/evdev.ts");
    const machine = await machineInput();
    const file = join(await tempFolder(), "file");
    await writeFile(file, "");
    for (const path of [file, "/dev/null"])
      expect(() => machine.open(path)).toThrow(expect.objectContaining({ code: "ENOTTY" }));
  });
});
