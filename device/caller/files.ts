/**
 * The file a caller is started with.
 * A file that is missing or wrong is an answer with each problem by its path, never an exception.
 */
import { dirname, resolve } from "node:path";
import { type CallerConfig, checkCaller } from "../../protocol/config/caller.ts";
import type { Checked } from "../../protocol/config.ts";
import { readDocument } from "../../protocol/link/files.ts";
import { mqttFrom } from "../mqtt-secrets.ts";
import { systemWords } from "../stand/system-words.ts";

/** The configuration in `path` with the paths of its secrets made absolute, or every problem. */
export async function readCallerConfig(path: string): Promise<Checked<CallerConfig>> {
  const document = await readDocument(path, (error) => systemWords(error, "en"));
  const config = document.ok ? checkCaller(document.value) : document;
  if (!config.ok) return config;
  const { value } = config;
  return { ok: true, value: { ...value, mqtt: mqttFrom(dirname(resolve(path)), value.mqtt) } };
}
