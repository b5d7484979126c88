import { describe, expect, it } from "vitest";
import {
  type Client,
  isOwnClientId,
  isReservedClientId,
  mayPublish,
  mayReceive,
  maySubscribe,
} from "../../../broker/mqtt/access.ts";
import { TOPICS, type TopicName, topicOf } from "../../../protocol/topics.ts";

const at = {
  location: "demo",
  stand: "s1",
  display: "d1",
  staff: "anna",
  queue: "a",
  counter: "1",
  kind: "call-next",
};
const client = (role: Client["role"], id: string): Client => ({ role, id, location: "demo" });
const stand = client("stand", "s1");
const names = Object.keys(TOPICS) as TopicName[];
const roles = ["stand", "display", "staff", "integration"] as const;
const ids = { stand: "s1", display: "d1", staff: "anna", integration: "board" };

describe("access to topics", () => {
  it("gives each client exactly the rows of the table that name its role", () => {
    for (const name of names) {
      for (const role of roles) {
        const who = client(role, ids[role]);
        const topic = topicOf(name, at);
        const reads = (TOPICS[name].readers as readonly string[]).includes(role);
        expect([topic, role, mayReceive(who, topic)]).toEqual([topic, role, reads]);
        expect([topic, role, maySubscribe(who, topic)]).toEqual([topic, role, reads]);
        expect([topic, role, mayPublish(who, topic, false)]).toEqual([
          topic,
          role,
          TOPICS[name].writer === role,
        ]);
      }
    }
  });

  it("keeps every client out of another one's own topics", () => {
    const other = { ...at, stand: "s2", staff: "bo", display: "d2" };
    expect(mayPublish(stand, topicOf("issue", other), false)).toBe(false);
    expect(mayPublish(stand, topicOf("standHealth", other), true)).toBe(false);
    expect(mayReceive(stand, topicOf("issueAnswer", other))).toBe(false);
    expect(maySubscribe(stand, topicOf("issueAnswer", other))).toBe(false);
    expect(mayReceive(client("staff", "anna"), topicOf("staffAnswer", other))).toBe(false);
    expect(mayPublish(client("staff", "anna"), topicOf("staffCallNext", other), false)).toBe(false);
    expect(mayReceive(client("display", "d1"), topicOf("displayPicture", other))).toBe(false);
  });

  it("keeps every client inside its location", () => {
    const elsewhere = { ...at, location: "brønderslev" };
    expect(mayPublish(stand, topicOf("issue", elsewhere), false)).toBe(false);
    expect(mayReceive(stand, topicOf("queueState", elsewhere))).toBe(false);
    expect(maySubscribe(stand, topicOf("queueState", elsewhere))).toBe(false);
    expect(maySubscribe(stand, "talon/+/queues/+")).toBe(true);
  });

  it("lets nobody outside the hub write a state of the hub", () => {
    for (const role of roles) {
      expect(mayPublish(client(role, ids[role]), "talon/demo/displays/d1", true)).toBe(false);
      expect(mayPublish(client(role, ids[role]), "talon/demo/hub/availability", true)).toBe(false);
    }
  });

  it("never lets a request be retained", () => {
    expect(mayPublish(stand, topicOf("issue", at), true)).toBe(false);
    expect(mayPublish(stand, topicOf("standAvailability", at), true)).toBe(true);
  });

  it("grants a wide filter that can bring something, and refuses one that cannot", () => {
    const board = client("integration", "board");
    expect(maySubscribe(board, "#")).toBe(true);
    expect(maySubscribe(board, "talon/demo/#")).toBe(true);
    expect(maySubscribe(board, "talon/demo/calls/#")).toBe(true);
    expect(maySubscribe(board, "talon/demo/stands/+/availability")).toBe(true);
    expect(maySubscribe(board, "talon/demo/stands/+/request/#")).toBe(false);
    expect(maySubscribe(board, "talon/demo/stands/s1/config")).toBe(false);
    expect(maySubscribe(board, "$SYS/#")).toBe(false);
    expect(maySubscribe(board, "talon/demo/calls/deeper")).toBe(false);
    expect(maySubscribe(stand, "talon/demo/stands/+/response/+")).toBe(true);
    expect(maySubscribe(stand, "talon/demo/stands/s2/response/+")).toBe(false);
  });

  it("gives a wide filter no message that the table keeps from its reader", () => {
    const board = client("integration", "board");
    expect(mayReceive(board, topicOf("issue", at))).toBe(false);
    expect(mayReceive(board, topicOf("standConfig", at))).toBe(false);
    expect(mayReceive(board, "$SYS/x/heartbeat")).toBe(false);
    expect(mayReceive(board, topicOf("calls", at))).toBe(true);
  });

  it("binds a client id to its account, one for a stand and several for an integration", () => {
    expect(isOwnClientId(stand, "stand-s1")).toBe(true);
    expect(isOwnClientId(stand, "stand-s1.2")).toBe(false);
    expect(isOwnClientId(stand, "stand-s2")).toBe(false);
    expect(isOwnClientId(client("integration", "board"), "integration-board.2")).toBe(true);
    expect(isOwnClientId(client("integration", "board"), "integration-boards")).toBe(false);
    expect(isReservedClientId("stand-s9")).toBe(true);
    expect(isReservedClientId("mosq-AbC")).toBe(false);
  });
});
