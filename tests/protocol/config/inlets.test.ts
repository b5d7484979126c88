/** How the hub's configuration says where appointments come from. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkHub } from "../../../protocol/config/hub.ts";

const example = JSON.parse(readFileSync("docs/examples/hub.json", "utf8")) as object;
const problems = (...appointments: object[]) => {
  const checked = checkHub({ ...example, appointments });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
};
const calendars = (more: object = {}, calendar: object = { url: "https://dav.kommune.dk/anna/" }) => ({
  ...{ kind: "caldav", source: "calendars", calendars: [calendar] },
  ...more,
});
const mailboxes = (more: object = { passwordFile: "secret" }) => ({
  ...{ kind: "microsoft365", source: "outlook", tenant: "kommune.dk" },
  ...{ clientId: "11111111-2222-3333-4444-555555555555", mailboxes: [{ mailbox: "anna@kommune.dk" }] },
  ...more,
});
const SECRET = "name either passwordFile or credential";

describe("sources of appointments", () => {
  it("are folders, pushes, calendars and mailboxes", () => {
    const url = {
      url: "https://127.0.0.1:5232/anna/",
      host: "anna",
      address: "anna@kommune.dk",
      username: "a",
      credential: "a",
    };
    expect(
      problems(
        { kind: "folder", source: "folder", folder: "drop" },
        { kind: "push", source: "push", passwordFile: "token" },
        calendars(
          { username: "talon", passwordFile: "password", caFile: "ca.pem", everyMin: 5, days: 30 },
          url,
        ),
        { ...calendars({}, { urlFile: "address" }), kind: "ical", source: "feeds" },
        mailboxes(),
        mailboxes({ source: "other", certFile: "cert.pem", keyFile: "key.pem", notices: {} }),
      ),
    ).toEqual([]);
  });

  it("deliver each in one way", () => {
    expect(problems(calendars(), { ...calendars(), kind: "ical" })).toEqual([
      'appointments.1.source: "calendars" delivers twice',
    ]);
  });

  it.each([
    [{ kind: "push", source: "push" }, `appointments.0: ${SECRET}`],
    [calendars({}, {}), "appointments.0.calendars.0: name either url or urlFile"],
    [
      calendars({}, { url: "https://a.dk/", urlFile: "b" }),
      "appointments.0.calendars.0: name either url or urlFile",
    ],
    [calendars({ username: "talon" }), `appointments.0: ${SECRET}`],
    [calendars({ passwordFile: "x" }), "appointments.0.username: a password needs a username"],
    [calendars({ credential: "x" }), "appointments.0.username: a password needs a username"],
    [calendars({}, { url: "https://a.dk/", username: "a" }), `appointments.0.calendars.0: ${SECRET}`],
    [mailboxes({}), `appointments.0: ${SECRET}`],
    [mailboxes({ certFile: "cert.pem" }), "appointments.0: name certFile and keyFile, or one secret"],
    [mailboxes({ keyFile: "key.pem" }), "appointments.0: name certFile and keyFile, or one secret"],
    [
      mailboxes({ certFile: "a", keyFile: "b", passwordFile: "c" }),
      "appointments.0: name certFile and keyFile, or one secret",
    ],
    [
      mailboxes({ certFile: "a", keyFile: "b", credential: "c" }),
      "appointments.0: name certFile and keyFile, or one secret",
    ],
  ])("are refused where something is missing or said twice: %j", (source, problem) => {
    expect(problems(source)).toEqual([problem]);
  });

  it.each([
    [calendars({}, { url: "http://dav.kommune.dk/" })],
    [calendars({}, { url: "https://user:secret@dav.kommune.dk/" })],
    [calendars({ everyMin: 0 })],
    [calendars({ days: 400 })],
    [mailboxes({ passwordFile: "x", graph: "http://graph.example" })],
    [mailboxes({ passwordFile: "x", notices: { lifeMin: 20_000 } })],
  ])("speak https, bear no secret in the file, and keep to sense: %j", (source) => {
    expect(problems(source)).toHaveLength(1);
  });
});
