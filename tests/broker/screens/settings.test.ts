import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { hashPassword } from "../../../broker/password.ts";
import { fileSettings } from "../../../broker/settings.ts";
import { demoLocation } from "../hall.ts";

it("displays are paired where people sign in and others reach the hub, unless its file says otherwise", async () => {
  const folder = mkdtempSync(join(tmpdir(), "talon-settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  write("location.json", demoLocation());
  write("accounts.json", [{ staff: "ida", hash: await hashPassword("en lang kø"), administrator: true }]);
  const [local, other] = [{ host: "127.0.0.1" }, { host: "0.0.0.0" }];
  const isPaired = (
    publicUrl: string,
    { host, ...more }: { readonly host: string; readonly [key: string]: unknown },
  ) => {
    const file = write("hub.json", {
      ...{ v: 1, location: "location.json", dataDir: "data", http: { host, port: 0, publicUrl } },
      mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
      signIn: { kind: "accounts", file: "accounts.json" },
      ...more,
    });
    return fileSettings(file, undefined).screens !== null;
  };
  expect(isPaired("http://[::1]:8080", local)).toBe(false);
  expect(isPaired("https://queue.example.dk", local)).toBe(true);
  expect(isPaired("http://127.0.0.1:8080", other)).toBe(true);
  expect(isPaired("http://127.0.0.1:8080", { ...local, displays: "paired" })).toBe(true);
  expect(isPaired("https://queue.example.dk", { ...other, displays: "open" })).toBe(false);
  expect(isPaired("https://queue.example.dk", { ...local, signIn: { kind: "none" } })).toBe(false);
});
