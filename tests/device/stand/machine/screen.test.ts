import { expect, it } from "vitest";
import type { Message } from "../../../../protocol/messages.ts";
import type { TicketNumber } from "../../../../protocol/terms.ts";
import { standConfig } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";

const TOKEN = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const present = (stand: BenchStand, code: string) => stand.happen({ kind: "presented", code });

const MISSED = {
  number: "A07" as TicketNumber,
  queueName: { da: "Kø a" },
  state: "no-show" as const,
  ...{ ahead: 0, wait: null, counterName: null, mayRejoin: true },
};

function answerLookup(stand: BenchStand, answer: Message<"lookupAnswer">["answer"]): void {
  const transaction = stand.state.lookup!.request;
  stand.says("lookupAnswer", { ...stand.head(), transaction, ledger: stand.mark(), answer });
}

it("a ticket's code, bare or as its page's address in any case, is looked up by its token", () => {
  for (const code of [TOKEN, TOKEN.toLowerCase(), `https://hub/t/${TOKEN}`]) {
    const stand = new BenchStand().online();
    present(stand, code);
    expect(stand.published("lookup")[0]?.token).toBe(TOKEN);
  }
});

it("of a code that is neither a ticket's nor an appointment's nobody is told", () => {
  const stand = new BenchStand().online();
  stand.forget();
  present(stand, "%Berg^Anna Somewhere 1?");
  expect(JSON.stringify(stand.effects)).not.toContain("Berg");
  expect(stand.picture().standing).toMatchObject({ refused: "code-unknown" });
});

it("what the hub says of a code is shown for a while", () => {
  const stand = new BenchStand().online();
  present(stand, TOKEN);
  const standing = {
    number: "A07" as TicketNumber,
    queueName: { da: "Kø a" },
    state: "waiting" as const,
    ahead: 3,
    wait: null,
  };
  answerLookup(stand, { ...standing, counterName: null });
  expect(stand.picture().standing).toMatchObject(standing);
  stand.pass(40_000);
  expect(stand.picture().standing).toBeNull();
});

it("a called ticket is told where to go", () => {
  const stand = new BenchStand().online();
  present(stand, TOKEN);
  const counterName = { da: "Skranke 3" };
  answerLookup(stand, { ...MISSED, state: "called", counterName, mayRejoin: false });
  expect(stand.picture().standing).toMatchObject({ state: "called", counterName });
  expect(stand.lit()).toEqual([1, 2, 3]);
});

it("whoever missed the call is offered to come back, and comes back by choosing it", () => {
  const stand = new BenchStand().online();
  present(stand, `https://hub/t/${TOKEN}`);
  answerLookup(stand, MISSED);
  expect(stand.picture().buttons.map(({ does, lit }) => [does.kind, lit])).toEqual([
    ["rejoin", true],
    ["back", true],
  ]);
  stand.press(1);
  const [asked] = stand.published("rejoin");
  expect(asked?.token).toBe(TOKEN);
  stand.says("rejoinAnswer", {
    ...stand.head(),
    transaction: asked!.id,
    ledger: stand.mark(),
    answer: { ...MISSED, state: "waiting", ahead: 2, mayRejoin: false },
  });
  expect(stand.picture().standing).toMatchObject({ state: "waiting", ahead: 2 });
  expect(stand.picture().buttons).toHaveLength(3);
});

it("choosing not to, or waiting, leads back to the first page and asks for nothing", () => {
  for (const away of [(stand: BenchStand) => stand.press(2), (stand: BenchStand) => stand.pass(40_000)]) {
    const stand = new BenchStand().online();
    present(stand, TOKEN);
    answerLookup(stand, MISSED);
    away(stand);
    expect(stand.picture()).toMatchObject({ standing: null });
    expect(stand.published("rejoin")).toEqual([]);
    stand.pass(500);
    expect(stand.lit()).toEqual([1, 2, 3]);
  }
});

it("off line nobody comes back by pressing, and is told to ask", () => {
  const stand = new BenchStand().online();
  present(stand, TOKEN);
  answerLookup(stand, MISSED);
  stand.offline();
  stand.press(1);
  expect(stand.picture().standing).toMatchObject({ refused: "off-line" });
  expect(stand.published("rejoin")).toEqual([]);
});

it("the keypad's state is told in the stand's health as soon as it changes", () => {
  const stand = new BenchStand().online();
  const keypad = { online: false, problem: "The keypad cannot be reached", code: "HAL_KEYPAD_GONE" };
  stand.happen({ kind: "keypad", keypad });
  expect(stand.published("standHealth").at(-1)?.keypad).toEqual(keypad);
});

it("a stand tells with its health how many keys it has", () => {
  const stand = new BenchStand().online();
  stand.pass(61_000);
  expect(stand.published("standHealth").at(-1)?.buttons).toMatchObject({ online: true, count: 8 });
});

it("off line, and when the hub does not answer, a code is told to be out of reach", () => {
  const stand = new BenchStand().online();
  present(stand, TOKEN);
  stand.pass(3000);
  expect(stand.picture().standing).toMatchObject({ refused: "off-line" });
  stand.offline();
  stand.pass(30_000);
  present(stand, TOKEN);
  expect(stand.picture().standing).toMatchObject({ refused: "off-line" });
});

it("an answer to another question is not shown", () => {
  const stand = new BenchStand().online();
  present(stand, TOKEN);
  const transaction = stand.head().id;
  stand.says("lookupAnswer", {
    ...stand.head(),
    transaction,
    ledger: stand.mark(),
    answer: { refused: "ticket-unknown" },
  });
  expect(stand.picture().standing).toBeNull();
});

it("a babbling scanner asks the hub at most twice a second", () => {
  const stand = new BenchStand().online();
  for (let count = 0; count < 100; count++) {
    present(stand, `${12_340_000 + count}`);
    stand.pass(10);
  }
  expect(stand.published("checkIn").length).toBeLessThanOrEqual(2);
});

it("a language lasts for one citizen and falls back to the first", () => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "language", language: "en" });
  expect(stand.picture().language).toBe("en");
  stand.press(1);
  expect(stand.published("issue")[0]?.language).toBe("en");
  stand.pass(60_000);
  expect(stand.picture().language).toBe("da");
});

it("a language that the location does not offer is not taken", () => {
  const stand = new BenchStand({
    remembered: { standConfig: standConfig({ languages: ["da"] }), queues: {} },
  }).online();
  stand.happen({ kind: "language", language: "en" });
  expect(stand.picture().language).toBe("da");
});

it("tickets whose paper failed are shown one after the other, and pressing pauses when three wait", () => {
  const stand = new BenchStand().online();
  for (const button of [1, 2, 1]) {
    const ticketId = stand.press(button)!;
    stand.answerIssue(ticketId, `A0${stand.seq % 10}`);
    stand.stored(ticketId);
    stand.paper(ticketId, "failed");
    stand.pass(2000);
  }
  const first = stand.picture().ticketOnScreen?.number;
  expect(stand.lit()).toEqual([]);
  expect(stand.picture().buttons[2]).toMatchObject({ lit: false, because: "busy" });
  stand.happen({ kind: "dismissed" });
  expect(stand.picture().ticketOnScreen?.number).not.toBe(first);
  expect(stand.lit()).toEqual([1, 2, 3]);
  stand.pass(20_000);
  expect(stand.picture().ticketOnScreen).not.toBeNull();
  stand.pass(40_000);
  expect(stand.picture().ticketOnScreen).toBeNull();
});

it.each([
  [{ online: true, paper: "ok", error: null }, "ok"],
  [{ online: true, paper: "low", error: null }, "low"],
  [{ online: true, paper: "out", error: "HAL_PRINTER_PAPER_OUT" }, "out"],
  [{ online: true, paper: "ok", error: "HAL_PRINTER_ERROR" }, "jam"],
  [{ online: false, paper: "unknown", error: "HAL_PRINTER_GONE" }, "offline"],
  [{ online: false, paper: "unknown", error: "HAL_PRINTER_NONE" }, "ok"],
] as const)("a printer that says %j is shown as %s", (said, shown) => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "printer", printer: { ...said, problem: said.error } });
  expect(stand.picture().printer).toBe(shown);
});

it("a stand without a screen is dark while its printer has no paper", () => {
  const stand = new BenchStand({ identity: { hasScreen: false } }).online();
  stand.happen({
    kind: "printer",
    printer: { online: true, paper: "out", error: "HAL_PRINTER_PAPER_OUT", problem: null },
  });
  expect(stand.lit()).toEqual([]);
});

it("a technician lights one lamp for a time", () => {
  const stand = new BenchStand().online();
  stand.forget();
  stand.says("lamp", { ...stand.head(), button: 7, light: "blink", forMs: 3000 });
  expect(stand.effects).toContainEqual({ do: "lamp", button: 7, light: "blink" });
  stand.pass(3000);
  expect(stand.effects).toContainEqual({ do: "lamp", button: 7, light: "off" });
});
