/**
 * The files a stand is started with: its configuration, and the secrets that it names.
 * Knows no driver. A file that is missing or wrong is an answer with each problem by its path, never an exception.
 */
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { checkStand, type StandConfig } from "../../protocol/config/stand.ts";
import type { Checked, Problem } from "../../protocol/config.ts";

async function textOf(path: string): Promise<Checked<string>> {
  try {
    return { ok: true, value: await readFile(path, "utf8") };
  } catch (error) {
    const problem = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problems: [{ path, problem }] };
  }
}

function documentOf(path: string, text: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, problems: [{ path, problem: `is not JSON: ${(error as Error).message}` }] };
  }
}

/** Paths of our own files are meant from the configuration file's folder; paths of devices are absolute anyway. */
function resolved(config: StandConfig, folder: string): StandConfig {
  const from = (path: string) => resolve(folder, path);
  const { mqtt, printer, staffPinFile } = config;
  return {
    ...config,
    dataDir: from(config.dataDir),
    mqtt: {
      ...mqtt,
      ...(mqtt.passwordFile === undefined ? {} : { passwordFile: from(mqtt.passwordFile) }),
      ...(mqtt.caFile === undefined ? {} : { caFile: from(mqtt.caFile) }),
    },
    printer: printer.driver === "simulated" ? { ...printer, paperFile: from(printer.paperFile) } : printer,
    ...(staffPinFile === undefined ? {} : { staffPinFile: from(staffPinFile) }),
  };
}

/** The configuration in `path` with its own paths made absolute, or every problem. */
export async function readStandConfig(path: string): Promise<Checked<StandConfig>> {
  const text = await textOf(path);
  if (!text.ok) return text;
  const document = documentOf(path, text.value);
  if (!document.ok) return document;
  const config = checkStand(document.value);
  return config.ok ? { ok: true, value: resolved(config.value, dirname(resolve(path))) } : config;
}

export type Secrets = {
  readonly password: string | undefined;
  readonly ca: string | undefined;
  readonly staffPin: string | null;
};

type Source = {
  readonly at: string;
  readonly file: string | undefined;
  readonly credential?: string | undefined;
};

async function secretOf(
  source: Source,
  folder: string | undefined,
  found: Problem[],
): Promise<string | undefined> {
  const { at, credential } = source;
  if (credential !== undefined && folder === undefined) {
    const problem = `"${credential}" is a systemd credential, but CREDENTIALS_DIRECTORY is not set: start by systemd, or name a file`;
    found.push({ path: at, problem });
    return undefined;
  }
  const file = credential !== undefined && folder !== undefined ? join(folder, credential) : source.file;
  if (file === undefined) return undefined;
  const text = await textOf(file);
  if (!text.ok)
    found.push(...text.problems.map(({ problem }) => ({ path: at, problem: `${file} ${problem}` })));
  return text.ok ? text.value.trim() : undefined;
}

/** Every secret that `config` names, from files or from systemd's folder of credentials. */
export async function readSecrets(
  config: StandConfig,
  credentialsFolder: string | undefined,
): Promise<Checked<Secrets>> {
  const found: Problem[] = [];
  const { mqtt, staffPinFile, staffPinCredential } = config;
  const read = (source: Source) => secretOf(source, credentialsFolder, found);
  const password = await read({ at: "mqtt.password", file: mqtt.passwordFile, credential: mqtt.credential });
  const ca = await read({ at: "mqtt.caFile", file: mqtt.caFile });
  const staffPin = await read({ at: "staffPin", file: staffPinFile, credential: staffPinCredential });
  if (found.length > 0) return { ok: false, problems: found };
  return { ok: true, value: { password, ca, staffPin: staffPin || null } };
}
