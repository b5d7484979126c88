/** Hosts are told once by each way they chose; what hangs in one way holds up no other, and nothing is lost or doubled by a restart (R1). */
import { describe, expect, it } from "vitest";
import { HostSender } from "../../../broker/notices/host-sender.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { ANNA, arrive, away, hubWith, P1, P2, P3 } from "../queue/guests.ts";
import { type Hub, MINUTE, ticketId } from "../town.ts";
import { BROWSER, FarWay, settle, telling } from "./far-way.ts";

const ends = (hub: Hub) => hub.all("host-notice-ended").map(({ outcome }) => outcome);

describe("a host", () => {
  it("is told at once by every way they chose, and by none besides; nothing of it names anybody", async () => {
    const hub = hubWith();
    const [mail, sms, push] = [new FarWay(), new FarWay(), new FarWay()];
    const said = {
      anna: { ways: "mail sms", mail: "anna@kommune.dk", mobile: "+4520304050", language: "en" },
    };
    const { sender, lines } = telling(hub, { mail, sms, push }, said);
    sender.look();
    arrive(hub);
    sender.look();
    sender.look();
    await settle();
    hub.at += MINUTE;
    sender.look();
    await settle();
    expect(mail.got).toMatchObject([
      { to: "anna@kommune.dk", title: "Your guest of 09:00 is here.", url: "https://hub.example/host" },
    ]);
    expect(mail.got[0]?.text).toBe("Number A01, Rådhuset, agreed in B204. Answer the guest:");
    expect(sms.got).toMatchObject([{ to: "+4520304050" }]);
    expect(push.got).toEqual([]);
    expect(ends(hub)).toEqual(["sent", "sent"]);
    const kept = JSON.stringify([hub.all("host-notice-begun"), hub.all("host-notice-ended"), lines]);
    expect(kept).not.toMatch(/2030|@|P1/);
    expect(sender.problems).toEqual([]);
  });

  it("who said nothing is written to where their source names them by an address, else told by the pages alone", async () => {
    const hub = hubWith(0, { hosts: ["Anna@kommune.dk", "bo", "caja@kommune.dk\r\nBcc: x@y.dk"] });
    const mail = new FarWay();
    const { sender } = telling(hub, { mail, sms: new FarWay() }, {});
    arrive(hub);
    sender.look();
    await settle();
    expect(mail.got.map(({ to }) => to)).toEqual(["Anna@kommune.dk"]);
    expect(mail.got[0]?.title).toBe("Din gæst kl. 09.00 er kommet.");
  });

  it("who chose nothing is told by nothing, also where an address of theirs is known", async () => {
    const hub = hubWith();
    const mail = new FarWay();
    const { sender } = telling(hub, { mail }, { anna: { ways: "", mail: "anna@kommune.dk" } });
    arrive(hub);
    sender.look();
    await settle();
    expect(mail.got).toEqual([]);
  });

  it("who is away has a deputy, who is told in their place, and in whose turn nobody has answered", async () => {
    const hub = hubWith();
    hub.staff({ kind: "name-deputy", staff: ANNA, deputy: "bo" });
    const mail = new FarWay();
    const said = { anna: { ways: "mail", mail: "anna@k.dk" }, bo: { ways: "mail", mail: "bo@k.dk" } };
    const { sender } = telling(hub, { mail }, said);
    arrive(hub);
    sender.look();
    await settle();
    hub.at += 5 * MINUTE;
    sender.look();
    await settle();
    expect(mail.got.map(({ to, title }) => [to, title])).toEqual([
      ["anna@k.dk", "Din gæst kl. 09.00 er kommet."],
      ["bo@k.dk", "Gæsten kl. 09.00 venter uden svar."],
    ]);
    expect(mail.got[1]?.text).toMatch(/Værten har ikke svaret i 5 min\., og du er stedfortræder/);
    const away1 = hubWith();
    away1.staff({ kind: "name-deputy", staff: ANNA, deputy: "bo" });
    away(away1, ANNA);
    const other = new FarWay();
    const instead = telling(away1, { mail: other }, said);
    arrive(away1);
    instead.sender.look();
    await settle();
    expect(other.got.map(({ to }) => to)).toEqual(["bo@k.dk"]);
  });

  it("of a meeting of many is told once, and how many are invited", async () => {
    const hub = hubWith(0, { guests: [P1, P2, P3] });
    const mail = new FarWay();
    const { sender } = telling(hub, { mail }, { anna: { ways: "mail", mail: "a@k.dk" } });
    for (const [n, guest] of [P1, P2, P3].entries()) {
      arrive(hub, n + 1, guest);
      sender.look();
      await settle();
    }
    expect(mail.got.map(({ title }) => title)).toEqual(["De første til mødet kl. 09.00 er kommet."]);
    expect(mail.got[0]?.text).toMatch(/^3 er inviteret, Rådhuset, aftalt i B204/);
  });

  it("has a card in their own workflow, or in the house's", async () => {
    const hub = hubWith(0, { hosts: ["anna", "bo"] });
    const teams = new FarWay();
    const said = { anna: { ways: "teams", teams: "https://own" }, bo: { ways: "teams" } };
    const { sender } = telling(hub, { teams }, said, "https://house");
    arrive(hub);
    sender.look();
    await settle();
    expect(teams.got.map(({ to }) => to)).toEqual(["https://own", "https://house"]);
  });
});

describe("browsers", () => {
  it("are all told; one that is gone is forgotten, and the others have it", async () => {
    const hub = hubWith();
    const push = new FarWay("gone", "accepted");
    const browsers = JSON.stringify([BROWSER("old"), BROWSER("new")]);
    const { sender, contacts } = telling(hub, { push }, { anna: { ways: "push", browsers } });
    arrive(hub);
    sender.look();
    await settle();
    expect(push.got).toHaveLength(2);
    expect(ends(hub)).toEqual(["sent"]);
    expect(contacts.said("anna").browsers).toEqual([BROWSER("new")]);
    expect(sender.problems).toEqual([]);
  });
});

describe("a way that hangs", () => {
  it("holds up no other, nor any other host, and is left to its end", async () => {
    const hub = hubWith(0, { hosts: ["anna", "bo"] });
    const [mail, sms] = [new FarWay("hang"), new FarWay()];
    const both = (name: string) => ({ ways: "mail sms", mail: `${name}@k.dk`, mobile: "+4520304050" });
    const { sender } = telling(hub, { mail, sms }, { anna: both("anna"), bo: both("bo") });
    arrive(hub);
    sender.look();
    await settle();
    expect(sms.got).toHaveLength(2);
    expect(ends(hub)).toEqual(["sent", "sent"]);
    for (let second = 0; second < 60; second++) {
      hub.at += 1000;
      sender.look();
    }
    await settle();
    expect([mail.got.length, sms.got.length]).toEqual([2, 2]);
    mail.letGo();
    await settle();
    expect(ends(hub)).toEqual(["sent", "sent", "unknown", "unknown"]);
    expect(sender.problems).toEqual(["mail: so"]);
  });

  it("has so many at once and no more", async () => {
    const hosts = Array.from({ length: 12 }, (_, at) => `host${at}`);
    const hub = hubWith(0, { hosts });
    const mail = new FarWay("hang");
    const said = Object.fromEntries(hosts.map((one) => [one, { ways: "mail", mail: `${one}@k.dk` }]));
    const { sender } = telling(hub, { mail }, said);
    arrive(hub);
    sender.look();
    await settle();
    expect(mail.got).toHaveLength(8);
    mail.letGo();
    await settle();
    sender.look();
    await settle();
    expect(mail.got).toHaveLength(12);
    expect(new Set(mail.got.map(({ to }) => to)).size).toBe(12);
  });
});

describe("a way that takes nothing now", () => {
  it("is left alone, longer each time, and every host is told once when it is back", async () => {
    const hub = hubWith();
    const mail = new FarWay("later", "later", "accepted");
    const { sender } = telling(hub, { mail }, { anna: { ways: "mail", mail: "a@k.dk" } });
    arrive(hub);
    const at = async (second: number) => {
      hub.at += second * 1000;
      sender.look();
      await settle();
      return mail.got.length;
    };
    expect([await at(0), await at(4), await at(1)]).toEqual([1, 1, 2]);
    expect(sender.problems).toEqual(["mail: so"]);
    expect([await at(9), await at(1), await at(60)]).toEqual([2, 3, 3]);
    expect(new Set(mail.got.map(({ reference }) => reference)).size).toBe(1);
    expect(ends(hub)).toEqual(["put-back", "put-back", "sent"]);
    expect(sender.problems).toEqual([]);
  });

  it("is not asked for a guest whom the host has met meanwhile", async () => {
    const hub = hubWith();
    const mail = new FarWay("later", "accepted");
    const { sender } = telling(hub, { mail }, { anna: { ways: "mail", mail: "a@k.dk" } });
    arrive(hub);
    sender.look();
    await settle();
    hub.staff({ kind: "begin-meeting", staff: ANNA, ticket: ticketId(1) });
    hub.at += MINUTE;
    sender.look();
    await settle();
    expect(mail.got).toHaveLength(1);
  });
});

describe("what is not sure", () => {
  it.each(["unknown", "refused", "gone"] as const)("and ended as %s is never sent again", async (ended) => {
    const hub = hubWith();
    const mail = new FarWay(ended);
    const { sender } = telling(hub, { mail }, { anna: { ways: "mail", mail: "a@k.dk" } });
    arrive(hub);
    sender.look();
    await settle();
    hub.at += 10 * MINUTE;
    sender.look();
    await settle();
    expect(mail.got).toHaveLength(1);
    expect(ends(hub)).toEqual([ended === "unknown" ? "unknown" : "refused"]);
    // Of a flow whose owner has left, and of a mailbox that nobody knows, the technician hears.
    expect(sender.problems).toEqual(ended === "refused" ? [] : ["mail: so"]);
  });

  it("is also what a hub had begun that ended before it knew: the next one sends nothing twice", async () => {
    const hub = hubWith();
    const mail = new FarWay("hang");
    const { sender, made } = telling(hub, { mail }, { anna: { ways: "mail", mail: "a@k.dk" } });
    arrive(hub);
    sender.look();
    await settle();
    sender.close();
    const next = made();
    next.look();
    await settle();
    expect(ends(hub)).toEqual(["unknown"]);
    mail.letGo();
    await settle();
    expect([mail.got.length, ends(hub)]).toEqual([1, ["unknown"]]);
  });
});

it("a ledger that cannot be written ends the hub, and nobody is told", async () => {
  const hub = hubWith();
  const mail = new FarWay();
  const { contacts, faults } = telling(hub, {}, { anna: { ways: "mail", mail: "a@k.dk" } });
  const broken = new HostSender({
    ...{
      channels: { mail },
      contacts,
      teamsUrl: null,
      state: () => hub.state,
      at: () => hub.at,
      url: () => "",
    },
    decide: () => Promise.reject(new Error("disk")),
    log: openLog({ name: "hub", write: () => undefined }),
    failed: (fault) => faults.push(fault),
  });
  arrive(hub);
  broken.look();
  await settle();
  expect([mail.got.length, faults.length]).toEqual([0, 1]);
});
