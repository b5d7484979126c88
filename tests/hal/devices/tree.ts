/**
 * A /sys and a /dev in a temp folder, laid out as the kernel and udev lay them out on a Raspberry Pi with a USB hub.
 * Knows nothing of what reads them.
 */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { tempFolder } from "../until.ts";

const HUB = "devices/platform/scb/fd500000.pcie/pci0000:00/0000:01:00.0/usb1/1-1";

export type UsbThing = { port: string; id: string; maker?: string; product?: string; serial?: string };

/** The kernel's words for `capabilities/key` of 64 bits. */
function keyBits(codes: readonly number[]): string {
  const words = Array.from({ length: Math.floor(Math.max(...codes) / 64) + 1 }, (_, word) =>
    codes
      .filter((code) => Math.floor(code / 64) === word)
      .reduce((bits, code) => bits | (1n << BigInt(code % 64)), 0n),
  );
  return words
    .reverse()
    .map((word) => word.toString(16))
    .join(" ");
}

/** Every key of an ordinary keyboard, and those of a number block. */
export const ALL_KEYS = Array.from({ length: 110 }, (_, code) => code + 1);
export const PAD_KEYS = [71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 83, 96];

export class DeviceTree {
  readonly sys: string;
  readonly dev: string;

  constructor(folder: string) {
    this.sys = join(folder, "sys");
    this.dev = join(folder, "dev");
  }

  async #write(files: Readonly<Record<string, string | undefined>>, at: string): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      if (text === undefined) continue;
      await mkdir(dirname(join(at, name)), { recursive: true });
      await writeFile(join(at, name), `${text}\n`);
    }
  }

  async #link(path: string, target: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await symlink(relative(dirname(path), target), path);
  }

  /** A USB device, and its first interface, whose folder is answered. */
  async #usb(
    { port, id, maker, product, serial }: UsbThing,
    more: Record<string, string> = {},
  ): Promise<string> {
    const device = join(this.sys, HUB, port);
    const [idVendor = "", idProduct = ""] = id.split(":");
    await this.#write({ idVendor, idProduct, manufacturer: maker, product, serial }, device);
    await this.#write(more, join(device, `${port}:1.0`));
    await this.#link(join(this.sys, "bus/usb/devices", `${port}:1.0`), join(device, `${port}:1.0`));
    return join(device, `${port}:1.0`);
  }

  /** `ieee1284` undefined: usblp is not bound. */
  async printer(name: string, usb: UsbThing, ieee1284?: string): Promise<void> {
    const at = await this.#usb(usb, { bInterfaceClass: "07", ...(ieee1284 && { ieee1284_id: ieee1284 }) });
    if (ieee1284 === undefined) return;
    await this.#link(join(at, "driver"), join(this.sys, "bus/usb/drivers/usblp"));
    await this.#link(join(at, "usbmisc", name, "device"), at);
    await this.#link(join(this.sys, "class/usbmisc", name), join(at, "usbmisc", name));
  }

  /** A port without `usb` is built in; `type` 0 is one that is not there. */
  async serial(name: string, usb: UsbThing | null, type?: string): Promise<void> {
    const at = usb === null ? join(this.sys, "devices/platform/serial8250") : await this.#usb(usb);
    await this.#write({ dev: "166:0", type }, join(at, "tty", name));
    await this.#link(join(at, "tty", name, "device"), at);
    await this.#link(join(this.sys, "class/tty", name), join(at, "tty", name));
  }

  async input(event: string, about: { name: string; id?: string; keys: readonly number[] }): Promise<void> {
    const [vendor = "0000", product = "0000"] = (about.id ?? "").split(":");
    await this.#write(
      {
        name: about.name,
        phys: `usb-1-1.4/${event}`,
        "id/bustype": about.id === undefined ? "0019" : "0003",
        "id/vendor": vendor,
        "id/product": product,
        "capabilities/key": keyBits(about.keys),
      },
      join(this.sys, "class/input", event, "device"),
    );
  }

  async soundCard(number: number, id: string, usb: UsbThing | null, canPlay = true): Promise<void> {
    const at = join(
      usb === null ? join(this.sys, "devices/platform/soc") : await this.#usb(usb),
      "sound",
      `card${number}`,
    );
    await this.#write({ id }, at);
    await this.#link(join(this.sys, "class/sound", `card${number}`), at);
    if (canPlay) await this.#write({ dev: "116:1" }, join(this.sys, "class/sound", `pcmC${number}D0p`));
  }

  /** A lasting name, as udev makes it. */
  async name(name: string, node: string): Promise<void> {
    await this.#link(join(this.dev, name), join(this.dev, node));
  }
}

export async function deviceTree(): Promise<DeviceTree> {
  return new DeviceTree(await tempFolder());
}
