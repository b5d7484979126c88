/**
 * The two suites: eclipse paho.mqtt.testing for MQTT 3.1.1, and mosquitto's own tests of its broker, as far as they need no
 * configuration file of mosquitto's and no MQTT 5. Their sources are somebody else's and lie where the caller says.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { startBroker } from "./brokers.ts";
import { type Ended, lastLine, python, type Verdict } from "./verdict.ts";

/** A suite against one broker: the names of its tests, and what each comes to. */
export type Suite = {
  readonly names: readonly string[];
  readonly run: (name: string) => Promise<Verdict>;
  readonly close: () => void;
};

export type SuiteOptions = {
  /** Where the suite's sources lie. */
  readonly folder: string;
  /** Where paho.py and mosquitto.py of this folder lie. */
  readonly runners: string;
  /** The words that start the broker; `-p <port>` is to follow. */
  readonly broker: readonly string[];
  readonly limitMs: number;
};

/** The file by which a suite's folder is known. */
export const KNOWN_BY = {
  paho: "interoperability/client_test.py",
  mosquitto: "test/broker/mosq_test_helper.py",
} as const;
export type SuiteName = keyof typeof KNOWN_BY;

export const isAtHand = (suite: SuiteName, folder: string): boolean =>
  existsSync(join(folder, KNOWN_BY[suite]));

const verdictOn = ({ limitMs }: SuiteOptions, { code, said }: Ended): Verdict => {
  if (code === 0) return { is: "passed", why: "" };
  return { is: "failed", why: code === null ? `not over within ${limitMs / 1000} s` : lastLine(said), said };
};

/** Every test has a broker of its own, so that none inherits what another left. */
export async function openPaho(options: SuiteOptions): Promise<Suite> {
  const { folder, runners, broker, limitMs } = options;
  const words = [join(runners, "paho.py"), folder];
  const listed = await python({ words, cwd: folder, limitMs });
  if (listed.code !== 0) throw new Error(`paho's tests cannot be listed: ${listed.said}`);
  return {
    // The suite says where it will connect before it lists anything.
    names: listed.said.split("\n").filter((line) => /^\w+$/.test(line)),
    run: async (name) => {
      const port = await freePort();
      const child = await startBroker(broker, port);
      try {
        return verdictOn(
          options,
          await python({ words: [...words, String(port), name], cwd: folder, limitMs }),
        );
      } finally {
        child.kill("SIGKILL");
      }
    },
    close: () => undefined,
  };
}

/** How mosquitto.py ends where it does not say "held" or "failed". */
const ENDS: Readonly<Record<number, Verdict>> = {
  70: { is: "apart", why: "needs a configuration file" },
  71: { is: "apart", why: "MQTT 5 only" },
  72: { is: "passed", why: "" },
  73: { is: "apart", why: "starts no broker" },
};

/** The scripts start `../../src/mosquitto -v -p <port>`: there lies a program that starts the broker under test. */
function standIn(broker: readonly string[]): string {
  const quoted = broker.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return `#!/bin/sh\nexec ${quoted} "$@"\n`;
}

export async function openMosquitto(options: SuiteOptions): Promise<Suite> {
  const { folder, runners, broker, limitMs } = options;
  const copy = mkdtempSync(join(tmpdir(), "talon-conformance-"));
  cpSync(join(folder, "test"), join(copy, "test"), { recursive: true });
  mkdirSync(join(copy, "src"));
  writeFileSync(join(copy, "src/mosquitto"), standIn(broker));
  chmodSync(join(copy, "src/mosquitto"), 0o755);
  const cwd = join(copy, "test/broker");
  return {
    names: readdirSync(cwd)
      .filter((name) => /^\d\d-.*\.py$/.test(name))
      .sort(),
    run: async (name) => {
      const words = [join(runners, "mosquitto.py"), name, String(await freePort())];
      const ended = await python({ words, cwd, limitMs });
      return ENDS[ended.code ?? 0] ?? verdictOn(options, ended);
    },
    close: () => rmSync(copy, { recursive: true, force: true }),
  };
}
