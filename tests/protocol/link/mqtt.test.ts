import { describe, expect, it } from "vitest";
import { EXAMPLES } from "../../../protocol/examples.ts";
import { startAedes, until } from "./brokers.ts";
import { at, broker, link, linkContract } from "./suite.ts";

describe("the link over aedes", () => {
  linkContract(() => startAedes());
});

it("comes back, with its subscriptions, when the broker was restarted", async () => {
  const first = await startAedes();
  const stand = link(first.url);
  const seen: string[] = [];
  stand.subscribe("test", at, (message) => seen.push(message.id));
  await until(() => stand.isUp);
  await first.stop();
  await until(() => !stand.isUp);
  await broker(() => startAedes(first.port));
  await until(() => stand.isUp);
  expect(await stand.publish("test", at, EXAMPLES.test)).toBe(true);
  await until(() => seen.length === 1);
});

it("takes a subscription that is made while it is up", async () => {
  const { url } = await broker(() => startAedes());
  const stand = link(url);
  await until(() => stand.isUp);
  const seen: string[] = [];
  stand.subscribe("test", at, (message) => seen.push(message.id));
  await until(() => {
    void stand.publish("test", at, EXAMPLES.test);
    return seen.length > 0;
  });
});

it("says in words why there is no connection", async () => {
  const gone = await startAedes();
  await gone.stop();
  const stand = link(gone.url);
  const said: string[] = [];
  stand.onTrouble((problem) => said.push(problem));
  await until(() => said.length > 1);
  expect(said[0]).toContain("ECONNREFUSED");
});
