/** The part of a hub's configuration file that says what sends its text messages. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkHub } from "../../../protocol/config/hub.ts";

const example = JSON.parse(readFileSync("docs/examples/hub.json", "utf8")) as object;

function problems(sms: object): string[] {
  const checked = checkHub({ ...example, sms });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

it("a gateway has its secret, and stands' troubles go to numbers with their country", () => {
  const sms = { driver: "gateway-api", sender: "Raadhuset", passwordFile: "token" };
  expect(problems({ ...sms, troublesTo: ["+4520304050"] })).toEqual([]);
  expect(problems({ ...sms, passwordFile: undefined })).toEqual([
    "sms: name either passwordFile or credential",
  ]);
  expect(problems({ ...sms, troublesTo: ["20304050"] })).toHaveLength(1);
});
