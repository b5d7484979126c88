import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCommandLine } from "../../../broker/command-line.ts";
import { printedAcl } from "../../../broker/mosquitto-acl.ts";
import { type AclAccount, aclProblems, mosquittoAcl } from "../../../broker/mqtt/acl-file.ts";
import { ROLES, TOPICS, type TopicName } from "../../../protocol/topics.ts";

const account = (role: AclAccount["role"], id: string): AclAccount => ({
  username: `${role}-${id}`,
  role,
  id,
});
const rules = (one: AclAccount) =>
  mosquittoAcl([one], "demo")
    .split("\n")
    .filter((line) => line.startsWith("topic "));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-acl-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A configuration file with this broker, beside the demo's location. */
function configOf(mqtt: object): string {
  const file = join(folder, "hub.json");
  writeFileSync(join(folder, "location.json"), readFileSync("demo/location.json"));
  writeFileSync(
    file,
    JSON.stringify({
      ...{ v: 1, location: "location.json", dataDir: "data", mqtt, signIn: { kind: "none" } },
      http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1" },
    }),
  );
  return file;
}
const external = (more: object) => ({ kind: "external", url: "mqtts://broker.example.dk", ...more });

describe("the access rules as mosquitto reads them", () => {
  it("has a line for each row of the table that a role writes or reads, and none more", () => {
    for (const role of ROLES.filter((one) => one !== "hub")) {
      const names = Object.keys(TOPICS) as TopicName[];
      const writes = names.filter((name) => TOPICS[name].writer === role);
      const reads = names.filter((name) => (TOPICS[name].readers as readonly string[]).includes(role));
      const lines = rules(account(role, "x1"));
      expect(lines.filter((line) => line.startsWith("topic write "))).toHaveLength(writes.length);
      expect(lines.filter((line) => line.startsWith("topic read "))).toHaveLength(reads.length);
    }
  });

  it("binds a client's own part to its id, and lets it see others' states", () => {
    const lines = rules(account("stand", "s1"));
    expect(lines).toContain("topic write talon/demo/stands/s1/request/issue");
    expect(lines).toContain("topic read talon/demo/stands/s1/response/issue");
    expect(lines).toContain("topic read talon/demo/queues/+");
    expect(lines.join("\n")).not.toMatch(/stands\/(?!s1\/)/);
    expect(rules(account("integration", "board"))).toContain("topic read talon/demo/stands/+/availability");
  });

  it("gives the hub its whole location and no other", () => {
    expect(rules(account("hub", "demo"))).toEqual(["topic readwrite talon/demo/#"]);
  });

  it("refuses names that mosquitto would read as something else", () => {
    const names = ["a:b", "a\nuser b", "#remark", " a", "a ", "stand s1", "æøå"];
    const accounts = names.map((username) => ({ ...account("stand", "s1"), username }));
    expect(aclProblems(accounts, "mqtt.accounts").map(({ path }) => path)).toEqual(
      [0, 1, 2, 3, 4].map((at) => `mqtt.accounts.${at}.username`),
    );
  });

  it("takes the accounts of the hub's own broker along to another one, with the hub as hub", () => {
    const passwordFile = "secret";
    const accounts = [{ username: "stander-1", role: "stand", id: "s1", passwordFile }];
    const text = printedAcl(configOf({ kind: "embedded", host: "127.0.0.1", port: 0, accounts }));
    expect(text).toContain("user hub\ntopic readwrite talon/demo/#\n");
    expect(text).toContain("# stand s1\nuser stander-1\ntopic write talon/demo/stands/s1/availability\n");
  });

  it("names the clients of another broker from the configuration, and the hub by its own name there", () => {
    const accounts = [{ username: "s1", role: "stand", id: "s1" }];
    const text = printedAcl(configOf(external({ username: "talon", passwordFile: "secret", accounts })));
    expect([...text.matchAll(/^user (.*)$/gm)].map(([, name]) => name)).toEqual(["talon", "s1"]);
  });

  it("says what is wrong: a hub without a name, a name twice, a name that mosquitto cannot have", () => {
    expect(() => printedAcl(configOf(external({})))).toThrow(/mqtt\.username/);
    const twice = [{ username: "talon", role: "stand", id: "s1" }];
    const named = { username: "talon", passwordFile: "secret" };
    expect(() => printedAcl(configOf(external({ ...named, accounts: twice })))).toThrow(/two accounts/);
    const odd = [{ username: "a:b", role: "stand", id: "s1" }];
    expect(() => printedAcl(configOf(external({ ...named, accounts: odd })))).toThrow(
      /mqtt\.accounts\.0\.username/,
    );
  });

  it("is asked for on the command line", () => {
    expect(readCommandLine(["mosquitto-acl", "--config", "x.json"])).toEqual({
      kind: "mosquitto-acl",
      config: "x.json",
    });
    expect(() => readCommandLine(["mosquitto-acl", "--offline"])).toThrow(/mosquitto-acl/);
  });
});
