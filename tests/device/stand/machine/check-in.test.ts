/** Citizens of appointments at the stand: asked of the hub, or by the day's list while it is away, and a number never twice nor lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpectedGuest, Shown } from "../../../../protocol/check-in.ts";
import { dayDigest } from "../../../../protocol/link/day-digest.ts";
import type { Message } from "../../../../protocol/messages.ts";
import type {
  AppointmentId,
  PersonKey,
  QueueId,
  ServiceId,
  TicketId,
  TicketNumber,
} from "../../../../protocol/terms.ts";
import { AT, uuid } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

const MINUTE = 60_000;
const KEY = Buffer.alloc(32, 7).toString("base64url");
const LINK = "3VAWXN4KQ2M8R7T5YBHJ6CD9EF";
const CPR = "0101651234";
const RULES = {
  from: AT - 600 * MINUTE,
  until: AT + 800 * MINUTE,
  earlyMs: 60 * MINUTE,
  lateMs: 30 * MINUTE,
};

const opaque = (name: string) => name.padEnd(26, "0");
const guest = (name: string, inMin = 10, otherwise: Partial<ExpectedGuest> = {}): ExpectedGuest => ({
  ...{ appointment: opaque(`1${name}`) as AppointmentId, guest: opaque(`2${name}`) as PersonKey },
  ...{ startAt: AT + inMin * MINUTE, endAt: AT + (inMin + 30) * MINUTE, queue: "a" as QueueId },
  ...{
    service: "citizen" as ServiceId,
    room: "B204",
    form: "physical",
    isCancelled: false,
    isCounted: false,
  },
  ...{ arrived: null, ...otherwise },
});
const code = (text: string): Shown => ({ kind: "code", code: text });
const with_ = (one: ExpectedGuest, ...shown: Shown[]) => ({
  ...one,
  digests: shown.map((what) => dayDigest(KEY, what)),
});

function lists(stand: BenchStand, guests: readonly ReturnType<typeof with_>[], list = uuid(77)): void {
  stand.says("expected", { ...stand.head(), list, key: KEY, rules: RULES, guests: [...guests] });
}
/** A stand on line with a list of the day. */
function expecting(...guests: ReturnType<typeof with_>[]): BenchStand {
  const stand = new BenchStand().online();
  lists(stand, guests);
  return stand;
}
function present(stand: BenchStand, text: string): void {
  stand.pass(600);
  stand.happen({ kind: "presented", code: text });
}
function answer(stand: BenchStand, said: Message<"checkInAnswer">["answer"]): void {
  const transaction = stand.state.lookup!.request;
  stand.says("checkInAnswer", { ...stand.head(), transaction, ledger: stand.mark(), answer: said });
}
/** The ticket that is being given. */
const giving = (stand: BenchStand) => Object.keys(stand.state.issuing)[0] as TicketId;
const shown = (stand: BenchStand) => stand.picture().standing;
const first = with_(guest("A"), code("48210937"), { kind: "link", token: LINK }, { kind: "cpr", cpr: CPR });

describe("on line", () => {
  it("a code and a link are asked for as they are, and a card by its digest alone", () => {
    const stand = expecting(first);
    present(stand, "4821 0937");
    present(stand, `https://hub/a/${LINK}`);
    present(stand, "010165-1234");
    expect(stand.published("checkIn").map(({ code: said, digest }) => [said, digest])).toEqual([
      ["48210937", undefined],
      [`/a/${LINK}`, undefined],
      ["", first.digests[2]],
    ]);
    const told = stand.effects.filter((one) => one.do !== "digest");
    expect(JSON.stringify([told, stand.state, stand.picture(), stand.lines])).not.toContain(CPR);
  });

  it("a card is unknown where nobody told whom the day expects, and nobody is asked", () => {
    const stand = new BenchStand().online();
    present(stand, CPR);
    expect(stand.published("checkIn")).toEqual([]);
    expect(shown(stand)).toMatchObject({ refused: "code-unknown" });
  });

  it("whoever is welcome gets a ticket through the outbox, a receipt, and words on the screen", () => {
    const stand = expecting(first);
    present(stand, "48210937");
    answer(stand, { welcome: guest("A"), next: guest("B", 90) });
    const ticketId = giving(stand);
    const agreed = {
      appointment: opaque("1A"),
      guest: opaque("2A"),
      at: AT + 10 * MINUTE,
      room: "B204",
      isCounted: false,
    };
    expect(stand.published("issue")).toMatchObject([{ ticketId, queue: "a", service: "citizen", agreed }]);
    expect(stand.lines).toContainEqual(
      expect.objectContaining({
        kind: "intent",
        ticket: expect.objectContaining({ agreed }) as unknown,
      }) as unknown,
    );
    expect(shown(stand)).toMatchObject({ welcome: { number: null, room: "B204", nextAt: AT + 90 * MINUTE } });
    stand.answerIssue(ticketId, "A07");
    stand.stored(ticketId);
    expect(stand.prints().at(-1)).toMatchObject({ job: "ticket", ticket: { agreed } });
    stand.paper(ticketId);
    expect(shown(stand)).toMatchObject({ welcome: { number: "A07", agreedAt: AT + 10 * MINUTE } });
    expect(stand.published("printed").at(-1)?.records).toMatchObject([
      { ticketId, agreed, agreedAt: agreed.at },
    ]);
    expect(stand.effects).toContainEqual({ do: "sign", sign: "accepted" });
  });

  it("a refusal is told with its appointment, and a late answer to another code is not", () => {
    const stand = expecting(first);
    present(stand, "48210937");
    answer(stand, { refused: "appointment-too-early", guest: guest("A", 120), rules: RULES });
    const appointment = { at: AT + 120 * MINUTE, opensAt: AT + 60 * MINUTE, number: null };
    expect(shown(stand)).toMatchObject({ refused: "appointment-too-early", appointment });
    present(stand, "48210937");
    stand.says("checkInAnswer", {
      ...stand.head(),
      ...{ transaction: uuid(5), ledger: stand.mark(), answer: { welcome: guest("A"), next: null } },
    });
    expect(giving(stand)).toBeUndefined();
  });

  it("whoever got a ticket here is not given another by a hub that has not heard of it yet", () => {
    const stand = expecting(first);
    stand.offline();
    present(stand, "48210937");
    const ticketId = giving(stand);
    stand.stored(ticketId);
    stand.paper(ticketId);
    const again = restarted(stand).online();
    lists(again, [first]);
    present(again, "48210937");
    answer(again, { welcome: guest("A"), next: null });
    expect(giving(again)).toBeUndefined();
    expect(shown(again)).toMatchObject({ refused: "already-checked-in", appointment: { number: "AB01" } });
  });

  it("a hub that does not answer leaves it to the day's list", () => {
    const stand = expecting(first);
    present(stand, "48210937");
    stand.pass(3_000);
    expect(stand.published("issue")).toHaveLength(1);
    expect(shown(stand)).toMatchObject({ welcome: { agreedAt: AT + 10 * MINUTE } });
  });

  it("without a number nobody is told that they are checked in", () => {
    const stand = expecting(first);
    present(stand, "48210937");
    answer(stand, { welcome: guest("A"), next: null });
    stand.refuse(giving(stand), "queue-closed");
    expect(shown(stand)).toMatchObject({ refused: "queue-closed" });
    present(stand, "48210937");
    answer(stand, { welcome: guest("A"), next: null });
    expect(giving(stand)).toBeDefined();
  });
});

describe("off line", () => {
  const away = (...guests: ReturnType<typeof with_>[]) => {
    const stand = expecting(...guests);
    stand.offline();
    stand.forget();
    return stand;
  };

  it("code, link and card of the day's list give a number of the stand's own series, once", () => {
    for (const text of ["48210937", `/a/${LINK}`, CPR]) {
      const stand = away(first);
      present(stand, text);
      const ticketId = giving(stand);
      stand.stored(ticketId);
      stand.paper(ticketId);
      expect(stand.ticketOf(ticketId)).toMatchObject({ number: "AB01", agreed: { guest: opaque("2A") } });
      present(stand, text);
      expect(shown(stand)).toMatchObject({ refused: "already-checked-in", appointment: { number: "AB01" } });
      expect(Object.keys(stand.state.issuing)).toHaveLength(0);
      expect(JSON.stringify([stand.lines, stand.picture()])).not.toContain(CPR);
    }
  });

  it("is told to the hub when it is back, with the appointment", () => {
    const stand = away(first);
    present(stand, "48210937");
    const ticketId = giving(stand);
    stand.stored(ticketId);
    stand.paper(ticketId);
    stand.online();
    stand.pass(1_000);
    expect(stand.published("printed").at(-1)?.records).toMatchObject([
      { ticketId, agreed: { guest: opaque("2A") } },
    ]);
  });

  it.each([
    ["too early", guest("A", 120), "appointment-too-early"],
    ["too late", guest("A", -40), "appointment-too-late"],
    ["cancelled", guest("A", 10, { isCancelled: true }), "appointment-cancelled"],
    ["by phone", guest("A", 10, { form: "phone" }), "appointment-not-here"],
    ["come elsewhere", guest("A", 10, { arrived: "BB01" as TicketNumber }), "already-checked-in"],
  ])("%s is said as the hub would", (_what, one, refused) => {
    const stand = away(with_(one, code("48210937")));
    present(stand, "48210937");
    expect(shown(stand)).toMatchObject({ refused, appointment: { at: one.startAt } });
  });

  it("two appointments: the next one first, then the other", () => {
    const stand = away(with_(guest("B", 40), code("11112222")), with_(guest("A", 10), code("11112222")));
    present(stand, "11112222");
    expect(shown(stand)).toMatchObject({ welcome: { agreedAt: AT + 10 * MINUTE, nextAt: AT + 40 * MINUTE } });
    present(stand, "11112222");
    expect(shown(stand)).toMatchObject({ welcome: { agreedAt: AT + 40 * MINUTE, nextAt: null } });
  });

  it("without a list, with yesterday's, or by a clock that nobody set, nothing can be looked up", () => {
    const bare = new BenchStand().online();
    bare.offline();
    present(bare, CPR);
    const old = away(first);
    old.pass(900 * MINUTE);
    present(old, "48210937");
    for (const stand of [bare, old]) {
      expect(shown(stand)).toMatchObject({ refused: "off-line" });
      expect(giving(stand)).toBeUndefined();
    }
  });

  it("five wrong codes are answered, then nothing that could be guessed for a minute", () => {
    const stand = away(first);
    for (let n = 0; n < 5; n += 1) {
      present(stand, `9999999${n}`);
      expect(shown(stand)).toMatchObject({ refused: "code-unknown" });
    }
    present(stand, "48210937");
    expect(shown(stand)).toMatchObject({ refused: "codes-slowed" });
    present(stand, `/a/${LINK}`);
    expect(shown(stand)).toMatchObject({ welcome: {} });
  });

  it("the key and the list are in nothing that is kept", () => {
    const stand = away(first);
    present(stand, CPR);
    const kept = JSON.stringify([
      stand.lines,
      stand.effects.filter((one) => one.do === "remember" || one.do === "log"),
    ]);
    for (const secret of [KEY, CPR, ...first.digests]) expect(kept).not.toContain(secret);
  });
});

it("a part of a list adds to it, a changed guest takes the old one's place, another list begins anew", () => {
  const stand = expecting(first);
  lists(stand, [with_(guest("B"), code("11112222"))]);
  lists(stand, [with_(guest("A", 20), code("48210937"))]);
  expect(Object.values(stand.state.expected!.guests).map(({ startAt }) => startAt)).toEqual([
    AT + 20 * MINUTE,
    AT + 10 * MINUTE,
  ]);
  expect(stand.picture().isExpecting).toBe(true);
  lists(stand, [], uuid(78));
  expect(stand.picture().isExpecting).toBe(false);
});

it("whatever is presented on line and off, no guest ever has two tickets of this stand that count", () => {
  const codes = ["11112222", "33334444", CPR, "99999999"];
  const guests = [
    with_(guest("A"), code(codes[0]!), { kind: "cpr", cpr: CPR }),
    with_(guest("B", 30), code(codes[1]!), { kind: "cpr", cpr: CPR }),
  ];
  const acts = fc.array(fc.constantFrom("up", "down", "cut", "paper", "fail", ...codes), { maxLength: 30 });
  fc.assert(
    fc.property(acts, (all) => {
      let stand = expecting(...guests);
      const finish = (result: "printed" | "failed") => {
        for (const ticketId of Object.keys(stand.state.issuing) as TicketId[]) {
          if (stand.state.issuing[ticketId]?.phase === "asking")
            stand.answerIssue(ticketId, `A${10 + stand.seq}`);
          stand.stored(ticketId);
          stand.paper(ticketId, result);
        }
      };
      for (const act of all) {
        if (act === "up") stand.online();
        else if (act === "down") stand.offline();
        else if (act === "cut") stand = restarted(stand).online();
        else if (act === "paper") finish("printed");
        else if (act === "fail") finish("failed");
        else present(stand, act);
        if (act === "cut") lists(stand, guests);
        const asked = stand.state.lookup?.guest && codes.indexOf(stand.state.lookup.code);
        const found = asked === undefined ? undefined : guests[asked];
        if (found) answer(stand, { welcome: found, next: null });
      }
      finish("printed");
      const valid = stand.lines.flatMap((line) =>
        line.kind === "number" && line.ticket.agreed ? [line.ticket] : [],
      );
      const count = valid.filter(({ ticketId }) => stand.ticketOf(ticketId)?.paper !== "withdrawn");
      const names = count.map(({ agreed }) => agreed?.guest);
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 300 },
  );
});
