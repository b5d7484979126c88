/** `talon-hub check` asks each way of telling hosts whether it can be used, tells nobody anything, and says in plain words what to mend. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hasTrouble } from "../../../../broker/check-settings.ts";
import { demoLocation } from "../../../broker/hall.ts";
import { Sink } from "../../../broker/notices/host-channels/sink.ts";
import { tempFolder } from "../../../hal/until.ts";
import { startSmtp } from "./smtp.ts";

async function said(
  hostNotices: (files: { ca: string; secret: string }) => object,
  ca: string,
  secret: string,
) {
  const folder = await tempFolder();
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return name;
  };
  const config = {
    ...{ v: 1, location: "location.json", dataDir: "data", signIn: { kind: "none" } },
    http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:1" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
    hostNotices: hostNotices({ ca: file("ca.pem", ca), secret: file("secret", secret) }),
  };
  file("location.json", JSON.stringify(demoLocation()));
  const told = { config: join(folder, file("hub.json", JSON.stringify(config))) };
  let text = "";
  const say = (words: string) => {
    text += words;
  };
  const language = "da" as const;
  await hasTrouble(told.config, {
    say,
    credentialsFolder: undefined,
    at: Date.now(),
    isOffline: false,
    language,
  });
  return text.split("\n").filter((line) => line.startsWith("Besked til værter"));
}

it("the mail server is reached and signed in to", async () => {
  const server = await startSmtp("starttls", "right");
  const { port } = server;
  const mail = { host: "localhost", port, from: "talon@example.dk", username: "talon" };
  const asked = (password: string, otherwise: object = {}) =>
    said(
      ({ ca, secret }) => ({ mail: { ...mail, passwordFile: secret, caFile: ca, ...otherwise } }),
      server.ca,
      password,
    );
  expect(await asked("right")).toEqual(["Besked til værter: mailserveren (hostNotices.mail) kan nås."]);
  expect(await asked("wrong")).toEqual([
    "Besked til værter: mailserveren (hostNotices.mail) kan ikke bruges: EAUTH 535. Brugernavn eller adgangskode passer ikke: se på username og passwordFile eller credential.",
  ]);
  expect(await asked("right", { port: 1 })).toEqual([
    expect.stringMatching(/Ingen svarer der: se på host og port/),
  ]);
  expect(await asked("right", { security: "tls" })).toEqual([
    expect.stringMatching(/TLS kommer ikke i stand/),
  ]);
  expect(server.got).toEqual([]);
});

it("the workflow's host and the push services are reached", async () => {
  const sink = await new Sink().open();
  const url = sink.url("/workflow?sig=secret");
  const teams = (hosts: string[]) =>
    said(({ ca, secret }) => ({ teams: { hosts, passwordFile: secret, caFile: ca } }), sink.ca, url);
  expect(await teams(["localhost"])).toEqual(["Besked til værter: Teams (hostNotices.teams) kan nås."]);
  const [wrong = ""] = await teams(["flow.example"]);
  expect(wrong).toMatch(/kan ikke bruges: its address is none/);
  expect(wrong).not.toContain("secret");
  const push = { contact: "mailto:it@example.dk", services: ["nowhere.invalid"] };
  expect(await said(() => ({ push }), sink.ca, "x")).toEqual([
    expect.stringMatching(/nowhere\.invalid: E(?:NOTFOUND|AI_AGAIN)\. Navnet findes ikke/),
  ]);
  expect(sink.got).toEqual([]);
});
