/**
 * A GPIO kernel of one test, with the header chip of a Raspberry Pi 4 in it.
 * Knows no line and no driver; what the kernel does stands in fake-kernel.ts, which also runs outside of tests.
 */
import type { HalClock } from "../../../hal/clock.ts";
import { tempFolder } from "../until.ts";
import { FakeKernel } from "./fake-kernel.ts";

/** A kernel with the header chip of a Raspberry Pi 4 as gpiochip0. */
export async function fakeKernel(clock: HalClock): Promise<FakeKernel> {
  const kernel = new FakeKernel(await tempFolder(), clock);
  kernel.plug("gpiochip0", { label: "pinctrl-bcm2711" });
  return kernel;
}
