/** The audit trail out of a ledger: what each event is called, who did it, and what of it is found. */
import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { HubEvent } from "../../../broker/queue/events.ts";
import { ACT_NAMES, ACTS } from "../../../broker/trail/acts.ts";
import { coverName } from "../../../broker/trail/cover-names.ts";
import { type Entry, entryOf } from "../../../broker/trail/entry.ts";
import { trailFile } from "../../../broker/trail/file.ts";
import { type Filter, type ReadFilter, readFilter } from "../../../broker/trail/filter.ts";
import { Trail } from "../../../broker/trail/trail.ts";
import { GROUP_WORDS, rowOf, type Telling } from "../../../broker/trail/words.ts";
import { demoLocation, MONDAY } from "../hall.ts";

const DAY = 86_400_000;
const KEY = Buffer.alloc(32, 7);
const SECRET = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

const event = (one: object): HubEvent => ({ at: MONDAY, ...one }) as HubEvent;
const answered = (more: object = {}) =>
  event({
    ...{
      kind: "command-answered",
      commandId: "c",
      command: "call-next",
      counter: "1",
      by: "anna",
      before: [],
    },
    ...{ answer: { ticket: { id: "t1", number: "A07", state: "called" } } },
    ...more,
  });
const issued = (id: string, number: string, at = MONDAY) =>
  event({ kind: "ticket-issued", id, number, at, token: SECRET, stand: "s1", queue: "a" });

const read = (query: object): Filter => {
  const said: ReadFilter = readFilter(query as Record<string, unknown>);
  if (!said.ok) throw new Error(JSON.stringify(said.problems));
  return said.filter;
};
const EVERYTHING = read({ who: "all" });

/** A trail over these events; `rowMs`: how long each row takes, so that slices end. */
function over(events: readonly HubEvent[], { rowMs = 0 } = {}) {
  const ledger = new MemoryLedger();
  ledger.append(events);
  let [ms, breaths] = [0, 0];
  const slow = function* <T>(rows: Iterable<T>) {
    for (const row of rows) {
      ms += rowMs;
      yield row;
    }
  };
  const trail = new Trail({
    ledger: {
      seq: () => ledger.seq(),
      rows: (after) => slow(ledger.rows(after)),
      rowsBefore: (before) => slow(ledger.rowsBefore(before)),
    },
    ...{ timeZone: () => "Europe/Copenhagen", key: KEY, monotonicMs: () => ms },
    breathe: () => {
      breaths += 1;
      return Promise.resolve();
    },
  });
  return { trail, ledger, breaths: () => breaths };
}

const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);
const telling = (more: Partial<Telling> = {}): Telling => ({
  ...{ language: "da", location: demoLocation(), mayNames: false },
  aliasOf: (person) => coverName(KEY, person),
  ...more,
});
const entry = (one: HubEvent) => {
  const made = entryOf({ seq: 1, text: JSON.stringify(one), hash: "ab" });
  if (made === null) throw new Error("no entry");
  return made;
};

describe("an act", () => {
  it("is called by plain words in both languages, none like another of its group, and stands in a group of the list", () => {
    for (const name of ACT_NAMES) {
      const { da, en, group } = ACTS[name];
      expect(`${name}: ${da}`).toMatch(/: [A-ZÆØÅ]/);
      expect(en).not.toBe(da);
      expect(Object.keys(GROUP_WORDS)).toContain(group);
    }
    for (const language of ["da", "en"] as const) {
      const words = ACT_NAMES.map((name) => `${ACTS[name].by} ${ACTS[name][language]}`);
      expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([]);
    }
  });

  it("says who did it: an account, somebody at the machine, a citizen, a stand, the hub", () => {
    const who = (one: HubEvent) => rowOf(entry(one), telling({ mayNames: true })).who;
    expect(who(answered())).toBe("anna");
    expect(who(answered({ by: null }))).toBe("Ingen var logget ind");
    expect(who(answered({ by: undefined }))).toBe("Står ikke i ældre hændelser");
    expect(who(event({ kind: "act-noted", act: "backed-up", by: null, about: { seq: 4 } }))).toBe(
      "Ved hubbens maskine",
    );
    expect(who(event({ kind: "ticket-left", id: "t" }))).toBe("En borger");
    expect(who(event({ kind: "ticket-requeued", id: "t", bySelf: true }))).toBe("En borger");
    expect(who(event({ kind: "ticket-requeued", id: "t" }))).toBe("Følger af en handling");
    expect(who(event({ kind: "stand-greeted", stand: "s1", outbox: "o" }))).toBe("Standeren i hallen");
    expect(who(event({ kind: "queue-opened", queue: "a" }))).toBe("Hubben selv");
  });

  it("is told with its place, its number, why nothing came of it, and what else there is to say", () => {
    expect(rowOf(entry(answered()), telling())).toMatchObject({
      ...{ what: "Kaldte den næste", counter: "Skranke 1", ticket: "A07", refused: null },
    });
    const refused = rowOf(entry(answered({ answer: { refused: "nobody-waiting" } })), telling());
    expect(refused.refused).toMatch(/^[A-ZÆØÅ].*\.$/);
    const roles = JSON.stringify([{ role: "leader", queues: ["a"] }]);
    const changed = { kind: "act-noted", act: "roles-changed", by: "ida", about: { person: "bo", roles } };
    expect(rowOf(entry(event(changed)), telling({ mayNames: true })).details).toEqual([
      "konto: bo",
      "roller: Leder (a)",
    ]);
    const saved = { kind: "configured", by: "ida", note: "nye tider", location: { version: 4 } };
    expect(rowOf(entry(event(saved)), telling({ language: "en" }))).toMatchObject({
      what: "Saved a new version of the set-up",
      details: ["version: 4", "note: nye tider"],
    });
  });

  it("bears no token, no key of a citizen and no account in the clear, whatever event it is made from", () => {
    const citizen = "0123456789ABCDEFGHJKMNPQRS";
    const events = [
      answered(),
      issued("t1", "A07"),
      event({ kind: "act-noted", act: "person-erased", by: "anna", about: { person: citizen, records: 4 } }),
      event({ kind: "act-noted", act: "person-removed", by: "anna", about: { person: "anna" } }),
      event({
        kind: "appointment-booked",
        id: "p",
        source: "x",
        facts: { guests: [citizen], hosts: ["anna"] },
      }),
      event({ kind: "ticket-transferred", id: "t1", queue: "a", heldFor: { staff: "anna" } }),
      event({ kind: "colleague-called", counter: "1", by: "anna" }),
      event({ kind: "help-answered", id: "h", counter: null, staff: "anna" }),
      event({ kind: "record-quarantined", stand: "s1", problem: citizen, raw: citizen }),
    ];
    for (const language of ["da", "en"] as const)
      for (const format of ["csv", "jsonl"] as const) {
        const { line } = trailFile(format, telling({ language }));
        const text = events.map((one) => line(entry(one))).join("");
        for (const secret of [SECRET, citizen, "anna"]) expect(text).not.toContain(secret);
        expect(text).toContain(coverName(KEY, "anna"));
      }
    expect(trailFile("csv", telling({ mayNames: true })).line(entry(answered()))).toContain('"anna"');
  });

  it("is passed over where this program does not know it, or cannot read it", () => {
    expect(entryOf({ seq: 1, text: '{"kind":"of-tomorrow","at":1}', hash: "" })).toBeNull();
    expect(entryOf({ seq: 1, text: "{", hash: "" })).toBeNull();
  });
});

describe("a cover name", () => {
  it("is the same for the same account, another one for another, and with another key", () => {
    expect(coverName(KEY, "anna")).toMatch(/^M-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(coverName(KEY, "anna")).toBe(coverName(KEY, "anna"));
    expect(coverName(KEY, "bo")).not.toBe(coverName(KEY, "anna"));
    expect(coverName(randomBytes(32), "anna")).not.toBe(coverName(KEY, "anna"));
  });
});

describe("what is asked of the trail", () => {
  it.each([
    [{ from: "2026-02-30" }, "from"],
    [{ to: "yesterday" }, "to"],
    [{ from: "2026-11-24", to: "2026-11-23" }, "to"],
    [{ who: "anna" }, "who"],
    [{ act: "of-tomorrow" }, "act"],
    [{ act: "constructor" }, "act"],
    [{ counter: "../1" }, "counter"],
    [{ stand: "S1" }, "stand"],
    [{ ticket: "seven", from: "2026-11-23", to: "2026-11-23" }, "ticket"],
    [{ ticket: "A07" }, "ticket"],
    [{ ticket: "A07", from: "2026-11-22", to: "2026-11-23" }, "ticket"],
  ])("%j cannot be read, and its field is named", (query, field) => {
    const said = readFilter(query);
    expect(said.ok ? [] : said.problems.map(({ path }) => path)).toEqual([field]);
  });

  it("finds by person, kind of doer, act, counter, stand and day", async () => {
    const events = [
      event({ kind: "hub-started", instance: "i", ledgerId: "l", made: true }),
      issued("t1", "A07"),
      answered(),
      answered({ by: "bo", counter: "2", command: "finish", at: MONDAY + DAY }),
      event({ kind: "ticket-left", id: "t9", at: MONDAY + DAY }),
    ];
    const { trail } = over(events);
    const found = async (query: object) => seqs((await trail.page(read(query))).entries);
    expect(await found({})).toEqual([5, 4, 3, 2, 1]);
    expect(await found({ who: "people" })).toEqual([4, 3]);
    expect(await found({ who: "citizens" })).toEqual([5, 2]);
    expect(await found({ who: "hub" })).toEqual([1]);
    expect(await found({ who: trail.aliasOf("bo") })).toEqual([4]);
    expect(await found({ act: "call-next" })).toEqual([3]);
    expect(await found({ counter: "2" })).toEqual([4]);
    expect(await found({ stand: "s1" })).toEqual([2]);
    expect(await found({ from: "2026-11-24" })).toEqual([5, 4]);
    expect(await found({ to: "2026-11-23" })).toEqual([3, 2, 1]);
    expect(await found({ from: "2026-11-25" })).toEqual([]);
  });

  it("finds everything of one day's number, under each of its names, and not the same number of another day", async () => {
    const events = [
      issued("t1", "A07"),
      event({ kind: "ticket-renamed", id: "t1", from: "A07", number: "A08" }),
      answered({ answer: { ticket: { id: "t1", number: "A08", state: "called" } } }),
      event({ kind: "ticket-served", id: "t1" }),
      issued("t2", "A07", MONDAY + DAY),
      event({ kind: "ticket-served", id: "t2", at: MONDAY + DAY }),
    ];
    const { trail } = over(events);
    const day = { from: "2026-11-23", to: "2026-11-23" };
    const { entries } = await trail.page(read({ ...day, ticket: "a7" }));
    expect(seqs(entries)).toEqual([4, 3, 2, 1]);
    // An event that bears the id alone is told with the number.
    expect(entries[0]?.number).toBe("A08");
    const next = { from: "2026-11-24", to: "2026-11-24" };
    expect(seqs((await trail.page(read({ ...next, ticket: "A07" }))).entries)).toEqual([6, 5]);
    const file: number[] = [];
    for await (const slice of trail.all(read({ ...day, ticket: "A07" }))) file.push(...seqs(slice));
    expect(file).toEqual([1, 2, 3, 4]);
  });
});

describe("a long ledger", () => {
  it("is read page by page, each event once, whatever the slices are", async () => {
    const one = fc.record({ many: fc.integer({ min: 0, max: 220 }), rowMs: fc.constantFrom(0, 1, 4, 30) });
    await fc.assert(
      fc.asyncProperty(one, async ({ many, rowMs }) => {
        const { trail } = over(
          Array.from({ length: many }, (_, at) => answered({ by: at % 3 === 0 ? "bo" : "anna" })),
          { rowMs },
        );
        const found: number[] = [];
        let before: number | null = Number.MAX_SAFE_INTEGER;
        for (let pages = 0; before !== null && pages < 300; pages += 1) {
          const page = await trail.page(read({ who: trail.aliasOf("bo") }), before);
          found.push(...seqs(page.entries));
          before = page.before;
        }
        const whole = Array.from({ length: many }, (_, at) => at + 1).filter((seq) => (seq - 1) % 3 === 0);
        expect(found).toEqual(whole.toReversed());
        const file: number[] = [];
        for await (const slice of trail.all(read({ who: trail.aliasOf("bo") }))) file.push(...seqs(slice));
        expect(file).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it("gives the loop to others after each slice, and says how far it came when nothing is found for long", async () => {
    const { trail, breaths } = over(
      Array.from({ length: 1_000 }, (_, at) => answered({ at: MONDAY + at })),
      { rowMs: 5 },
    );
    const { entries, before, searchedTo } = await trail.page(read({ who: "citizens" }));
    expect(entries).toEqual([]);
    expect(before).toBeGreaterThan(1);
    expect(searchedTo).toBe(MONDAY + (before ?? 0) - 1);
    expect(breaths()).toBeGreaterThan(300);
  });

  it("finds a day by halves, without reading what is before or after it", async () => {
    const events = Array.from({ length: 4_000 }, (_, at) => answered({ at: MONDAY + at * 60_000 }));
    const { trail, ledger } = over(events);
    let rows = 0;
    const counted = new Trail({
      ledger: {
        seq: () => ledger.seq(),
        rows: function* (after) {
          for (const row of ledger.rows(after)) {
            rows += 1;
            yield row;
          }
        },
        rowsBefore: function* (before) {
          for (const row of ledger.rowsBefore(before)) {
            rows += 1;
            yield row;
          }
        },
      },
      ...{ timeZone: () => "Europe/Copenhagen", key: KEY, monotonicMs: () => 0 },
      breathe: () => Promise.resolve(),
    });
    const filter = read({ from: "2026-11-24", to: "2026-11-24" });
    const { entries, before } = await counted.page(filter);
    expect(entries.length).toBe(50);
    // The day ends at 23.00 UTC: 38 hours after the ledger's beginning.
    expect(entries[0]?.seq).toBe(38 * 60);
    expect(rows).toBeLessThan(24 * 60 + 100);
    expect(seqs((await trail.page(filter, before ?? 0)).entries)[0]).toBe(38 * 60 - 50);
  });

  it("an empty one has nothing, and no more", async () => {
    const { trail } = over([]);
    expect(await trail.page(EVERYTHING)).toEqual({ entries: [], before: null, searchedTo: null });
  });
});
