/** `talon-hub check` of a hub that DFDG pushes to: its files are read, DFDG is asked for nobody, and what is wrong is said. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { hasTrouble } from "../../../broker/check-settings.ts";
import { fileSettings } from "../../../broker/settings.ts";
import { dfdgCertificates } from "../../dfdg/certificates.ts";
import { DfdgEmulator } from "../../dfdg/emulator.ts";
import { dfdgFiles } from "../../dfdg/files.ts";
import { tempFolder } from "../../hal/until.ts";
import { demoLocation } from "../hall.ts";
import { PATH, testMapping } from "./dfdg-house.ts";

async function house() {
  const [folder, certificates] = [await tempFolder(), await dfdgCertificates()];
  const emulator = await DfdgEmulator.open(certificates);
  onTestFinished(() => emulator.close());
  const where = { lookupUrl: emulator.url, port: 9443, path: PATH, mapping: testMapping() };
  const config = {
    ...{ v: 1, location: "location.json", dataDir: "data", signIn: { kind: "none" } },
    http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:8080" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
    appointments: [dfdgFiles(folder, certificates, where)],
  };
  writeFileSync(join(folder, "location.json"), JSON.stringify(demoLocation()));
  writeFileSync(join(folder, "hub.json"), JSON.stringify(config));
  const checked = async (language: "da" | "en") => {
    let said = "";
    const say = (text: string) => (said += text);
    await hasTrouble(join(folder, "hub.json"), {
      ...{ say, credentialsFolder: undefined, at: Date.now(), isOffline: false, language },
    });
    return said;
  };
  return { folder, emulator, checked, config, certificates };
}

it("a check says whether DFDG answers, and that it was proven against the emulator alone", async () => {
  const { emulator, checked } = await house();
  expect(await checked("da")).toContain(
    "DFDG (dfdg) svarer på et opslag; følger den snitflade, STAR beskriver offentligt; afprøvet mod vores egen emulator, ikke mod STAR\n",
  );
  expect(emulator.asked).toMatchObject([{ cpr: "0000000000" }]);
  emulator.mood = "refusing";
  expect(await checked("en")).toContain("DFDG (dfdg) cannot be asked: it answered 403; speaks the interface");
  await emulator.close();
  expect(await checked("en")).toContain("cannot be asked: it cannot be reached (ECONNREFUSED)");
});

it("a check tells of a client certificate that ends soon, as the tests' does", async () => {
  const { checked } = await house();
  const said = await checked("da");
  expect(said).toMatch(/Certifikatet lookup\.certFile udløber om \d dag/);
});

it("a mapping or certificate that is none is a fault of its file", async () => {
  const { folder } = await house();
  const opened = () => fileSettings(join(folder, "hub.json"), undefined);
  expect(opened().appointments).toMatchObject([{ kind: "dfdg", settings: { webhook: { port: 9443 } } }]);
  writeFileSync(join(folder, "dfdg-mapping.json"), JSON.stringify({ ...testMapping(), entities: [] }));
  expect(opened).toThrow(/dfdg-mapping\.json[\s\S]*entities/);
  writeFileSync(join(folder, "dfdg-mapping.json"), JSON.stringify(testMapping()));
  writeFileSync(join(folder, "function.key"), "none");
  expect(opened).toThrow(/function\.crt/);
});
