/** What a scanned or typed text says of who comes, and what becomes of those whom a day expects. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHECK_IN_REFUSALS,
  type CheckInRules,
  cprOf,
  type ExpectedGuest,
  isSlowed,
  judge,
  NO_TRIES,
  shownIn,
  shownText,
  spacedCode,
  withWrong,
} from "../../protocol/check-in.ts";
import { dayDigest } from "../../protocol/link/day-digest.ts";
import type { AppointmentId, PersonKey, QueueId, TicketNumber } from "../../protocol/terms.ts";

const TOKEN = "3VAWXN4KQ2M8R7T5YBHJ6CD9EF";
const CPR = "0101651234";
/** A health card's stripe to the layout that is known: track 1 with name and address, track 2 with the number. */
const STRIPE = `%${"Hansen^Planted".padEnd(34)}${"Plantedvej 7".padEnd(34)}1012300?;1${"208"}1${"005"}${CPR}1${"012345"}${"084"}${"101"}${"010126"}?`;

describe("what is presented", () => {
  it("is a link's token, a short code or a CPR number, however they are written", () => {
    expect(shownIn(` https://hub.example.dk/a/${TOKEN.toLowerCase()}/ `)).toEqual({
      kind: "link",
      token: TOKEN,
    });
    for (const code of ["48210937", "4821 0937", "4821-0937"])
      expect(shownIn(code)).toEqual({ kind: "code", code: "48210937" });
    for (const cpr of [CPR, "010165-1234", " 010165 1234"])
      expect(shownIn(cpr)).toEqual({ kind: "cpr", cpr: CPR });
    expect(spacedCode("48210937")).toBe("4821 0937");
  });

  it("is the number alone of a health card's stripe, with either sentinel; a cut one is nothing", () => {
    expect(STRIPE).toHaveLength(116);
    expect(shownIn(STRIPE)).toEqual({ kind: "cpr", cpr: CPR });
    expect(shownIn(STRIPE.replace(";", ":"))).toEqual({ kind: "cpr", cpr: CPR });
    expect(shownIn(STRIPE.slice(0, 105))).toBeNull();
  });

  it("may be a number that modulus 11 would refuse, but no day that there is not, nobody's zeros, and nothing foreign", () => {
    expect(shownIn("0101701235")).toEqual({ kind: "cpr", cpr: "0101701235" });
    for (const text of [
      "3102701234",
      "0013701234",
      "0000000000",
      "5701234567890",
      "",
      `/t/${TOKEN}`,
      TOKEN,
      "A07",
    ])
      expect(shownIn(text)).toBeNull();
    expect(cprOf("0000000000")).toBe("unknown");
  });

  it("never throws, whatever a scanner reads", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        const shown = shownIn(text);
        if (shown?.kind === "code") expect(shown.code).toMatch(/^\d{8}$/);
        if (shown?.kind === "cpr") expect(shown.cpr).toMatch(/^\d{10}$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it("has a digest that depends on the day's key, on what it is, and on each of its digits", () => {
    const [key, other] = ["a2V5", "b3RoZXI"];
    const shown = [
      { kind: "link", token: TOKEN },
      { kind: "code", code: "48210937" },
      { kind: "code", code: "48210938" },
      { kind: "cpr", cpr: CPR },
    ] as const;
    expect(new Set(shown.map(shownText)).size).toBe(4);
    expect(new Set([key, other].flatMap((one) => shown.map((what) => dayDigest(one, what)))).size).toBe(8);
    expect(dayDigest(key, shown[3])).toMatch(/^[\w-]{22}$/);
  });
});

const MINUTE = 60_000;
const NOON = 1_795_431_600_000;
const RULES: CheckInRules = {
  ...{ from: NOON - 720 * MINUTE, until: NOON + 720 * MINUTE },
  ...{ earlyMs: 60 * MINUTE, lateMs: 30 * MINUTE },
};
const guest = (inMin: number, otherwise: Partial<ExpectedGuest> = {}): ExpectedGuest => ({
  ...{ appointment: `A${inMin}` as AppointmentId, guest: `G${inMin}` as PersonKey },
  ...{ startAt: NOON + inMin * MINUTE, endAt: NOON + (inMin + 30) * MINUTE, queue: "a" as QueueId },
  ...{ service: null, room: null, form: "physical", isCancelled: false, isCounted: false, arrived: null },
  ...otherwise,
});
const said = (...found: ExpectedGuest[]) => {
  const judged = judge(found, RULES, NOON);
  return "welcome" in judged ? ["welcome", judged.welcome.guest, judged.next?.guest] : judged.refused;
};

describe("who comes", () => {
  it.each([
    [0, "welcome"],
    [60, "welcome"],
    [61, "appointment-too-early"],
    [-30, "welcome"],
    [-31, "appointment-too-late"],
    [24 * 60, "appointment-other-day"],
    [-13 * 60, "appointment-other-day"],
  ])("%i minutes before the agreed time: %s", (inMin, expected) => {
    const judged = said(guest(inMin));
    expect(Array.isArray(judged) ? judged[0] : judged).toBe(expected);
  });

  it("is told what else keeps them: cancelled, by phone, come already, unknown", () => {
    expect(said(guest(0, { isCancelled: true }))).toBe("appointment-cancelled");
    for (const form of ["phone", "digital", "letter"] as const)
      expect(said(guest(0, { form }))).toBe("appointment-not-here");
    expect(said(guest(0, { arrived: "A07" as TicketNumber }))).toBe("already-checked-in");
    expect(said()).toBe("code-unknown");
  });

  it("with two appointments comes to the next first, and hears of the other", () => {
    expect(said(guest(30), guest(10))).toEqual(["welcome", "G10", "G30"]);
    expect(said(guest(200), guest(10))).toEqual(["welcome", "G10", "G200"]);
    expect(said(guest(30), guest(10, { isCancelled: true }))).toEqual(["welcome", "G30", undefined]);
    expect(said(guest(10, { arrived: "A07" as TicketNumber }), guest(30))).toEqual([
      "welcome",
      "G30",
      undefined,
    ]);
  });

  it("is judged the same in whatever order appointments are found, and welcome wherever one of them is open", () => {
    const one = fc
      .record({
        inMin: fc.integer({ min: -2000, max: 2000 }),
        isCancelled: fc.boolean(),
        form: fc.constantFrom("physical" as const, "phone" as const),
        arrived: fc.constantFrom(null, "A07" as TicketNumber),
      })
      .map(({ inMin, ...otherwise }) => guest(inMin, otherwise));
    const many = fc.uniqueArray(one, { selector: ({ guest: key }) => key, maxLength: 6 });
    fc.assert(
      fc.property(many, (found) => {
        expect(judge(found.toReversed(), RULES, NOON)).toEqual(judge(found, RULES, NOON));
        const isOpen = found.some((each) => "welcome" in judge([each], RULES, NOON));
        const judged = judge(found, RULES, NOON);
        expect("welcome" in judged).toBe(isOpen);
        if ("refused" in judged && found.length > 0) expect(CHECK_IN_REFUSALS).toContain(judged.refused);
      }),
    );
  });
});

it("five wrong codes are answered at once, then one a minute", () => {
  let tries = NO_TRIES;
  let answered = 0;
  for (let at = 0; at < 60 * MINUTE; at += 1000) {
    if (isSlowed(tries, at)) continue;
    answered += 1;
    tries = withWrong(tries, at);
  }
  expect(answered).toBe(5 + 59);
  expect(isSlowed(tries, 120 * MINUTE)).toBe(false);
  expect(isSlowed({ count: 5, at: 10_000 }, 0)).toBe(true);
});
