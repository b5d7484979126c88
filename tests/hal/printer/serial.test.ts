/** The ESC/POS printer keeps the contract over a serial line: a real pty pair (socat). */
import { serialTransport } from "../../../hal/printer/serial.ts";
import { ptyPrinter } from "./pty-far-side.ts";
import { wireSuite } from "./wire-suite.ts";

wireSuite("a serial line", async () => {
  const { pty, ...far } = await ptyPrinter();
  const transport = serialTransport({ path: pty.near, baudRate: 19_200, hasFlowControl: false });
  return { ...far, transport };
});
