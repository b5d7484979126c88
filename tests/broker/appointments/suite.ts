/**
 * What every source of appointments keeps, whatever its driver: the same again changes nothing, an older word neither, what nobody knew can
 * be cancelled, who is not expected in the house waits in no queue, and a hub that stops in between has each appointment once.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppointmentInlet } from "../../../broker/appointments/contract.ts";
import type { ListedAppointment } from "../../../broker/appointments/day.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { MeetingForm } from "../../../protocol/terms.ts";
import { CutLedger } from "../cut-ledger.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";

const MINUTE = 60_000;

/** What a planner tells of one appointment, in whatever its source speaks. */
export type Word = {
  readonly id: string;
  readonly version: number;
  readonly startAt: number;
  readonly status?: "booked" | "cancelled";
  readonly form?: MeetingForm;
  readonly cpr?: string;
};

/** The far side of a source. */
export type FarSource = {
  readonly inlet: AppointmentInlet;
  /** Tells it, in this order, and resolves when the hub has said that it has it. */
  readonly tell: (hall: Hall, words: readonly Word[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const location = (): LocationConfig => ({
  ...demoLocation(),
  appointmentSources: [{ source: "planner", name: { da: "Planlægger" }, reminds: "ours" }],
});

/** The contract's suite on one driver. `open` gets a folder of its own. */
export function sourceSuite(name: string, open: (folder: string) => Promise<FarSource>): void {
  describe(`appointments of ${name}`, () => {
    let folder: string;
    let source: FarSource;
    let persons: Persons;
    let ledger: CutLedger;
    let hall: Hall;

    const openHub = async () => {
      hall = await Hall.open({
        ...{ location: location(), ledger },
        appointments: { persons, key: new Uint8Array(32).fill(2), inlets: [source.inlet] },
      });
      await hall.hub.lookForAppointments(MONDAY);
    };
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "talon-source-"));
      source = await open(folder);
      persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
      ledger = new CutLedger();
      await openHub();
    });
    afterEach(async () => {
      await hall.close();
      await source.close();
      persons.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const tell = (...words: readonly Word[]) => source.tell(hall, words);
    const listed = async () =>
      (await hall.ask("/api/locations/demo/appointments")).items as unknown as ListedAppointment[];
    const starts = async () => (await listed()).map(({ startAt }) => startAt);
    const at = (minutes: number) => MONDAY + minutes * MINUTE;

    it("come in, are moved, and are cancelled", async () => {
      await tell({ id: "a1", version: 1, startAt: at(60) }, { id: "a2", version: 1, startAt: at(90) });
      expect(await starts()).toEqual([at(60), at(90)]);
      await tell({ id: "a1", version: 2, startAt: at(120) });
      expect(await starts()).toEqual([at(90), at(120)]);
      await tell({ id: "a2", version: 2, startAt: at(90), status: "cancelled" });
      expect(await starts()).toEqual([at(120)]);
    });

    it("told again change nothing, not even in the ledger", async () => {
      const words: Word[] = [{ id: "a1", version: 3, startAt: at(60), cpr: "0101651234" }];
      await tell(...words);
      const told = ledger.seq();
      const keys = () => persons.counts();
      const before = keys();
      await tell(...words);
      await tell(...words);
      expect(ledger.seq()).toBe(told);
      expect(keys()).toEqual(before);
    });

    it("in any order of their versions end with the newest", async () => {
      const words: Word[] = [
        { id: "a", version: 1, startAt: at(60) },
        { id: "a", version: 2, startAt: at(90), status: "cancelled" },
        { id: "a", version: 3, startAt: at(150) },
      ];
      let n = 0;
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 1, 0], { minLength: 3 }), async (order) => {
          n += 1;
          const id = `a${n}`;
          const newest = Math.max(...order);
          for (const index of order) await tell({ ...(words[index] as Word), id });
          const wanted = newest === 1 ? [] : [words[newest]?.startAt];
          expect(await starts()).toEqual(wanted);
          await tell({ id, version: 9, startAt: at(60), status: "cancelled" });
        }),
        { numRuns: 12 },
      );
    });

    it("that nobody knew can be cancelled, and an older word does not bring them back", async () => {
      await tell({ id: "never", version: 5, startAt: at(60), status: "cancelled" });
      expect(await starts()).toEqual([]);
      await tell({ id: "never", version: 4, startAt: at(60) });
      expect(await starts()).toEqual([]);
      await tell({ id: "never", version: 6, startAt: at(75) });
      expect(await starts()).toEqual([at(75)]);
    });

    it("by phone, digital or by letter are known, and no code of theirs gives a ticket", async () => {
      const forms = ["phone", "digital", "letter"] as const;
      await tell(...forms.map((form, n) => ({ id: `f${n}`, version: 1, startAt: at(10 + n), form })));
      const stand = await hall.stand();
      const all = await listed();
      expect(all.map(({ form }) => form)).toEqual([...forms]);
      for (const { guests } of all) {
        const code = (guests[0]?.code ?? "").replace(" ", "");
        const asking = { ...stand.head(), code, language: "da", presented: stand.time() };
        const said = (await stand.ask("check-in", asking)).answer;
        expect(said.refused).toBe("appointment-not-here");
      }
    });

    it("come in once, whenever the hub stops in between", async () => {
      const words = Array.from({ length: 6 }, (_, n): Word => {
        return { id: `k${n}`, version: 1, startAt: at(60 + n), cpr: `010165123${n}` };
      });
      for (const left of [0, 1, 3]) {
        ledger.left = left;
        // The hub may end before it answers; a planner then tells it again.
        await Promise.race([
          tell(...words).catch(() => undefined),
          new Promise((done) => setTimeout(done, 300)),
        ]);
        ledger.left = Number.POSITIVE_INFINITY;
        await hall.close();
        await openHub();
      }
      await tell(...words);
      expect(await starts()).toEqual(words.map(({ startAt }) => startAt));
      const guests = (await listed()).flatMap((one) => one.guests);
      expect(new Set(guests.map(({ code }) => code)).size).toBe(words.length);
    });
  });
}
