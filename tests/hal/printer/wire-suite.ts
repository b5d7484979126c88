/**
 * What an ESC/POS printer keeps over every wire: what it tells by itself, and how slips end when it is bad.
 * Knows no wire; the far side is given.
 */
import { describe, expect, it, onTestFinished } from "vitest";
import { machineClock } from "../../../hal/clock.ts";
import type { PrinterStatus } from "../../../hal/printer/contract.ts";
import { EscposPrinter, type EscposSettings } from "../../../hal/printer/escpos.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import type { PrinterTransport } from "../../../hal/printer/transport.ts";
import { until } from "../until.ts";
import type { FakePrinter } from "./fake-printer.ts";
import { danishSlip } from "./slips.ts";
import { machineUnderTest, printerSuite } from "./suite.ts";

/** A wire with a printer behind it. `deafen` stops its reading; `online` is its power. */
export type Wire = {
  transport: PrinterTransport;
  machine: FakePrinter;
  online: (isOnline: boolean) => Promise<void>;
  deafen: () => void;
};

const WIRE_SETTINGS: EscposSettings = {
  confirm: "status",
  profile: profileOf(),
  pictures: null,
  settleMs: 40,
  answerMs: 1500,
  pollMs: 0,
};

/** For printers that are silent: how long the test waits for nothing. */
const IMPATIENT = { answerMs: 250 };

/** More than a terminal or a device file holds back; TCP takes it all and holds it. */
const longSlip = (): ReturnType<typeof danishSlip> => ({
  ...danishSlip(),
  lines: Array.from({ length: 2000 }, () => ({ kind: "rule" }) as const),
});

const SENSED = [
  ["its cover is opened", { isCoverOpen: true }, { cover: "open", error: "HAL_PRINTER_COVER_OPEN" }],
  ["its paper is nearly at its end", { paper: "low" }, { paper: "low", error: null }],
  ["its paper ends", { paper: "out" }, { paper: "out", error: "HAL_PRINTER_PAPER_OUT" }],
  ["its knife is stuck", { isCutterStuck: true }, { error: "HAL_PRINTER_CUTTER_JAM" }],
  ["it is too hot", { isHot: true }, { error: "HAL_PRINTER_HOT" }],
  ["its feed button is held", { isFeeding: true }, { error: "HAL_PRINTER_FEEDING" }],
  ["it goes off line", { isPaused: true }, { online: false, error: "HAL_PRINTER_OFFLINE" }],
] as const;

/** Runs the contract of printers and what goes beyond it over the wire that `plug` plugs in. */
export function wireSuite(wire: string, plug: () => Promise<Wire>): void {
  const begin = async (settings: Partial<EscposSettings> = {}) => {
    const far = await plug();
    const printer = new EscposPrinter(far.transport, { ...WIRE_SETTINGS, ...settings }, machineClock());
    onTestFinished(() => printer.close());
    const statuses: PrinterStatus[] = [];
    printer.onStatus((status) => statuses.push(status));
    return { ...far, printer, statuses };
  };

  printerSuite(`escpos over ${wire}`, async () => {
    const { printer, machine, online } = await begin();
    return machineUnderTest({ printer, machine, online });
  });

  describe(`a printer over ${wire}`, () => {
    it.each(SENSED)("tells by itself that %s, and that it is well again", async (_what, change, told) => {
      const { printer, machine, statuses } = await begin();
      await printer.print(danishSlip(), { timeoutMs: 4000 }); // what the printer tells must outlive ESC @
      statuses.length = 0;
      machine.feel(change);
      await until("it is told", () => statuses.length === 1, 1000);
      expect(statuses[0]).toMatchObject(told);
      machine.feel({ paper: "ok", isCoverOpen: false, isCutterStuck: false, isHot: false, isFeeding: false });
      machine.feel({ isPaused: false });
      await until("it is well again", () => statuses.at(-1)?.error === null && statuses.length > 1, 1000);
      expect(statuses.at(-1)).toMatchObject({ online: true, paper: "ok", error: null });
    });

    it("whose cover was opened in the middle of a slip and closed again leaves it torn", async () => {
      const { printer, machine } = await begin({ settleMs: 400 });
      machine.onSlipBytes = () =>
        setImmediate(() => {
          machine.feel({ isCoverOpen: true });
          machine.feel({ isCoverOpen: false });
        });
      const outcome = await printer.print(danishSlip(), { timeoutMs: 4000 });
      expect(outcome).toMatchObject({ result: "torn", code: "HAL_PRINTER_COVER_OPEN" });
    });

    it("whose paper ends while the answer from behind the slip is waited for leaves it torn at once", async () => {
      const { printer, machine } = await begin({ confirm: "drained" });
      machine.answersDrained = false;
      machine.onSlipBytes = () => {
        machine.paper = "out";
      };
      const startedMs = performance.now();
      const outcome = await printer.print(danishSlip(), { timeoutMs: 10_000 });
      expect(outcome).toMatchObject({ result: "torn", code: "HAL_PRINTER_PAPER_OUT" });
      expect(performance.now() - startedMs).toBeLessThan(4000);
    });

    it("that never answers is sent the slip, which then is unknown, within the time limit", async () => {
      const { printer, machine } = await begin(IMPATIENT);
      machine.answersStatus = false;
      const outcome = await printer.print(danishSlip(), { timeoutMs: 3000 });
      expect(outcome).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SILENT" });
      expect(await printer.status()).toMatchObject({ online: true, error: "HAL_PRINTER_SILENT" });
    });

    it("that answers rubbish is sent nothing, said so, and used again once it makes sense", async () => {
      const { printer, machine } = await begin(IMPATIENT);
      machine.answersRubbish = true;
      const outcome = await printer.print(danishSlip(), { timeoutMs: 3000 });
      expect(outcome).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_PRINTER_RUBBISH" });
      expect(await printer.status()).toMatchObject({ online: false, error: "HAL_PRINTER_RUBBISH" });
      expect(machine.slips()).toEqual([]);
      machine.answersRubbish = false;
      expect((await printer.print(danishSlip(), { timeoutMs: 3000 })).result).toBe("printed");
    });

    it("whose answer from behind a slip was lost prints the next slips as before", async () => {
      const { printer, machine } = await begin({ ...IMPATIENT, confirm: "drained" });
      machine.fate = fates({ drained: ["lost"] });
      const first = await printer.print(danishSlip("A001"), { timeoutMs: 600 });
      expect(first).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SLOW" });
      expect((await printer.print(danishSlip("A002"), { timeoutMs: 4000 })).result).toBe("printed");
      expect((await printer.print(danishSlip("A003"), { timeoutMs: 4000 })).result).toBe("printed");
      expect(machine.slips()).toHaveLength(3);
    });

    it("whose answer from behind a slip comes late is not taken for having printed a later one", async () => {
      const { printer, machine } = await begin({ ...IMPATIENT, confirm: "drained" });
      machine.fate = fates({ drained: ["late", "late", "lost"] }); // the second is asked for before the next slip
      expect((await printer.print(danishSlip("A001"), { timeoutMs: 600 })).result).toBe("unknown");
      machine.onSlipBytes = () => setTimeout(() => machine.sayLate(), 100);
      const second = await printer.print(danishSlip("A002"), { timeoutMs: 1500 });
      expect(second).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SLOW" });
      expect((await printer.print(danishSlip("A003"), { timeoutMs: 4000 })).result).toBe("printed");
    });

    it.each([
      [
        "its feed button is held and its second answer is late",
        { isFeeding: true },
        2,
        "HAL_PRINTER_FEEDING",
      ],
      ["it is too hot and its third answer is late", { isHot: true }, 3, "HAL_PRINTER_HOT"],
    ] as const)("says what it has when %s, and not something else", async (_what, feeling, late, error) => {
      const { printer, machine, statuses } = await begin(IMPATIENT);
      machine.knowsUnasked = false;
      machine.feel(feeling);
      machine.fate = fates({ [late]: ["late"] });
      expect(await printer.status()).toMatchObject({ error, paper: "ok" });
      expect(statuses.map((status) => status.error)).toEqual([error]);
    });

    it("that said how its paper is is asked for it ever after, however often it then does not say", async () => {
      const { printer, machine, statuses } = await begin(IMPATIENT);
      machine.feel({ paper: "low" });
      machine.fate = fates({ 4: ["given", "lost", "lost", "lost"] });
      for (let times = 0; times < 4; times++) expect(await printer.status()).toMatchObject({ paper: "low" });
      expect(new Set(statuses.map(({ paper }) => paper))).toEqual(new Set(["low"]));
    });

    it("that never says what its error is is no longer asked for it, until it was gone", async () => {
      const { printer, machine, online } = await begin(IMPATIENT);
      let isDumb = true;
      let asked = 0;
      machine.fate = (question) => {
        if (question === 3) asked += 1;
        return question === 3 && isDumb ? "lost" : "given";
      };
      for (let times = 0; times < 2; times++) await printer.status();
      expect(await printer.status()).toMatchObject({ online: true, paper: "ok", error: null });
      expect(asked).toBe(3);
      isDumb = false;
      await printer.status();
      expect(asked).toBe(3);
      await online(false);
      await printer.status();
      await online(true);
      await until("it is asked again", () => {
        void printer.status();
        return asked > 3;
      });
    });

    it("that babbles is not believed, and is used again when it is quiet", async () => {
      const { printer, machine, statuses } = await begin({ ...IMPATIENT, answerMs: 400 });
      await printer.status();
      let heard = 0;
      const babble = setInterval(() => {
        machine.say(babbled());
        heard += 1;
      }, 5);
      onTestFinished(() => clearInterval(babble));
      await until("it babbles", () => heard > 3);
      expect(await printer.print(danishSlip(), { timeoutMs: 3000 })).toMatchObject({
        result: "failed",
        bytesAccepted: 0,
      });
      clearInterval(babble);
      await new Promise((resolve) => setTimeout(resolve, 300)); // what is on its way
      const errors = new Set(statuses.map(({ error }) => error));
      expect([...errors].filter((error) => error !== null && !/RUBBISH|SILENT/.test(error))).toEqual([]);
      expect((await printer.print(danishSlip(), { timeoutMs: 4000 })).result).toBe("printed");
    });

    it("that stops reading in the middle of a slip is given up at the time limit", async () => {
      const { printer, machine, deafen } = await begin({ answerMs: 600 });
      machine.onSlipBytes = deafen;
      const startedMs = performance.now();
      /* A limit that a busy machine does not use up for drawing the slip, before its first byte: then it has failed instead. */
      const outcome = await printer.print(longSlip(), { timeoutMs: 4000 });
      const code = expect.stringMatching(/^HAL_PRINTER_(SLOW|SILENT)$/) as string;
      expect(outcome).toMatchObject({ result: "unknown", code });
      expect(performance.now() - startedMs).toBeLessThan(8000);
      expect(machine.slips()).toEqual([]);
    });

    it("that loses its power in the middle of a slip leaves it torn or unknown, and prints once it is back", async () => {
      const { printer, machine, deafen, online } = await begin(IMPATIENT);
      let pulled: Promise<void> | undefined;
      machine.onSlipBytes = () => {
        deafen();
        setTimeout(() => {
          pulled = online(false);
        }, 50);
      };
      const startedMs = performance.now();
      const outcome = await printer.print(longSlip(), { timeoutMs: 3000 });
      expect(["torn", "unknown"]).toContain(outcome.result);
      expect(outcome.bytesAccepted).toBeGreaterThan(0);
      expect(performance.now() - startedMs).toBeLessThan(5000);
      await until("the cable is out", () => pulled !== undefined);
      await pulled;
      await online(true);
      expect((await printer.print(danishSlip("A002"), { timeoutMs: 4000 })).result).toBe("printed");
    });
  });
}

/** The fate of each question's first answers; those after are given. */
function fates(first: {
  [question: number | string]: ReturnType<FakePrinter["fate"]>[];
}): FakePrinter["fate"] {
  return (question) => first[question]?.shift() ?? "given";
}

/** Some bytes of a line that babbles, at random but for the seed. */
function babbled(): Uint8Array {
  return Uint8Array.from({ length: 200 }, (_, at) => (at * 197 + 0x9b) & 0xff);
}
