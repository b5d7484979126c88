import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { belongingsOf } from "../../../broker/keeping/belongings.ts";

test("a backup takes keys and accounts from the data folder, and no database at work, nor what the ledger makes anew", () => {
  const home = mkdtempSync(join(tmpdir(), "talon-belongings-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const dataDir = join(home, "data");
  mkdirSync(join(dataDir, "certificates"), { recursive: true });
  const databases = ["ledger.sqlite", "persons.sqlite", "statistics.sqlite"];
  const atWork = databases.flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);
  for (const name of [...atWork, "persons.key", "people.json", "certificates/ca.pem"])
    writeFileSync(join(dataDir, name), name);
  writeFileSync(join(home, "accounts.json"), "[]");
  writeFileSync(join(home, "hub.json"), JSON.stringify({ signIn: { file: "accounts.json" } }));
  const { data, config } = belongingsOf(join(home, "hub.json"), { dataDir, also: [], speech: null });
  expect(data.map(({ name }) => name).sort()).toEqual([
    "data/certificates/ca.pem",
    "data/people.json",
    "data/persons.key",
  ]);
  expect(config.map(({ name }) => name).sort()).toEqual(["config/accounts.json", "config/hub.json"]);
});
