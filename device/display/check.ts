/**
 * `talon-display check`: its file, its secrets, the broker and the voice, each tried once and told in a line.
 * Knows no page; what it finds is told, never thrown.
 */
import { HalFault } from "../../hal/errors.ts";
import { openClips, openVoice } from "../../hal/open.ts";
import type { DisplayConfig } from "../../protocol/config/display.ts";
import { openMqttLink } from "../../protocol/link/mqtt.ts";
import type { DisplayPicture } from "../../protocol/snapshots.ts";
import { isLanguage, LANGUAGES, type LocalText } from "../../protocol/terms.ts";
import { rehearsal, spokenCall } from "../../protocol/texts/words.ts";
import { type MqttSecrets, readMqttSecrets } from "../mqtt-secrets.ts";
import { readDisplayConfig } from "./files.ts";

export type DisplayCheck = {
  readonly configPath: string;
  readonly credentialsFolder: string | undefined;
  /** Does something later; what it returns takes that back. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly say: (line: string) => void;
};

/** `problem` is `null` where all is well. */
type Found = { readonly what: string; readonly problem: string | null };

const CONNECT_MS = 5_000;
/** A retained picture comes at once, or is not there. */
const PICTURE_MS = 1_000;
const COUNTER: LocalText = { da: "Skranke 3", en: "Counter 3" };

/** What came of the connection, and the picture that lay there. */
type Reached = Found & { readonly picture: DisplayPicture | null };

/** Connects with the display's own account; a display that runs with it is pushed off for that moment. */
async function tryBroker(
  { display, location, mqtt, voice }: DisplayConfig,
  { password, ca }: MqttSecrets,
  after: DisplayCheck["after"],
): Promise<Reached> {
  const { url, username } = mqtt;
  const link = openMqttLink({ url, clientId: `display-${display}`, username, password, ca });
  let picture: DisplayPicture | null = null;
  const problem = await new Promise<string | null>((resolve) => {
    let giveUp = after(CONNECT_MS, () => resolve(`${url}: no answer within ${CONNECT_MS / 1000} s`));
    const end = (found: string | null) => {
      giveUp();
      resolve(found);
    };
    link.subscribe("displayPicture", { location, display }, (shown) => {
      picture = shown;
      end(null);
    });
    link.onUp(() => {
      if (voice.driver === "none" || voice.clipsFolder === undefined) return end(null);
      /* The picture tells which counters are spoken of. */
      giveUp();
      giveUp = after(PICTURE_MS, () => resolve(null));
    });
    link.onTrouble(end);
  });
  await link.close();
  return { what: `MQTT-forbindelsen / the MQTT connection (${url})`, problem, picture };
}

/** Which recorded clips are missing, a line a language. No fault: such a sentence is said by the voice alone. */
async function clipLines({ voice }: DisplayConfig, picture: DisplayPicture | null): Promise<string[]> {
  if (voice.driver === "none" || voice.clipsFolder === undefined) return [];
  const clips = await openClips(voice.clipsFolder);
  const counters = (picture?.counters ?? []).map(({ name, room }) => ({ counterName: name, room }));
  const languages = picture?.show?.sound?.languages ?? picture?.languages ?? LANGUAGES;
  const faulty = await clips.faulty();
  return [
    ...languages.map((language) => {
      const texts = rehearsal(counters, language);
      const missing = [...new Set(texts.flatMap((text) => clips.missing(text, language)))];
      const words = `${missing.length} mangler / missing: ${missing.join(", ")}`;
      return `optagelser / clips ${language}: ${missing.length === 0 ? "alle er der / all there" : words}`;
    }),
    ...(faulty.length > 0
      ? [`optagelser, der ikke kan spilles / clips that cannot be played: ${faulty.join(", ")}`]
      : []),
  ];
}

async function tryVoice({ voice: options }: DisplayConfig): Promise<Found> {
  const what = `stemmen / voice (${options.driver})`;
  try {
    const { driver: voice } = await openVoice(options);
    for (const language of voice.languages().filter(isLanguage))
      await voice.speak(spokenCall({ number: "A42", counterName: COUNTER }, language), language);
    await voice.close();
    return { what, problem: null };
  } catch (fault) {
    if (!(fault instanceof HalFault)) throw fault;
    return { what, problem: fault.message };
  }
}

/** Tells of each part whether it is well. True when all of them are. */
export async function checkDisplayHere(check: DisplayCheck): Promise<boolean> {
  const { configPath, credentialsFolder, after, say } = check;
  const tell = ({ what, problem }: Found): boolean => {
    say(problem === null ? `OK    ${what}` : `FEJL  ${what}: ${problem}`);
    return problem === null;
  };
  const config = await readDisplayConfig(configPath);
  const secrets = config.ok ? await readMqttSecrets(config.value.mqtt, credentialsFolder) : config;
  if (!config.ok || !secrets.ok) {
    const { problems } = secrets.ok ? { problems: [] } : secrets;
    for (const { path, problem } of problems)
      tell({ what: path === configPath ? path : `${configPath} ${path}`, problem });
    return false;
  }
  tell({ what: configPath, problem: null });
  const reached = await tryBroker(config.value, secrets.value, after);
  const isWell = [reached, await tryVoice(config.value)].map(tell).every(Boolean);
  for (const line of await clipLines(config.value, reached.picture)) say(`NB    ${line}`);
  return isWell;
}
