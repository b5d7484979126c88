/**
 * Builds every program and page of vite.config.ts into dist/, and prints one line; what cannot be built is named.
 * `--if-stale` returns at once when no source is newer than the last build. Two builds at once wait for each other.
 * It must not know what is built: the entries stand in vite.config.ts.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sbom } from "./sbom.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stamp = join(dist, ".built");
const lock = join(dist, ".building");
const sources = [
  ...["protocol", "hal", "device", "broker", "demo", "tests/bench", "tests/soak", "tests/conformance"],
  ...["package-lock.json", "vite.config.ts", "tsconfig.json"],
];

/** The newest change below a path; a folder's own time tells of files that went away. 0 when there is nothing. */
async function newestChange(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const below = await Promise.all((await readdir(path)).map((name) => newestChange(join(path, name))));
  return Math.max(stats.mtimeMs, ...below);
}

/** True when the last build came after every change and all that it made is still there. */
async function isFresh() {
  if (!existsSync(stamp)) return false;
  const made = JSON.parse(readFileSync(stamp, "utf8"));
  if (!made.every((file) => existsSync(join(dist, file)))) return false;
  const changes = await Promise.all(sources.map((name) => newestChange(join(root, name))));
  return Math.max(...changes) <= statSync(stamp).mtimeMs;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes the lock, after at most two minutes; the lock of a builder that died is taken over. */
async function takeLock() {
  mkdirSync(dist, { recursive: true });
  for (let tries = 0; tries < 1200; tries++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (cause) {
      if (cause.code !== "EEXIST") throw cause;
    }
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    else await wait(100);
  }
  throw new Error(`another build holds ${lock} for two minutes: end it, or delete that file`);
}

/** What is copied as it is, and under its own name. */
async function copied({ publicDir }) {
  return publicDir && existsSync(publicDir) ? await readdir(publicDir) : [];
}

/** Builds one mode and returns the files it wrote, below dist/. */
async function buildOne(vite, config) {
  const built = await vite.build({ ...config, configFile: false });
  const names = [...built.output.map((file) => file.fileName), ...(await copied(config))];
  return names.map((name) => relative(dist, join(config.build.outDir, name)));
}

/** Deletes what earlier builds left in dist/ and this one did not write again. */
async function sweep(made) {
  const keep = new Set(made.map((file) => join(dist, file)));
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(path) && path !== lock) rmSync(path);
  }
}

/** Builds every mode, also after one that failed, so that one broken page hides no other fault. */
async function buildEach(modes, buildMode) {
  const made = [];
  for (const mode of modes) {
    try {
      made.push(...(await buildMode(mode)));
    } catch (cause) {
      console.error(`could not build ${mode}: ${cause.message}`);
      process.exitCode = 1;
    }
  }
  return made;
}

/** What the programs are made of, for whoever runs them; returns the file's name. */
function writeBill() {
  const bill = sbom(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  writeFileSync(join(dist, "sbom.cdx.json"), `${JSON.stringify(bill, null, 2)}\n`);
  return "sbom.cdx.json";
}

async function buildAll() {
  const startedAt = Date.now();
  const vite = await import("vite");
  const settings = (await vite.runnerImport(join(root, "vite.config.ts"))).module;
  const made = await buildEach(settings.modes, (mode) =>
    buildOne(vite, settings.default({ command: "build", mode })),
  );
  const bins = made.filter((name) => /^talon-[a-z]+\.js$/.test(name));
  for (const file of bins) chmodSync(join(dist, file), 0o755);
  if (process.exitCode) return;
  made.push(writeBill());
  await sweep(made);
  writeFileSync(stamp, JSON.stringify(made));
  utimesSync(stamp, startedAt / 1000, startedAt / 1000);
  console.log(`built dist/ (${made.length} files) in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

const onlyIfStale = process.argv.includes("--if-stale");
if (!(onlyIfStale && (await isFresh()))) {
  await takeLock();
  try {
    if (!(onlyIfStale && (await isFresh()))) await buildAll();
  } finally {
    rmSync(lock, { force: true });
  }
}
