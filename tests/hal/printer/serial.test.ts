/** The ESC/POS printer keeps the contract over a serial line: a real pty pair (socat). */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serialTransport } from "../../../hal/printer/serial.ts";
import { tempFolder } from "../until.ts";
import { ptyPrinter } from "./pty-far-side.ts";
import { wireSuite } from "./wire-suite.ts";

wireSuite("a serial line", async () => {
  const { pty, ...far } = await ptyPrinter();
  const transport = serialTransport({ path: pty.near, baudRate: 19_200, hasFlowControl: false });
  return { ...far, transport };
});

it("a path that leads to an ordinary file, or to a device that is no line, is told so, and nothing is written to it", async () => {
  const path = join(await tempFolder(), "file");
  await writeFile(path, "");
  const transport = serialTransport({ path, baudRate: 19_200, hasFlowControl: false });
  const user = { onBytes: () => undefined, onLost: () => undefined };
  await expect(transport.open(user, 1000)).rejects.toMatchObject({
    code: "HAL_PRINTER_NO_DEVICE",
    value: path,
  });
  expect(await readFile(path, "utf8")).toBe("");
  const noLine = serialTransport({ path: "/dev/null", baudRate: 19_200, hasFlowControl: false });
  await expect(noLine.open(user, 1000)).rejects.toMatchObject({ code: "HAL_PRINTER_NO_DEVICE" });
});
