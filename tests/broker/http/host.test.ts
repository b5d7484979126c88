/** A host's day over a whole hub: the stream of the page, answers to guests, and appointments that hosts make, move and cancel. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Booked } from "../../../broker/appointments/by-host.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { HostPicture } from "../../../protocol/host-picture.ts";
import { Hall, MONDAY } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";
import { uuid } from "../town.ts";

const MINUTE = 60_000;
const HERE = "/api/locations/demo";

describe("a host's page", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let ledger: MemoryLedger;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-host-"));
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    ledger = new MemoryLedger();
    hall = await Hall.open({
      ledger,
      appointments: { persons, key: new Uint8Array(32).fill(2), inlets: [] },
    });
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const book = (otherwise: object = {}) =>
    hall.post(`${HERE}/host-appointments`, {
      ...{ request: uuid(1), host: "anna", startAt: MONDAY + 30 * MINUTE },
      ...{ mobile: "20 30 40 50", name: "Planted Karla", message: "Ring ved porten" },
      ...otherwise,
    });
  const booked = async (otherwise: object = {}) => {
    const reply = await book(otherwise);
    expect(reply.status).toBe(200);
    return reply.body as unknown as Booked;
  };
  const picture = async (host = "anna"): Promise<HostPicture> => {
    const { pictures } = await hall.stream(`/host/events?host=${host}`);
    await until(() => pictures.length > 0);
    return pictures.at(-1) as unknown as HostPicture;
  };

  it("shows one's own day with names, and to others nothing of it; the ledger has no name and no number", async () => {
    await booked();
    const mine = await picture();
    expect(mine.appointments).toMatchObject([
      {
        ...{ as: "host", isOurs: true, startAt: MONDAY + 30 * MINUTE, counts: null },
        guests: [{ name: "Planted Karla", message: "Ring ved porten", hasMobile: true, hasArrived: false }],
      },
    ]);
    expect((await picture("bo")).appointments).toEqual([]);
    expect((await picture("")).hosts).toEqual(["anna"]);
    const kept = JSON.stringify([...ledger.load()]) + JSON.stringify(hall.lines);
    for (const planted of ["Planted", "20304050", "porten"]) expect(kept).not.toContain(planted);
  });

  it("makes the same request one appointment, with the same code", async () => {
    const [one, again] = [await booked(), await booked()];
    expect(again).toEqual(one);
    expect((await picture()).appointments).toHaveLength(1);
    expect(one.code).toMatch(/^\d{8}$/);
    expect(one.isSms).toBe(false);
    expect((await hall.ask(new URL(one.url).pathname)).status).toBe(200);
  });

  it("moves and cancels what it made, and nothing else; the guest's code stays, and what is kept lives as long as needed", async () => {
    const one = await booked();
    const move = (id: string, startAt: number) =>
      hall.post(`${HERE}/host-appointments/${id}/move`, { startAt });
    const moved = await move(one.appointment, MONDAY + 45 * MINUTE);
    expect(moved.body).toMatchObject({ code: one.code, startAt: MONDAY + 45 * MINUTE });
    expect((await picture()).appointments[0]).toMatchObject({ endAt: MONDAY + 75 * MINUTE });
    expect((await move("nobody", MONDAY + MINUTE)).body).toMatchObject({ refused: "appointment-unknown" });
    expect((await move(one.appointment, MONDAY - 60 * MINUTE)).body).toMatchObject({ refused: "time-past" });
    const farther = await move(one.appointment, MONDAY + 20 * 24 * 60 * MINUTE);
    expect(farther.status).toBe(200);
    // Its clocks run from the new day, or nobody could be told.
    hall.now.at = MONDAY + 20 * 24 * 60 * MINUTE - 30 * MINUTE;
    expect((await picture()).appointments[0]?.guests[0]).toMatchObject({
      ...{ name: "Planted Karla", message: "Ring ved porten", hasMobile: true },
    });
    expect((await hall.post(`${HERE}/host-appointments/${one.appointment}/cancel`)).status).toBe(200);
    expect((await hall.post(`${HERE}/host-appointments/${one.appointment}/cancel`)).body).toMatchObject({
      refused: "appointment-unknown",
    });
  });

  it("says what is wrong with what was typed", async () => {
    const refusals = [
      [{ mobile: "12" }, "mobile-invalid"],
      [{ startAt: MONDAY - 6 * MINUTE }, "time-past"],
      [{ startAt: MONDAY + 400 * 24 * 60 * MINUTE }, "time-far"],
      [{ host: undefined }, "host-unknown"],
    ] as const;
    for (const [otherwise, refused] of refusals) {
      const reply = await book(otherwise);
      expect([reply.status, reply.body.refused]).toEqual([409, refused]);
    }
    const bad = await book({ startAt: "now", message: "x".repeat(301) });
    expect(bad.status).toBe(400);
    expect(bad.body.problems.map(({ path }) => path).sort()).toEqual(["message", "startAt"]);
    expect((await picture()).appointments).toEqual([]);
  });

  it("needs no mobile and no message: whoever is told by nobody is told the code", async () => {
    const one = await booked({ mobile: "", message: " ", name: undefined });
    expect(one.isSms).toBe(false);
    expect((await picture()).appointments[0]?.guests[0]).toMatchObject({
      ...{ name: null, message: null, hasMobile: false },
      code: `${one.code.slice(0, 4)} ${one.code.slice(4)}`,
    });
  });

  it("tells presence and deputy of whom the page is, and what was said of a guest who did not come", async () => {
    const one = await booked({ startAt: MONDAY });
    const away = await hall.post(`${HERE}/presence`, { host: "anna", isAway: true });
    expect(away.body).toEqual({ host: { host: "anna", isAway: true, until: null, deputy: null } });
    await hall.post(`${HERE}/deputy`, { host: "anna", deputy: "bo" });
    expect(await picture()).toMatchObject({ presence: { until: null, source: "self" }, deputy: "bo" });
    expect((await picture("bo")).appointments).toMatchObject([{ as: "stand-in", hosts: ["anna"] }]);
    hall.now.at = MONDAY + 11 * MINUTE;
    const { guests } = (await picture()).appointments[0]!;
    expect(guests[0]?.lateSince).toBe(MONDAY + 10 * MINUTE);
    const judged = { appointment: one.appointment, guest: guests[0]?.guest, says: "no-show" };
    expect((await hall.post(`${HERE}/judge-guest`, judged)).body).toEqual({ judged: "no-show" });
    expect((await picture()).appointments[0]?.guests[0]).toMatchObject({
      judged: { says: "no-show" },
      lateSince: null,
    });
  });

  it("stands under its own address, and in a hub that takes in no appointments it makes none", async () => {
    const bare = await Hall.open();
    try {
      const reply = await bare.post(`${HERE}/host-appointments`, {
        ...{ request: uuid(1), host: "anna", startAt: MONDAY + MINUTE },
      });
      expect([reply.status, reply.body]).toEqual([409, { refused: "no-appointments" }]);
      expect(
        (await bare.post("/api/locations/other/host-appointments", { request: uuid(1), startAt: MONDAY }))
          .status,
      ).toBe(404);
      expect((await hall.ask("/")).text).toContain('href="/host"');
    } finally {
      await bare.close();
    }
  });
});
