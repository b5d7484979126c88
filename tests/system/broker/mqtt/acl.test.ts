/** The exported access rules on Debian's mosquitto, by what is delivered: it answers a forbidden subscription as granted. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Client, mayPublish, mayReceive } from "../../../../broker/mqtt/access.ts";
import { type AclAccount, mosquittoAcl } from "../../../../broker/mqtt/acl-file.ts";
import { TOPICS, type TopicName, topicOf } from "../../../../protocol/topics.ts";
import { FarClient, until } from "../../../broker/mqtt/far-side.ts";
import { Mosquitto } from "../../../broker/mqtt/mosquitto.ts";

const IDS = { stand: "s1", display: "d1", staff: "anna", integration: "board" } as const;
const clients: readonly Client[] = (Object.keys(IDS) as (keyof typeof IDS)[]).map((role) => ({
  role,
  id: IDS[role],
  location: "demo",
}));
const nameOf = ({ role, id }: Pick<AclAccount, "role" | "id">) => `${role}-${id}`;
const accounts: readonly AclAccount[] = [
  { username: "hub", role: "hub", id: "demo" },
  ...[...clients, { role: "stand", id: "s2" } as const].map(({ role, id }) => ({
    ...{ username: nameOf({ role, id }), role, id },
  })),
];
/** Every topic of the table, of the clients themselves, of others, and elsewhere. */
const places = [
  { location: "demo", stand: "s1", display: "d1", staff: "anna", queue: "a", counter: "1", kind: "undo" },
  { location: "demo", stand: "s2", display: "d2", staff: "bo", queue: "b", counter: "2", kind: "undo" },
  { location: "other", stand: "s1", display: "d1", staff: "anna", queue: "a", counter: "1", kind: "undo" },
];
const TABLE = (Object.keys(TOPICS) as TopicName[]).flatMap((name) => places.map((at) => topicOf(name, at)));
const FOREIGN = ["talon/demo", "talon/demo/foreign", "talon/demo/queues/a/deeper", "foreign", "talon"];
const ALL = [...TABLE, ...FOREIGN];
const END = "talon/demo/calls";

let mosquitto: Mosquitto;
const open: FarClient[] = [];
/** Writes what it likes, as nobody but a test can: its rules are all topics. */
const GOD = "user god\ntopic readwrite #\ntopic readwrite $SYS/#\n";

async function connect(username: string, more: object = {}): Promise<FarClient> {
  const password = `secret of ${username}`;
  const client = await FarClient.connect(mosquitto.url, { username, password, clientId: username, ...more });
  open.push(client);
  return client;
}
const say = (client: FarClient, topic: string, payload: string, retain = false) =>
  client.client.publishAsync(topic, payload, { qos: 1, retain });
const topicsOf = (client: FarClient) =>
  [...new Set(client.received.filter((one) => one.payload !== "end").map((one) => one.topic))].sort();

describe("mosquitto with the exported access rules", () => {
  beforeAll(async () => {
    const acl = `${mosquittoAcl(accounts, "demo")}\n${GOD}`;
    mosquitto = await Mosquitto.start([...accounts.map((one) => one.username), "god", "nobody"], {
      acl,
      more: ["sys_interval 1", "use_username_as_clientid true", "max_queued_messages 10000"],
    });
  });
  afterAll(() => mosquitto.close());
  beforeEach(async () => {
    const god = await connect("god");
    for (const topic of ALL) await say(god, topic, "", true);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
  });

  it.each(clients)(
    "delivers to a $role what the table gives it and nothing else, fresh or retained",
    async (who) => {
      const god = open[0] as FarClient;
      for (const topic of ALL) await say(god, topic, "retained", true);
      const client = await connect(nameOf(who));
      for (const filter of ["#", "$SYS/#", "talon/+/stands/+/request/#", ...ALL])
        await client.subscribe(filter);
      for (const topic of ALL) await say(god, topic, "fresh");
      await say(god, END, "end");
      await until(() => client.on(END).includes("end"));
      const allowed = ALL.filter((topic) => mayReceive(who, topic)).sort();
      expect(topicsOf(client)).toEqual([...new Set(allowed)]);
      const seen = new Set(client.received.map((one) => one.payload));
      expect([...seen].sort()).toEqual(["end", "fresh", "retained"]);
    },
  );

  it.each(clients)("takes from a $role what the table lets it write and nothing else", async (who) => {
    const watcher = open[0] as FarClient;
    await watcher.subscribe("#");
    const client = await connect(nameOf(who));
    for (const topic of ALL) await say(client, topic, `by ${who.role}`);
    await say(watcher, END, "end");
    await until(() => watcher.on(END).includes("end"));
    const written = watcher.received.filter((one) => one.payload === `by ${who.role}`);
    const allowed = ALL.filter((topic) => mayPublish(who, topic, false));
    expect(written.map((one) => one.topic).sort()).toEqual([...new Set(allowed)].sort());
  });

  it("keeps the broker's own state from everybody, though it answers the subscription as granted", async () => {
    const god = open[0] as FarClient;
    const display = await connect("display-d1");
    await god.subscribe("$SYS/#");
    expect(await display.subscribe("$SYS/#")).toBe(1);
    await until(() => god.received.some((one) => one.topic.startsWith("$SYS/")));
    await display.subscribe(END);
    await say(god, END, "end");
    await until(() => display.on(END).includes("end"));
    expect(topicsOf(display)).toEqual([]);
  });

  it("says no last will that its client could not have said", async () => {
    const watcher = open[0] as FarClient;
    await watcher.subscribe("#");
    const will = {
      topic: "talon/demo/hub/availability",
      payload: Buffer.from("forged"),
      qos: 1,
      retain: true,
    };
    await connect("stand-s1", { will })
      .then(({ client }) => client.stream.destroy())
      .catch(() => undefined);
    await say(watcher, END, "end");
    await until(() => watcher.on(END).includes("end"));
    const late = await connect("display-d1");
    await late.subscribe("talon/demo/hub/availability");
    await late.subscribe(END);
    await say(watcher, END, "end");
    await until(() => late.on(END).includes("end"));
    expect([...watcher.received, ...late.received].map((one) => one.payload)).not.toContain("forged");
  });

  it("lets in nobody without a name or with a wrong password, and gives a name without rules nothing", async () => {
    await expect(connect("stand-s1", { password: "wrong" })).rejects.toMatchObject({ code: 5 });
    await expect(FarClient.connect(mosquitto.url, { clientId: "x" })).rejects.toMatchObject({ code: 5 });
    const god = open[0] as FarClient;
    const nobody = await connect("nobody");
    await nobody.subscribe("#");
    await god.subscribe("#");
    await say(nobody, END, "forged");
    await say(god, END, "end");
    await until(() => god.on(END).includes("end"));
    // Its own refusal comes after what was delivered before it.
    await nobody.subscribe("talon/#");
    expect(nobody.received).toEqual([]);
    expect(god.on(END)).not.toContain("forged");
  });

  it("does not let one stand push off another by bearing its client id", async () => {
    const stand = await connect("stand-s1");
    const thief = await connect("stand-s2", { clientId: "stand-s1" });
    await stand.subscribe(END);
    await say(open[0] as FarClient, END, "end");
    await until(() => stand.on(END).includes("end"));
    expect([stand.isClosed, thief.isClosed]).toEqual([false, false]);
  });
});
