/** What the hub tells a guest beside the verdict: at which other location they are expected, and what a host wrote to them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ListedAppointment } from "../../../broker/appointments/day.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { dayDigest } from "../../../protocol/link/day-digest.ts";
import type { Message } from "../../../protocol/messages.ts";
import { demoLocation, type FarStand, Hall, MONDAY } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const MINUTE = 60_000;
const CPR = "0101651234";
const TOKEN = "a token that only the planner has";
/** Local times of that Monday; it is 10.00. */
const HEAD = "id;dato;start;slut;type;lokale;form;navn;cpr;status";
const row = (id: string, clock: string, more: Partial<Record<"day" | "cpr" | "status", string>> = {}) =>
  [id, more.day ?? "2026-11-23", clock, "23:00", "Pas og kørekort", "B204", "fysisk", `Planted ${id}`]
    .concat([more.cpr ?? "", more.status ?? "booket"])
    .join(";");

type Said = { readonly message?: string; readonly welcome?: Message<"expected">["guests"][number] };

describe("a guest is told", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let stand: FarStand;
  let ledger: MemoryLedger;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-told-"));
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    ledger = new MemoryLedger();
    const inlets = [{ kind: "push" as const, source: "planner", token: TOKEN }];
    const appointments = { persons, key: new Uint8Array(32).fill(2), inlets };
    hall = await Hall.open({ location: demoLocation(), ledger, appointments });
    stand = await hall.stand();
    await until(() => lists().length === 1);
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const lists = () =>
    stand.client
      .on("talon/demo/stands/s1/command/expected")
      .map((text) => JSON.parse(text) as Message<"expected">);
  const listed = async () =>
    (await hall.ask("/api/locations/demo/appointments")).items as unknown as ListedAppointment[];
  const guests = async () => (await listed()).flatMap((one) => one.guests);
  const present = async (code: string, more: { digest?: string } = {}): Promise<Said> => {
    const asking = { ...stand.head(), code, language: "da", presented: stand.time(), ...more };
    return (await stand.ask("check-in", asking)).answer as unknown as Said;
  };
  const comes = async ({ welcome }: Said, n: number) => {
    const { appointment, guest, startAt: at, room, isCounted, queue, service } = welcome!;
    await stand.ask("issue", {
      ...stand.head(),
      ...{ ticketId: `0197a000-0000-7000-8000-00000000000${n}`, token: `0000000000000000000000000${n}` },
      ...{ queue, service, serviceDay: null, outboxId: stand.outboxId, language: "da", issued: stand.time() },
      agreed: { appointment, guest, at, room, isCounted },
    });
  };

  describe("at another location", () => {
    const there = (id: string, clock: string, more: Parameters<typeof row>[2] = {}, place = "Nord") =>
      `${row(id, clock, { cpr: CPR, ...more })};${place}`;
    const tell = (...rows: string[]) =>
      hall.ask("/api/locations/demo/appointments/planner", {
        ...{ method: "POST", body: [`${HEAD};lokation`, ...rows].join("\n") },
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" },
      });
    const card = () => present("", { digest: dayDigest(lists()[0]!.key, { kind: "cpr", cpr: CPR }) });

    it("a card is answered with the place and the time, by its own words or the document's, and nothing else", async () => {
      const said = await tell(there("n", "10:15"), there("later", "15:00"));
      expect(said.body).toMatchObject({ received: { elsewhere: 2, booked: 0 } });
      const elsewhere = { at: MONDAY + 15 * MINUTE, name: { da: "Nord" } };
      expect(await card()).toEqual({ refused: "appointment-elsewhere", elsewhere });
      expect(await listed()).toEqual([]);
      expect(JSON.stringify([...ledger.load(), hall.lines])).not.toMatch(/Planted|Nord|0101651234/);
      for (let n = 0; n < 8; n += 1) expect(await card()).toMatchObject({ refused: "appointment-elsewhere" });
      hall.now.at += 60 * MINUTE;
      expect(await card()).toMatchObject({ elsewhere: { at: MONDAY + 300 * MINUTE } });
    });

    it("what is here goes first; another day's, a cancelled one and a card of nobody are as unknown as any", async () => {
      await tell(there("n", "10:15"), there("h", "10:20", {}, "demo"));
      expect(await card()).toMatchObject({ welcome: { startAt: MONDAY + 20 * MINUTE } });
      await tell(
        there("h", "10:20", { status: "aflyst" }, "demo"),
        there("n", "10:15", { status: "aflyst" }),
      );
      expect(await card()).toMatchObject({ refused: "appointment-cancelled" });
      const other = dayDigest(lists()[0]!.key, { kind: "cpr", cpr: "0202702345" });
      await tell(there("t", "10:15", { cpr: "0202702345", day: "2026-11-24" }));
      expect(await present("", { digest: other })).toEqual({ refused: "code-unknown" });
      await tell(there("o", "10:15", { cpr: "0202702345" }));
      expect(await present("", { digest: other })).toMatchObject({ refused: "appointment-elsewhere" });
      hall.now.at += 86_400_000;
      expect(await present("", { digest: other })).toEqual({ refused: "code-unknown" });
    });
  });

  describe("what a host wrote to them", () => {
    const write = async (...cells: string[]) =>
      await hall.ask("/api/locations/demo/appointments/planner", {
        ...{
          method: "POST",
          body: [`${HEAD};besked;fortrolig`, `${row("a", "10:15")};${cells.join(";")}`].join("\n"),
        },
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" },
      });
    const comeNow = async () => {
      const said = await present((await guests())[0]?.code ?? "");
      await comes(said, 1);
      return said as { message?: string };
    };
    const onPage = async () => {
      const { pictures } = await hall.stream("/t/00000000000000000000000001/events");
      await until(() => pictures.length > 0);
      return (pictures[0] as unknown as { message?: string }).message;
    };

    it("goes with the welcome for the receipt, and stands on their ticket's page while the ticket lives", async () => {
      const board = await hall.mqtt("integration-board");
      await board.subscribe("talon/demo/#");
      await write("Planted: husk pas", "");
      expect((await comeNow()).message).toBe("Planted: husk pas");
      expect(await onPage()).toBe("Planted: husk pas");
      const display = await hall.stream("/display/d1/events");
      const staff = await hall.stream("/staff/events");
      await until(() => display.pictures.length > 0 && staff.pictures.length > 0);
      const others = [display.pictures, staff.pictures, board.received, hall.lines, [...ledger.load()]];
      expect(JSON.stringify([others, lists()])).not.toContain("husk pas");
      const [ticket] = (await hall.ask("/api/locations/demo/tickets")).items;
      await hall.ask(`/api/locations/demo/tickets/${ticket?.id}/cancel`, { method: "POST" });
      expect(await onPage()).toBeUndefined();
    });

    it("is told nowhere of a confidential appointment, and not after its clock", async () => {
      await write("Planted: husk pas", "ja");
      expect((await comeNow()).message).toBeUndefined();
      expect(await onPage()).toBeUndefined();
    });
  });
});
