import { afterEach, describe, expect, it } from "vitest";
import { ROLES_TOLD } from "../../../broker/help/instructions.ts";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { demoLocation, Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const HERE = "/api/locations/demo";
let hall: Hall;
afterEach(() => hall?.close());

type File = {
  readonly hub: { readonly version: string; readonly ok: boolean };
  readonly stands: readonly { readonly stand: string; readonly online: boolean; readonly version: string }[];
  readonly alarms: readonly { readonly kind: string }[];
  readonly troubles: readonly { readonly what: string; readonly fields: object }[];
  readonly day: { readonly tickets: Record<string, number> };
  readonly location: { readonly queues: readonly object[] };
};

describe("the support file", () => {
  it("tells versions, health of stands, last troubles and the document", async () => {
    hall = await Hall.open();
    const stand = await hall.stand();
    await stand.issue();
    await stand.client.client.publishAsync("talon/demo/stands/s1/health", "{}", { qos: 1 });
    await until(() => hall.lines.some(({ level }) => level === "warning"));
    await hall.hub.tick();
    const reply = await hall.ask("/api/support");
    expect(reply.headers.get("content-disposition")).toBe('attachment; filename="talon-support-demo.json"');
    const file = JSON.parse(reply.text) as File;
    expect(file.hub).toMatchObject({ version: "0.0.0", ok: true });
    expect(file.stands).toMatchObject([{ stand: "s1", online: true, problem: null }]);
    expect(file.day.tickets).toEqual({ waiting: 1 });
    expect(file.troubles).toMatchObject([
      { level: "warning", what: "a message could not be read", fields: { topic: "standHealth" } },
    ]);
    expect(file.location.queues).toHaveLength(3);
  });

  it("holds nothing personal and no secret, wherever one was planted", async () => {
    const password = "længe-leve-køen";
    const planted = ["010190-1234", "kirsten@example.dk", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "hemmeligt-kodeord"];
    const location = demoLocation();
    const [queue, ...queues] = location.queues;
    const named = { ...queue!, name: { da: `Køen ${planted[0]} ${planted[1]}` } };
    hall = await Hall.open({
      location: { ...location, queues: [named, ...queues] },
      door: new Door([{ staff: "kirsten", hash: await hashPassword(password) }]),
      log: openLog({ name: "hub", write: () => undefined }),
    });
    const signedIn = await hall.post("/api/sign-in", { name: "kirsten", password });
    const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const stand = await hall.stand();
    const { token, number, ticketId } = await stand.issue();
    const { client } = await hall.mqtt("staff-anna");
    await client.publishAsync("talon/demo/staff/anna/request/serve", planted.join(" "), { qos: 1 });
    await hall.post(`${HERE}/counters/1/call-colleague`, {}, { cookie });
    await hall.post(`${HERE}/counters/1/answer-colleague`, {}, { cookie });
    expect((await hall.ask("/api/support")).status).toBe(401);
    const { text } = await hall.ask("/api/support", { headers: { cookie } });
    const secrets = [
      ...[token, number, ticketId, password, "kirsten", "secret of", "scrypt", cookie.split("=")[1]],
      ...planted,
    ];
    expect(secrets.filter((secret) => text.includes(secret as string))).toEqual([]);
    expect(text).toContain("colleague-answered");
    expect(text).toContain("a message could not be read");
  });
});

describe("the instructions", () => {
  it.each(ROLES_TOLD)(
    "has a page for %s in Danish and English, with an action card, before anybody signs in",
    async (role) => {
      hall = await Hall.open({ door: new Door([]) });
      for (const [query, language, other] of [
        ["", "da", "English"],
        ["?language=en", "en", "Dansk"],
      ] as const) {
        const { status, text, headers } = await hall.ask(`/hjaelp/${role}${query}`);
        expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
        expect(text).toContain(`<html lang="${language}">`);
        expect(text).toContain('<section class="card">');
        expect(text).toContain(other);
        expect(text).not.toMatch(/undefined|<script/);
      }
    },
  );

  it("are listed, and a role that is none has no page", async () => {
    hall = await Hall.open();
    const { text } = await hall.ask("/hjaelp");
    for (const role of ROLES_TOLD) expect(text).toContain(`href="/hjaelp/${role}"`);
    expect((await hall.ask("/hjaelp?language=en")).text).toContain('href="/hjaelp/leder?language=en"');
    expect((await hall.ask("/hjaelp/direktør")).status).toBe(404);
    expect((await hall.ask("/hjaelp/look.css")).headers.get("content-type")).toContain("text/css");
  });
});
