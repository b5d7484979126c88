/** DFDG in a hub's configuration, and the file that says what STAR calls its fields. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkDfdgMapping } from "../../../protocol/config/dfdg.ts";
import { checkHub } from "../../../protocol/config/hub.ts";
import type { Checked } from "../../../protocol/config.ts";

type Bag = Record<string, Record<string, unknown>>;
const example = <T>(name: string) => JSON.parse(readFileSync(`docs/examples/${name}.json`, "utf8")) as T;
const paths = (checked: Checked<unknown>) => (checked.ok ? [] : checked.problems.map(({ path }) => path));

function hub(change: (dfdg: Bag) => void): string[] {
  const document = example<{ appointments: Bag[] }>("hub-dfdg");
  change(document.appointments[0] as Bag);
  return paths(checkHub(document));
}

function mapping(change: (mapping: Bag) => void): string[] {
  const document = example<Bag>("dfdg-mapping");
  change(document);
  return paths(checkDfdgMapping(document));
}

it("a hub is told of DFDG as docs/examples/hub-dfdg.json shows it", () => {
  expect(hub(() => undefined)).toEqual([]);
});

it("DFDG is asked over TLS with the convocation in the address, and pushes by certificates that are named", () => {
  const url = (said: string) => hub(({ lookup }) => void (lookup!["url"] = said));
  expect(url("http://dfdg.example.dk/{id}")).toEqual(["appointments.0.lookup.url"]);
  expect(url("https://dfdg.example.dk/")).toEqual(["appointments.0.lookup.url"]);
  expect(hub(({ webhook }) => void (webhook!["clientFingerprints"] = []))).toHaveLength(1);
  expect(hub(({ webhook }) => void (webhook!["clientFingerprints"] = ["any"]))).toHaveLength(1);
  expect(hub(({ webhook }) => void delete webhook!["tls"])).toEqual(["appointments.0.webhook.tls"]);
});

it("a header is a name and printable words: no line's end makes two of one", () => {
  const header = (name: string, value: string) =>
    hub(({ lookup }) => void (lookup!["headers"] = { [name]: value }));
  expect(header("x-requestUserType", "3")).toEqual([]);
  expect(header("x-requestUserType", "3\r\nx-other: 1")).toHaveLength(1);
  expect(header("x requestUserType", "3")).toHaveLength(1);
});

it("the mapping of docs/examples/dfdg-mapping.json is one, and no field in it may be guessed", () => {
  expect(mapping(() => undefined)).toEqual([]);
  expect(mapping(({ push }) => void delete push!["id"])).toEqual(["push.id"]);
  expect(mapping(({ convocation }) => void delete convocation!["form"])).toEqual(["convocation.form"]);
  expect(mapping(({ convocation }) => void (convocation!["cpr"] = "cpr"))).toEqual(["convocation"]);
  expect(mapping(({ convocation }) => void (convocation!["start"] = "a..b"))).toEqual(["convocation.start"]);
  expect(mapping((whole) => void delete whole["forms"])).toEqual(["forms"]);
});
