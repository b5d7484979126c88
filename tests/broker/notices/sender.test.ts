/** Messages are begun before they are sent and ended after: none goes twice, none is lost where that is sure. */
import { describe, expect, it } from "vitest";
import type { SmsGateway, SmsMessage, SmsTry } from "../../../broker/notices/gateway.ts";
import { NoticeSender } from "../../../broker/notices/sender.ts";
import { openLog } from "../../../protocol/link/log.ts";
import type { AppointmentId, PersonKey, Purpose } from "../../../protocol/terms.ts";
import { DAY, house, ID, P1, told } from "../queue/reminded.ts";
import { type Hub, MINUTE, NINE } from "../town.ts";

/** A gateway that ends its tries as told, the last way for all that follow; and what it got. */
function gateway(...ends: SmsTry["ended"][]) {
  const got: SmsMessage[] = [];
  const send = (message: SmsMessage): Promise<SmsTry> => {
    got.push(message);
    const ended = (ends.length > 1 ? ends.shift() : ends[0]) ?? "accepted";
    return Promise.resolve(ended === "accepted" ? { ended } : { ended, why: "so" });
  };
  const opened: SmsGateway = { name: "test", send, close: () => Promise.resolve() };
  return { got, opened };
}

type Held = Readonly<Partial<Record<Purpose, Readonly<Record<string, string>>>>>;

function sending(hub: Hub, { opened }: ReturnType<typeof gateway>, held: Record<string, Held> = {}) {
  const lines: string[] = [];
  const about: Record<string, Held> = { [P1]: { reminder: { mobile: "+4520304050" } }, ...held };
  const sender = new NoticeSender({
    gateway: opened,
    persons: { get: (person: PersonKey, purpose: Purpose) => about[person]?.[purpose] ?? null },
    key: new Uint8Array(32).fill(3),
    state: () => hub.state,
    at: () => hub.at,
    decide: (command) => Promise.resolve(hub.send(command)),
    checkIn: () => ({ url: "https://hub.dk/a/LINK", code: "1234 5678" }),
    log: openLog({ name: "hub", write: (line) => lines.push(line) }),
  });
  return { sender, lines };
}
const ends = (hub: Hub) => hub.all("notice-ended").map(({ outcome, parts }) => `${outcome} ${parts}`);
const invited = (guests: readonly PersonKey[] = [P1]) => {
  const hub = house({ reminders: { invites: true } });
  told(hub, NINE + 3 * DAY, { guests });
  return hub;
};

describe("what is due", () => {
  it("is sent once, with its parts, and nothing of it that is personal stands in ledger or log", async () => {
    const hub = invited();
    const far = gateway("accepted");
    const held = {
      [P1]: { reminder: { mobile: "+4520304050", language: "en" }, message: { text: "Bring Åse" } },
    };
    const { sender, lines } = sending(hub, far, held);
    await sender.look();
    hub.at += MINUTE;
    await sender.look();
    expect(far.got.map(({ to, text }) => [to, text])).toEqual([
      [
        "+4520304050",
        expect.stringMatching(
          /^You have an appointment .* Bring Åse Code on arrival: 1234 5678. https:\/\/hub.dk\/a\/LINK$/,
        ),
      ],
    ]);
    expect(ends(hub)).toEqual(["sent 1"]);
    expect(far.got[0]?.reference).toBe(hub.state.notices.get(ID)?.[0]?.notice);
    const kept = JSON.stringify([hub.all("notice-begun"), hub.all("notice-ended"), lines]);
    expect(kept).not.toMatch(/2030|Åse/);
  });

  it("is looked for every quarter of a minute", async () => {
    const hub = house({ reminders: { invites: true } });
    const far = gateway("accepted");
    const { sender } = sending(hub, far);
    await sender.look();
    told(hub, NINE + 3 * DAY);
    hub.at += 14_999;
    await sender.look();
    expect(far.got).toHaveLength(0);
    hub.at += 1;
    await Promise.all([sender.look(), sender.look()]);
    expect(far.got).toHaveLength(1);
  });

  it("to somebody without a number ends at once, in a language that nobody knows in Danish", async () => {
    const hub = invited([P1, "P2" as PersonKey]);
    const far = gateway("accepted");
    await sending(hub, far, { [P1]: { reminder: { mobile: "+4520304050", language: "xx" } } }).sender.look();
    expect(ends(hub).sort()).toEqual(["no-number 0", "sent 1"]);
    expect(far.got[0]?.text).toMatch(/^Du har/);
  });

  it("that the gateway refuses, or may have taken, is never sent again", async () => {
    for (const ended of ["refused", "unknown"] as const) {
      const hub = invited();
      const far = gateway(ended);
      const { sender } = sending(hub, far);
      await sender.look();
      hub.at += DAY;
      await sender.look();
      // Of one that may have gone it is known how many parts that were.
      expect([far.got.length, ends(hub)]).toEqual([1, [ended === "unknown" ? "unknown 1" : "refused 0"]]);
      expect(sender.problem).toBeNull();
    }
  });
});

describe("a gateway that takes nothing now", () => {
  it("is left alone, longer each time, and gets every message once when it is back", async () => {
    const guests = ["P1", "P2", "P3", "P4", "P5", "P6"] as PersonKey[];
    const hub = invited(guests);
    const far = gateway(...Array<"later">(8).fill("later"), "accepted");
    const held = Object.fromEntries(
      guests.map((one, at) => [one, { reminder: { mobile: `+452030400${at}` } }]),
    );
    const { sender } = sending(hub, far, held);
    await sender.look();
    expect(far.got).toHaveLength(4); // those that were on their way; the others are not even begun
    expect(sender.problem).toBe("so");
    expect(hub.state.notices.get(ID)).toEqual([]);
    const waits = async (seconds: number) => {
      hub.at += seconds * 1000 - 1;
      await sender.look();
      const before = far.got.length;
      hub.at += 1;
      await sender.look();
      return far.got.length - before;
    };
    expect(await waits(30)).toBe(4);
    expect(await waits(60)).toBe(6);
    expect(sender.problem).toBeNull();
    expect(new Set(far.got.slice(8).map(({ to }) => to)).size).toBe(6);
    expect(far.got).toHaveLength(14);
    hub.at += DAY;
    await sender.look();
    expect(far.got).toHaveLength(14);
  });
});

it("what was begun by a hub that ended may have been sent, and is not sent again", async () => {
  const hub = invited();
  hub.send({
    kind: "begin-notice",
    notice: "old",
    wanted: { appointment: ID, person: P1, tells: "invitation", startAt: NINE + 3 * DAY, before: null },
  });
  const far = gateway("accepted");
  await sending(hub, far).sender.look();
  expect([ends(hub), far.got]).toEqual([["unknown 0"], []]);
});

describe("two wordings of a reminder", () => {
  const words = {
    wording: { da: "Vi ses {day} kl. {clock}" },
    trial: { trial: "vinter", wording: { da: "Kom {day} kl. {clock} {where}!" } },
  };
  const reminded = async () => {
    const hub = house({ reminders: { before: [1440], ...words } });
    const guests = Array.from({ length: 40 }, (_, at) => `G${at}` as PersonKey);
    for (const [at, guest] of guests.entries()) toldAs(hub, `id-${at}`, guest);
    hub.at = NINE + 2 * DAY;
    const far = gateway("accepted");
    const held = Object.fromEntries(
      guests.map((guest, at) => [guest, { reminder: { mobile: `+45203040${String(at).padStart(2, "0")}` } }]),
    );
    await sending(hub, far, held).sender.look();
    return { hub, far };
  };

  it("each reach about half, nobody is left without, and the ledger says which", async () => {
    const { hub, far } = await reminded();
    const other = far.got.filter(({ text }) =>
      text.startsWith("Kom onsdag 25. november kl. 09.00 på "),
    ).length;
    const usual = far.got.filter(({ text }) =>
      text.startsWith("Vi ses onsdag 25. november kl. 09.00"),
    ).length;
    expect(other + usual).toBe(40);
    expect(other).toBeGreaterThan(8);
    expect(usual).toBeGreaterThan(8);
    const arms = hub.all("notice-begun").map(({ trial }) => `${trial?.trial} ${trial?.arm}`);
    expect(arms.filter((arm) => arm === "vinter other")).toHaveLength(other);
    expect(arms.filter((arm) => arm === "vinter usual")).toHaveLength(usual);
  });

  it("fall the same for the same appointment each time", async () => {
    const [one, again] = [await reminded(), await reminded()];
    const texts = (run: typeof one) => run.far.got.map(({ to, text }) => `${to} ${text}`).sort();
    expect(texts(one)).toEqual(texts(again));
  });

  it("are of reminders alone, and without a trial nothing of one is written", async () => {
    const hub = house({ reminders: { invites: true, ...words } });
    told(hub, NINE + 3 * DAY);
    const far = gateway("accepted");
    await sending(hub, far).sender.look();
    expect(far.got[0]?.text).toMatch(/^Du har en aftale/);
    expect(hub.last("notice-begun")).not.toHaveProperty("trial");
  });
});

function toldAs(hub: Hub, id: string, guest: PersonKey): void {
  const facts = {
    ...{ startAt: NINE + 3 * DAY, endAt: NINE + 3 * DAY + 30 * MINUTE, service: null, room: null, hosts: [] },
    ...({ form: "physical", reminds: "ours", isConfidential: false, guests: [guest] } as const),
  };
  const row = { id: id as AppointmentId, ref: id, version: null, isCancelled: false, facts };
  hub.send({ kind: "take-appointments", source: "planner", told: [row], snapshot: null });
}
