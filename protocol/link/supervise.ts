/**
 * Tells the service manager (systemd) that the process is ready, well, or about to stop (man sd_notify).
 * It must not know what being well means: the process gives the check. Without a service manager it is silent.
 */
import { execFile } from "node:child_process";
import { writeSync } from "node:fs";

/** What the health check found; `problem` is one line of plain words for the technician. */
export type Health = { readonly isGood: true } | { readonly isGood: false; readonly problem: string };

export interface SupervisorOptions {
  /** The process's environment: NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID, LISTEN_PID and LISTEN_FDNAMES are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Asked twice in each watchdog time. Only a good answer feeds the watchdog: it must touch what the process lives by
   * (the ledger can be written, the device loop ran), otherwise a hung process stays up. No answer counts as bad.
   */
  readonly check: () => Promise<Health>;
}

type Send = (lines: readonly string[]) => Promise<boolean>;

/** File descriptor 3 is the first that systemd passes on (man sd_listen_fds). */
const firstFd = 3;
const notifyTimeoutMs = 5_000;

function isForUs(pid: string | undefined): boolean {
  return pid === undefined || Number(pid) === process.pid;
}

/** The connected socket that `OpenFile=/run/systemd/notify:notify` passes on from systemd 253, if the unit says so. */
function passedFd({ environment }: SupervisorOptions): number | undefined {
  const index = environment.LISTEN_FDNAMES?.split(":").indexOf("notify") ?? -1;
  return index >= 0 && isForUs(environment.LISTEN_PID) ? firstFd + index : undefined;
}

/** One write is one message; the manager being out of reach is an answer here, not a fault of ours. */
function sendByFd(fd: number): Send {
  return (lines) => {
    const text = lines.join("\n");
    try {
      return Promise.resolve(writeSync(fd, text) === Buffer.byteLength(text));
    } catch {
      return Promise.resolve(false);
    }
  };
}

/** systemd-notify returns when its message was received, so the manager still finds out who sent it. */
const sendByProgram = (socket: string, path: string | undefined): Send => {
  const env = { NOTIFY_SOCKET: socket, ...(path === undefined ? {} : { PATH: path }) };
  return (lines) =>
    new Promise((resolve) => {
      execFile("systemd-notify", [...lines], { env, timeout: notifyTimeoutMs }, (failure) =>
        resolve(failure === null),
      );
    });
};

function sendOf(options: SupervisorOptions): Send {
  const fd = passedFd(options);
  if (fd !== undefined) return sendByFd(fd);
  const socket = options.environment.NOTIFY_SOCKET;
  if (socket) return sendByProgram(socket, options.environment.PATH);
  return () => Promise.resolve(false);
}

/** How often to feed the watchdog: half of the manager's limit, or never when it sets none for this process. */
function beatMsOf({ environment }: SupervisorOptions): number | undefined {
  const limitMs = Number(environment.WATCHDOG_USEC ?? 0) / 1000;
  return limitMs > 0 && isForUs(environment.WATCHDOG_PID) ? limitMs / 2 : undefined;
}

const statusLine = (text: string): string => `STATUS=${text.replaceAll(/\s+/g, " ")}`;

/**
 * The line to the service manager. Its promises tell whether the manager was told (false without a manager); they never
 * reject on a manager that cannot be reached, since then its watchdog acts by itself.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #send: Send;
  #beat: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#send = sendOf(options);
  }

  /** The process does its work from now on: READY=1, and the watchdog is fed while the check is good. */
  async ready(status: string): Promise<boolean> {
    const isTold = await this.#send(["READY=1", statusLine(status)]);
    this.#scheduleBeat();
    return isTold;
  }

  /** One line for `systemctl status`. */
  status(text: string): Promise<boolean> {
    return this.#send([statusLine(text)]);
  }

  /** The process is on its way down: STOPPING=1, and the watchdog is fed no more. */
  stopping(): Promise<boolean> {
    this.#isStopping = true;
    clearTimeout(this.#beat);
    return this.#send(["STOPPING=1"]);
  }

  /** The next beat is set only when the last one ended, and by itself it keeps no process alive. */
  #scheduleBeat(): void {
    const beatMs = beatMsOf(this.#options);
    if (beatMs === undefined || this.#isStopping) return;
    this.#beat = setTimeout(() => void this.#feed(), beatMs).unref();
  }

  async #feed(): Promise<void> {
    const health = await this.#options.check();
    if (this.#isStopping) return;
    await this.#send(health.isGood ? ["WATCHDOG=1"] : [statusLine(health.problem)]);
    this.#scheduleBeat();
  }
}
