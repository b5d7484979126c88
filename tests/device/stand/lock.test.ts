import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { STAND_FAULTS, StandFault, type StandFaultCode } from "../../../device/stand/fault.ts";
import { lockFolder } from "../../../device/stand/lock.ts";

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "talon-lock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const IN_USE = { code: "STAND_OUTBOX_IN_USE" };

it("a folder is taken by one at a time, by whichever path, until it is freed", async () => {
  const [folder, elsewhere] = [await tempFolder(), await tempFolder()];
  await symlink(folder, join(elsewhere, "link"));
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toMatchObject(IN_USE);
  await expect(lockFolder(join(elsewhere, "link"))).rejects.toMatchObject(IN_USE);
  await (await lockFolder(elsewhere)).free();
  await lock.free();
  await (await lockFolder(folder)).free();
});

it("a folder is free again once the process that held it was killed", async () => {
  const folder = await tempFolder();
  const module = new URL("../../../device/stand/lock.ts", import.meta.url).pathname;
  const vite = new URL("../../../node_modules/vite/dist/node/index.js", import.meta.url).pathname;
  const code = `
    import { runnerImport } from ${JSON.stringify(vite)};
    const { module } = await runnerImport(${JSON.stringify(module)}, { configFile: false, logLevel: "error" });
    await module.lockFolder(${JSON.stringify(folder)});
    console.log("held");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  await expect(lockFolder(folder)).rejects.toMatchObject(IN_USE);
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  await (await lockFolder(folder)).free();
});

it.each(Object.keys(STAND_FAULTS) as StandFaultCode[])(
  "%s says in both languages what happened and what to do",
  (code) => {
    const { message } = new StandFault(code, "VALUE", null);
    const [da, en] = message.split(" / ");
    expect(da).toContain("VALUE");
    expect(en).toContain("VALUE");
    expect(code).toMatch(/^STAND_[A-Z]+(_[A-Z]+)*$/);
    expect(message).toMatch(/\. .+\.$/s);
  },
);
