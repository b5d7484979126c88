/**
 * `talon-hub check`: what a hub with this configuration would start with, and what of it would not work.
 * Knows no command line; opens nothing of the hub.
 */
import { HOST_WAYS, inLanguage, type StaffLanguage } from "../protocol/terms.ts";
import { discover } from "./accounts/login-service.ts";
import { told } from "./administration/problems.ts";
import { dfdgLines } from "./appointments/dfdg/check.ts";
import { calendarLines } from "./calendars/check.ts";
import { CHECK_WORDS } from "./check-words.ts";
import { clipLines } from "./clips-check.ts";
import { openHostChannels } from "./notices/host-channels/open.ts";
import { addressProblems } from "./public-address.ts";
import { fileSettings, type HubSettings } from "./settings.ts";

export type Surroundings = {
  readonly say: (text: string) => unknown;
  readonly credentialsFolder: string | undefined;
  readonly at: number;
  /** Nothing is asked of other machines. */
  readonly isOffline: boolean;
  readonly language: StaffLanguage;
};

/** Says what is wrong with the settings, and with the way of phones to this hub, and answers whether anything is. */
export async function hasTrouble(
  config: string,
  { say, credentialsFolder, at, isOffline, language }: Surroundings,
): Promise<boolean> {
  const words = CHECK_WORDS[language];
  const settings = fileSettings(config, credentialsFolder);
  const { location, document, leftOut, missingFile, http, voice, oidc } = settings;
  if (missingFile !== undefined) say(`${words.missingFile(missingFile, location.version)}\n`);
  for (const { path, place, problem } of told(document, leftOut, language))
    say(`${words.leftOut}: ${path} (${place}): ${problem}\n`);
  const isWhole = leftOut.length === 0;
  const isGood = isWhole && missingFile === undefined;
  const place = `${inLanguage(location.name, language)} (${location.location})`;
  say(`${isWhole ? words.good(place) : words.faulty(place)}\n`);
  const clipsFolder = voice.driver === "none" ? undefined : voice.clipsFolder;
  const lines = clipsFolder === undefined ? [] : await clipLines(clipsFolder, location, language);
  for (const line of lines) say(`${line}\n`);
  if (isOffline) return !isGood;
  const publicUrl = http.publicUrl(http.port);
  const problems = await addressProblems({ publicUrl, location: location.location, now: at, language });
  for (const problem of problems) say(`${words.address}: ${problem}.\n`);
  if (problems.length === 0) say(`${words.reached(publicUrl)}\n`);
  if (oidc !== null) {
    await discover(oidc);
    say(`${words.loginService(oidc.issuer)}\n`);
  }
  const asked = [
    ...(await hostLines(settings, language)),
    ...(await sourceLines(settings, { at, language })),
  ];
  for (const { text } of asked) say(`${text}\n`);
  return !isGood || problems.length > 0 || asked.some(({ isTrouble }) => isTrouble);
}

type Line = { readonly text: string; readonly isTrouble: boolean };

/** Whether each way of telling hosts can be reached; nobody is told anything by it. */
async function hostLines({ hostNotices = null }: HubSettings, language: StaffLanguage): Promise<Line[]> {
  if (hostNotices === null) return [];
  const words = CHECK_WORDS[language];
  const keys = (): never => {
    throw new Error("a check sends nothing");
  };
  const channels = await openHostChannels({ settings: hostNotices, gateway: null, keys });
  const ways = HOST_WAYS.flatMap((way) => {
    const channel = channels[way];
    return channel === undefined ? [] : [{ way, channel }];
  });
  return await Promise.all(
    ways.map(async ({ way, channel }) => {
      const why = await channel.check();
      await channel.close();
      return { text: words.hostWay(words.ways[way], why), isTrouble: why !== null };
    }),
  );
}

/** Whether sources that are asked over the network answer. */
async function sourceLines(
  { appointments, location }: Pick<HubSettings, "appointments" | "location">,
  when: Pick<Surroundings, "at" | "language">,
): Promise<Line[]> {
  const { timeZone, appointmentSources = [] } = location;
  const asked = appointments.map((one) => {
    if (one.kind === "dfdg") return dfdgLines(one.source, one.settings, when);
    if (one.kind === "folder" || one.kind === "push") return Promise.resolve([]);
    const rule = appointmentSources.find(({ source }) => source === one.source)?.calendar ?? {};
    return calendarLines(one, { ...when, timeZone, rule });
  });
  return (await Promise.all(asked)).flat();
}
