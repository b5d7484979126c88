/**
 * The one settings file of Vite: what is bundled for node, what for browsers, and the groups of tests.
 * It names entries only; it must not know what stands in them. demo/build.mjs drives it, one `--mode` a bundle.
 *
 * A program (`--mode talon-hub`) becomes dist/<program>.js, an ES module for node 20 with its packages bundled in, since
 *   a Pi then opens 300 files less at start; native packages stay in node_modules. What is imported late (a driver)
 *   lands in dist/chunks/. Only an entry may use `import.meta.url`: there it is dist/<program>.js, so pages lie at
 *   `new URL("./pages/", import.meta.url)`; in any other file it is wherever the bundler put that file.
 * A page (`--mode display`) becomes dist/pages/<page>/index.html with hashed files beside it. Pages are served at
 *   nested paths (/display/<id>, /t/<token>), so they name every file from the root, as /assets/<page>/<file>: each
 *   process that serves pages maps /assets/ to dist/pages/. Nothing is inline: the security policy says 'self'.
 */

import type { Plugin, UserConfig } from "vite";
import { defineConfig } from "vite";
import type { ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const programs: Readonly<Record<string, string>> = {
  "talon-hub": "broker/main.ts",
  "talon-stand": "device/stand/main.ts",
  "talon-display": "device/display/main.ts",
  "talon-caller": "device/caller/main.ts",
  demo: "demo/start.ts",
  bench: "tests/bench/main.ts",
  "bench-estimate": "tests/bench/estimate.ts",
  soak: "tests/soak/main.ts",
  conformance: "tests/conformance/main.ts",
};

const pages: Readonly<Record<string, string>> = {
  display: "device/display/page",
  "display-preview": "device/display/page/preview",
  stand: "device/stand/screen",
  staff: "broker/pages/staff",
  admin: "broker/pages/admin",
  ticket: "broker/pages/ticket",
  door: "broker/pages/door",
  pairing: "broker/pages/pairing",
  "sign-in": "broker/pages/sign-in",
  "sign-in-window": "broker/pages/sign-in-window",
  people: "broker/pages/people",
  host: "broker/pages/host",
  trail: "broker/pages/trail",
};

/** What stays in node_modules: native packages, and what only the bench and the soak run load. */
const unbundled = [
  "better-sqlite3",
  "serialport",
  /^@serialport\//,
  "onoff",
  "koffi",
  "usb",
  "playwright-core",
  /^@axe-core\//,
  "fast-check",
  "vite",
];

const root = import.meta.dirname;

/**
 * A program's text beyond Latin-1 written as escapes: one dash in a million letters makes V8 keep all of them in two bytes each,
 * a megabyte of a stand's 75.
 */
const narrow: Plugin = {
  name: "narrow",
  generateBundle: (_options, bundle) => {
    for (const file of Object.values(bundle)) if (file.type === "chunk") file.code = escaped(file.code);
  },
};

const escaped = (code: string) =>
  code.replace(/[^\0-\u00ff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

function program(name: string, entry: string): UserConfig {
  const isBin = name.startsWith("talon-");
  return {
    root,
    publicDir: false,
    logLevel: "warn",
    plugins: [narrow],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: "node20",
      outDir: `${root}/dist`,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { [name]: `${root}/${entry}` },
        external: unbundled,
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "chunks/[name]-[hash].js",
          banner: (chunk) => (chunk.isEntry && isBin ? "#!/usr/bin/env node" : ""),
        },
      },
    },
  };
}

/** What stands at the head of every page: letters, a phone's width, no address told to others, no file asked for as its picture. */
const head: Plugin = {
  name: "head",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { charset: "utf-8" }, injectTo: "head-prepend" },
    {
      ...{ tag: "meta", injectTo: "head-prepend" },
      attrs: { name: "viewport", content: "width=device-width, initial-scale=1" },
    },
    { tag: "meta", attrs: { name: "referrer", content: "no-referrer" }, injectTo: "head-prepend" },
    { tag: "link", attrs: { rel: "icon", href: "data:," }, injectTo: "head-prepend" },
  ],
};

function page(name: string, folder: string): UserConfig {
  return {
    root: `${root}/${folder}`,
    // What must keep its name, such as a service worker, which its browser asks for again under it.
    publicDir: `${root}/${folder}/public`,
    logLevel: "warn",
    base: `/assets/${name}/`,
    plugins: [head],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      target: "es2022",
      outDir: `${root}/dist/pages/${name}`,
      emptyOutDir: false,
      assetsDir: "",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
}

const slow = ["tests/arrows/**", "tests/system/**", "tests/soak/**", "tests/bench/**", "tests/hardware/**"];

/** Those that wait for minutes begin first, or the last of them would be waited for alone. */
const LONG = ["crash-matrix", "hal/babble", "by-ear", "planted", "login-service", "check-in", "week"];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/system/${name}.test.ts`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

/** What drives virtual machines. A limit ends what hangs; how fast the machine underneath is differs by a factor of two. */
const machines = {
  globalSetup: ["tests/hardware/bundle.ts"],
  testTimeout: 480_000,
  hookTimeout: 480_000,
};

/** The groups of tests. A test that fails once has failed: nothing is tried again. */
const tests: ViteUserConfig = {
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    // Programs speak Danish unless the machine speaks English, whatever the machine of whoever runs the tests does.
    env: { LANG: "C.UTF-8" },
    retry: 0,
    // Tests wait for sockets more than they compute: on two cores eight workers took 109 s where four took 153.
    maxWorkers: 8,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Modules hold no state (lint sees to it), so the files of one worker may share them: half the time.
          isolate: false,
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: slow,
          // Ends what hangs; how fast a test is on a machine that others use too says nothing.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: "arrows", include: ["tests/arrows/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "system",
          include: ["tests/system/**/*.test.ts"],
          // Browsers compute: three on two cores only waited for each other.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...machines,
          name: "hardware",
          include: ["tests/hardware/*.test.ts"],
          exclude: ["tests/hardware/presses.test.ts"],
          // Two machines at a time: each is emulated on one core, and waits for half of its time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...machines,
          name: "hardware-alone",
          include: ["tests/hardware/presses.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
    coverage: {
      provider: "v8",
      reporter: ["text", "json-summary"],
      include: ["broker/queue/**/*.ts", "protocol/**/*.ts"],
      exclude: ["protocol/link/**", "protocol/screen/**", "tests/**"],
      thresholds: { lines: 100, branches: 100 },
    },
  },
};

export default defineConfig(({ mode }) => {
  const entry = programs[mode];
  const folder = pages[mode];
  if (entry !== undefined) return program(mode, entry);
  return folder === undefined ? tests : page(mode, folder);
});

/** Every mode that demo/build.mjs builds. */
export const modes: readonly string[] = [...Object.keys(programs), ...Object.keys(pages)];
