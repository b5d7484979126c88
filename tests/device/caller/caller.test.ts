import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGN_MS, step } from "../../../device/caller/caller.ts";
import {
  type Ask,
  type CallerEvent,
  type CallerState,
  type Effect,
  isReady,
  newCaller,
} from "../../../device/caller/state.ts";
import type { CounterId, CounterState, Refusal, TicketId, TicketNumber } from "../../../protocol/terms.ts";

const C1 = "1" as CounterId;
const DOES = {
  enter: "call-next",
  plus: "recall",
  "0": "recall",
  minus: "no-show",
  clear: "finish",
  backspace: "undo",
  slash: "pause",
  "7": "call-colleague",
} as const;
const idOf = (number: string) => `id of ${number}` as TicketId;

/** A caller whose time passes by saying so, with a hub that answers what the test says. */
class Desk {
  state: CallerState = newCaller({ counter: C1, does: DOES, repeatMs: 1000, answerMs: 1500 });
  readonly effects: Effect[] = [];
  atMs = 0;
  hubAt = 100;
  #count = 0;

  happen(event: CallerEvent): void {
    const { state, effects } = step(this.state, event);
    this.state = state;
    this.effects.push(...effects);
  }
  /** Keypad, line and hub are there, and the counter is free. */
  open(state: CounterState = "free", number: string | null = null): this {
    this.happen({ kind: "keypad", isPresent: true });
    this.happen({ kind: "hub", isOnline: true });
    this.happen({ kind: "line", isUp: true });
    return this.shows(state, number);
  }
  shows(state: CounterState, number: string | null, at = ++this.hubAt, paused = false): this {
    this.happen({ kind: "counter", state, number: number as TicketNumber | null, paused, at });
    return this;
  }
  /** A press two seconds after the one before. */
  press(key: string, laterMs = 2000): this {
    this.atMs += laterMs;
    this.#count += 1;
    this.happen({ kind: "pressed", key, atMs: this.atMs, commandId: `c${this.#count}` });
    return this;
  }
  get asks(): Ask[] {
    return this.effects.flatMap((effect) => (effect.kind === "ask" ? [effect.ask] : []));
  }
  get said(): unknown[] {
    return this.effects.flatMap((effect) =>
      effect.kind === "log" ? [effect.fields["because"] ?? effect.what] : [],
    );
  }
  get lamp(): string | undefined {
    return this.effects.flatMap((effect) => (effect.kind === "lamp" ? [effect.light] : [])).at(-1);
  }
  #answer(answer: Extract<CallerEvent, { kind: "answered" }>["answer"], commandId?: string): this {
    const id = commandId ?? this.asks.at(-1)?.commandId ?? "";
    this.happen({ kind: "answered", commandId: id, answer, at: ++this.hubAt });
    return this;
  }
  answers(number: string, state: "called" | "serving" | "served" | "no-show" = "called", commandId?: string) {
    return this.#answer({ ticket: { id: idOf(number), number: number as TicketNumber, state } }, commandId);
  }
  refuses(refused: Refusal): this {
    return this.#answer({ refused });
  }
  /** The newest wait for an answer is over. */
  tires(): this {
    const waits = this.effects.flatMap((effect) =>
      effect.kind === "after" && effect.happens.kind === "unanswered" ? [effect.happens] : [],
    );
    this.happen(waits.at(-1) as CallerEvent);
    return this;
  }
}

describe("a press at the counter", () => {
  it("of enter calls the next, and the one after names the ticket that it finishes", () => {
    const desk = new Desk().open().press("enter").answers("A07").press("enter");
    expect(desk.asks).toEqual([
      { command: "call-next", commandId: "c1", counter: "1" },
      { command: "call-next", commandId: "c2", counter: "1", finishes: idOf("A07") },
    ]);
  });

  it("of recall, no-show or finish names what it saw", () => {
    const desk = new Desk().open().press("enter").answers("A07").press("plus").answers("A07");
    desk.shows("serving", "A07").press("clear");
    expect(desk.asks.slice(1)).toEqual([
      { command: "recall", commandId: "c2", counter: "1", ticket: idOf("A07"), saw: "called" },
      { command: "finish", commandId: "c3", counter: "1", ticket: idOf("A07"), saw: "serving" },
    ]);
  });

  it("of a key that does nothing is nothing", () => {
    const desk = new Desk().open().press("7");
    expect([desk.asks, desk.said]).toEqual([[], []]);
  });

  it("finishes nobody whose ticket it was never told: the hub says that the counter is busy", () => {
    const desk = new Desk().open("calling", "B03").press("enter").refuses("counter-busy");
    expect(desk.asks).toEqual([{ command: "call-next", commandId: "c1", counter: "1" }]);
    expect(desk.said).toEqual(["counter-busy"]);
    // A recall tells whose it is.
    desk.press("plus").answers("B03").press("enter");
    expect(desk.asks.at(-1)).toMatchObject({ command: "call-next", finishes: idOf("B03") });
  });

  it("names no ticket once the counter is free, or shows another", () => {
    const desk = new Desk().open().press("enter").answers("A07").shows("free", null).press("enter");
    expect(desk.asks.at(-1)).not.toHaveProperty("finishes");
    desk.answers("A08").shows("calling", "A09").press("minus");
    expect(desk.asks.at(-1)).toEqual({ command: "no-show", commandId: "c3", counter: "1", saw: "called" });
  });

  it("is not led astray by a topic that is older than the answer", () => {
    const desk = new Desk().open().press("enter").answers("A07").shows("free", null, 50).press("enter");
    expect(desk.asks.at(-1)).toMatchObject({ finishes: idOf("A07") });
  });

  it("forgets a ticket that the hub says has changed, so that the next press does not name it again", () => {
    const desk = new Desk()
      .open()
      .press("enter")
      .answers("A07")
      .press("enter")
      .refuses("changed")
      .press("clear");
    expect(desk.asks.at(-1)).toEqual({ command: "finish", commandId: "c3", counter: "1", saw: "called" });
  });

  it("that ends the visit frees the counter", () => {
    const desk = new Desk().open().press("enter").answers("A07").press("minus").answers("A07", "no-show");
    desk.press("enter");
    expect(desk.asks.at(-1)).not.toHaveProperty("finishes");
  });

  it("of undo takes back the last command, once", () => {
    const desk = new Desk().open().press("enter").answers("A07").press("backspace").answers("A07");
    desk.press("backspace");
    expect(desk.asks.slice(1)).toEqual([{ command: "undo", commandId: "c2", counter: "1", undoes: "c1" }]);
    expect(desk.said.at(-1)).toBe("nothing-to-undo");
  });
});

describe("a double press", () => {
  it("within a second is one, whichever of its keys was pressed", () => {
    const desk = new Desk().open().press("enter").answers("A07").press("enter", 300);
    expect(desk.asks).toHaveLength(1);
    desk.press("plus").answers("A07").press("0", 999);
    expect(desk.asks).toHaveLength(2);
    // Swallowed presses do not prolong it.
    desk.press("0", 1);
    expect(desk.asks).toHaveLength(3);
  });

  it("is one as long as the answer is not there", () => {
    const desk = new Desk().open().press("enter").press("enter", 3000).press("plus", 3000);
    expect(desk.asks).toHaveLength(1);
  });
});

describe("a press without a hub", () => {
  it("is refused with a sign, and never sent later", () => {
    const desk = new Desk();
    desk.happen({ kind: "keypad", isPresent: true });
    desk.press("enter");
    expect([desk.asks, desk.said, desk.lamp]).toEqual([[], ["off-line"], "blink"]);
    desk.open();
    expect(desk.asks).toEqual([]);
  });

  it("is refused while the broker is there and the hub is not", () => {
    const desk = new Desk().open();
    desk.happen({ kind: "hub", isOnline: false });
    expect(desk.press("enter").said).toEqual(["off-line"]);
    expect(desk.asks).toEqual([]);
  });

  it("whose answer does not come is asked three times as the same command, then given up", () => {
    const desk = new Desk().open().press("enter").tires().tires();
    expect(desk.asks.map((ask) => ask.commandId)).toEqual(["c1", "c1", "c1"]);
    expect(desk.said).toEqual([]);
    desk.tires();
    expect([desk.asks.length, desk.said]).toEqual([3, ["no-answer"]]);
    expect(desk.press("enter").asks.at(-1)?.commandId).toBe("c2");
  });

  it("whose line breaks is asked again only while its sign is not yet given, and never after it", () => {
    const desk = new Desk().open().press("enter");
    desk.happen({ kind: "line", isUp: false });
    desk.tires();
    expect([desk.asks.length, desk.said]).toEqual([1, []]);
    desk.open().tires();
    expect(desk.asks.map((ask) => ask.commandId)).toEqual(["c1", "c1"]);
    desk.happen({ kind: "line", isUp: false });
    desk.tires();
    expect([desk.asks.length, desk.said]).toEqual([2, ["no-answer"]]);
    desk.open().tires();
    expect(desk.asks).toHaveLength(2);
    // It did happen: the counter calls somebody whom no answer has named, and nobody is finished unseen.
    desk.shows("calling", "A07").press("enter");
    expect(desk.asks.at(-1)).toEqual({ command: "call-next", commandId: "c2", counter: "1" });
  });

  it("that is answered too late is known all the same", () => {
    const desk = new Desk().open().press("enter").tires().tires().tires().answers("A07", "called", "c1");
    desk.press("enter");
    expect(desk.asks.at(-1)).toMatchObject({ commandId: "c2", finishes: idOf("A07") });
  });
});

describe("lamp 1", () => {
  it("is lit exactly while presses are taken", () => {
    const desk = new Desk();
    expect(desk.lamp).toBeUndefined();
    expect(desk.open().lamp).toBe("on");
    desk.happen({ kind: "keypad", isPresent: false });
    expect(desk.lamp).toBe("off");
    desk.happen({ kind: "keypad", isPresent: true });
    desk.happen({ kind: "line", isUp: false });
    expect(desk.lamp).toBe("off");
  });

  it("blinks for a while after a press that came to nothing, as long as the newest sign says", () => {
    const desk = new Desk()
      .open()
      .press("enter")
      .refuses("nobody-waiting")
      .press("enter")
      .refuses("nobody-waiting");
    expect(desk.lamp).toBe("blink");
    const signs = desk.effects.flatMap((effect) =>
      effect.kind === "after" && effect.happens.kind === "sign-over" ? [effect] : [],
    );
    expect(signs.map((sign) => sign.ms)).toEqual([SIGN_MS, SIGN_MS]);
    desk.happen(signs[0]?.happens as CallerEvent);
    expect(desk.lamp).toBe("blink");
    desk.happen(signs[1]?.happens as CallerEvent);
    expect(desk.lamp).toBe("on");
  });
});

it("an answer to somebody else with the same account changes nothing", () => {
  const desk = new Desk().open();
  const before = desk.state;
  desk.answers("B01", "called", "c99");
  expect(desk.state).toBe(before);
});

const anyEvent: fc.Arbitrary<CallerEvent> = fc.oneof(
  fc.record({
    kind: fc.constant("pressed" as const),
    key: fc.constantFrom(...Object.keys(DOES)),
    atMs: fc.nat(9999),
    commandId: fc.uuid(),
  }),
  fc.record({ kind: fc.constant("line" as const), isUp: fc.boolean() }),
  fc.record({ kind: fc.constant("hub" as const), isOnline: fc.boolean() }),
  fc.record({ kind: fc.constant("keypad" as const), isPresent: fc.boolean() }),
);

it("whatever comes and goes, nothing is asked but by a press while the hub is there, and one at a time", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const desk = new Desk();
      for (const event of events) {
        const [before, wasReady, wasPending] = [
          desk.asks.length,
          isReady(desk.state),
          desk.state.pending !== null,
        ];
        desk.happen(event);
        const asked = desk.asks.length - before;
        expect(asked).toBeLessThanOrEqual(event.kind === "pressed" && wasReady && !wasPending ? 1 : 0);
      }
    }),
  );
});

describe("a counter's break and its call for colleagues", () => {
  const session = (desk: Desk) => {
    const { commandId } = desk.asks.at(-1)!;
    const answer = { session: { counter: C1, open: true, pause: null, queues: [] } };
    desk.happen({ kind: "answered", commandId, answer, at: ++desk.hubAt });
  };

  it("one key begins the break, and ends it where the hub says that it runs", () => {
    const desk = new Desk().open();
    desk.press("slash");
    session(desk);
    desk.shows("closed", null, ++desk.hubAt, true).press("slash");
    session(desk);
    desk.shows("free", null).press("slash");
    expect(desk.asks.map(({ command }) => command)).toEqual(["pause", "end-pause", "pause"]);
    expect(desk.asks[0]).toEqual({ command: "pause", commandId: "c1", counter: C1 });
  });

  it("two presses of the key for help within two seconds are one call; one, slower ones or a bounce are none", () => {
    const desk = new Desk().open();
    desk.press("7").press("7", 20).press("7", 2_500);
    expect(desk.asks).toEqual([]);
    desk.press("7", 1_900);
    expect(desk.asks).toEqual([{ command: "call-colleague", commandId: "c4", counter: C1 }]);
    session(desk);
    desk.press("7", 300);
    expect(desk.asks).toHaveLength(1);
    expect(desk.state.pending).toBeNull();
  });

  it("a call for help without a hub is refused with a sign", () => {
    const desk = new Desk();
    desk.press("7").press("7", 300);
    expect([desk.asks, desk.said]).toEqual([[], ["off-line"]]);
  });
});
