/**
 * The secrets that a machine's file names for its way to the broker, from files or from systemd's folder of credentials.
 * Knows no machine and no broker. What is missing is an answer with its path, never an exception.
 */
import { join, resolve } from "node:path";
import type { Checked } from "../protocol/config.ts";
import { readText } from "../protocol/link/files.ts";

/** `ca`: certificates (PEM) to believe in; `password` of the machine's own MQTT account. */
export type MqttSecrets = { readonly password: string | undefined; readonly ca: string | undefined };

type Named = {
  readonly passwordFile?: string | undefined;
  readonly credential?: string | undefined;
  readonly caFile?: string | undefined;
};

/** The same with its paths meant from `folder`, that of the configuration file. */
export function mqttFrom<Mqtt extends Named>(folder: string, mqtt: Mqtt): Mqtt {
  const { passwordFile, caFile } = mqtt;
  return {
    ...mqtt,
    ...(passwordFile === undefined ? {} : { passwordFile: resolve(folder, passwordFile) }),
    ...(caFile === undefined ? {} : { caFile: resolve(folder, caFile) }),
  };
}

/** The secrets that `mqtt` names. */
export async function readMqttSecrets(
  mqtt: Named,
  credentialsFolder: string | undefined,
): Promise<Checked<MqttSecrets>> {
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
