/** The ESC/POS printer keeps the contract over a device file; a file that takes nothing more blocks no thread. */

import { execFileSync } from "node:child_process";
import { constants } from "node:fs";
import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPrinter } from "../../../hal/open.ts";
import { deviceFileTransport } from "../../../hal/printer/device-file.ts";
import { tempFolder, until } from "../until.ts";
import { ptyPrinter } from "./pty-far-side.ts";
import { danishSlip } from "./slips.ts";
import { wireSuite } from "./wire-suite.ts";

const DEAF = { onBytes: () => undefined, onLost: () => undefined };

wireSuite("a device file", async () => {
  const { pty, ...far } = await ptyPrinter();
  return { ...far, transport: deviceFileTransport(pty.near, true) };
});

async function fifo(): Promise<string> {
  const path = join(await tempFolder(), "lp0");
  execFileSync("mkfifo", [path]);
  return path;
}

/** The far end of a FIFO, open for reading and read by nobody. */
async function farEnd(path: string) {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  onTestFinished(() => handle.close());
  return handle;
}

describe("a printer's device file", () => {
  it("that nobody reads takes what its memory holds, and is then given up at the time limit", async () => {
    const path = await fifo();
    await farEnd(path);
    const link = await deviceFileTransport(path, false).open(DEAF, 1000);
    const writing = Promise.all([1, 2, 3, 4, 5, 6].map(() => link.write(new Uint8Array(200_000), 150)));
    const other = await tempFolder(); // the thread pool still serves others meanwhile
    expect(other).not.toBe("");
    const written = await writing;
    expect(written.every(({ end }) => end === "timeout")).toBe(true);
    expect(written.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(65_536);
    await link.close();
  });

  it("that is not there, or has nobody behind it, is gone", async () => {
    const path = await fifo();
    for (const nowhere of [path, `${path}-missing`]) {
      const transport = deviceFileTransport(nowhere, false);
      await expect(transport.open(DEAF, 1000)).rejects.toMatchObject({
        code: "HAL_PRINTER_GONE",
        value: nowhere,
      });
    }
  });

  it.each([true, false])(
    "that is somebody's file or folder is refused, and not a byte is written",
    async (isTwoWay) => {
      const folder = await tempFolder();
      const path = join(folder, "report.txt");
      await writeFile(path, "dear diary");
      for (const wrong of [path, folder])
        await expect(deviceFileTransport(wrong, isTwoWay).open(DEAF, 1000)).rejects.toMatchObject({
          code: "HAL_PRINTER_NO_DEVICE",
          value: wrong,
        });
      const { driver } = await openPrinter({ driver: "escpos", transport: "usb", path, pollMs: 0 });
      expect((await driver.status()).error).toBe("HAL_PRINTER_NO_DEVICE");
      expect(await driver.print(danishSlip(), { timeoutMs: 500 })).toMatchObject({ result: "failed" });
      await driver.close();
      expect(await readFile(path, "utf8")).toBe("dear diary");
    },
  );

  it.each(["/dev/null", "/dev/full"])("that is a device of another kind is refused: %s", async (path) => {
    await expect(deviceFileTransport(path, true).open(DEAF, 1000)).rejects.toMatchObject({
      code: "HAL_PRINTER_NO_DEVICE",
      value: path,
    });
  });

  it("of a printer that is unplugged is told as lost", async () => {
    const { pty, online } = await ptyPrinter();
    let lost = 0;
    const user = { ...DEAF, onLost: () => (lost += 1) };
    const link = await deviceFileTransport(pty.near, true).open(user, 1000);
    await link.write(Buffer.from("x"), 100);
    await online(false);
    await until("the loss is told", () => lost > 0);
    expect(lost).toBe(1);
    await link.close();
  });

  it("is opened by its options, one-way too", async () => {
    const path = await fifo();
    const far = await farEnd(path);
    const { driver } = await openPrinter({
      driver: "escpos",
      transport: "usb",
      path,
      confirm: "none",
      pollMs: 0,
    });
    const outcome = await driver.print(danishSlip(), { timeoutMs: 1000 });
    expect(outcome.result).toBe("printed");
    const { bytesRead } = await far.read(Buffer.alloc(4096), 0, 4096, null);
    expect(bytesRead).toBe(outcome.bytesAccepted);
    await driver.close();
  });
});
