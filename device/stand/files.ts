/**
 * The files a stand is started with: its configuration, and the secrets that it names.
 * Knows no driver. A file that is missing or wrong is an answer with each problem by its path, never an exception.
 */
import { dirname, join, resolve } from "node:path";
import { checkStand, type StandConfig } from "../../protocol/config/stand.ts";
import type { Checked, Problem } from "../../protocol/config.ts";
import { readDocument, readText } from "../../protocol/link/files.ts";
import { mqttFrom } from "../mqtt-secrets.ts";
import { systemWords } from "./system-words.ts";

const inPlainWords = (error: unknown) => systemWords(error, "en");

/** Paths of our own files are meant from the configuration file's folder; paths of devices are absolute anyway. */
function resolved(config: StandConfig, folder: string): StandConfig {
  const from = (path: string) => resolve(folder, path);
  const { mqtt, printer, staffPinFile, voice } = config;
  return {
    ...config,
    dataDir: from(config.dataDir),
    ...(mqtt === undefined ? {} : { mqtt: mqttFrom(folder, mqtt) }),
    printer: printer.driver === "simulated" ? { ...printer, paperFile: from(printer.paperFile) } : printer,
    voice: voice.driver === "none" ? voice : { ...voice, cacheFolder: from(voice.cacheFolder) },
    ...(staffPinFile === undefined ? {} : { staffPinFile: from(staffPinFile) }),
  };
}

/** The configuration in `path` with its own paths made absolute, or every problem. */
export async function readStandConfig(path: string): Promise<Checked<StandConfig>> {
  const document = await readDocument(path, inPlainWords);
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

/** What is read once, and must not be nothing: an empty password or PIN is a file that was never filled in. */
async function secretIn(at: string, file: string, found: Problem[]): Promise<string | undefined> {
  const text = await readText(file, inPlainWords);
  if (!text.ok) {
    found.push(...text.problems.map(({ problem }) => ({ path: at, problem: `${file} ${problem}` })));
    return undefined;
  }
  if (text.value.trim() === "") found.push({ path: at, problem: `${file} is empty` });
  return text.value.trim() || undefined;
}

async function secretOf(
  source: Source,
  folder: string | undefined,
  found: Problem[],
): Promise<string | undefined> {
  const { at, file, credential } = source;
  if (credential === undefined) return file === undefined ? undefined : await secretIn(at, file, found);
  if (folder !== undefined) return await secretIn(at, join(folder, credential), found);
  found.push({ path: at, problem: `"${credential}" is a systemd credential, which only systemd hands over` });
  return undefined;
}

export type FoundSecrets = { readonly secrets: Secrets; readonly problems: readonly Problem[] };

/** Every secret that `config` names and that can be read, from files or from systemd's folder of credentials, and each problem. */
export async function findSecrets(
  config: StandConfig,
  credentialsFolder: string | undefined,
): Promise<FoundSecrets> {
  const problems: Problem[] = [];
  const { mqtt, staffPinFile, staffPinCredential } = config;
  const read = (source: Source) => secretOf(source, credentialsFolder, problems);
  const password = await read({
    at: "mqtt.password",
    file: mqtt?.passwordFile,
    credential: mqtt?.credential,
  });
  const ca = await read({ at: "mqtt.caFile", file: mqtt?.caFile });
  const staffPin = await read({ at: "staffPin", file: staffPinFile, credential: staffPinCredential });
  return { secrets: { password, ca, staffPin: staffPin ?? null }, problems };
}

/** Every secret that `config` names, or every problem. */
export async function readSecrets(
  config: StandConfig,
  credentialsFolder: string | undefined,
): Promise<Checked<Secrets>> {
  const { secrets, problems } = await findSecrets(config, credentialsFolder);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: secrets };
}
