/** Every part of a stand goes and comes back: seen in health, on the screen and in the journal within 2 s, with no restart. */
import { writeFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ToMend } from "../../../../protocol/terms.ts";
import { tcpPrinter } from "../../../hal/printer/tcp-far-side.ts";
import { ptyPair } from "../../../hal/pty.ts";
import { until } from "../../../hal/until.ts";
import { openBrowser, openPage } from "../../pages/browser.ts";
import { type Seen, type Watched, watchedStand } from "./watched.ts";

const LIMIT_MS = 2000;

type Part = "buttons" | "scanner" | "keypad" | "speaker" | "printer";

/** How trouble of a part shows in the three windows. */
type Signs = {
  readonly part: Part;
  readonly code: string;
  readonly mend: ToMend;
  /** Lines of the journal: when it goes, when it is back. */
  readonly lines: readonly [string, string];
};

const isGone = ({ health, picture }: Seen, { part, code, mend }: Signs): boolean =>
  health?.[part]?.code === code && picture?.mends.includes(mend) === true;

const isBack = ({ health, picture }: Seen, { part, mend }: Signs): boolean =>
  health?.[part]?.code === null && health[part].online && picture?.mends.includes(mend) === false;

const countOf = ({ journal }: Seen, what: string) => journal.filter((line) => line.what === what).length;

/** Does it, and waits at most 2 s for all three windows. */
async function shows(stand: Watched, signs: Signs, act: { out: () => unknown; back: () => unknown }) {
  const [gone, back] = signs.lines;
  const before = { gone: countOf(stand.seen(), gone), back: countOf(stand.seen(), back) };
  await act.out();
  await until(
    `${signs.part} is told as gone`,
    () => isGone(stand.seen(), signs) && countOf(stand.seen(), gone) === before.gone + 1,
    LIMIT_MS,
  );
  await act.back();
  await until(
    `${signs.part} is told as back`,
    () => isBack(stand.seen(), signs) && countOf(stand.seen(), back) === before.back + 1,
    LIMIT_MS,
  );
}

const isLit = (stand: Watched) => stand.seen().picture?.buttons.every(({ lit }) => lit) === true;
const ready = async (stand: Watched) => {
  await until("the stand is ready", () => isLit(stand) && stand.seen().health !== undefined, 8000);
};
const gives = async (stand: Watched, button: number) => {
  const before = stand.hub.records.length;
  await until("the button is lit", () => stand.seen().picture?.buttons[button - 1]?.lit === true);
  expect(await stand.post(`/simulated/button/${button}/press`)).toBe(202);
  await until("the hub learns of the ticket", () => stand.hub.records.length === before + 1);
  return stand.hub.records.at(-1);
};

const plug = (stand: Watched, path: string) => ({
  out: () => stand.post(path, { plugged: false }),
  back: () => stand.post(path, { plugged: true }),
});

describe("a cable of a simulated stand", () => {
  it.each<[Part, string, string, ToMend]>([
    ["buttons", "/simulated/buttons", "HAL_BUTTON_GONE", "buttons-gone"],
    ["scanner", "/simulated/scanner/plugged", "HAL_SCANNER_GONE", "scanner-gone"],
    ["keypad", "/simulated/keypad/plugged", "HAL_KEYPAD_GONE", "keypad-gone"],
    ["speaker", "/simulated/speaker/plugged", "HAL_SPEAKER_GONE", "speaker-gone"],
  ])("is seen going and coming back, twice: %s", async (part, path, code, mend) => {
    const stand = await watchedStand();
    await ready(stand);
    const signs: Signs = { part, code, mend, lines: [`${part} gone`, `${part} back`] };
    await shows(stand, signs, plug(stand, path));
    await shows(stand, signs, plug(stand, path));
    expect((await gives(stand, 1))?.paper).toBe("printed");
  });

  it.each<[object, object, string, ToMend]>([
    [{ online: false }, { online: true }, "HAL_PRINTER_GONE", "printer-gone"],
    [{ paper: "out" }, { paper: "ok" }, "HAL_PRINTER_PAPER_OUT", "paper-out"],
  ])("or the paper of the printer: %j", async (gone, back, code, mend) => {
    const stand = await watchedStand();
    await ready(stand);
    await shows(
      stand,
      { part: "printer", code, mend, lines: ["printer trouble", "printer ready"] },
      {
        out: () => stand.post("/simulated/printer", gone),
        back: () => stand.post("/simulated/printer", back),
      },
    );
    expect((await gives(stand, 1))?.paper).toBe("printed");
  });
});

it("a press while the board's cable is out gives nothing and promises nothing, and the first one after it counts", async () => {
  const stand = await watchedStand();
  await ready(stand);
  await stand.post("/simulated/buttons", { plugged: false });
  await until("every key is dark", () =>
    stand.seen().picture!.buttons.every(({ because }) => because === "gone"),
  );
  expect(await stand.post("/simulated/button/1/press")).toBe(409);
  await stand.post("/simulated/buttons", { plugged: true });
  await gives(stand, 1);
  expect(stand.hub.records).toHaveLength(1);
});

it("a button that sticks is told with its number, darkens its key only, and counts again once it is let go", async () => {
  const stand = await watchedStand();
  await ready(stand);
  await stand.post("/simulated/button/2/hold");
  const stuck = () => stand.seen().picture!.buttons.map(({ because }) => because);
  // Its press has given a ticket; a second later (stuckMs) it is stuck.
  await until("the key says so", () => stuck()[1] === "stuck", 1000 + LIMIT_MS);
  await until("health says so", () => stand.seen().health?.buttons.code === "HAL_BUTTON_STUCK");
  expect(stand.seen().health?.buttons).toMatchObject({ online: true, problem: expect.stringContaining("2") });
  expect(stand.seen().picture).toMatchObject({ mends: ["button-stuck"], stuckButtons: [2] });
  expect(countOf(stand.seen(), "button stuck")).toBe(1);
  expect((await gives(stand, 1))?.queue).toBe("a");
  await stand.post("/simulated/button/2/release");
  await until("it is lit again", () => isLit(stand), LIMIT_MS);
  await until("health is well", () => stand.seen().health?.buttons.code === null, LIMIT_MS);
  expect(countOf(stand.seen(), "button free")).toBe(1);
  expect((await gives(stand, 2))?.queue).toBe("b");
});

it("whoever tries the simulated stand holds a button down and takes the paper away with its page", async () => {
  const stand = await watchedStand();
  await ready(stand);
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await openPage(browser, stand.url, { viewport: { width: 1280, height: 800 } });
  await page.getByLabel("Hold knap 2 nede").click();
  await page.locator(".soft.dark", { hasText: "Knappen sidder fast. Spørg personalet." }).waitFor();
  await page.getByRole("button", { name: "Knap: 2" }).waitFor();
  await page.getByLabel("Hold knap 2 nede").click();
  await page.locator(".soft.dark").waitFor({ state: "detached" });
  await page.getByLabel("Intet papir").click();
  await page.getByRole("heading", { name: "Sæt en ny papirrulle i" }).waitFor();
  await page.getByRole("group", { name: "Kabler" }).getByLabel("Scanner").click();
  await page.locator(".mend-strip").getByRole("button", { name: "Scanner" }).waitFor();
  await page.getByLabel("Papir nok").click();
  await page.locator(".mend").waitFor({ state: "detached" });
  expect(stand.seen().picture?.mends).toEqual(["scanner-gone"]);
});

it("a real serial scanner is pulled and put back, and reads again without a restart", async () => {
  const pty = await ptyPair();
  const stand = await watchedStand({ scanner: { driver: "serial", path: pty.near } });
  await ready(stand);
  await shows(
    stand,
    {
      part: "scanner",
      code: "HAL_SCANNER_GONE",
      mend: "scanner-gone",
      lines: ["scanner gone", "scanner back"],
    },
    { out: pty.unplug, back: pty.plug },
  );
  await writeFile(pty.far, "http://hub/t/00000000000000000000000000\r");
  await until("the code is answered", () => stand.seen().picture?.standing !== null);
  expect(stand.seen().picture?.standing).toMatchObject({ refused: "ticket-unknown" });
});

it("a real network printer is switched off and on, its numbers are shown meanwhile, and paper comes again", async () => {
  const printer = await tcpPrinter();
  const stand = await watchedStand({
    printer: { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: printer.port },
  });
  await ready(stand);
  await until("the printer is known", () => stand.seen().health?.printer.online === true);
  const signs: Signs = {
    part: "printer",
    code: "HAL_PRINTER_GONE",
    mend: "printer-gone",
    lines: ["printer trouble", "printer ready"],
  };
  const out = async () => {
    await printer.stop();
    await until("the printer is told as gone", () => isGone(stand.seen(), signs), LIMIT_MS);
  };
  const back = async () => {
    expect((await gives(stand, 1))?.paper).toBe("screen");
    await printer.start();
  };
  await shows(stand, signs, { out, back });
  expect((await gives(stand, 2))?.paper).toBe("printed");
  expect(printer.machine.slips()).toHaveLength(1);
});

it("the cover of a real printer that is opened and closed, and its last paper, are seen at once", async () => {
  const printer = await tcpPrinter();
  const stand = await watchedStand({
    printer: { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: printer.port },
  });
  await ready(stand);
  await until("the printer is known", () => stand.seen().health?.printer.online === true);
  const lines = ["printer trouble", "printer ready"] as const;
  const cover = { part: "printer", code: "HAL_PRINTER_COVER_OPEN", mend: "cover-open", lines } as const;
  await shows(stand, cover, {
    out: () => (printer.machine.isCoverOpen = true),
    back: () => (printer.machine.isCoverOpen = false),
  });
  const paper = { part: "printer", code: "HAL_PRINTER_PAPER_OUT", mend: "paper-out", lines } as const;
  await shows(stand, paper, {
    out: () => (printer.machine.paper = "out"),
    back: () => (printer.machine.paper = "ok"),
  });
});
