/**
 * The files a display is started with: its configuration, and the secrets that it names.
 * A file that is missing or wrong is an answer with each problem by its path, never an exception.
 */
import { dirname, join, resolve } from "node:path";
import { checkDisplay, type DisplayConfig } from "../../protocol/config/display.ts";
import type { Checked } from "../../protocol/config.ts";
import { readDocument, readText } from "../../protocol/link/files.ts";

/** `ca`: certificates (PEM) to believe in; `password` of the display's own MQTT account. */
export type DisplaySecrets = { readonly password: string | undefined; readonly ca: string | undefined };

/** Paths are meant from the configuration file's folder. */
function resolved(config: DisplayConfig, folder: string): DisplayConfig {
  const { mqtt, voice } = config;
  return {
    ...config,
    mqtt: {
      ...mqtt,
      ...(mqtt.passwordFile === undefined ? {} : { passwordFile: resolve(folder, mqtt.passwordFile) }),
      ...(mqtt.caFile === undefined ? {} : { caFile: resolve(folder, mqtt.caFile) }),
    },
    voice: voice.driver === "none" ? voice : { ...voice, cacheFolder: resolve(folder, voice.cacheFolder) },
  };
}

/** The configuration in `path` with its paths made absolute, or every problem. */
export async function readDisplayConfig(path: string): Promise<Checked<DisplayConfig>> {
  const document = await readDocument(path);
  const config = document.ok ? checkDisplay(document.value) : document;
  return config.ok ? { ok: true, value: resolved(config.value, dirname(resolve(path))) } : config;
}

/** The secrets that `mqtt` names, from files or from systemd's folder of credentials. */
export async function readDisplaySecrets(
  { mqtt }: DisplayConfig,
  credentialsFolder: string | undefined,
): Promise<Checked<DisplaySecrets>> {
  const { credential, passwordFile, caFile } = mqtt;
  if (credential !== undefined && credentialsFolder === undefined) {
    const problem = `"${credential}" is a systemd credential, but CREDENTIALS_DIRECTORY is not set: start by systemd, or name a file`;
    return { ok: false, problems: [{ path: "mqtt.credential", problem }] };
  }
  const file =
    credential !== undefined && credentialsFolder !== undefined
      ? join(credentialsFolder, credential)
      : passwordFile;
  const password = file === undefined ? null : await readText(file);
  const ca = caFile === undefined ? null : await readText(caFile);
  const problems = [password, ca].flatMap((one) => (one?.ok === false ? one.problems : []));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: { password: password?.ok ? password.value.trim() : undefined, ca: ca?.ok ? ca.value : undefined },
  };
}
