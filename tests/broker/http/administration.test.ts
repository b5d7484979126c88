import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXAMPLES } from "../../../protocol/examples.ts";
import { demoLocation, Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";
import { deskOf, label } from "./desk.ts";

let hall: Hall;
afterEach(() => hall.close());

describe("the document of a location", () => {
  beforeEach(async () => {
    hall = await Hall.open();
  });

  it("is the ledger's first version, and can be tried without being saved", async () => {
    const { get, post, draft } = deskOf(hall);
    const { version, document, by, note } = (await get("document")).said;
    expect({ version, by, note, document }).toEqual({
      ...{ version: 1, by: null, note: null },
      document: demoLocation(),
    });
    document.queues[1]!["hours"] = [{ weekday: 2, from: "10:00", to: "15:00" }];
    const { status, said } = await post("dry-run", { document });
    expect([status, said]).toMatchObject([200, { problems: [], leftOut: [], consequences: [] }]);
    expect(said.changes.map(({ words }) => words)).toEqual([
      "Køen Pas og kørekort: åbningstid altid → tirsdag 10-15",
    ]);
    const counters = (document["counters"] as object[]).map((one) => ({ ...one, queues: ["a", "c"] }));
    const uncalled = await post("dry-run", { document: { ...document, counters } });
    expect(uncalled.said.consequences).toEqual([
      "Køen Pas og kørekort: ingen skranke tager denne kø, så ingen vil kalde dens numre.",
    ]);
    const english = await post("dry-run?language=en", { document });
    expect(english.said.changes[0]?.words).toMatch(
      /^Queue Passport and driving licence: opening hours always → /,
    );
    expect(await draft()).toEqual(demoLocation());
  });

  it("is told in a dry run which buttons are no key of a stand that has said how many it has", async () => {
    const { get, post } = deskOf(hall);
    const { document } = (await get("document")).said;
    const [first, ...others] = document.stands;
    const buttons = first?.buttons ?? [];
    const stands = [{ ...first, buttons: [...buttons, { ...buttons[0], button: 12 }] }, ...others];
    const tried = async (language: string) =>
      (await post(`dry-run?language=${language}`, { document: { ...document, stands } })).said.consequences;
    expect(await tried("da")).toEqual([]);
    const stand = await hall.stand();
    const health = { ...EXAMPLES.standHealth, buttons: { online: true, problem: null, count: 8 } };
    await stand.client.client.publishAsync("talon/demo/stands/s1/health", JSON.stringify(health), { qos: 1 });
    await expect.poll(async () => (await get("machines")).said).toMatchObject({ buttons: { s1: 8 } });
    expect(await tried("da")).toEqual([
      "Knap 12 på stander Standeren i hallen: standeren har kun 8 taster, så ingen kan se eller trykke på den.",
    ]);
    expect((await tried("en"))[0]).toContain("the stand has 8 keys only");
  });

  it("is saved as the next version, which stand, display, pages and API have within a second", async () => {
    const { get, post } = deskOf(hall);
    const { client } = await hall.stand();
    await client.subscribe("talon/demo/queues/+");
    const display = await hall.mqtt();
    await display.subscribe("talon/demo/displays/+");
    const { document } = (await get("document")).said;
    label("Ny tekst")(document);
    document.queues.push({ queue: "ny", name: { da: "Ny kø" }, letters: "N" });
    document.counters[0]!["name"] = { da: "Luge 1" };
    document.displays.push({ display: "d2", name: { da: "Den nye skærm" } });
    const from = performance.now();
    const { status, said } = await post("save", { document, replaces: 1, note: " Ny kø " });
    expect([status, said]).toMatchObject([200, { version: 2, leftOut: [] }]);
    expect(said.changes).toHaveLength(4);
    await until(() => client.on("talon/demo/stands/s1/config").at(-1)?.includes("Ny tekst") === true);
    await until(() => client.on("talon/demo/queues/ny").length > 0);
    await until(() => display.on("talon/demo/displays/d2").length > 0);
    expect(performance.now() - from).toBeLessThan(1000);
    expect((await hall.ask("/display/d2")).status).toBe(200);
    const { items } = await hall.ask("/api/locations/demo/counters");
    expect(items[0]?.name).toEqual({ da: "Luge 1" });
    expect((await hall.post("/api/locations/demo/issue", { queue: "ny" })).status).toBe(200);
    const { list } = await get("versions");
    expect(list).toMatchObject([
      { version: 2, note: "Ny kø" },
      { version: 1, changes: [] },
    ]);
    expect(list[0]?.changes).toHaveLength(4);
  });

  it("saved again as it is makes no version", async () => {
    const { save, get } = deskOf(hall);
    expect((await save(() => undefined, 1)).said).toEqual({ version: 1, leftOut: [], changes: [] });
    expect((await get("versions")).list).toHaveLength(1);
  });

  it("saved by two at once is saved by one, and the other is told who was first", async () => {
    const { save, get } = deskOf(hall);
    const two = await Promise.all([save(label("Den ene"), 1), save(label("Den anden"), 1)]);
    expect(two.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409]);
    expect(two.find(({ status }) => status === 409)?.said).toMatchObject({
      refused: "changed",
      newest: { version: 2 },
    });
    expect((await get("versions")).list).toHaveLength(2);
    expect((await save(label("For sent"), 1)).status).toBe(409);
  });

  it("keeps a faulty button, which alone is left out and told at its place", async () => {
    const { save, draft, get } = deskOf(hall);
    const { client } = await hall.stand();
    const { status, said } = await save((document) => {
      document.stands[0]!.buttons[1]!["does"] = { kind: "service", service: "gone" };
    }, 1);
    expect([status, said.leftOut]).toEqual([
      200,
      [
        {
          path: "stands.0.buttons.1.does.service",
          place: "Knap 2 på stander Standeren i hallen",
          problem: 'ydelse: "gone" findes ikke på dette sted',
        },
      ],
    ]);
    await until(() => client.on("talon/demo/stands/s1/config").at(-1)?.includes('"version":2') === true);
    const config = JSON.parse(client.on("talon/demo/stands/s1/config").at(-1) ?? "") as {
      buttons: { button: number }[];
    };
    expect(config.buttons.map(({ button }) => button)).toEqual([1, 3]);
    expect((await draft()).stands[0]!.buttons).toHaveLength(3);
    expect((await get("versions/2")).said.document.version).toBe(2);
  });

  it("at fault as a whole is refused with every problem, and nothing changes", async () => {
    const { save, get } = deskOf(hall);
    const { status, said } = await save((document) => {
      document["location"] = "other";
      document["timeZone"] = "Mars";
      document.queues[0]!["name"] = {};
      document.stands[0]!.buttons[0]!["label"] = {};
    }, 1);
    expect(status).toBe(400);
    expect(said.problems.map(({ path }) => path)).toEqual(["location", "timeZone", "queues.0.name.da"]);
    expect(said.leftOut.map(({ path }) => path)).toEqual(["stands.0.buttons.0.label.da"]);
    for (const document of [null, 7, "x", []])
      expect((await deskOf(hall).post("save", { document, replaces: 1 })).status).toBe(400);
    expect((await get("versions")).list).toHaveLength(1);
    expect((await deskOf(hall).post("save", { document: {} })).status).toBe(400);
  });

  it("goes back to any version by a new one", async () => {
    const { save, get, post } = deskOf(hall);
    await save(label("Anden"), 1);
    await save(label("Tredje"), 2);
    const { said } = await post("undo", { to: 1, replaces: 3 });
    expect(said.version).toBe(4);
    const { version, note, document } = (await get("document")).said;
    expect({ version, note }).toEqual({ version: 4, note: "Tilbage til version 1" });
    expect({ ...document, version: 1 }).toEqual(demoLocation());
    expect((await post("undo", { to: 1, replaces: 3 })).status).toBe(409);
    expect((await post("undo", { to: 99, replaces: 4 })).status).toBe(404);
    expect((await get("versions/99")).status).toBe(404);
    expect((await get("versions?before=3")).list.map((one) => one.version)).toEqual([2, 1]);
    expect((await get("versions/3")).said.changes).toHaveLength(1);
  });

  it("of more than 2 MiB is refused in words", async () => {
    const { post, draft } = deskOf(hall);
    const document = { ...(await draft()), more: "x".repeat(2_097_152) };
    const { status, said } = await post("dry-run", { document });
    expect([status, said.problems]).toMatchObject([
      200,
      [{ path: "(whole)", problem: "er større end 2 MiB" }],
    ]);
    expect((await post("save", { document, replaces: 1 })).status).toBe(400);
    const far = await post("save", { document: "x".repeat(2_200_000), replaces: 1 });
    expect(far.status).toBe(413);
    expect((await hall.post("/api/locations/demo/issue", { queue: "x".repeat(20_000) })).status).toBe(413);
  });

  it("of another location, or at a wrong address, is not there", async () => {
    expect((await deskOf(hall, "other").get("document")).status).toBe(404);
    expect((await deskOf(hall, "other").post("save", { document: {}, replaces: 1 })).status).toBe(404);
  });
});
