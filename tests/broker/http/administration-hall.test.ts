import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { hashPassword } from "../../../broker/password.ts";
import { checkLocation } from "../../../protocol/config.ts";
import { demoLocation, Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";
import { type Draft, deskOf, label } from "./desk.ts";

let hall: Hall;
afterEach(() => hall.close());

describe("people in the hall while the document changes", () => {
  beforeEach(async () => {
    hall = await Hall.open();
  });
  const issue = async (queue: string) =>
    (await hall.post("/api/locations/demo/issue", { queue })).body.ticket;
  const ticket = async (id: string) =>
    (await hall.ask(`/api/locations/demo/tickets/${id}`)).body as unknown as { queue: string; state: string };

  it("are moved with a queue that goes, which is said before; its topic and its counter's are cleared", async () => {
    const { save, draft, post } = deskOf(hall);
    const { client } = await hall.stand();
    for (const topic of ["queues/b", "counters/2", "displays/d1"])
      await client.subscribe(`talon/demo/${topic}`);
    const [waiting, served] = [await issue("b"), await issue("a")];
    await hall.post(`/api/locations/demo/tickets/${served.id}/call`, { counter: "2" });
    await hall.post("/api/locations/demo/counters/2/serve", {});
    const edit = (document: Draft) => {
      document.queues.splice(1, 1);
      document.services = document.services.filter((one) => one["queue"] !== "b");
      document.counters.splice(1, 1);
      document.displays.splice(0, 1);
    };
    const document = await draft();
    edit(document);
    const tried = await post("dry-run", { document });
    expect(tried.said.consequences).toEqual([
      "Køen Pas og kørekort: 1 ventende flyttes til Borgerservice og beholder sit nummer og sin plads.",
      `Skranke 2: betjeningen af ${served.number} afsluttes.`,
    ]);
    const stream = await hall.stream("/display/d1/events");
    await until(() => stream.pictures.length > 0);
    expect((await save(edit, 1)).status).toBe(200);
    expect(await ticket(waiting.id)).toMatchObject({ queue: "a", state: "waiting" });
    expect(await ticket(served.id)).toMatchObject({ state: "served" });
    for (const topic of ["queues/b", "counters/2", "displays/d1"])
      await until(() => client.on(`talon/demo/${topic}`).at(-1) === "");
    await until(() => stream.isOver());
    expect((await hall.ask("/display/d1")).status).toBe(404);
    expect((await hall.post("/api/locations/demo/counters/1/call-next", {})).body.ticket.id).toBe(waiting.id);
  });

  it("keep their numbers to themselves: letters that papers of today may bear are refused in words", async () => {
    const { save } = deskOf(hall);
    await hall.stand();
    await until(() => hall.lines.length > 0);
    const number = (await issue("a")).number.replace(/\d+$/, "");
    const { status, said } = await save((document) => {
      document["rollLetters"] = "Z";
    }, 1);
    expect([status, said.problems]).toMatchObject([
      400,
      [
        {
          path: "rollLetters",
          problem: expect.stringContaining("først ændres, når dagen er lukket") as string,
        },
      ],
    ]);
    expect(number).not.toBe("");
  });
});

describe("a location that moves", () => {
  it("is the same on the other hub, with nothing but the hub's own id different", async () => {
    hall = await Hall.open();
    const from = deskOf(hall);
    await from.save(label("Før flytningen"), 1);
    const { headers, said: file } = await from.get("export");
    expect(headers.get("content-disposition")).toBe('attachment; filename="talon-demo-v2.json"');
    expect(JSON.stringify(file)).not.toContain("secret");
    const checked = checkLocation({
      ...demoLocation(),
      location: "other",
      stands: [],
      queues: [demoLocation().queues[0]],
      services: [],
      menus: [],
    });
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    const other = await Hall.open({ location: checked.value });
    try {
      const to = deskOf(other, "other");
      const { said } = await to.post("import-preview", { file: JSON.stringify(file) });
      expect(said).toMatchObject({
        ...{ problems: [], leftOut: [] },
        from: { location: "demo", name: "Rådhuset", version: 2 },
        summary: "2 køer kommer til, 6 ydelser kommer til, 1 menu kommer til, 1 stander kommer til.",
      });
      expect((await to.post("save", { document: said.document, replaces: 1 })).said.version).toBe(2);
      const here = (await to.get("document")).said.document;
      expect({ ...here, location: "demo" }).toEqual((await from.get("document")).said.document);
      const kept = await to.post("import-preview", { file, keep: ["stands", "name"] });
      expect(kept.status).toBe(200);
      for (const foreign of ["{", "hej", { talon: "x" }])
        expect((await to.post("import-preview", { file: foreign })).status).toBe(400);
      expect((await to.post("import-preview", { file, keep: ["secrets"] })).status).toBe(400);
    } finally {
      await other.close();
    }
  });
});

describe("a bare location", () => {
  it("comes to its first ticket through the interface alone", async () => {
    const bare = checkLocation({
      ...{
        v: 1,
        version: 1,
        location: "demo",
        name: { da: "Nyt" },
        timeZone: "Europe/Copenhagen",
        languages: ["da"],
      },
      ...{
        queues: [{ queue: "koe", name: { da: "Kø" }, letters: "A" }],
        services: [],
        stands: [],
        counters: [],
      },
      ...{ displays: [], catchAll: "koe" },
    });
    if (!bare.ok) throw new Error(JSON.stringify(bare.problems));
    hall = await Hall.open({ location: bare.value });
    const { get, post } = deskOf(hall);
    const { said: listed } = await post("read-services", { text: "Pas;Kø\nSkat;Kø" });
    expect(listed.services).toHaveLength(2);
    const { list } = await get("templates");
    const document = list[0]?.document as Draft;
    document["hours"] = null;
    document.stands[0] = { ...document.stands[0]!, ...{ stand: "s1" } };
    expect((await post("save", { document, replaces: 1 })).said).toMatchObject({ version: 2, leftOut: [] });
    const stand = await hall.stand();
    const { number } = await stand.issue("pas");
    expect(number).toMatch(/^B\d+$/);
    const called = await hall.post("/api/locations/demo/counters/3/call-next", {});
    expect(called.body.ticket.number).toBe(number);
  });
});

describe("the door of administration", () => {
  const password = "længe-leve-køen";
  const signedIn = async (name: string) => {
    const reply = await hall.post("/api/sign-in", { name, password });
    return deskOf(hall, "demo", { cookie: (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "" });
  };
  beforeEach(async () => {
    const hash = await hashPassword(password);
    hall = await Hall.open({
      door: new Door([
        { staff: "anna", hash, administrator: true },
        { staff: "bo", hash },
      ]),
    });
  });

  it("lets administrators in and says who saved", async () => {
    const { save, get } = await signedIn("anna");
    expect((await save(label("Ny"), 1)).status).toBe(200);
    expect((await get("versions")).list[0]).toMatchObject({ by: "anna" });
  });

  it("says to others of the staff that it is not for them, and to strangers to sign in", async () => {
    const bo = await signedIn("bo");
    for (const path of ["document", "versions", "versions/1", "export", "templates"]) {
      expect([path, (await bo.get(path)).status]).toEqual([path, 403]);
      expect([path, (await deskOf(hall).get(path)).status]).toEqual([path, 401]);
    }
    for (const path of ["dry-run", "save", "undo", "import-preview", "read-services"]) {
      const asked = { document: {}, replaces: 1, to: 1, file: "{}", text: "" };
      expect([path, (await bo.post(path, asked)).status]).toEqual([path, 403]);
      expect([path, (await deskOf(hall).post(path, asked)).status]).toEqual([path, 401]);
    }
    const { said } = await bo.get("document");
    expect(said).toEqual({
      problem: "Det har din konto ikke adgang til. En administrator kan give den adgang.",
    });
    expect((await bo.get("document?language=en")).said).toMatchObject({
      problem: expect.stringContaining("Your account may not") as string,
    });
  });
});

describe("a start", () => {
  const started = async (ledger: MemoryLedger, version: number, name: string) => {
    hall = await Hall.open({ ledger, location: { ...demoLocation(), version, name: { da: name } } });
    return (await deskOf(hall).get("document")).said;
  };
  const words = () =>
    hall.lines.map((line) => String(line["what"])).filter((line) => line.includes("document"));

  it("takes the file only when there is none in the ledger or its version is higher, and says which was taken", async () => {
    const events = new MemoryLedger();
    const again = () => {
      const ledger = new MemoryLedger();
      ledger.append([...events.load()]);
      return ledger;
    };
    const first = await Hall.open({
      ledger: events,
      location: { ...demoLocation(), name: { da: "Filens" } },
    });
    await deskOf(first).save((document) => Object.assign(document, { name: { da: "Gemt" } }), 1);
    const before = again();
    before.append([...events.load()].slice(before.seq()));
    await first.close();
    expect(await started(before, 1, "Filens")).toMatchObject({
      version: 2,
      document: { name: { da: "Gemt" } },
    });
    expect(words()).toEqual([
      "the location's document is the ledger's",
      "the file's document is another one; it is taken when its version is higher",
    ]);
    const copy = new MemoryLedger();
    copy.append([...before.load()]);
    await hall.close();
    expect(await started(copy, 3, "Nyere")).toMatchObject({
      version: 3,
      document: { name: { da: "Nyere" } },
    });
    expect(words()).toEqual(["the location's document is taken from the file"]);
  });
});
