/** The part of a hub's configuration file that says by which ways hosts are told of their guests. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkHub } from "../../../protocol/config/hub.ts";

const example = JSON.parse(readFileSync("docs/examples/hub.json", "utf8")) as object;

function problems(hostNotices: object): string[] {
  const checked = checkHub({ ...example, hostNotices });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
}
const MAIL = { host: "mail.example.dk", from: "talon@example.dk" };

it("a mail server is spoken to over TLS, in clear only on this machine", () => {
  expect(problems({ mail: MAIL })).toEqual([]);
  expect(problems({ mail: { ...MAIL, security: "none", host: "127.0.0.1" } })).toEqual([]);
  expect(problems({ mail: { ...MAIL, security: "none" } })).toEqual([
    expect.stringMatching(/^hostNotices\.mail\.security: "none" would send mail and password in clear/),
  ]);
  expect(problems({ mail: { ...MAIL, from: "Talon <talon@example.dk>" } })).toHaveLength(1);
  expect(problems({ mail: { ...MAIL, from: "talon@example.dk\r\nBcc: x@y.dk" } })).toHaveLength(1);
});

it("a username has its secret in a file, a secret its username", () => {
  expect(problems({ mail: { ...MAIL, username: "talon", credential: "smtp" } })).toEqual([]);
  expect(problems({ mail: { ...MAIL, username: "talon" } })).toEqual([
    "hostNotices.mail: name either passwordFile or credential",
  ]);
  expect(problems({ mail: { ...MAIL, passwordFile: "smtp" } })).toEqual([
    "hostNotices.mail.username: a password needs a username",
  ]);
  expect(problems({ mail: { ...MAIL, credential: "smtp" } })).toHaveLength(1);
});

it("Teams has one address of the house's own or none, and push services somebody to write to", () => {
  expect(problems({ teams: {}, push: { contact: "mailto:it@example.dk" } })).toEqual([]);
  expect(problems({ teams: { passwordFile: "url" } })).toEqual([]);
  expect(problems({ teams: { passwordFile: "url", credential: "url" } })).toEqual([
    "hostNotices.teams: name either passwordFile or credential",
  ]);
  expect(problems({ push: { contact: "it@example.dk" } })).toHaveLength(1);
  expect(problems({ teams: { hosts: ["https://flow.example"] } })).toHaveLength(1);
});
