/** Finding an input device by what the kernel says of it. */
import { describe, expect, it } from "vitest";
import { findInput, type InputPlace, placeName } from "../../../hal/input/place.ts";
import { type FakeKernel, fakeKernel } from "./fake-kernel.ts";

const PAD_KEYS = [71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 96];
const PAD = { name: "ACME Pad", vendor: "04d9", product: "a088", phys: "usb-1/input0", keys: PAD_KEYS };

async function found(kernel: FakeKernel, place: InputPlace): Promise<string | undefined> {
  const path = await findInput(place, PAD_KEYS, kernel.machine);
  return path?.replace(`${kernel.machine.deviceFolder}/`, "");
}

describe("finding an input device", () => {
  it("by USB id, by name, by socket, and by all of them at once", async () => {
    const kernel = await fakeKernel();
    await kernel.lists("event0", {
      ...PAD,
      name: "Power Button",
      vendor: "0000",
      product: "0001",
      phys: "x",
    });
    await kernel.lists("event7", PAD);
    expect(await found(kernel, { usb: "04D9:A088" })).toBe("event7");
    expect(await found(kernel, { name: "ACME Pad" })).toBe("event7");
    expect(await found(kernel, { phys: "usb-1/input0" })).toBe("event7");
    expect(await found(kernel, { usb: "04d9:a088", name: "ACME Pad", phys: "usb-1/input0" })).toBe("event7");
    expect(await found(kernel, { usb: "04d9:a088", name: "Power Button" })).toBeUndefined();
  });

  it("of one pad's several devices it is the one with the digits, and the first among equals", async () => {
    const kernel = await fakeKernel();
    await kernel.lists("event2", { ...PAD, keys: [113, 114, 115] });
    await kernel.lists("event10", PAD);
    await kernel.lists("event9", PAD);
    expect(await found(kernel, { usb: "04d9:a088" })).toBe("event9");
  });

  it("a device without any of the wanted keys is none, and no place is nowhere", async () => {
    const kernel = await fakeKernel();
    await kernel.lists("event2", { ...PAD, keys: [272, 273] });
    expect(await found(kernel, { usb: "04d9:a088" })).toBeUndefined();
    await kernel.lists("event3", PAD);
    expect(await found(kernel, {})).toBeUndefined();
  });

  it("a path is taken as it is, and every place has a name for technicians", async () => {
    const kernel = await fakeKernel();
    expect(await found(kernel, { path: "/dev/input/by-id/x" })).toBe("/dev/input/by-id/x");
    expect(placeName({ path: "/dev/x" })).toBe("/dev/x");
    expect(placeName({ usb: "04d9:a088", name: "ACME Pad" })).toBe("ACME Pad, USB 04d9:a088");
    expect(placeName({})).toBe("(no place given)");
  });
});
