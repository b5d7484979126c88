import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hasTrouble } from "../../broker/check-settings.ts";
import { HUB_FAULTS, type HubCode, HubFault } from "../../broker/errors.ts";
import { faultWords } from "../../broker/fault-words.ts";
import { tempFolder } from "../hal/until.ts";
import { demoLocation } from "./hall.ts";

/** What a check of a hub with this location says, offline. */
async function checked(location: unknown, language: "da" | "en"): Promise<string> {
  const folder = await tempFolder();
  const config = {
    v: 1,
    location: "location.json",
    dataDir: "data",
    http: { host: "127.0.0.1", port: 0, publicUrl: "https://queue.example.dk" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
    signIn: { kind: "none" },
  };
  writeFileSync(join(folder, "location.json"), JSON.stringify(location));
  writeFileSync(join(folder, "hub.json"), JSON.stringify(config));
  let said = "";
  const say = (text: string) => {
    said += text;
  };
  const surroundings = { say, credentialsFolder: undefined, at: 0, isOffline: true, language };
  await hasTrouble(join(folder, "hub.json"), surroundings);
  return said;
}

it("a check says in Danish or English that all is well, or which part of the location is left out", async () => {
  expect(await checked(demoLocation(), "da")).toMatch(/^Opsætningen af .* \(demo\) er i orden\.\n$/);
  expect(await checked(demoLocation(), "en")).toMatch(/^The configuration of .* \(demo\) is good\.\n$/);
  const faulty = demoLocation();
  faulty.tags = [{ tag: "tolk", name: { da: "" } }];
  const danish = await checked(faulty, "da");
  expect(danish).toMatch(/^udeladt: tags\.0\.name\.da \(.+\): .*må ikke være tom$/m);
  expect(danish).toContain("har fejl; hubben starter uden de dele");
  expect(await checked(faulty, "en")).toMatch(/^left out: tags\.0\.name\.da \(.+\): .*must not be empty$/m);
});

it("a fault is told in Danish, and in English as the log has it", () => {
  const invalid = new HubFault("HUB_FILE_INVALID", "hub.json\n  http.port: is missing");
  expect(faultWords(invalid, "da")).toBe(
    "En fil i opsætningen er ikke i orden: hub.json\n  http.port: is missing\nRet hver fejl på det sted, der er nævnt, og start igen.",
  );
  expect(faultWords(invalid, "en")).toBe(invalid.message);
  const twice = { da: "to", en: "two" };
  for (const code of Object.keys(HUB_FAULTS) as HubCode[]) {
    const fault = new HubFault(code, twice);
    expect([code, faultWords(fault, "da")]).toEqual([code, expect.stringMatching(/\bto\b[^]*[.)]$/)]);
    expect(faultWords(fault, "da")).not.toContain("two");
    expect([code, faultWords(fault, "en")]).toEqual([code, fault.message]);
  }
});
