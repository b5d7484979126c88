/** Sows over MQTT: in names, topics, last wills and payloads of clients with and without an account. Knows no search. */
import { randomUUID } from "node:crypto";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { EXAMPLES } from "../../../protocol/examples.ts";
import { until } from "../demo.ts";
import { type PlantedHall, secretOf } from "./hall.ts";
import type { Plants } from "./plants.ts";

/** A client of an account. */
async function connected(
  { mqttUrl }: PlantedHall,
  account: string,
  more: IClientOptions = {},
): Promise<MqttClient> {
  const [username, role] = account.split(" ") as [string, string];
  const clientId = `${role}-${username}`;
  const options = {
    protocolVersion: 4,
    username,
    password: secretOf(username),
    clientId,
    reconnectPeriod: 0,
  } as const;
  const client = await mqtt.connectAsync(mqttUrl, { ...options, ...more });
  client.on("error", () => undefined);
  return client;
}

/** Resolves when the broker has ended the connection. */
const thrownOut = (client: MqttClient) => until("the broker ends the connection", () => !client.connected);

/** Whoever may not come in, or not there. */
export async function byStrangers(plants: Plants, hall: PlantedHall): Promise<void> {
  const refused = { username: plants.name("MQTT user"), password: plants.cpr("MQTT password") };
  const ids = [plants.name("MQTT client id"), `staff-${plants.slug("another's client id")}`];
  for (const clientId of ids)
    await connected(hall, "x staff", { ...refused, clientId }).catch(() => undefined);
  const own = { clientId: `staff-desk.${plants.slug("a staff client's suffix")}` };
  const will = {
    topic: `talon/demo/${plants.slug("topic of a last will")}`,
    payload: plants.message("last will"),
    qos: 0,
    retain: true,
  } as const;
  const dead = await connected(hall, "desk staff", { ...own, will });
  dead.stream.destroy();
  const stranger = {
    clientId: plants.name("client id of a wrong password"),
    password: plants.password("MQTT"),
  };
  await connected(hall, "desk staff", stranger).catch(() => undefined);
  for (const retain of [true, false]) {
    const client = await connected(hall, "desk staff", own);
    client.publish(`talon/demo/queues/${plants.slug("foreign topic")}`, plants.message("foreign payload"), {
      retain,
    });
    await thrownOut(client);
  }
  const reader = await connected(hall, "counting integration", { clientId: "integration-counting.planted" });
  await reader.subscribeAsync(`talon/${plants.slug("foreign filter")}/#`).catch(() => undefined);
  await reader.subscribeAsync(`talon/demo/${plants.cpr("another foreign filter")}`).catch(() => undefined);
  await reader.endAsync();
}

/** Right and wrong payloads of staff and of a stand, each with more than it needs. */
export async function inPayloads(plants: Plants, hall: PlantedHall): Promise<void> {
  const more = (where: string) => ({
    ...{ name: plants.name(where), cpr: plants.cpr(where), message: plants.message(where) },
    mobile: plants.mobile(where),
  });
  const head = () => ({ id: randomUUID(), at: Date.now() });
  const kinds = {
    issue: EXAMPLES.staffIssue,
    "call-next": EXAMPLES.staffCallNext,
    tag: EXAMPLES.staffTag,
  } as const;
  const staff = await connected(hall, "desk staff");
  for (const [kind, example] of Object.entries(kinds)) {
    const topic = `talon/demo/staff/desk/request/${kind}`;
    const right = { ...example, ...head(), commandId: randomUUID() };
    const wrong = {
      ...right,
      ...{ counter: plants.name(`${kind}'s counter`), queue: plants.name(`${kind}'s queue`) },
    };
    const said = [
      { ...right, ...more(`staff's ${kind}`) },
      { ...wrong, v: plants.cpr(`${kind}'s version`) },
    ];
    for (const one of said) await staff.publishAsync(topic, JSON.stringify(one), { qos: 1 });
    await staff.publishAsync(topic, `no JSON: ${plants.message(`${kind} that is none`)}`, { qos: 1 });
  }
  await staff.endAsync();
  const stand = await connected(hall, "s2 stand");
  const own = "talon/demo/stands/s2";
  const asked = {
    issue: EXAMPLES.issue,
    hello: EXAMPLES.hello,
    lookup: EXAMPLES.lookup,
    help: EXAMPLES.help,
  };
  for (const [kind, example] of Object.entries(asked)) {
    const text = JSON.stringify({ ...example, ...head(), ...more(`a stand's ${kind}`) });
    await stand.publishAsync(`${own}/request/${kind}`, text, { qos: 1 });
    await stand.publishAsync(`${own}/request/${kind}`, plants.message(`a stand's ${kind} that is none`), {
      qos: 1,
    });
  }
  const code = (cpr: string) => JSON.stringify({ ...EXAMPLES.checkIn, ...head(), code: cpr });
  await stand.publishAsync(`${own}/request/check-in`, code(plants.cpr("check-in")), { qos: 1 });
  await stand.endAsync();
}

/** Everything that somebody with this account is told, retained and fresh, as `topic payload`, until `end`. */
export async function listening(
  hall: PlantedHall,
  account: string,
): Promise<{ heard: string[]; end: () => Promise<void> }> {
  const heard: string[] = [];
  const role = account.split(" ")[1] as string;
  const isMachine = role === "stand" || role === "display";
  const clientId = `${role}-${account.split(" ")[0]}${isMachine ? "" : ".ear"}`;
  const client = await connected(hall, account, { clientId });
  client.on("message", (topic, payload) => heard.push(`${topic} ${payload.toString("latin1")}`));
  await client.subscribeAsync("#", { qos: 1 });
  return { heard, end: () => client.endAsync() };
}
