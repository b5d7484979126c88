/** Guests with a meeting and no code: a colleague is called, or after a minute there is a number; never two, whatever dies in between. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slipOf } from "../../../../device/stand/slip.ts";
import type { ServiceId, TicketId } from "../../../../protocol/terms.ts";
import { standConfig } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

const BUTTON = 4;
const config = () => {
  const usual = standConfig();
  const does = { kind: "service" as const, service: "citizen" as ServiceId, withoutCode: true };
  const label = { da: "Møde uden kode", en: "Meeting without a code" };
  return { ...usual, buttons: [...usual.buttons, { button: BUTTON, label, does }] };
};
const open = () => new BenchStand({ remembered: { standConfig: config(), queues: {} } }).online();
const press = (stand: BenchStand) => stand.happen({ kind: "pressed", button: BUTTON });
function hears(stand: BenchStand, coming: boolean, transaction = stand.published("help").at(-1)!.id): void {
  stand.says("helpAnswer", { ...stand.head(), transaction, ledger: stand.mark(), coming });
}
const giving = (stand: BenchStand) => Object.keys(stand.state.issuing)[0] as TicketId;
const shown = (stand: BenchStand) => stand.picture().standing;
const results = (stand: BenchStand) =>
  stand.lines.flatMap((line) => (line.kind === "result" ? [line.paper] : []));

describe("a guest without a code", () => {
  it("is told that somebody was called, and after a minute without an answer gets a number that says what it is", () => {
    const stand = open();
    press(stand);
    expect(stand.published("help")).toMatchObject([{ wants: "check-in" }]);
    expect(stand.published("issue")).toEqual([]);
    expect(shown(stand)).toMatchObject({ called: "asking" });
    hears(stand, false);
    expect(shown(stand)).toMatchObject({ called: "told" });
    stand.pass(59_000);
    expect([shown(stand)?.until !== undefined, stand.published("issue").length]).toEqual([true, 0]);
    stand.pass(1_500);
    const [asked] = stand.published("issue");
    expect(asked).toMatchObject({ queue: "a", service: "citizen", answers: ["Møde uden kode"] });
    expect(asked).not.toHaveProperty("withoutCode");
    expect(shown(stand)).toBeNull();
    const ticketId = giving(stand);
    stand.answerIssue(ticketId, "A07");
    stand.stored(ticketId);
    const [print] = stand.prints();
    const slip = slipOf(stand.state, print!, { widthMm: 80, moment: stand.moment() });
    expect(JSON.stringify(slip)).toContain("Møde uden kode. Sig, hvem du skal møde");
    stand.paper(ticketId);
    stand.confirm();
    expect(stand.ticketOf(ticketId)).toMatchObject({
      number: "A07",
      withoutCode: expect.any(String) as string,
    });
  });

  it("gets none when somebody comes, and the hub hears that nothing waits", () => {
    const stand = open();
    press(stand);
    hears(stand, false);
    stand.pass(20_000);
    hears(stand, true);
    expect(shown(stand)).toMatchObject({ called: "coming" });
    stand.pass(600_000);
    expect([shown(stand), stand.published("issue"), results(stand)]).toEqual([null, [], ["withdrawn"]]);
    expect(stand.published("printed")[0]?.records).toMatchObject([{ paper: "withdrawn", number: null }]);
  });

  it("gets a number at once while nobody can be called, or when the hub says nothing", () => {
    const stand = open();
    stand.offline();
    press(stand);
    expect(stand.published("help")).toEqual([]);
    stand.stored(giving(stand));
    expect(stand.prints()).toMatchObject([{ ticket: { number: "AB01", answers: ["Møde uden kode"] } }]);
    const silent = open();
    press(silent);
    silent.pass(3_100);
    expect(silent.published("issue")).toHaveLength(1);
  });

  it("who presses twice is one guest, and others go on as ever", () => {
    const stand = open();
    press(stand);
    hears(stand, false);
    expect(stand.lit()).toEqual([1, 2, 3]);
    press(stand);
    expect(stand.published("help")).toHaveLength(1);
    stand.ticket(1, "A01");
    stand.pass(60_000);
    expect(stand.published("issue").map(({ answers }) => answers)).toEqual([undefined, ["Møde uden kode"]]);
    expect(stand.lit()).toContain(BUTTON);
  });

  it("waits on at a stand that starts again, which asks whether somebody has answered", () => {
    const stand = open();
    press(stand);
    hears(stand, false);
    const call = stand.published("help")[0]!.id;
    stand.pass(30_000);
    const again = restarted(stand).online();
    expect(again.published("help")).toMatchObject([{ id: call, wants: "check-in" }]);
    again.pass(25_000);
    expect(again.published("issue")).toEqual([]);
    again.pass(5_000);
    expect(again.published("issue")).toHaveLength(1);
    const answered = restarted(stand).online();
    hears(answered, true, call);
    answered.pass(120_000);
    expect([answered.published("issue"), results(answered)]).toEqual([[], ["withdrawn"]]);
  });

  it("has gone when a stand starts after five minutes", () => {
    const stand = open();
    press(stand);
    const late = restarted(stand, { wallMs: stand.wallMs + 300_000 }).online();
    late.pass(120_000);
    expect([late.published("issue"), results(late)]).toEqual([[], ["withdrawn"]]);
  });

  it("is asked for again at a hub that was killed, and goes with a number of the stand's own when it stays away", () => {
    const stand = open();
    press(stand);
    hears(stand, false);
    stand.offline();
    stand.pass(60_000);
    expect(stand.prints()).toEqual([]);
    stand.stored(giving(stand));
    expect(stand.prints()).toMatchObject([{ ticket: { number: "AB01" } }]);
  });

  it("is one ticket or none for each press, whatever happens in between", () => {
    const step = fc.oneof(
      ...["press", "told", "coming", "down", "up", "restart"].map((what) => fc.constant(what)),
      fc.integer({ min: 1, max: 70_000 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let stand = open();
        let printed = 0;
        const settle = () => {
          for (const { intent, phase } of Object.values(stand.state.issuing)) {
            const { ticketId } = intent;
            if (phase === "asking" && stand.published("issue").some((one) => one.ticketId === ticketId))
              stand.answerIssue(ticketId, `A${String(printed + 1).padStart(2, "0")}`);
            if (stand.state.issuing[ticketId]?.phase === "storing") {
              stand.stored(ticketId);
              stand.paper(ticketId);
              printed += 1;
            }
          }
        };
        for (const what of [...steps, 70_000, 70_000]) {
          if (what === "press") press(stand);
          else if (what === "down") stand.offline();
          else if (what === "up") stand.online();
          else if (what === "restart") stand = restarted(stand);
          else if (typeof what === "number") stand.pass(what);
          else if (stand.state.called !== null) hears(stand, what === "coming", stand.state.called.call);
          settle();
        }
        const intents = new Set(
          stand.lines.flatMap((line) => (line.kind === "intent" ? [line.ticket.ticketId] : [])),
        );
        const numbers = stand.lines.flatMap((line) => (line.kind === "number" ? [line.ticket.ticketId] : []));
        const withdrawn = stand.lines.flatMap((line) =>
          line.kind === "result" && line.paper === "withdrawn" ? [line.ticketId] : [],
        );
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const ticketId of intents)
          expect(Number(numbers.includes(ticketId)) + Number(withdrawn.includes(ticketId))).toBe(1);
        expect(numbers.length).toBe(printed);
      }),
      { numRuns: 200 },
    );
  });
});
