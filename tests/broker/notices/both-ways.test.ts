/** Text messages of a whole hub, both ways, with a gateway at the other end of a real socket: reports, answers, STOP and START (R5). */
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FileLedger, openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import { openSms } from "../../../broker/notices/open.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { sms } from "../../../protocol/config/sms.ts";
import { check } from "../../../protocol/config.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";

const TOKEN = "en nøgle til kalenderen";
const [MINUTE, DAY] = [60_000, 86_400_000];
const MOBILE = "+4520304050";
type Sent = { to: string; text: string; id: string };
type Listed = { guests: { says: string | null; saidAt: number | null }[] };

describe("text messages both ways", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let ledger: FileLedger;
  let answering = 200;
  let standing: string | null = null;
  const sent: Sent[] = [];
  const asked: string[] = [];
  const gateway = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      if (request.method === "GET") {
        asked.push(request.url ?? "");
        return void response.writeHead(standing === null ? 404 : 200).end(JSON.stringify({ s: standing }));
      }
      sent.push(JSON.parse(body) as Sent);
      if (answering === 0) return void response.destroy();
      response.writeHead(answering).end("{}");
    });
  });

  const openHall = async (at = MONDAY) => {
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const words = { delivered: ["OK"], failed: ["BAD"], expired: ["OLD"] };
    const config = check(sms, {
      ...{ driver: "http", url, headers: { "content-type": "application/json" } },
      body: '{"to":"{to}","text":"{text}","id":"{reference}"}',
      hook: {
        ...{ passwordFile: "hook", secretField: "key", keyword: "talon" },
        report: { reference: "id", status: "state", ...words },
        answer: { from: "from", text: "text", id: "mo" },
      },
      status: { url: `${url}/{reference}`, field: "s", ...words, accepted: ["WAIT"], absentBy404: true },
    });
    if (!config.ok) throw new Error(JSON.stringify(config.problems));
    ledger = openSqliteLedger({ file: join(folder, "ledger.sqlite"), location: demoLocation().location });
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    hall = await Hall.open({
      at,
      location: {
        ...demoLocation(),
        ...{ reminders: { before: [1440], invites: true }, textPrice: 18 },
        appointmentSources: [{ source: "calendar", name: { da: "Kalender" }, reminds: "ours" as const }],
      },
      ledger,
      appointments: {
        ...{
          persons,
          key: new Uint8Array(32).fill(2),
          sms: openSms(config.value, { path: (name) => name, secret: () => "hemmelig" }),
        },
        inlets: [{ kind: "push", source: "calendar", token: TOKEN }],
      },
    });
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-texts-"));
    sent.length = 0;
    asked.length = 0;
    [answering, standing] = [200, null];
    gateway.listen(0, "127.0.0.1");
    await once(gateway, "listening");
    await openHall();
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    gateway.closeAllConnections();
    gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const push = (text: string) =>
    hall.ask("/api/locations/demo/appointments/calendar", {
      ...{ method: "POST", body: `id;start;minutes;mobile\n${text}` },
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" },
    });
  const startAt = (days: number) => new Date(MONDAY + days * DAY).toISOString();
  const book = (id: string, days: number, mobile = MOBILE) => push(`${id};${startAt(days)};30;${mobile}`);
  const look = async (ms = 15_000) => {
    hall.now.at += ms;
    await hall.hub.sendNotices();
  };
  const call = (fields: object, key = "hemmelig") =>
    hall.post("/hooks/sms", JSON.stringify({ key, ...fields }));
  const answer = async (text: string, from = MOBILE, mo?: string) => {
    const before = sent.length;
    const said = await call({ from, text, ...(mo === undefined ? {} : { mo }) });
    expect(said.status).toBe(200);
    return sent.slice(before).map((one) => one.text);
  };
  const events = (kind: string) => [...ledger.load()].filter((event) => event.kind === kind);
  const says = async () => {
    const said = await hall.ask("/api/locations/demo/appointments?days=3");
    return (said.items as unknown as Listed[]).flatMap(({ guests }) => guests.map((one) => one.says));
  };

  it("a report is written down once, however often the gateway calls, and by the gateway alone", async () => {
    await book("A", 3);
    await look();
    const id = sent[0]?.id;
    expect((await call({ id, state: "OK" }, "gættet")).status).toBe(401);
    expect((await hall.ask("/hooks/sms")).status).toBe(401);
    expect((await call({ id: "nobody's", state: "OK" })).status).toBe(200);
    expect(events("notice-reported")).toEqual([]);
    for (let times = 0; times < 2; times += 1) expect((await call({ id, state: "OK" })).status).toBe(200);
    expect((await call({ id, state: "NEW" })).status).toBe(200);
    expect(events("notice-reported")).toMatchObject([{ notice: id, report: "delivered" }]);
    expect((await call({}, "hemmelig")).status).toBe(200);
    const junk = await hall.post("/hooks/sms?key=hemmelig", "[[");
    expect([junk.status, junk.text]).toEqual([400, '{"said":"unreadable"}']);
  });

  it("a message whose answer never came is asked about and not sent again", async () => {
    answering = 0;
    await book("A", 3);
    await look();
    expect(events("notice-ended")).toMatchObject([{ outcome: "unknown", parts: 1 }]);
    await look(30_000);
    expect(asked).toEqual([]);
    standing = "WAIT";
    await look(60_000);
    expect(asked).toEqual([`/${sent[0]?.id}`]);
    expect(events("notice-ended")).toMatchObject([{}, { outcome: "sent", parts: 1 }]);
    await look(DAY / 2);
    expect([asked.length, sent.length]).toEqual([1, 1]);
  });

  it("one that the gateway surely does not have is sent again, and not before that is sure", async () => {
    answering = 0;
    await book("A", 3);
    await look();
    answering = 200;
    await look(60_000);
    expect([asked.length, sent.length]).toEqual([1, 1]);
    await look(300_000);
    await look();
    expect([asked.length, sent.length]).toEqual([2, 2]);
    expect(sent[1]?.id).not.toBe(sent[0]?.id);
    expect(events("notice-ended").map((event) => (event as { outcome?: string }).outcome)).toEqual([
      ...["unknown", "put-back", "sent"],
    ]);
  });

  it("one of which nothing is known is asked about a few times, and stays unknown", async () => {
    answering = 0;
    standing = "HM";
    await book("A", 3);
    for (let minutes = 0; minutes < 2 * 24 * 60; minutes += 10) await look(10 * MINUTE);
    expect(asked).toHaveLength(4);
    // What the network reports of it all the same is believed.
    await call({ id: sent[0]?.id, state: "OLD" });
    expect(events("notice-reported")).toMatchObject([{ report: "expired" }]);
  });

  it("1 and 0 belong to the latest message about a coming appointment, and the words say what holds", async () => {
    await book("A", 3);
    await look();
    const at = "torsdag 26. november kl. 10.00";
    expect(await answer("1", MOBILE, "m-1")).toEqual([expect.stringContaining(`du kommer ${at}`)]);
    expect(await answer("1", MOBILE, "m-1")).toEqual([]);
    expect(await answer("Talon 1")).toEqual([]);
    expect(await says()).toEqual(["confirmed"]);
    expect(await answer("0")).toEqual([expect.stringMatching(/Aftalen torsdag .* gælder stadig/)]);
    expect(await says()).toEqual(["declined"]);
    expect(events("appointment-cancelled")).toEqual([]);
    await push(`A;${startAt(4)};30;${MOBILE}`);
    expect(await answer("1")).toEqual([expect.stringContaining("Aftalen er flyttet")]);
    await look();
    expect(await answer("1")).toHaveLength(1);
    expect(events("appointment-answered")).toHaveLength(3);
  });

  it("of two appointments the one counts that was written about last", async () => {
    await book("A", 3);
    await look();
    await book("B", 2);
    await look();
    await answer("1");
    const [{ startAt: when } = {}] = events("appointment-answered") as { startAt?: number }[];
    expect(when).toBe(MONDAY + 2 * DAY);
  });

  it("what is not understood, or is about nothing, gets one polite answer a day", async () => {
    expect(await answer("Hvornår?")).toEqual([expect.stringContaining("Ingen læser beskeder her")]);
    expect(await answer("1")).toEqual([]);
    expect(await answer("Hallo")).toEqual([]);
    hall.now.at += DAY;
    expect(await answer("1")).toEqual([expect.stringContaining("ikke se en kommende aftale")]);
    expect(await answer("1", "+4520304051")).toHaveLength(1);
    expect((await call({ from: "12", text: "1" })).status).toBe(200);
  });

  it("a machine that answers everything is not answered for ever", async () => {
    await book("A", 3);
    await look();
    let replies = 0;
    for (let times = 0; times < 20; times += 1) replies += (await answer(times % 2 === 0 ? "1" : "0")).length;
    expect(replies).toBe(6);
    expect(events("appointment-answered")).toHaveLength(20);
  });

  it("after STOP nothing goes to the number, over restarts, until START; what it cost is counted", async () => {
    await book("A", 3);
    await look();
    expect(await answer("Stop!")).toEqual([expect.stringMatching(/ikke flere SMS'er .* gælder stadig/)]);
    expect(await answer("STOP")).toEqual([]);
    expect(await answer("hvad?")).toEqual([]);
    await hall.close();
    persons.close();
    await openHall(hall.now.at);
    await book("B", 3);
    await push(`A;${startAt(4)};30;${MOBILE}`);
    const before = sent.length;
    await look();
    expect(sent).toHaveLength(before);
    expect(events("notice-ended").map((event) => (event as { outcome?: string }).outcome)).toEqual([
      ...["sent", "stopped", "stopped"],
    ]);
    expect(await answer("0")).toEqual([]);
    expect(await answer("start")).toEqual([expect.stringContaining("Du får igen")]);
    expect(await answer("start")).toEqual([]);
    await book("C", 3);
    await look();
    expect(sent.at(-1)?.text).toContain("Du har en aftale");
    expect(events("text-counted")).toHaveLength(2);
  });

  it("no number and no word of an answer stands in ledger, log or a file", async () => {
    await book("A", 3);
    await look();
    await answer("1");
    await answer("STOP");
    await answer("Åse Ørsted spørger", "+4571727374");
    const kept = [JSON.stringify([...ledger.load()]), JSON.stringify(hall.lines)];
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect([...kept, ...files].join()).not.toMatch(/20304050|71727374|rsted/);
  });
});
