import { expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";

const PARTS = { lamps: [1, 2], keys: [] };
const open = () => new BenchStand({ identity: { buttons: 2, parts: PARTS } }).online();

function card(stand: BenchStand, isValid = true): void {
  stand.happen({ kind: "service-card", isValid });
}
const lamps = (stand: BenchStand) => [stand.state.lamps[1], stand.state.lamps[2]];
const help = (stand: BenchStand) => stand.picture().service?.help.da ?? null;

function paper(stand: BenchStand, result: "printed" | "failed" = "printed"): void {
  stand.happen({ kind: "printed", job: "round", ticketId: null, result, code: null });
}

/** Through the whole round with every part in order. */
function walk(stand: BenchStand): void {
  stand.press(1);
  stand.press(2);
  paper(stand);
  stand.happen({ kind: "presented", code: stand.state.service?.round?.plan.code ?? "" });
}

it("a service card is compared by the shell alone: no code of one goes to the hub, valid or not", () => {
  const stand = open();
  stand.forget();
  const code = "talon-service-0123456789ABCDEFGHJKMNPQRS";
  stand.happen({ kind: "presented", code });
  expect(stand.effects).toContainEqual({ do: "check-card", code });
  card(stand, false);
  expect(stand.published("checkIn")).toEqual([]);
  expect(JSON.stringify(stand.effects.filter((effect) => effect.do === "log"))).not.toContain(code);
  expect(stand.state.service).toBeNull();
  expect(stand.picture().standing).toMatchObject({ refused: "code-unknown" });
});

it("a card closes the stand for citizens, walks through lamps, slip and scan, and opens it again by itself", () => {
  const stand = open();
  card(stand);
  expect([lamps(stand), stand.picture().buttons]).toEqual([["on", "off"], []]);
  stand.press(1);
  expect(lamps(stand)).toEqual(["off", "on"]);
  stand.press(2);
  expect(stand.prints().map(({ job }) => job)).toEqual(["round"]);
  paper(stand);
  expect(help(stand)).toContain("prøvesedlen");
  stand.happen({ kind: "presented", code: stand.state.service?.round?.plan.code ?? "" });
  expect(help(stand)).toBe("Alt er i orden.");
  expect(stand.prints().map(({ job }) => job)).toEqual(["round", "verdict"]);
  stand.pass(31_000);
  expect([stand.state.service, lamps(stand)]).toEqual([null, ["on", "on"]]);
  expect(stand.press(1)).not.toBeNull();
});

it("no press during the round gives a ticket, and no code is looked up", () => {
  const stand = open();
  card(stand);
  stand.forget();
  walk(stand);
  expect(stand.published("issue")).toEqual([]);
  expect([...stand.published("checkIn"), ...stand.published("lookup")]).toEqual([]);
  expect(stand.lines).toEqual(open().lines);
});

it("tickets under way come out first, and one whose paper failed is read first", () => {
  const stand = open();
  const ticket = stand.press(1);
  if (ticket === null) throw new Error("no ticket");
  card(stand);
  expect(stand.press(2)).toBeNull();
  expect(stand.state.service?.round).toBeNull();
  stand.answerIssue(ticket, "A07");
  stand.stored(ticket);
  stand.paper(ticket, "failed");
  expect(stand.picture().ticketOnScreen?.number).toBe("A07");
  expect(stand.state.service?.round).toBeNull();
  stand.happen({ kind: "dismissed" });
  expect(lamps(stand)).toEqual(["on", "off"]);
});

it("a round that nobody goes on with ends within minutes, and says what was not tried", () => {
  const stand = new BenchStand({ identity: { buttons: 8, parts: { lamps: [], keys: ["1"] } } }).online();
  card(stand);
  const from = stand.monoMs;
  for (let s = 0; s < 290 && stand.state.service !== null; s++) stand.pass(1000);
  expect(stand.state.service).toBeNull();
  expect(stand.monoMs - from).toBeLessThanOrEqual(272_000);
  expect(stand.prints().map(({ job }) => job)).toContain("verdict");
});

it("held up again, the card skips a part; after the verdict it opens the stand", () => {
  const stand = open();
  card(stand);
  card(stand);
  expect(lamps(stand)).toEqual(["off", "on"]);
  stand.press(2);
  card(stand);
  card(stand);
  expect(help(stand)).toBe("Det, der blev prøvet, er i orden; 3 er ikke prøvet.");
  card(stand);
  expect(stand.state.service).toBeNull();
});

it("the press that ends the round does not put the verdict away; a later one does, and gives no ticket", () => {
  const stand = open();
  card(stand);
  walk(stand);
  stand.press(1);
  expect(stand.state.service).not.toBeNull();
  stand.pass(3000);
  expect(stand.press(1)).toBeNull();
  expect(stand.state.service).toBeNull();
});

it("a button that the board says sticks is told by the round, before its turn and after it", () => {
  const stuck = (stand: BenchStand, ...buttons: number[]) =>
    stand.happen({
      kind: "button-board",
      buttonBoard: { online: true, problem: "stuck", code: "HAL_BUTTON_STUCK" },
      stuck: buttons,
    });
  const texts = (stand: BenchStand) => stand.picture().service?.lines.map(({ text }) => text.da);
  const stand = open();
  stuck(stand, 1);
  card(stand);
  expect([lamps(stand), texts(stand)]).toEqual([["off", "on"], ["Knap 1: knappen sidder fast"]]);
  stand.press(2);
  stuck(stand, 1, 2);
  expect(texts(stand)).toEqual(["Knap 1: knappen sidder fast", "Knap 2: knappen sidder fast"]);
});

const PRINTER = { online: true, paper: "ok", error: null, problem: null } as const;
const EMPTY = { online: true, paper: "out", error: "HAL_PRINTER_PAPER_OUT", problem: "no paper" } as const;

it("a verdict that the printer cannot print stands on the screen with words and cures, and comes out when there is paper", () => {
  const stand = open();
  stand.happen({ kind: "printer", printer: EMPTY });
  card(stand);
  stand.press(1);
  stand.press(2);
  const failed = { result: "failed", code: "HAL_PRINTER_PAPER_OUT", ticketId: null } as const;
  stand.happen({ kind: "printed", job: "round", ...failed });
  stand.happen({ kind: "presented", code: "anything" });
  stand.happen({ kind: "printed", job: "verdict", ...failed });
  expect(stand.picture().service?.lines.slice(2)).toMatchObject([
    {
      verdict: "wrong",
      text: { da: "Prøveseddel: prøvesedlen kom ikke ud: Printeren har ikke mere papir" },
      next: { da: "Sæt en ny rulle i, og luk låget." },
    },
    { verdict: "good", next: null },
  ]);
  stand.pass(60_000);
  expect(stand.state.service).not.toBeNull();
  stand.forget();
  stand.happen({ kind: "printer", printer: PRINTER });
  stand.happen({ kind: "printer", printer: PRINTER });
  expect(stand.prints().map(({ job }) => job)).toEqual(["verdict"]);
  stand.happen({ kind: "printed", job: "verdict", ticketId: null, result: "printed", code: null });
  stand.pass(31_000);
  expect(stand.state.service).toBeNull();
});

it("a printer that is never mended does not keep the stand closed", () => {
  const stand = open();
  stand.happen({ kind: "printer", printer: EMPTY });
  card(stand);
  walk(stand);
  stand.happen({
    ...{ kind: "printed", job: "verdict", ticketId: null, result: "failed", code: "HAL_PRINTER_PAPER_OUT" },
  });
  stand.pass(121_000);
  expect(stand.state.service).toBeNull();
});

it("a stand that is to have no printer waits for none: its verdict stands as long as a printed one", () => {
  const stand = open();
  stand.happen({ kind: "printer", printer: { ...EMPTY, paper: "unknown", error: "HAL_PRINTER_NONE" } });
  card(stand);
  stand.press(1);
  stand.press(2);
  stand.happen({ kind: "presented", code: "anything" });
  expect(help(stand)).toBe("Alt er i orden.");
  const none = { result: "failed", code: "HAL_PRINTER_NONE", ticketId: null } as const;
  for (const { job } of stand.prints()) stand.happen({ kind: "printed", job, ...none });
  stand.pass(31_000);
  expect(stand.state.service).toBeNull();
});

it("with a board of silent buttons the round still asks for scan and keys, and parts that are away are not asked for", () => {
  const stand = new BenchStand({ identity: { buttons: 8, parts: { lamps: [], keys: ["1"] } } }).online();
  const asked = new Set<string | null>();
  card(stand);
  for (let s = 0; s < 290 && stand.state.service !== null; s++) {
    stand.pass(1000);
    if (stand.prints().some(({ job }) => job === "round")) paper(stand);
    asked.add(help(stand));
  }
  expect(
    [...asked].filter((words) => words?.startsWith("Hold") || words?.startsWith("Tryk på tasterne")),
  ).toEqual(["Hold koden på prøvesedlen foran scanneren.", "Tryk på tasterne, der mangler: 1"]);
  const away = { online: false, problem: "gone", code: "HAL_SCANNER_GONE" };
  const bare = open();
  bare.happen({ kind: "scanner", scanner: away });
  bare.happen({ kind: "button-board", buttonBoard: { ...away, code: "HAL_BUTTON_GONE" }, stuck: [] });
  card(bare);
  paper(bare);
  expect(bare.picture().service?.lines.map(({ verdict }) => verdict)).toEqual([
    "wrong",
    "wrong",
    "good",
    "wrong",
  ]);
});

it("a part that was not tried is neither in order nor wrong", () => {
  const stand = open();
  card(stand);
  card(stand);
  expect(stand.picture().service?.lines.map(({ verdict }) => verdict)).toEqual(["left-out"]);
});
