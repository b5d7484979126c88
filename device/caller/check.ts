/**
 * `talon-caller check`: its file, its password, the keypad, the lamp, the hub and the counter, each tried once and told in a line.
 * Calls nobody; what it finds is told, never thrown.
 */
import { openKeypad, openLamps } from "../../hal/open.ts";
import type { CallerConfig } from "../../protocol/config/caller.ts";
import type { Checked, Problem } from "../../protocol/config.ts";
import { openMqttLink } from "../../protocol/link/mqtt.ts";
import type { CounterId, StaffLanguage } from "../../protocol/terms.ts";
import { type MqttSecrets, readMqttSecrets } from "../mqtt-secrets.ts";
import { type Said, thrownWords } from "../stand/cli/faults.ts";
import { problemWords } from "../stand/cli/problem-words.ts";
import { troubleKind } from "../stand/cli/reach.ts";
import { systemWords } from "../stand/system-words.ts";
import { readCallerConfig } from "./files.ts";
import { lineOptions } from "./hub-line.ts";
import { CHECK_WORDS } from "./words.ts";

export type CallerCheck = {
  readonly configPath: string;
  readonly credentialsFolder: string | undefined;
  readonly language: StaffLanguage;
  /** Does something later; what it returns takes that back. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly say: (line: string) => void;
};

type Part = "file" | "secrets" | "keypad" | "lamps" | "hub" | "counter";
/** `wrong` is `null` where all is well; `note` says more then. */
type Found = { readonly part: Part; readonly note?: string; readonly wrong: Said | null };

const CONNECT_MS = 5_000;
/** Retained topics come with the subscription; later there are none. */
const TOPICS_MS = 1_000;

type Heard = {
  readonly trouble: string | null;
  readonly version: string | null;
  readonly counters: readonly CounterId[];
};

/** What the hub says of itself and its counters, by a connection of its own beside a running caller. */
async function listen(
  config: CallerConfig,
  secrets: MqttSecrets,
  after: CallerCheck["after"],
): Promise<Heard> {
  const { location, staff } = config;
  const link = openMqttLink(lineOptions(config, secrets, ".check"));
  let version: string | null = null;
  const counters = new Set<CounterId>();
  const trouble = await new Promise<string | null>((resolve) => {
    const giveUp = after(CONNECT_MS, () => resolve(`${config.mqtt.url}: no answer`));
    link.subscribe("hubAvailability", { location }, (hub) => {
      version = hub.state === "online" ? hub.version : null;
    });
    link.subscribe("counterState", { location, counter: "+" }, ({ counter }) => counters.add(counter));
    link.subscribe("staffAnswer", { location, staff }, () => undefined);
    link.onUp(() => {
      giveUp();
      after(TOPICS_MS, () => resolve(null));
    });
    link.onTrouble((problem) => {
      giveUp();
      resolve(problem);
    });
  });
  await link.close();
  return { trouble, version, counters: [...counters] };
}

function troubleFound(config: CallerConfig, trouble: string, language: StaffLanguage): Said {
  const words = CHECK_WORDS[language];
  const { location, staff, mqtt } = config;
  switch (troubleKind(trouble)) {
    case "refused":
      return words.refused(mqtt.username, staff);
    case "denied":
      return words.denied(location, staff);
    case "unreachable": {
      const said = systemWords(new Error(trouble), language);
      return words.unreachable(said === trouble ? said : `${mqtt.url} ${said}`);
    }
  }
}

async function tryHub(config: CallerConfig, secrets: MqttSecrets, check: CallerCheck): Promise<Found[]> {
  const { language, after } = check;
  const { trouble, version, counters } = await listen(config, secrets, after);
  const words = CHECK_WORDS[language];
  if (trouble !== null) return [{ part: "hub", wrong: troubleFound(config, trouble, language) }];
  if (version === null) return [{ part: "hub", wrong: words.silent }];
  const { counter } = config;
  const isKnown = counters.includes(counter);
  return [
    { part: "hub", note: version, wrong: null },
    { part: "counter", note: counter, wrong: isKnown ? null : words.unknownCounter(counter, counters) },
  ];
}

async function tryKeypad(config: CallerConfig, language: StaffLanguage): Promise<Found> {
  const { driver: keypad } = await openKeypad(config.keypad);
  let wrong: Said | null = null;
  keypad.onGone((fault) => {
    wrong = thrownWords(fault, language);
  });
  await keypad.close();
  return { part: "keypad", note: CHECK_WORDS[language].keys(Object.keys(config.does).length), wrong };
}

async function tryLamps({ lamps }: CallerConfig, language: StaffLanguage): Promise<Found[]> {
  if (lamps.driver === "none") return [];
  try {
    const { driver } = await openLamps(lamps);
    await driver.close();
    return [{ part: "lamps", wrong: null }];
  } catch (fault) {
    return [{ part: "lamps", wrong: thrownWords(fault, language) }];
  }
}

function problemsFound(part: Part, problems: readonly Problem[], language: StaffLanguage): Found[] {
  const words = CHECK_WORDS[language];
  return problems.map(({ path, problem }) => {
    const next = part === "file" ? words.fileNext : words.secretsNext;
    const said = `${path}: ${problemWords(problem, language)}`;
    return {
      part,
      wrong: { problem: said, next: path === "mqtt.credential" ? words.credential : next },
    };
  });
}

async function findings(config: CallerConfig, check: CallerCheck): Promise<Found[]> {
  const { language } = check;
  const secrets: Checked<MqttSecrets> = await readMqttSecrets(config.mqtt, check.credentialsFolder);
  const devices = [await tryKeypad(config, language), ...(await tryLamps(config, language))];
  if (!secrets.ok) return [...problemsFound("secrets", secrets.problems, language), ...devices];
  return [{ part: "secrets", wrong: null }, ...devices, ...(await tryHub(config, secrets.value, check))];
}

/** Tells of each part whether it is well, and what to do where it is not. True when all of them are. */
export async function checkCallerHere(check: CallerCheck): Promise<boolean> {
  const { configPath, language, say } = check;
  const words = CHECK_WORDS[language];
  const tell = ({ part, note, wrong }: Found): boolean => {
    const named = words.part[part];
    if (wrong === null) say(`OK    ${named}${note === undefined ? "" : `: ${note}`}`);
    else say(`${words.wrong}  ${named}: ${wrong.problem}`);
    if (wrong !== null && wrong.next !== "") say(`      ${words.doThis} ${wrong.next}`);
    return wrong === null;
  };
  const config = await readCallerConfig(configPath);
  if (!config.ok) {
    for (const found of problemsFound("file", config.problems, language)) tell(found);
    return false;
  }
  tell({ part: "file", note: configPath, wrong: null });
  return (await findings(config.value, check)).map(tell).every(Boolean);
}
