/** The ESC/POS printer keeps the contract without the kernel's driver, over a USB of the tests; finding printers is tried on folders like sysfs. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPrinter } from "../../../hal/open.ts";
import { libusbTransport } from "../../../hal/printer/libusb.ts";
import { usbTransport } from "../../../hal/printer/usb.ts";
import { machineUsb, usbPrinters } from "../../../hal/printer/usb-machine.ts";
import { tempFolder, until } from "../until.ts";
import { danishSlip } from "./slips.ts";
import { PORT, UsbPrinter } from "./usb-far-side.ts";
import { wireSuite } from "./wire-suite.ts";

const DEAF = { onBytes: () => undefined, onLost: () => undefined };

wireSuite("libusb", () => {
  const usb = new UsbPrinter();
  const { machine, online, deafen } = usb;
  return Promise.resolve({ machine, online, deafen, transport: libusbTransport({}, usb.binding) });
});

describe("a USB printer without usblp", () => {
  it("is chosen by its numbers and its serial number, and gone when another is plugged in", async () => {
    const { binding } = new UsbPrinter();
    for (const ids of [{}, { usb: "04B8:0E28" }, { serialNumber: "X3K1" }]) {
      const link = await libusbTransport(ids, binding).open(DEAF, 100);
      await link.close();
    }
    for (const ids of [{ usb: "0519:0003" }, { usb: "04b8:0e28", serialNumber: "Y" }]) {
      const transport = libusbTransport(ids, binding);
      await expect(transport.open(DEAF, 100)).rejects.toMatchObject({ code: "HAL_PRINTER_GONE" });
    }
  });

  it("that usblp holds is not taken from it: its device file is to be used", async () => {
    const usb = new UsbPrinter();
    usb.port = { ...PORT, kernelDriver: "usblp" };
    const opening = libusbTransport({ usb: PORT.usb }, usb.binding).open(DEAF, 100);
    await expect(opening).rejects.toMatchObject({ code: "HAL_PRINTER_USBLP", value: "04b8:0e28" });
    expect(usb.claimed).toBe(0);
  });

  it.each([
    ["EACCES", "HAL_PRINTER_USB_DENIED"],
    ["EBUSY", "HAL_PRINTER_BUSY"],
    ["ENODEV", "HAL_PRINTER_GONE"],
  ])("whose claim ends with %s says so as %s", async (code, fault) => {
    const usb = new UsbPrinter();
    usb.claimFault = Object.assign(new Error("no"), { code });
    const opening = libusbTransport({}, usb.binding).open(DEAF, 100);
    await expect(opening).rejects.toMatchObject({ code: fault, cause: usb.claimFault });
  });

  it("that takes no more is given up at the time limit, and the piece under way is in doubt", async () => {
    const usb = new UsbPrinter();
    const link = await libusbTransport({}, usb.binding).open(DEAF, 100);
    usb.deafen();
    const writing = Promise.all([link.write(new Uint8Array(6000), 120), link.write(new Uint8Array(10), 50)]);
    const [first, second] = await writing;
    expect(first).toMatchObject({ accepted: 4096, inDoubt: 512, end: "timeout" });
    expect(second).toMatchObject({ accepted: 0, inDoubt: 10, end: "timeout" });
    await link.close();
  });

  it("is free for others after it was closed, and after it was pulled", async () => {
    const usb = new UsbPrinter();
    const transport = libusbTransport({}, usb.binding);
    await (await transport.open(DEAF, 100)).close();
    expect(usb.claimed).toBe(0);
    let lost = 0;
    await transport.open({ ...DEAF, onLost: () => (lost += 1) }, 100);
    await usb.online(false);
    await until("it is free", () => lost === 1 && usb.claimed === 0);
  });

  it("is taken where there is no device file, and the device file where there is one", async () => {
    const { binding } = new UsbPrinter();
    const folder = await tempFolder();
    await (await usbTransport({ folder, binding }, true).open(DEAF, 100)).close();
    await writeFile(join(folder, "lp10"), "");
    await writeFile(join(folder, "lp3"), "");
    const opening = usbTransport({ folder, binding }, true).open(DEAF, 100);
    await expect(opening).rejects.toMatchObject({
      code: "HAL_PRINTER_NO_DEVICE",
      value: join(folder, "lp3"),
    });
  });

  it("that is not there is a printer that is gone, on this machine too", async () => {
    expect((await machineUsb().printers()).filter(({ usb }) => usb === "ffff:ffff")).toEqual([]);
    const { driver } = await openPrinter({
      driver: "escpos",
      transport: "libusb",
      usb: "ffff:ffff",
      pollMs: 0,
    });
    expect(await driver.status()).toMatchObject({ online: false, error: "HAL_PRINTER_GONE" });
    expect(await driver.print(danishSlip(), { timeoutMs: 500 })).toMatchObject({ result: "failed" });
    await driver.close();
  });
});

/** Files as sysfs has them, below one folder. */
async function sysfs(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await tempFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), `${text}\n`);
  }
  return folder;
}

describe("the USB printers of a machine", () => {
  it("are its interfaces of the class of printers, with their numbers, endpoints and the driver that holds them", async () => {
    const folder = await sysfs({
      "1-1.2/idVendor": "04b8",
      "1-1.2/idProduct": "0e28",
      "1-1.2/serial": "X3K1",
      "1-1.2:1.0/bInterfaceClass": "07",
      "1-1.2:1.0/ep_01/type": "Bulk",
      "1-1.2:1.0/ep_82/type": "Bulk",
      "1-1.2:1.0/ep_83/type": "Interrupt",
      "1-1.3/idVendor": "0c2e",
      "1-1.3:1.0/bInterfaceClass": "03",
      "usb1/idVendor": "1d6b",
    });
    const port = { ...PORT, place: "1-1.2" };
    expect(await usbPrinters(folder)).toEqual([port]);
    await symlink("../../../bus/usb/drivers/usblp", join(folder, "1-1.2:1.0", "driver"));
    expect(await usbPrinters(folder)).toEqual([{ ...port, kernelDriver: "usblp" }]);
  });

  it("are none on a machine without USB, and one that can only listen is found as such", async () => {
    expect(await usbPrinters("/nowhere")).toEqual([]);
    const folder = await sysfs({
      "2-1/idVendor": "0416",
      "2-1/idProduct": "5011",
      "2-1:1.1/bInterfaceClass": "07",
      "2-1:1.1/ep_03/type": "Bulk",
      "2-2:1.0/bInterfaceClass": "07",
    });
    const [port, ...others] = await usbPrinters(folder);
    expect(others).toEqual([]);
    expect(port).toMatchObject({ usb: "0416:5011", interfaceNumber: 1, outEndpoint: 3 });
    expect([port?.inEndpoint, port?.serialNumber]).toEqual([undefined, undefined]);
  });
});
