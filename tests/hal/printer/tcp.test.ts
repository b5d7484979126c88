/** The ESC/POS printer keeps the contract over a real TCP socket, and is honest when the other end misbehaves. */

import { describe, expect, it, onTestFinished } from "vitest";
import { machineClock } from "../../../hal/clock.ts";
import { openPrinter } from "../../../hal/open.ts";
import { EscposPrinter, type EscposSettings } from "../../../hal/printer/escpos.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { tcpTransport } from "../../../hal/printer/tcp.ts";
import { sendsAtOnce, socketsOf } from "../../protocol/link/nagle.ts";
import { until } from "../until.ts";
import { danishSlip } from "./slips.ts";
import { tcpPrinter } from "./tcp-far-side.ts";
import { wireSuite } from "./wire-suite.ts";

const SETTINGS: EscposSettings = {
  confirm: "status",
  profile: profileOf(),
  pictures: null,
  settleMs: 20,
  answerMs: 1500,
  pollMs: 0,
};

/** For printers that are silent: how long the test waits for nothing. */
const IMPATIENT = { answerMs: 200 };

async function overTcp(settings: Partial<EscposSettings> = {}) {
  const far = await tcpPrinter();
  const transport = tcpTransport("127.0.0.1", far.port);
  const printer = new EscposPrinter(transport, { ...SETTINGS, ...settings }, machineClock());
  printer.open();
  onTestFinished(() => printer.close());
  return { far, printer };
}

wireSuite("TCP", async () => {
  const { machine, port, start, stop, deafen } = await tcpPrinter();
  const transport = tcpTransport("127.0.0.1", port);
  return { machine, deafen, transport, online: (isOnline) => (isOnline ? start() : stop()) };
});

describe("an ESC/POS printer over TCP", () => {
  it("is sent every piece at once: Nagle's delay is off (design rule 2)", async () => {
    const { printer } = await overTcp();
    const sockets = socketsOf("client");
    await printer.status();
    expect(sockets.map(sendsAtOnce)).toEqual([true]);
  });

  it("whose name nobody knows is told so, and not to check a cable", async () => {
    const name = `${"x".repeat(64)}.invalid`; // longer than a label can be (RFC 1035): nobody is asked for it
    const printer = new EscposPrinter(tcpTransport(name, 9100), SETTINGS, machineClock());
    onTestFinished(() => printer.close());
    expect(await printer.status()).toMatchObject({ online: false, error: "HAL_PRINTER_NO_HOST" });
    expect(await printer.print(danishSlip(), { timeoutMs: 500 })).toMatchObject({
      result: "failed",
      detail: expect.stringContaining(name) as string,
    });
  });

  it("that is sent a slip without something says so in the outcome, printed as it is", async () => {
    const { printer, far } = await overTcp();
    const code = { kind: "qr", data: "x".repeat(667), moduleDots: 4 } as const;
    const outcome = await printer.print({ ...danishSlip(), lines: [code] }, { timeoutMs: 4000 });
    expect(outcome).toMatchObject({ result: "printed", without: "HAL_PRINTER_NO_QR" });
    expect(outcome.detail).toContain("667");
    expect(far.machine.slips()).toMatchObject([{ qr: [] }]);
  });

  it("that breaks the connection in the middle of a slip leaves it torn or unknown, never failed or printed", async () => {
    const { far, printer } = await overTcp();
    far.machine.onSlipBytes = far.breakConnections;
    const outcome = await printer.print(danishSlip(), { timeoutMs: 1000 });
    expect(["torn", "unknown"]).toContain(outcome.result);
    expect(outcome.code).toBe("HAL_PRINTER_CUT_SHORT");
    expect(outcome.bytesAccepted).toBeGreaterThan(0);
  });

  it("that stops reading after it has answered leaves the slip unknown", async () => {
    const { far, printer } = await overTcp(IMPATIENT);
    far.machine.onSlipBytes = far.deafen;
    const outcome = await printer.print(danishSlip(), { timeoutMs: 400 });
    expect(outcome).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SILENT" });
  });

  it("that takes no more bytes is given up at the time limit, with what it took counted", async () => {
    const far = await tcpPrinter();
    const user = { onBytes: () => undefined, onLost: () => undefined };
    const link = await tcpTransport("127.0.0.1", far.port).open(user, 1000);
    await until("the printer is connected", () => far.connections() === 1);
    far.deafen();
    const flood = new Uint8Array(32 * 1024 * 1024);
    const written = await link.write(flood, 500);
    expect(written.end).toBe("timeout");
    expect(written.accepted).toBeGreaterThan(0);
    expect(written.accepted + written.inDoubt).toBeLessThan(flood.length);
    await link.close();
  });

  it("that never answers a question is sent the slip, which then is unknown", async () => {
    const { far, printer } = await overTcp(IMPATIENT);
    far.machine.answersStatus = false;
    const outcome = await printer.print(danishSlip(), { timeoutMs: 1000 });
    expect(outcome).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SILENT" });
    expect(far.machine.slips()).toHaveLength(1);
    expect(await printer.status()).toMatchObject({
      online: true,
      paper: "unknown",
      error: "HAL_PRINTER_SILENT",
    });
  });

  it("that has answered before and is silent now is sent nothing", async () => {
    const { far, printer } = await overTcp(IMPATIENT);
    await printer.status();
    far.machine.answersStatus = false;
    const outcome = await printer.print(danishSlip(), { timeoutMs: 1000 });
    expect(outcome).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_PRINTER_SILENT" });
    expect(far.machine.slips()).toEqual([]);
  });

  it("that is never asked (confirm none) has printed when it took the bytes", async () => {
    const { far, printer } = await overTcp({ confirm: "none" });
    far.machine.answersStatus = false;
    expect((await printer.print(danishSlip(), { timeoutMs: 1000 })).result).toBe("printed");
    expect(await printer.status()).toMatchObject({ online: true, paper: "unknown", error: null });
    await until("the slip is out", () => far.machine.slips().length === 1);
  });

  it("that confirms from behind the slip (confirm drained) has printed when it says so", async () => {
    const { far, printer } = await overTcp({ confirm: "drained" });
    expect((await printer.print(danishSlip(), { timeoutMs: 1000 })).result).toBe("printed");
    far.machine.answersDrained = false;
    const outcome = await printer.print(danishSlip(), { timeoutMs: 300 });
    expect(outcome).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SLOW" });
    far.machine.isCoverOpen = true;
    expect(await printer.status()).toMatchObject({ cover: "open", error: "HAL_PRINTER_COVER_OPEN" });
  });

  it("whose paper ends while it prints leaves the slip torn", async () => {
    const { far, printer } = await overTcp();
    far.machine.onSlipBytes = () => {
      far.machine.paper = "out";
    };
    const outcome = await printer.print(danishSlip(), { timeoutMs: 1000 });
    expect(outcome).toMatchObject({ result: "torn", code: "HAL_PRINTER_PAPER_OUT" });
  });

  it("that was switched off and on between two slips is connected to anew", async () => {
    const { far, printer } = await overTcp();
    await printer.print(danishSlip("A001"), { timeoutMs: 1000 });
    far.breakConnections();
    expect((await printer.print(danishSlip("A002"), { timeoutMs: 1000 })).result).toBe("printed");
    expect(far.connections()).toBe(2);
  });

  it("whose connection died without a word gets a second one", async () => {
    const { far, printer } = await overTcp(IMPATIENT);
    await printer.print(danishSlip("A001"), { timeoutMs: 1000 });
    far.deafen();
    expect((await printer.print(danishSlip("A002"), { timeoutMs: 2000 })).result).toBe("printed");
  });

  it("is looked at from time to time while idle, and a change is told", async () => {
    const { far, printer } = await overTcp({ pollMs: 20 });
    const told: string[] = [];
    printer.onStatus((status) => told.push(status.paper));
    await until("the paper is told as ok", () => told.includes("ok"));
    far.machine.paper = "low";
    await until("the paper is told as low", () => told.includes("low"));
    expect(told).toEqual(["ok", "low"]);
  });

  it("is opened by its options", async () => {
    const far = await tcpPrinter();
    const { driver, farSide } = await openPrinter({
      driver: "escpos",
      transport: "tcp",
      host: "127.0.0.1",
      port: far.port,
      settleMs: 0,
    });
    expect((await driver.print(danishSlip(), { timeoutMs: 1000 })).result).toBe("printed");
    expect(farSide).toBeUndefined();
    await driver.close();
  });
});
