import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const DESK = "/api/locations/demo/administration";

type Told = { readonly path: string; readonly place: string; readonly problem: string };
type Changed = { readonly path: string; readonly kind: string; readonly words: string };
type Draft = {
  name: Record<string, string>;
  queues: { queue: string; letters: string; name: Record<string, string>; hours?: object[] }[];
  stands: { stand: string; buttons: { button: number; label: Record<string, string>; does: object }[] }[];
  counters: object[];
  displays: object[];
  menus: object[];
  services: object[];
  catchAll: string;
};
type Said = {
  readonly version: number;
  readonly by: string | null;
  readonly note: string | null;
  readonly document: Draft;
  readonly problems: readonly Told[];
  readonly leftOut: readonly Told[];
  readonly changes: readonly Changed[];
  readonly consequences: readonly string[];
  readonly summary: string;
  readonly refused: string;
  readonly newest: { readonly version: number };
};

let hall: Hall;
beforeEach(async () => {
  hall = await Hall.open();
});
afterEach(() => hall.close());

const get = async (path: string) => {
  const { status, body, headers } = await hall.ask(`${DESK}/${path}`);
  return { status, headers, said: body as unknown as Said };
};
const list = async (path: string) => (await hall.ask(`${DESK}/${path}`)).items as unknown as readonly Said[];
const post = async (path: string, asked: object) => {
  const { status, body } = await hall.post(`${DESK}/${path}`, asked);
  return { status, said: body as unknown as Said };
};
const draft = async () => (await get("document")).said;

describe("the document of a location", () => {
  it("is the ledger's first version, and can be tried without saving", async () => {
    const { version, document, by, note } = await draft();
    expect({ version, by, note }).toEqual({ version: 1, by: null, note: null });
    document.queues[1]!.hours = [{ weekday: 2, from: "10:00", to: "15:00" }];
    const { status, said } = await post("dry-run", { document });
    expect(status).toBe(200);
    expect(said).toMatchObject({ problems: [], leftOut: [], consequences: [] });
    expect(said.changes.map(({ words }) => words)).toEqual([
      "Køen Pas og kørekort: åbningstid altid → tirsdag 10-15",
    ]);
    expect((await draft()).version).toBe(1);
  });

  it("is saved as the next version, which a stand and a display are told at once", async () => {
    const { client } = await hall.stand();
    const { document } = await draft();
    document.stands[0]!.buttons[0]!.label = { da: "Ny knap" };
    const { status, said } = await post("save", { document, replaces: 1, note: "Ny tekst" });
    expect([status, said.version]).toEqual([200, 2]);
    await until(() => client.on("talon/demo/stands/s1/config").at(-1)?.includes("Ny knap") === true);
    expect(await list("versions")).toMatchObject([{ version: 2, note: "Ny tekst" }, { version: 1 }]);
  });
});
