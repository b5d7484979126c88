/**
 * Puts a stand together from its configuration: outbox, drivers, line to the hub, HTTP.
 * Reads no environment and owns no timer; main.ts brings both.
 */
import { join } from "node:path";
import type { StandConfig } from "../../protocol/config/stand.ts";
import { type BlackHole, openBlackHole } from "../../protocol/link/black-hole.ts";
import { EventChannel } from "../../protocol/link/events.ts";
import type { Log } from "../../protocol/link/log.ts";
import { type Assets, openAssets } from "../../protocol/link/static.ts";
import type { Health } from "../../protocol/link/supervise.ts";
import { type OutboxId, ticketIdOf } from "../../protocol/terms.ts";
import { machineDisk } from "./disk.ts";
import type { Secrets } from "./files.ts";
import { closeHardware, type Hardware, isSimulated, openHardware } from "./hardware.ts";
import { StandHttp } from "./http.ts";
import { HubLink } from "./hub-link.ts";
import { freshStand } from "./machine/start.ts";
import type { Identity } from "./machine/state.ts";
import { bootId, machineIdentity } from "./machine-facts.ts";
import { type OpenedOutbox, openOutbox } from "./outbox.ts";
import { PinLock, pageRoutes } from "./routes.ts";
import { type Outside, RunningStand } from "./run.ts";
import { Settings, SyncedFile } from "./settings.ts";
import { simulatedRoutes } from "./simulated.ts";

export type StandOptions = {
  readonly config: StandConfig;
  readonly secrets: Secrets;
  readonly outside: Outside;
  readonly log: Log;
  readonly version: string;
  /** The folder of the built pages. */
  readonly pages: string;
};

export type AssembledStand = {
  readonly url: string;
  readonly health: () => Promise<Health>;
  readonly close: () => Promise<void>;
};

/** Where a stand keeps its tickets, below its state folder. */
export function outboxFolder(dataDir: string): string {
  return join(dataDir, "outbox");
}

function newUuid({ chance, wallMs }: Outside): string {
  return ticketIdOf(chance(16), wallMs());
}

function identityOf(options: StandOptions, opened: OpenedOutbox, hardware: Hardware): Identity {
  const { config, version } = options;
  return {
    stand: config.stand,
    location: config.location,
    outboxId: opened.outboxId,
    version,
    buttons: hardware.buttons.driver.count,
    hasScreen: config.screen,
    isSimulated: isSimulated(hardware),
    languages: config.languages ?? null,
  };
}

/** The outbox, and the way by which its failure reaches a stand that is made after it. */
async function openCard({ config, outside }: StandOptions) {
  let tell = (_problem: string): void => undefined;
  const opened = await openOutbox({
    disk: machineDisk(),
    folder: outboxFolder(config.dataDir),
    machine: machineIdentity(),
    fresh: newUuid(outside) as OutboxId,
    onFailed: (problem) => tell(problem),
  });
  return { opened, onFailed: (listener: (problem: string) => void) => void (tell = listener) };
}

function linkOf(options: StandOptions, network: BlackHole | null) {
  const { config, secrets, version, outside, log } = options;
  return (happen: RunningStand["happen"]) =>
    new HubLink({
      location: config.location,
      stand: config.stand,
      version,
      instance: newUuid(outside),
      newHead: () => ({ id: newUuid(outside), at: outside.wallMs() }),
      happen,
      log,
      mqtt: {
        url: config.mqtt.url,
        // The hub binds the client id to the account's role and id, not to its user name.
        clientId: `stand-${config.stand}`,
        username: config.mqtt.username,
        password: secrets.password,
        ca: secrets.ca,
        dial: network?.dial,
      },
    });
}

/** A stand without its page still gives tickets. */
async function assetsOf({ pages, log }: StandOptions): Promise<Assets | null> {
  try {
    return await openAssets(pages);
  } catch (error) {
    log.error("page missing", { problem: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

/** Opens everything and starts. Faults: HalFault of the buttons, StandHttpFault of a port that is taken. */
export async function openStand(options: StandOptions): Promise<AssembledStand> {
  const { config, outside, log, secrets } = options;
  const [card, hardware, assets] = await Promise.all([
    openCard(options),
    openHardware(config, log),
    assetsOf(options),
  ]);
  const { opened } = card;
  const settings = new Settings(new SyncedFile(machineDisk(), join(config.dataDir, "settings.json")));
  const fresh = freshStand(identityOf(options, opened, hardware), config.timings);
  const boot = bootId(newUuid(outside));
  const { outbox, ...found } = opened;
  const stand = new RunningStand({ config, bootId: boot, hardware, outbox, settings, outside, log }, fresh);
  card.onFailed((problem) => stand.happen({ kind: "storage-failed", problem }));
  const network = isSimulated(hardware) ? openBlackHole() : null;
  const events = new EventChannel();
  const routes = [
    ...pageRoutes(stand, new PinLock(secrets.staffPin, outside.monoMs)),
    ...simulatedRoutes({ hardware, network, stand, events }),
  ];
  const http = new StandHttp({ ...config.http, assets, routes, events });
  const url = await listening(http, hardware);
  await stand.open(found, linkOf(options, network));
  stand.onPicture((picture) => events.show("picture", picture));
  const close = async () => {
    await http.close();
    await stand.close();
  };
  return { url, health: () => stand.health(), close };
}

/** A port that is taken ends the start; nothing may be left that keeps the process alive. */
async function listening(http: StandHttp, hardware: Hardware): Promise<string> {
  try {
    return await http.open();
  } catch (fault) {
    await closeHardware(hardware);
    throw fault;
  }
}
