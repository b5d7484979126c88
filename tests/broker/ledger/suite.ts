/** What every ledger promises (contract.ts), as tests that each kind of ledger runs. */
import { describe, expect, test } from "vitest";
import { firstHash, nextHash } from "../../../broker/ledger/chain.ts";
import type { Ledger } from "../../../broker/ledger/contract.ts";
import { event, events } from "./suite-events.ts";

/** `open` gives a ledger of its own; the suite closes it. */
export function ledgerSuite(name: string, open: () => Ledger): void {
  const withLedger = (work: (ledger: Ledger) => void) => () => {
    const ledger = open();
    try {
      work(ledger);
    } finally {
      ledger.close();
    }
  };

  describe(`the ${name} ledger keeps its contract`, () => {
    test(
      "an empty ledger has no events and number 0",
      withLedger((ledger) => {
        expect(ledger.seq()).toBe(0);
        expect([...ledger.load()]).toEqual([]);
      }),
    );

    test(
      "events are numbered from 1 in the order given, batch after batch",
      withLedger((ledger) => {
        expect(ledger.append(events(1, 3))).toBe(3);
        expect(ledger.append(events(4, 5))).toBe(5);
        expect(ledger.seq()).toBe(5);
        expect([...ledger.load()]).toEqual(events(1, 5));
      }),
    );

    test(
      "reading may begin after any number",
      withLedger((ledger) => {
        ledger.append(events(1, 5));
        expect([...ledger.load(3)]).toEqual(events(4, 5));
        expect([...ledger.load(5)]).toEqual([]);
      }),
    );

    test(
      "what lies there is read by number, text and hash, from its beginning or newest first",
      withLedger((ledger) => {
        ledger.append(events(1, 5));
        const rows = [...ledger.rows(0)];
        expect(rows.map(({ seq, text }) => [seq, JSON.parse(text) as unknown])).toEqual(
          events(1, 5).map((one, at) => [at + 1, one]),
        );
        expect(rows.at(-1)?.hash).toBe(ledger.head().hash);
        expect([...ledger.rows(3)]).toEqual(rows.slice(3));
        expect([...ledger.rowsBefore(6)]).toEqual(rows.toReversed());
        expect([...ledger.rowsBefore(3)]).toEqual(rows.slice(0, 2).toReversed());
        expect([...ledger.rowsBefore(1)]).toEqual([]);
        // Whoever stops half way leaves it free.
        for (const _row of ledger.rowsBefore(6)) break;
        expect(ledger.append(events(6, 6))).toBe(6);
      }),
    );

    test(
      "the head is the end of the chain over what was appended, whatever the batches were",
      withLedger((ledger) => {
        expect(ledger.head()).toEqual({ seq: 0, hash: firstHash("demo" as never) });
        let hash = firstHash("demo" as never);
        for (const [at, one] of events(1, 5).entries()) hash = nextHash(hash, at + 1, JSON.stringify(one));
        ledger.append(events(1, 2));
        ledger.append(events(3, 5));
        expect(ledger.head()).toEqual({ seq: 5, hash });
      }),
    );

    test(
      "an empty batch writes nothing",
      withLedger((ledger) => {
        expect(ledger.append([])).toBe(0);
        expect([...ledger.load()]).toEqual([]);
      }),
    );

    test(
      "what was appended is not changed by changing the object afterwards",
      withLedger((ledger) => {
        const one = { ...event(1) };
        ledger.append([one]);
        Object.assign(one, { at: 99 });
        expect([...ledger.load()]).toEqual([event(1)]);
      }),
    );

    test(
      "the checkpoint that was kept last is there as it was, and no event for that",
      withLedger((ledger) => {
        expect(ledger.checkpoint()).toBe(null);
        ledger.append(events(1, 5));
        ledger.keep({ seq: 3, program: "one", state: Uint8Array.of(1) });
        const bytes = Uint8Array.of(0, 255, 7);
        ledger.keep({ seq: 5, program: "two", state: bytes });
        bytes.fill(9);
        const { seq, program, state } = ledger.checkpoint() ?? {};
        expect([seq, program, [...(state ?? [])]]).toEqual([5, "two", [0, 255, 7]]);
        expect([...ledger.load()]).toEqual(events(1, 5));
      }),
    );

    test("a closed ledger is used no more, and closes twice without harm", () => {
      const ledger = open();
      ledger.close();
      ledger.close();
      const closed = expect.objectContaining({ code: "HUB_LEDGER_CLOSED" }) as Error;
      expect(() => ledger.seq()).toThrow(closed);
      expect(() => ledger.head()).toThrow(closed);
      expect(() => ledger.append([event(1)])).toThrow(closed);
      expect(() => ledger.checkpoint()).toThrow(closed);
      expect(() => ledger.keep({ seq: 0, program: "", state: new Uint8Array() })).toThrow(closed);
      expect(() => [...ledger.load()]).toThrow(closed);
      expect(() => [...ledger.rows(0)]).toThrow(closed);
      expect(() => [...ledger.rowsBefore(1)]).toThrow(closed);
    });
  });
}
