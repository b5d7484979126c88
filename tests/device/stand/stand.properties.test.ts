import fc from "fast-check";
import { expect, it } from "vitest";
import { bookOf, emptyBook, remember } from "../../../device/stand/machine/book.ts";
import type { Effect } from "../../../device/stand/machine/state.ts";
import type { Menu } from "../../../protocol/config.ts";
import type { TicketId } from "../../../protocol/terms.ts";
import { DAY, LEDGER, OTHER_HUB, standConfig, uuid } from "./bench-location.ts";
import { BenchStand, restarted } from "./bench-stand.ts";

type Item = Menu["items"][number];
const to = (menu: string): Item => ({ label: { da: menu }, does: { kind: "menu", menu } });

/** One thing that may happen in the hall; numbers choose among what is there at that moment. */
type Happening =
  | { kind: "press"; button: number }
  | { kind: "answer" | "own-series" | "refuse" | "stored" | "confirm" | "doubled"; which: number }
  | { kind: "paper"; which: number; result: "printed" | "torn" | "unknown" | "failed" }
  | { kind: "pass"; ms: number }
  | { kind: "up" | "down" | "restart" | "new-hub" | "disk-fails" | "clock-back" | "give-back" }
  | { kind: "service-card" | "service-slip" }
  | { kind: "queue"; open: boolean }
  | { kind: "present"; code: string };

const which = fc.nat({ max: 6 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("press" as const), button: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("answer" as const), which }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("stored" as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("paper" as const),
      which,
      result: fc.constantFrom(
        "printed" as const,
        "printed" as const,
        "torn" as const,
        "unknown" as const,
        "failed" as const,
      ),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.nat({ max: 6000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("confirm" as const, "refuse" as const, "own-series" as const, "doubled" as const),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "up" as const,
        "up" as const,
        "down" as const,
        "restart" as const,
        "new-hub" as const,
        "clock-back" as const,
        "give-back" as const,
        "service-card" as const,
        "service-slip" as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "disk-fails" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("queue" as const), open: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("present" as const),
      code: fc.string({ unit: "binary", maxLength: 40 }),
    }),
  },
);

const [TAX, PASSPORT, LICENCE] = standConfig().menus[0]!.items as [Item, Item, Item];
/** Two pages on four buttons; the second leads into a menu that leads back as a circle. */
const MENUS: Menu[] = [
  { menu: "more", title: { da: "Andet" }, items: [TAX, PASSPORT, LICENCE, to("inner")] },
  { menu: "inner", title: { da: "Inderst" }, items: [to("more"), TAX, to("inner")] },
];

/** A stand, a hub that numbers, and everything that was ever printed. */
class Hall {
  stand: BenchStand;
  plain = 0;
  readonly given = new Map<TicketId, string>();
  readonly prints: Extract<Effect, { do: "print" }>[] = [];
  diskFailed = false;

  constructor(hasScreen: boolean) {
    const remembered = { standConfig: standConfig({ menus: MENUS }), queues: {} };
    this.stand = new BenchStand({ identity: { hasScreen, buttons: 4 }, remembered });
    this.collect();
  }

  collect(): void {
    for (const print of this.stand.prints()) {
      this.prints.push(print);
      this.mustBeStored(print);
    }
    this.stand.forget();
  }

  /** Design rule 3: a paper's number is in the outbox, and its sync was told, before the print is asked for. */
  mustBeStored({ job, ticket }: Extract<Effect, { do: "print" }>): void {
    if (job !== "ticket" || this.diskFailed) return;
    const isWritten = this.stand.lines.some(
      (line) => line.kind === "number" && line.ticket.ticketId === ticket?.ticketId,
    );
    expect(isWritten).toBe(true);
    expect(this.told.has(ticket!.ticketId)).toBe(true);
  }

  readonly told = new Set<TicketId>();

  pick(phase: "asking" | "storing" | "printing", which: number): TicketId | undefined {
    const ids = Object.values(this.stand.state.issuing).filter((one) => one.phase === phase);
    return ids.length > 0 ? ids[which % ids.length]!.intent.ticketId : undefined;
  }

  press(button: number): void {
    const before = this.stand.picture();
    const key = before.buttons.find((one) => one.button === button);
    const { warned } = this.stand.state.access;
    const isExtending = warned.some((name) => name !== "language" && name !== "screen");
    const tickets = this.stand.state.book.tickets.size;
    this.stand.press(button);
    const after = this.stand.picture();
    const isTicket = this.stand.state.book.tickets.size === tickets + 1;
    const isMenu = JSON.stringify([after.menu, after.pages]) !== JSON.stringify([before.menu, before.pages]);
    if (key?.lit && !isExtending) expect(isTicket || isMenu || after.standing !== null).toBe(true);
    else expect(isTicket).toBe(false);
  }

  answer(which: number): void {
    const ticketId = this.pick("asking", which);
    if (!ticketId) return;
    if (!this.given.has(ticketId)) this.given.set(ticketId, `A${String(++this.plain).padStart(2, "0")}`);
    this.stand.answerIssue(ticketId, this.given.get(ticketId)!);
  }

  ownSeries(which: number): void {
    const ticketId = this.pick("asking", which);
    if (!ticketId) return;
    const answer = { kind: "own-series" as const, serviceDay: DAY, ahead: 0, wait: null };
    const ledger = { ledgerId: LEDGER, seq: this.stand.seq };
    this.stand.says("issueAnswer", { ...this.stand.head(), transaction: uuid(0), ledger, ticketId, answer });
  }

  stored(which: number): void {
    const ticketId = this.pick("storing", which);
    if (!ticketId || this.diskFailed) return;
    this.told.add(ticketId);
    this.stand.stored(ticketId);
  }

  restart(): void {
    if (this.diskFailed) return;
    const { hasScreen } = this.stand.state.who;
    const { seq, instance } = this.stand;
    this.stand = restarted(this.stand, { identity: { hasScreen } });
    Object.assign(this.stand, { seq, instance });
  }

  do(what: Happening): void {
    const { stand } = this;
    switch (what.kind) {
      case "press":
        return this.press(what.button);
      case "answer":
        return this.answer(what.which);
      case "own-series":
        return this.ownSeries(what.which);
      case "doubled": {
        const id = [...this.given.keys()][what.which];
        return id && stand.answerIssue(id, this.given.get(id)!);
      }
      case "refuse": {
        const id = this.pick("asking", what.which);
        return id && stand.refuse(id, "queue-closed");
      }
      case "stored":
        return this.stored(what.which);
      case "confirm":
        return stand.state.replay.inFlight ? stand.confirm() : undefined;
      case "paper": {
        const id = this.pick("printing", what.which);
        return id && stand.paper(id, what.result);
      }
      case "pass":
        return stand.pass(what.ms);
      case "up":
        return void stand.online();
      case "down":
        return stand.offline();
      case "restart":
        return this.restart();
      case "new-hub":
        stand.instance = stand.instance === OTHER_HUB ? uuid(5) : OTHER_HUB;
        return stand.available();
      case "disk-fails":
        this.diskFailed = true;
        return void stand.happen({ kind: "storage-failed", problem: "EIO" });
      case "clock-back":
        stand.wallMs -= 86_400_000;
        return;
      case "give-back":
        return void stand.says("giveBack", { ...stand.head(), serviceDay: DAY });
      case "service-card":
        return void stand.happen({ kind: "service-card", isValid: true });
      case "service-slip":
        return void stand.happen({
          ...{ kind: "printed", job: "round", ticketId: null, result: "printed", code: null },
        });
      case "queue":
        return stand.queue("a", what.open);
      case "present":
        return void stand.happen({ kind: "presented", code: what.code });
    }
  }
}

function play(hasScreen: boolean, happenings: readonly Happening[], after: (hall: Hall) => void): void {
  const hall = new Hall(hasScreen);
  hall.stand.online();
  for (const one of happenings) {
    hall.do(one);
    hall.collect();
  }
  after(hall);
}

const evening = fc.array(happening, { minLength: 20, maxLength: 120 });

it("whatever happens, no ticket is printed twice unasked and no number stands on two papers of a day", () => {
  fc.assert(
    fc.property(fc.boolean(), evening, (hasScreen, happenings) => {
      play(hasScreen, happenings, ({ prints }) => {
        const tickets = prints.flatMap(({ job, ticket }) => (job === "ticket" ? [ticket!] : []));
        expect(new Set(tickets.map((ticket) => ticket.ticketId)).size).toBe(tickets.length);
        expect(new Set(tickets.map((ticket) => ticket.number)).size).toBe(tickets.length);
      });
    }),
    { numRuns: 300 },
  );
});

it("whatever happens, the outbox read back gives the state's own book", () => {
  fc.assert(
    fc.property(evening, (happenings) => {
      const kept = happenings.filter(({ kind }) => kind !== "disk-fails");
      play(true, kept, ({ stand }) => {
        // Three ways to the same book: as it grew while running, read back in place, and read back without that.
        expect(bookOf(stand.lines)).toEqual(stand.state.book);
        expect(stand.lines.reduce(remember, emptyBook())).toEqual(stand.state.book);
      });
    }),
    { numRuns: 150 },
  );
});

it("whatever happened, a quiet hub in the end knows every ticket", () => {
  fc.assert(
    fc.property(fc.boolean(), evening, (hasScreen, happenings) => {
      play(hasScreen, happenings, (hall) => {
        const { stand } = hall;
        stand.online();
        stand.pass(6000);
        for (let which = 0; which < 50; which++) {
          hall.answer(0);
          hall.stored(0);
          hall.do({ kind: "paper", which: 0, result: "printed" });
        }
        for (let tries = 0; stand.state.book.unconfirmed.length > 0 && tries < 200; tries++) {
          if (stand.state.replay.inFlight) stand.confirm();
          else stand.pass(1000);
        }
        expect(stand.state.book.unconfirmed).toEqual([]);
        expect(stand.state.book.unfinished).toEqual([]);
      });
    }),
    { numRuns: 100 },
  );
});

it("10,000 scanned lines crash nothing, and only our own tokens are looked up as tickets", () => {
  const stand = new BenchStand().online();
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 600 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.stringMatching(/^[0-9A-Za-z]{26}$/),
    fc.stringMatching(/^http:\/\/hub\/t\/[0-9A-Za-z]{20,30}\/?$/),
  );
  fc.assert(
    fc.property(line, (code) => {
      stand.forget();
      stand.monoMs += 1000;
      stand.happen({ kind: "presented", code });
      const sent = [...stand.published("lookup"), ...stand.published("checkIn")];
      expect(sent.length).toBeLessThanOrEqual(1);
      for (const { token } of stand.published("lookup"))
        expect(token).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      for (const asked of stand.published("checkIn")) {
        expect(asked.code.length).toBeGreaterThan(0);
        expect(asked.code.length).toBeLessThanOrEqual(512);
        expect(asked.code).not.toMatch(/\p{Cc}/u);
      }
      expect(stand.prints()).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);
