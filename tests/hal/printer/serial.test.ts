/** The ESC/POS printer keeps the contract over a serial line: a real pty pair (socat). */

import { machineClock } from "../../../hal/clock.ts";
import { EscposPrinter } from "../../../hal/printer/escpos.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { serialTransport } from "../../../hal/printer/serial.ts";
import { ptyPrinter } from "./pty-far-side.ts";
import { printerSuite } from "./suite.ts";

const SETTINGS = {
  confirm: "status",
  profile: profileOf(),
  pictures: null,
  settleMs: 40,
  answerMs: 1500,
  pollMs: 0,
} as const;

printerSuite("escpos over a serial line", async () => {
  const { machine, pty, online } = await ptyPrinter();
  const transport = serialTransport({ path: pty.near, baudRate: 19_200, hasFlowControl: false });
  const printer = new EscposPrinter(transport, SETTINGS, machineClock());
  return {
    printer,
    online,
    paper: (state) => {
      machine.paper = state;
    },
    jam: (isJammed) => {
      if (isJammed) machine.isJammed = true;
      else machine.clearJam();
    },
    slips: () => Promise.resolve(machine.slips().map(({ lines, qr }) => ({ lines, qr: qr[0] }))),
  };
});
