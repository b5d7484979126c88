/**
 * What every source of appointments keeps to, whatever stands behind it, in a whole hub: the same twice changes nothing, what is gone is
 * cancelled, what nobody knew is nothing, and a hub that was killed in between knows in the end what the source has.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppointmentInlet } from "../../../broker/appointments/contract.ts";
import type { Ledger } from "../../../broker/ledger/contract.ts";
import { openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";

/** One meeting as the far side is told to have it; the guest comes from outside. */
export type FarMeeting = {
  readonly id: string;
  readonly startAt: number;
  readonly minutes: number;
  readonly name: string;
};

/** The far side of a source: what its planner or server does. */
export type FarCalendars = {
  readonly inlet: AppointmentInlet;
  readonly put: (meeting: FarMeeting) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** The wire is cut, and whole again; left out where there is none. */
  readonly cut?: (isCut: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const SOURCE = "calendars";
export const HOST = "anna@kommune.dk";

type Listed = { startAt: number; endAt: number; hosts: string[]; guests: { name: string | null }[] };

/** A hub with one source, which may be killed and started anew. */
export class CalendarHall {
  readonly #folder = mkdtempSync(join(tmpdir(), "talon-source-"));
  ledger!: Ledger;
  readonly persons: Persons = openPersons(join(this.#folder, "persons.sqlite"), new Uint8Array(32).fill(1));
  readonly #inlet: AppointmentInlet;
  readonly #location: LocationConfig;
  hall!: Hall;
  at = MONDAY;

  constructor(
    inlet: AppointmentInlet,
    calendar: NonNullable<LocationConfig["appointmentSources"]>[number]["calendar"] = {},
  ) {
    this.#inlet = inlet;
    const source = { source: SOURCE, name: { da: "Kalendere" }, service: "passport", calendar };
    this.#location = { ...demoLocation(), appointmentSources: [source] };
  }

  async start(): Promise<void> {
    this.ledger = openSqliteLedger({
      file: join(this.#folder, "ledger.sqlite"),
      location: demoLocation().location,
    });
    this.hall = await Hall.open({
      ...{ location: this.#location, ledger: this.ledger, at: this.at },
      appointments: { persons: this.persons, key: new Uint8Array(32).fill(2), inlets: [this.#inlet] },
    });
  }

  /** So much time passes, and the source is looked at. */
  async look(laterMs = 2 * HOUR): Promise<void> {
    this.at += laterMs;
    this.hall.now.at = this.at;
    // A file counts as whole when two looks find it the same.
    for (const _ of [1, 2]) await this.hall.hub.lookForAppointments(this.at);
  }

  async today(): Promise<Listed[]> {
    return (await this.hall.ask("/api/locations/demo/appointments")).items as unknown as Listed[];
  }

  async reports(): Promise<object[]> {
    return (await this.hall.ask("/api/locations/demo/appointment-sources")).items as unknown as object[];
  }

  /** The kinds of all events about appointments, in order, with who comes. */
  events(): { readonly kind: string; readonly guests: readonly string[] }[] {
    return [...this.ledger.load()].flatMap((event) =>
      "facts" in event ? [{ kind: event.kind.replace("appointment-", ""), guests: event.facts.guests }] : [],
    );
  }

  get kinds(): string[] {
    return this.events().map(({ kind }) => kind);
  }

  async close(): Promise<void> {
    await this.hall.close();
    this.persons.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const meeting = (id: string, hours: number, name = "Åse Ørsted"): FarMeeting => ({
  ...{ id, name, minutes: 30 },
  startAt: MONDAY + hours * HOUR,
});

/** Runs the suite; `open` makes a far side without any meeting. */
export function calendarSuite(name: string, open: () => Promise<FarCalendars>): void {
  describe(`appointments of calendars: ${name}`, () => {
    let far: FarCalendars;
    let hub: CalendarHall;
    beforeEach(async () => {
      far = await open();
      hub = new CalendarHall(far.inlet);
      await hub.start();
      await hub.look(0);
    });
    afterEach(async () => {
      await hub.close();
      await far.close();
    });

    it("come in with their times, their host and their guest, and the same again changes nothing", async () => {
      await far.put(meeting("a", 8));
      await far.put(meeting("b", 9, "Bo"));
      await hub.look();
      expect(await hub.today()).toMatchObject([
        {
          startAt: MONDAY + 8 * HOUR,
          endAt: MONDAY + 8.5 * HOUR,
          hosts: [HOST],
          guests: [{ name: "Åse Ørsted" }],
        },
        { startAt: MONDAY + 9 * HOUR, guests: [{ name: "Bo" }] },
      ]);
      await far.put(meeting("a", 8));
      await hub.look();
      await hub.look();
      expect(hub.kinds).toEqual(["booked", "booked"]);
    });

    it("move, and whoever comes stays who they are", async () => {
      await far.put(meeting("a", 8));
      await hub.look();
      await far.put(meeting("a", 11));
      await hub.look();
      expect(hub.kinds).toEqual(["booked", "moved"]);
      expect(new Set(hub.events().flatMap(({ guests }) => guests)).size).toBe(1);
      expect(await hub.today()).toMatchObject([{ startAt: MONDAY + 11 * HOUR }]);
    });

    it("that are taken out are cancelled, once; one that nobody knew is nothing", async () => {
      await far.put(meeting("a", 8));
      await far.put(meeting("b", 9));
      await hub.look();
      await far.put(meeting("never seen", 10));
      await far.remove("never seen");
      await far.remove("a");
      await hub.look();
      await hub.look();
      expect(hub.kinds).toEqual(["booked", "booked", "cancelled"]);
      expect(await hub.today()).toMatchObject([{ startAt: MONDAY + 9 * HOUR }]);
    });

    it("are what the source has after a hub was killed, whatever happened meanwhile", async () => {
      await far.put(meeting("a", 8));
      await far.put(meeting("b", 9));
      await hub.look();
      await hub.hall.close();
      await far.remove("a");
      await far.put(meeting("b", 12));
      await far.put(meeting("c", 13));
      await hub.start();
      await hub.look();
      expect(hub.kinds.toSorted()).toEqual(["booked", "booked", "booked", "cancelled", "moved"]);
      await hub.hall.close();
      await hub.start();
      await hub.look();
      expect(hub.kinds).toHaveLength(5);
    });

    it("leave nothing about a person in the ledger, the log and the reports", async () => {
      await far.put(meeting("SAG-4711", 8, "Planted Name"));
      await hub.look();
      expect(await hub.today()).toMatchObject([{ guests: [{ name: "Planted Name" }] }]);
      for (const text of [[...hub.ledger.load()], hub.hall.lines, await hub.reports()].map((one) =>
        JSON.stringify(one),
      ))
        expect(text).not.toMatch(/Planted|SAG-4711|guest@|secret/i);
    });

    it("stay as they are while the source is away, and that is said in plain words", async () => {
      if (far.cut === undefined) return;
      await far.put(meeting("a", 8));
      await hub.look();
      await far.cut(true);
      await hub.look();
      expect(await hub.today()).toHaveLength(1);
      expect((await hub.hall.hub.health()).warnings).toEqual([
        expect.stringContaining(`appointments of "${SOURCE}": `),
      ]);
      await far.cut(false);
      await far.put(meeting("b", 10));
      await hub.look(3 * HOUR);
      expect(hub.kinds).toEqual(["booked", "booked"]);
      expect((await hub.hall.hub.health()).warnings ?? []).toEqual([]);
    });
  });
}
