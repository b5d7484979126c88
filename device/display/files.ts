/**
 * The file a display is started with.
 * A file that is missing or wrong is an answer with each problem by its path, never an exception.
 */
import { dirname, resolve } from "node:path";
import { checkDisplay, type DisplayConfig } from "../../protocol/config/display.ts";
import type { Checked } from "../../protocol/config.ts";
import { readDocument } from "../../protocol/link/files.ts";
import { STAFF_LANGUAGES } from "../../protocol/terms.ts";
import { mqttFrom } from "../mqtt-secrets.ts";
import { systemWords } from "../stand/system-words.ts";

function foldersFrom(
  folder: string,
  { cacheFolder, clipsFolder }: { cacheFolder: string; clipsFolder?: string | undefined },
) {
  const clips = clipsFolder === undefined ? {} : { clipsFolder: resolve(folder, clipsFolder) };
  return { cacheFolder: resolve(folder, cacheFolder), ...clips };
}

/** Paths are meant from the configuration file's folder. */
function resolved(config: DisplayConfig, folder: string): DisplayConfig {
  const { mqtt, voice } = config;
  return {
    ...config,
    mqtt: mqttFrom(folder, mqtt),
    voice: voice.driver === "none" ? voice : { ...voice, ...foldersFrom(folder, voice) },
  };
}

/** The configuration in `path` with its paths made absolute, or every problem. */
export async function readDisplayConfig(path: string): Promise<Checked<DisplayConfig>> {
  const document = await readDocument(path, (error) =>
    STAFF_LANGUAGES.map((one) => systemWords(error, one)).join(" / "),
  );
  const config = document.ok ? checkDisplay(document.value) : document;
  return config.ok ? { ok: true, value: resolved(config.value, dirname(resolve(path))) } : config;
}
