/**
 * `talon-hub mosquitto-acl`: the access rules of a configuration file as mosquitto reads them.
 * Knows no secret: an account's password never leaves its own file.
 */
import { checkHub, type HubConfig } from "../protocol/config/hub.ts";
import { HubFault } from "./errors.ts";
import { type AclAccount, aclProblems, mosquittoAcl } from "./mqtt/acl-file.ts";
import { invalid, locationSettings, readJson } from "./settings.ts";

/** Under which the hub itself connects, where its own broker's accounts are taken along to another broker. */
const HUB_NAME = "hub";

/** Everybody who connects, the hub first. */
function accountsOf(mqtt: HubConfig["mqtt"], location: string): readonly AclAccount[] {
  const hub = (username: string): AclAccount => ({ username, role: "hub", id: location });
  if (mqtt.kind === "embedded") return [hub(HUB_NAME), ...mqtt.accounts];
  // The rules of mosquitto are by name; a hub without one would share its rights with every stranger.
  if (mqtt.username === undefined) throw new HubFault("HUB_ACL_NAMELESS", mqtt.url);
  return [hub(mqtt.username), ...(mqtt.accounts ?? [])];
}

/** The acl_file's text. Faults: those of the configuration and of the location's file, HUB_ACL_NAMELESS. */
export function printedAcl(config: string): string {
  const checked = checkHub(readJson(config));
  if (!checked.ok) throw invalid(config, checked.problems);
  const { location } = locationSettings(config);
  const accounts = accountsOf(checked.value.mqtt, location.location);
  const problems = aclProblems(accounts.slice(1), "mqtt.accounts");
  if (problems.length > 0) throw invalid(config, problems);
  return mosquittoAcl(accounts, location.location);
}
