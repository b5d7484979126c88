/**
 * `talon-display check`: its file, its secrets, the broker and the voice, each tried once and told in a line.
 * Knows no page; what it finds is told, never thrown.
 */
import { HalFault } from "../../hal/errors.ts";
import { openVoice } from "../../hal/open.ts";
import type { DisplayConfig } from "../../protocol/config/display.ts";
import { openMqttLink } from "../../protocol/link/mqtt.ts";
import { isLanguage, type LocalText } from "../../protocol/terms.ts";
import { spokenCall } from "../../protocol/texts/words.ts";
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
const COUNTER: LocalText = { da: "Skranke 3", en: "Counter 3" };

/** Connects with the display's own account; a display that runs with it is pushed off for that moment. */
async function tryBroker(
  { display, location, mqtt }: DisplayConfig,
  { password, ca }: MqttSecrets,
  after: DisplayCheck["after"],
): Promise<Found> {
  const { url, username } = mqtt;
  const link = openMqttLink({ url, clientId: `display-${display}`, username, password, ca });
  const problem = await new Promise<string | null>((resolve) => {
    const giveUp = after(CONNECT_MS, () => resolve(`${url}: no answer within ${CONNECT_MS / 1000} s`));
    const end = (found: string | null) => {
      giveUp();
      resolve(found);
    };
    link.subscribe("displayPicture", { location, display }, () => end(null));
    link.onUp(() => end(null));
    link.onTrouble(end);
  });
  await link.close();
  return { what: `MQTT-forbindelsen / the MQTT connection (${url})`, problem };
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
    for (const { path, problem } of problems) tell({ what: `${configPath} ${path}`, problem });
    return false;
  }
  tell({ what: configPath, problem: null });
  const found = [await tryBroker(config.value, secrets.value, after), await tryVoice(config.value)];
  return found.map(tell).every(Boolean);
}
