/** Check-in at a whole hub over real MQTT: codes that the hub gives out, cards as digests, wrong ones, and lists for stands. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codesOf, dayKey } from "../../../broker/appointments/codes.ts";
import type { ListedAppointment, ListedGuest } from "../../../broker/appointments/day.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { dayDigest } from "../../../protocol/link/day-digest.ts";
import { decode, type Message } from "../../../protocol/messages.ts";
import type { PersonKey } from "../../../protocol/terms.ts";
import { demoLocation, type FarStand, Hall, MONDAY } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const MINUTE = 60_000;
const CPR = "0101651234";
const TOKEN = "a token that only the planner has";
const TOPIC = "talon/demo/stands/s1/command/expected";
/** Local times of that Monday; it is 10.00. */
const HEAD = "id;dato;start;slut;type;lokale;form;navn;cpr;status";
const row = (
  id: string,
  clock: string,
  more: Partial<Record<"day" | "form" | "cpr" | "status" | "name", string>> = {},
) =>
  [id, more.day ?? "2026-11-23", clock, "23:00", "Pas og kørekort", "B204", more.form ?? "fysisk"]
    .concat([more.name ?? `Planted ${id}`, more.cpr ?? "", more.status ?? "booket"])
    .join(";");

type Said = {
  readonly refused?: string;
  readonly welcome?: Message<"expected">["guests"][number];
  readonly next?: { readonly startAt: number } | null;
  readonly guest?: { readonly startAt: number };
};

describe("check-in", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let stand: FarStand;
  let ledger: MemoryLedger;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-check-in-"));
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    ledger = new MemoryLedger();
    hall = await Hall.open({
      ...{ location: demoLocation(), ledger },
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2) },
        inlets: [{ kind: "push", source: "planner", token: TOKEN }],
      },
    });
    stand = await hall.stand();
    await until(() => lists().length === 1);
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const push = (...rows: string[]) =>
    hall.ask("/api/locations/demo/appointments/planner", {
      ...{ method: "POST", body: [HEAD, ...rows].join("\n") },
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" },
    });
  const listed = async (days = 0) =>
    (await hall.ask(`/api/locations/demo/appointments?days=${days}`)).items as unknown as ListedAppointment[];
  const guests = async (days = 0): Promise<readonly ListedGuest[]> =>
    (await listed(days)).flatMap((one) => one.guests);
  const present = async (code: string, more: { digest?: string } = {}): Promise<Said> => {
    const asking = { ...stand.head(), code, language: "da", presented: stand.time(), ...more };
    return (await stand.ask("check-in", asking)).answer;
  };
  const lists = () => stand.client.on(TOPIC).map((text) => decoded(text));
  const decoded = (text: string): Message<"expected"> => {
    const message = decode("expected", text);
    if (!message.ok) throw new Error(message.problem);
    return message.value;
  };
  const comes = async (said: Said, n: number) => {
    const { appointment, guest, startAt: at, room, isCounted, queue, service } = said.welcome!;
    const issued = await stand.ask("issue", {
      ...stand.head(),
      ...{ ticketId: `0197a000-0000-7000-8000-00000000000${n}`, token: `0000000000000000000000000${n}` },
      ...{ queue, service, serviceDay: null, outboxId: stand.outboxId, language: "da", issued: stand.time() },
      agreed: { appointment, guest, at, room, isCounted },
    });
    return issued.answer;
  };

  it("by short code or link, and whoever has come is on the list of the day", async () => {
    await push(row("a", "10:15"), row("b", "10:20"));
    const [first, second] = await guests();
    expect(first).toMatchObject({ name: "Planted a", arrivedAt: null, number: null });
    expect(first?.code).toMatch(/^\d{4} \d{4}$/);
    const said = await present(first?.code ?? "");
    expect(said).toMatchObject({
      ...{
        welcome: { queue: "b", service: "passport", room: "B204", startAt: MONDAY + 15 * MINUTE },
        next: null,
      },
    });
    expect(await comes(said, 1)).toMatchObject({ kind: "number" });
    expect(await present(first?.code ?? "")).toMatchObject({ refused: "already-checked-in" });
    expect(await present(second?.url ?? "")).toMatchObject({ welcome: { startAt: MONDAY + 20 * MINUTE } });
    expect((await guests())[0]).toMatchObject({ arrivedAt: MONDAY, number: "B01" });
    const events = JSON.stringify([...ledger.load()]);
    expect(events).not.toContain(first?.code?.replace(" ", ""));
    expect(events).not.toContain("Planted");
  });

  it("by card: the digest of the day's key finds it, the number itself is never looked at", async () => {
    await push(row("a", "10:15", { cpr: CPR }), row("b", "10:45", { cpr: CPR }), row("c", "10:15"));
    const key = lists()[0]!.key;
    const digest = dayDigest(key, { kind: "cpr", cpr: CPR });
    expect(await present("", { digest })).toMatchObject({
      ...{ welcome: { startAt: MONDAY + 15 * MINUTE }, next: { startAt: MONDAY + 45 * MINUTE } },
    });
    expect(await present(CPR)).toEqual({ refused: "code-unknown" });
    const other = dayDigest(dayKey(new Uint8Array(32).fill(2), "2026-11-24"), { kind: "cpr", cpr: CPR });
    expect(await present("", { digest: other })).toEqual({ refused: "code-unknown" });
  });

  it.each([
    ["too early", row("a", "12:00"), 0, "appointment-too-early"],
    ["too late", row("a", "09:00"), 0, "appointment-too-late"],
    ["by phone", row("a", "10:15", { form: "telefon" }), 0, "appointment-not-here"],
    ["on another day", row("a", "10:15", { day: "2026-11-26" }), 3, "appointment-other-day"],
  ])("says what is so when it is %s", async (_what, told, days, refused) => {
    await push(told);
    const [guest] = await guests(days);
    const said = await present(guest?.code ?? "");
    expect(said).toMatchObject({ refused, guest: { startAt: expect.any(Number) as number } });
    expect(said).toMatchObject({ rules: { earlyMs: 60 * MINUTE } });
  });

  it("says that it is cancelled, and after it was moved when it is now", async () => {
    await push(row("a", "10:15"));
    const [guest] = await guests();
    await push(row("a", "14:00"));
    expect(await present(guest?.code ?? "")).toMatchObject({ refused: "appointment-too-early" });
    await push(row("a", "14:00", { status: "aflyst" }));
    expect(await present(guest?.code ?? "")).toMatchObject({ refused: "appointment-cancelled" });
  });

  it("slows a stand down after five wrong codes, right ones too; a link is no guess", async () => {
    await push(row("a", "10:15"));
    const [guest] = await guests();
    const right = guest?.code ?? "";
    const wrong = right.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
    for (let n = 0; n < 5; n += 1) expect(await present(wrong)).toEqual({ refused: "code-unknown" });
    for (const code of [wrong, right]) expect(await present(code)).toEqual({ refused: "codes-slowed" });
    expect(await present(guest?.url ?? "")).toMatchObject({ welcome: {} });
    hall.now.at += MINUTE;
    expect(await present(right)).toMatchObject({ welcome: {} });
  });

  it("tells a stand at its hello whom the day expects, and then what changed, to nobody else and not retained", async () => {
    const board = await hall.mqtt("integration-board");
    await board.subscribe("talon/demo/#");
    expect(lists()).toMatchObject([{ guests: [] }]);
    await push(row("a", "10:15", { cpr: CPR }), row("t", "10:15", { day: "2026-11-24" }));
    hall.now.at += 1_000;
    await hall.hub.tick();
    await until(() => lists().length === 2);
    const [, list] = lists();
    expect(list).toMatchObject({ guests: [{ startAt: MONDAY + 15 * MINUTE, arrived: null }] });
    const [guest] = await guests();
    const digests = [
      dayDigest(list!.key, { kind: "link", token: guest?.url?.slice(-26) ?? "" }),
      dayDigest(list!.key, { kind: "code", code: guest?.code?.replace(" ", "") ?? "" }),
      dayDigest(list!.key, { kind: "cpr", cpr: CPR }),
    ];
    expect(list?.guests[0]?.digests).toEqual(digests);
    await comes(await present(guest?.code ?? ""), 1);
    hall.now.at += 1_000;
    await hall.hub.tick();
    await until(() => lists().length === 3);
    expect(lists()[2]).toMatchObject({ list: list?.list, guests: [{ arrived: "B01" }] });
    await hall.hub.tick();
    hall.now.at += 86_400_000;
    await hall.hub.tick();
    await until(() => lists().length === 4);
    expect(lists()[3]?.list).not.toBe(list?.list);
    expect(lists()[3]?.key).not.toBe(list?.key);
    expect(lists()[3]?.guests).toHaveLength(1);
    expect(JSON.stringify([hall.lines, board.received])).not.toContain(digests[2]);
    expect(board.received.filter(({ topic }) => topic === TOPIC)).toEqual([]);
    expect(JSON.stringify([hall.lines, board.received, lists()])).not.toContain(CPR);
  });

  it("a link opens its page: when, where and the code, then the number; nobody's link opens nothing", async () => {
    await push(
      row("a", "10:15"),
      row("t", "10:20", { form: "telefon" }),
      row("c", "10:15", { status: "aflyst" }),
    );
    const [guest, phone] = await guests();
    const path = new URL(guest?.url ?? "").pathname;
    const { status, text, headers } = await hall.ask(path);
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    for (const said of ["mandag 23. november kl. 10.15", "Lokale: B204", guest?.code ?? "", "<svg"])
      expect(text).toContain(said);
    expect(text).not.toContain("Planted");
    expect((await hall.ask(`${path}?language=en`)).text).toContain("Monday 23 November, 10:15");
    await comes(await present(guest?.code ?? ""), 1);
    const after = (await hall.ask(path)).text;
    expect(after).toContain("B01");
    expect(after).toContain('href="../t/00000000000000000000000001"');
    expect((await hall.ask(new URL(phone?.url ?? "").pathname)).text).toContain("Du skal ikke møde frem");
    for (const none of ["/a/00000000000000000000000000", "/a/%22%3E%3Cb%3E"]) {
      const unknown = await hall.ask(none);
      expect([unknown.status, unknown.text.includes("<b>")]).toEqual([404, false]);
      expect(unknown.text).toContain("Vi kender ikke den aftale");
    }
  });

  it("a person who was erased is found by no card a minute later", async () => {
    await push(row("a", "10:15", { cpr: CPR }));
    const digest = dayDigest(lists()[0]!.key, { kind: "cpr", cpr: CPR });
    const { welcome } = await present("", { digest });
    persons.erase(welcome!.guest, MONDAY);
    hall.now.at += MINUTE;
    expect(await present("", { digest })).toEqual({ refused: "code-unknown" });
  });
});

it("codes are the guest's own and the key's own", () => {
  const guest = fc.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/) as fc.Arbitrary<PersonKey>;
  const [key, other] = [1, 2].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array];
  fc.assert(
    fc.property(guest, guest, (one, two) => {
      fc.pre(one !== two);
      const codes = codesOf(key, one);
      expect(codes).toEqual(codesOf(key, one));
      expect(codes.code).toMatch(/^\d{8}$/);
      expect(codes.link).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      expect(new Set([codes, codesOf(key, two), codesOf(other, one)].map(({ link }) => link)).size).toBe(3);
    }),
  );
});

it("ten thousand guests of a month share few codes, and all digits are as likely", () => {
  const codes = Array.from(
    { length: 10_000 },
    (_, n) => codesOf(new Uint8Array(32), `G${n}` as PersonKey).code,
  );
  expect(new Set(codes).size).toBeGreaterThan(9_990);
  const first = codes.filter((code) => code.startsWith("0")).length;
  expect(Math.abs(first - 1_000)).toBeLessThan(150);
});
