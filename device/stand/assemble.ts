/**
 * Puts a stand together from its configuration: outbox, drivers, line to the hub, HTTP.
 * Reads no environment and owns no timer; main.ts brings both.
 */
import { join } from "node:path";
import type { Recorder } from "../../hal/record/recorder.ts";
import type { StandConfig } from "../../protocol/config/stand.ts";
import { type BlackHole, openBlackHole } from "../../protocol/link/black-hole.ts";
import { EventChannel } from "../../protocol/link/events.ts";
import type { Log } from "../../protocol/link/log.ts";
import { type Assets, openAssets } from "../../protocol/link/static.ts";
import type { Health } from "../../protocol/link/supervise.ts";
import { type OutboxId, ticketIdOf } from "../../protocol/terms.ts";
import { machineDisk } from "./disk.ts";
import { enrolmentPicture, enrolmentRoutes } from "./enrol/screen.ts";
import { StandEnrolment } from "./enrol/stand-enrolment.ts";
import type { Secrets } from "./files.ts";
import { type Hardware, isSimulated, openHardware } from "./hardware.ts";
import { StandHttp } from "./http.ts";
import { HubLink, type HubLinkOptions } from "./hub-link.ts";
import { lockFolder } from "./lock.ts";
import { type Book, draftBook, remember, settledBook } from "./machine/book.ts";
import { rollSizeOf } from "./machine/roll.ts";
import { freshStand } from "./machine/start.ts";
import type { Identity } from "./machine/state.ts";
import { bootId, machineIdentity } from "./machine-facts.ts";
import { type OpenedOutbox, openOutbox } from "./outbox.ts";
import { PinLock, pageRoutes } from "./routes.ts";
import { type Outside, RunningStand } from "./run.ts";
import { isServiceCard } from "./service-card.ts";
import { Settings, SyncedFile } from "./settings.ts";
import { simulatedRoutes } from "./simulated.ts";

export type StandOptions = {
  readonly config: StandConfig;
  readonly secrets: Secrets;
  readonly outside: Outside;
  readonly log: Log;
  /** Keeps the devices' raw traffic, where a technician asked for it. */
  readonly recorder?: Recorder | undefined;
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

function identityOf(options: StandOptions, opened: OpenedOutbox<Book>, hardware: Hardware): Identity {
  const { config, version } = options;
  return {
    stand: config.stand,
    location: config.location,
    outboxId: opened.outboxId,
    version,
    buttons: hardware.buttons.driver.count - (config.assist === undefined ? 0 : 1),
    assist: config.assist?.button ?? null,
    voices: hardware.reader.languages(),
    hasScreen: config.screen,
    isSimulated: isSimulated(hardware),
    languages: config.languages ?? null,
    parts: { lamps: hardware.lamps.numbers, keys: hardware.keypad.driver.keys },
    roll: rollSizeOf(config),
  };
}

/** The outbox, and the way by which its failure reaches a stand that is made after it. */
async function openCard({ config, outside }: StandOptions) {
  let tell = (_problem: string): void => undefined;
  const card = {
    disk: machineDisk(),
    folder: outboxFolder(config.dataDir),
    machine: machineIdentity(),
    fresh: newUuid(outside) as OutboxId,
    onFailed: (problem: string) => tell(problem),
  };
  const opened = await openOutbox(card, { begin: draftBook, add: remember });
  const settled = { ...opened, read: settledBook(opened.read) };
  return { opened: settled, onFailed: (listener: (problem: string) => void) => void (tell = listener) };
}

/** Account and password, or the identity of a machine that is or will be enrolled. */
function mqttOf(
  { config, secrets }: StandOptions,
  network: BlackHole | null,
  enrolment: StandEnrolment | null,
): HubLinkOptions["mqtt"] {
  const { mqtt } = config;
  if (mqtt === undefined || enrolment !== null)
    return (enrolment?.open() ?? Promise.reject(new Error("no account"))).then((found) => ({
      ...found,
      dial: network?.dial,
    }));
  return {
    url: mqtt.url,
    // The hub binds the client id to the account's role and id, not to its user name.
    clientId: `stand-${config.stand}`,
    username: mqtt.username,
    password: secrets.password,
    ca: secrets.ca,
    dial: network?.dial,
  };
}

function enrolmentOf({ config, outside, log }: StandOptions, outbox: OutboxId): StandEnrolment | null {
  if (config.mqtt !== undefined) return null;
  const { stand, location, dataDir } = config;
  return new StandEnrolment({
    ...{ stand, location, dataDir, outbox, log, after: outside.after, instance: newUuid(outside) },
    newHead: () => ({ id: newUuid(outside), at: outside.wallMs() }),
    late: (outside.chance(1)[0] ?? 0) / 256,
  });
}

function linkOf(options: StandOptions, network: BlackHole | null, enrolment: StandEnrolment | null) {
  const { config, version, outside, log } = options;
  return (happen: RunningStand["happen"]) =>
    new HubLink({
      location: config.location,
      stand: config.stand,
      version,
      instance: newUuid(outside),
      newHead: () => ({ id: newUuid(outside), at: outside.wallMs() }),
      happen,
      log,
      mqtt: mqttOf(options, network, enrolment),
      ...(enrolment === null ? {} : { renewal: enrolment }),
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

/** Undone in turn, the last first: what a start that failed had opened, or all that a stand holds. */
class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closers.unshift(close);
  }

  readonly close = async (): Promise<void> => {
    for (const close of this.#closers.splice(0)) await close();
  };
}

/** Takes the outbox's folder for this process. A disk that cannot be written is the outbox's own answer: it prints no own numbers. */
async function takeFolder({ config }: StandOptions, held: Opened): Promise<void> {
  const folder = outboxFolder(config.dataDir);
  const isThere = await machineDisk()
    .makeFolder(folder)
    .then(
      () => true,
      () => false,
    );
  if (isThere) held.add((await lockFolder(folder)).free);
}

/**
 * Opens everything and starts. The port and the outbox's folder come first, so that a second stand has touched nothing when it
 * is turned away. Faults: StandFault of port or folder, HalFault of the drivers.
 */
export async function openStand(options: StandOptions): Promise<AssembledStand> {
  const held = new Opened();
  try {
    return await opened(options, held);
  } catch (fault) {
    // Nothing may be left that keeps the process alive.
    await held.close();
    throw fault;
  }
}

async function opened(options: StandOptions, held: Opened): Promise<AssembledStand> {
  const { config, outside, secrets } = options;
  const events = new EventChannel();
  const http = new StandHttp({ ...config.http, assets: await assetsOf(options), events });
  const url = await http.open();
  held.add(() => http.close());
  await takeFolder(options, held);
  const { stand, hardware, found, enrolment } = await standOf(options, held);
  const network = isSimulated(hardware) ? openBlackHole() : null;
  http.serve([
    ...pageRoutes(stand, new PinLock(secrets.staffPin, outside.monoMs)),
    ...simulatedRoutes({ hardware, network, events }),
    ...(enrolment === null ? [] : enrolmentRoutes(enrolment)),
  ]);
  enrolment?.onChange((state) => events.show("enrolment", enrolmentPicture(state)));
  await stand.open(found, linkOf(options, network, enrolment));
  stand.onPicture((picture) => events.show("picture", picture));
  const close = async () => {
    await http.close();
    await held.close();
  };
  return { url, health: () => stand.health(), close };
}

/** The stand on its card and its drivers, not yet listening. */
async function standOf(options: StandOptions, held: Opened) {
  const { config, outside, log, recorder } = options;
  const clock = { wallMs: outside.wallMs, monotonicMs: outside.monoMs };
  const [card, hardware] = await Promise.all([
    openCard(options),
    openHardware(config, log, { clock, recorder }),
  ]);
  const { outbox, ...found } = card.opened;
  const settings = new Settings(new SyncedFile(machineDisk(), join(config.dataDir, "settings.json")));
  const enrolment = enrolmentOf(options, card.opened.outboxId);
  if (enrolment !== null) held.add(() => Promise.resolve(enrolment.close()));
  const fresh = freshStand(identityOf(options, card.opened, hardware), config.timings);
  const boot = bootId(newUuid(outside));
  const stand = new RunningStand(
    {
      config,
      bootId: boot,
      hardware,
      outbox,
      settings,
      isServiceCard: (code) => isServiceCard(machineDisk(), config.dataDir, code),
      outside,
      log,
      ...(enrolment === null ? {} : { takesCode: enrolment.takesCode }),
    },
    fresh,
  );
  card.onFailed((problem) => stand.happen({ kind: "storage-failed", problem }));
  held.add(() => stand.close());
  return { stand, hardware, found, enrolment };
}
