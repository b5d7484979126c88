/**
 * `talon-hub check`: what a hub with this configuration would start with, and what of it would not work.
 * Knows no command line; opens nothing of the hub.
 */
import { clipLines } from "./clips-check.ts";
import { discover } from "./people/login-service.ts";
import { addressProblems } from "./public-address.ts";
import { fileSettings } from "./settings.ts";

export type Surroundings = {
  readonly say: (text: string) => unknown;
  readonly credentialsFolder: string | undefined;
  readonly at: number;
  /** Nothing is asked of other machines. */
  readonly isOffline: boolean;
};

/** Says what is wrong with the settings, and with the way of phones to this hub, and answers whether anything is. */
export async function hasTrouble(
  config: string,
  { say, credentialsFolder, at, isOffline }: Surroundings,
): Promise<boolean> {
  const { location, leftOut, missingFile, http, voice, oidc } = fileSettings(config, credentialsFolder);
  if (missingFile !== undefined)
    say(
      `The location's file ${missingFile} does not exist; the hub starts with version ${location.version}, which its ledger holds. Put the file back (talon-hub export writes one), or correct its path.\n`,
    );
  for (const { path, problem } of leftOut) say(`left out: ${path}: ${problem}\n`);
  const isWhole = leftOut.length === 0;
  const isGood = isWhole && missingFile === undefined;
  const words = isWhole ? "is good" : "has faulty parts; the hub starts without them";
  say(`The configuration of ${location.name.da} (${location.location}) ${words}.\n`);
  const clipsFolder = voice.driver === "none" ? undefined : voice.clipsFolder;
  const lines = clipsFolder === undefined ? [] : await clipLines(clipsFolder, location);
  for (const line of lines) say(`${line}\n`);
  if (isOffline) return !isGood;
  const publicUrl = http.publicUrl(http.port);
  const problems = await addressProblems({ publicUrl, location: location.location, now: at });
  for (const problem of problems) say(`address in the QR codes: ${problem}.\n`);
  if (problems.length === 0) say(`Phones reach this hub at ${publicUrl}.\n`);
  if (oidc !== null) {
    await discover(oidc);
    say(`The login service ${oidc.issuer} answers.\n`);
  }
  return !isGood || problems.length > 0;
}
