/** The MQTT link over Debian's mosquitto, which tells of a lost client only after seconds. */
import { describe, expect, it } from "vitest";
import { EXAMPLES } from "../../../../protocol/examples.ts";
import { startMosquitto, until } from "../../../protocol/link/brokers.ts";
import { at, broker, link, linkContract } from "../../../protocol/link/suite.ts";

describe("the link over mosquitto", () => {
  linkContract(() => startMosquitto());
});

it("speaks TLS to a broker whose certificate it was given, and to no other", async () => {
  const secure = await startMosquitto(true);
  await broker(() => Promise.resolve(secure));
  const [trusting, wary] = [link(secure.url, { ca: secure.ca }), link(secure.url)];
  const said: string[] = [];
  wary.onTrouble((problem) => said.push(problem));
  await until(() => trusting.isUp && said.length > 0);
  expect(await trusting.publish("test", at, EXAMPLES.test)).toBe(true);
  expect(said[0]).toContain("self-signed certificate");
  expect(wary.isUp).toBe(false);
});
