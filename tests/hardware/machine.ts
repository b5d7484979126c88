/**
 * The virtual machine of the hardware tests, from the outside: boots it, says command lines to it, hears what they write,
 * and pulls its plug. Knows no device and no test.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../..");
const REPORTS = join(ROOT, ".reports/hardware");

/** A machine that is emulated without hardware help needs 8 to 20 s here; one that panics does so within seconds. */
const BOOT_LIMIT_MS = 120_000;
/** The emulator was seen to panic a booting kernel about once in ten times, so "ready" is given three chances, aloud. */
const BOOTS = 3;

export type MachineOptions = {
  /** For the names of its console logs below .reports/hardware. */
  readonly name: string;
  /** A disk for /dev/vda as QEMU's -drive takes it (`file=...,format=raw`). */
  readonly disk?: string;
};

/** What a command came to. */
export type Said = { readonly code: number; readonly lines: readonly string[] };

/** A booted machine. Commands run one after the other; the next one begins when the last one has ended. */
export class Machine {
  /** The kernel that runs in it. */
  readonly kernel: string;
  readonly #qemu: ChildProcess;
  readonly #listeners = new Set<(line: string) => void>();

  private constructor(qemu: ChildProcess, lines: NodeJS.EventEmitter, kernel: string) {
    this.#qemu = qemu;
    this.kernel = kernel;
    lines.on("line", (line: string) => {
      for (const listener of this.#listeners) listener(line);
    });
  }

  /** Resolves when the machine takes commands. Rejects when it was never ready, with the end of its console. */
  static async boot(options: MachineOptions): Promise<Machine> {
    for (let boot = 1; ; boot++) {
      const console = join(REPORTS, `${options.name}-${boot}.log`);
      try {
        return await bootOnce(options, console, (qemu, lines, kernel) => new Machine(qemu, lines, kernel));
      } catch (cause) {
        const trouble = `boot ${boot} of ${BOOTS} of the machine failed: ${String(cause)}\n${tail(console)}`;
        process.stderr.write(`tests/hardware: ${trouble}\n`);
        if (boot === BOOTS) throw new Error(trouble, { cause });
      }
    }
  }

  /** Whether it still is there. */
  get isRunning(): boolean {
    return this.#qemu.exitCode === null && this.#qemu.signalCode === null;
  }

  /** Told every line that the machine writes; the answer stops it. */
  onLine(listener: (line: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says one line: a command when none runs, else the running command's input. */
  tell(line: string): void {
    this.#qemu.stdin?.write(`${line}\n`);
  }

  /** Runs one command of the shell. Rejects when the machine ends or `limitMs` passes before the command has ended. */
  async run(command: string, limitMs: number): Promise<Said> {
    const lines: string[] = [];
    return await new Promise<Said>((resolve, reject) => {
      const end = (): void => {
        stop();
        clearTimeout(patience);
        this.#qemu.off("exit", died);
      };
      const fail = (what: string): void => {
        end();
        reject(new Error(`${what} during: ${command}\n${lines.slice(-40).join("\n")}`));
      };
      const died = (): void => fail("the machine ended");
      const patience = setTimeout(() => fail(`nothing more came in ${limitMs} ms`), limitMs);
      const stop = this.onLine((line) => {
        const code = /^@code (\d+)$/.exec(line)?.[1];
        if (code === undefined) return void lines.push(line);
        end();
        resolve({ code: Number(code), lines });
      });
      this.#qemu.once("exit", died);
      this.tell(command);
    });
  }

  /** Pulls the plug: what the machine had in its memory is lost. */
  async cut(): Promise<void> {
    if (!this.isRunning) return;
    const gone = once(this.#qemu, "exit");
    this.#qemu.kill("SIGKILL");
    await gone;
  }
}

type Make = (qemu: ChildProcess, lines: NodeJS.EventEmitter, kernel: string) => Machine;

async function bootOnce(options: MachineOptions, console: string, make: Make): Promise<Machine> {
  mkdirSync(REPORTS, { recursive: true });
  const qemu = spawn("qemu-system-x86_64", qemuArguments(options, console), {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const killed = (): void => void qemu.kill("SIGKILL");
  process.once("exit", killed);
  qemu.once("exit", () => process.off("exit", killed));
  const lines = createInterface({ input: qemu.stdout });
  try {
    const kernel = await ready(qemu, lines);
    return make(qemu, lines, kernel);
  } catch (cause) {
    killed();
    throw cause;
  }
}

/** Resolves with the kernel's release once the machine's init says that it takes commands. */
async function ready(qemu: ChildProcess, lines: NodeJS.EventEmitter): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`not ready in ${BOOT_LIMIT_MS} ms`)), BOOT_LIMIT_MS);
    const settle = (act: () => void): void => {
      clearTimeout(patience);
      act();
    };
    qemu.once("error", (error) => settle(() => reject(error)));
    qemu.once("exit", (code, signal) => settle(() => reject(new Error(`qemu ended: ${code ?? signal}`))));
    lines.on("line", (line: string) => {
      const kernel = /^@ready \S+ (\S+)$/.exec(line)?.[1];
      if (kernel !== undefined) settle(() => resolve(kernel));
    });
  });
}

/**
 * No KVM: where it exists it may be one that runs no stock kernel. One CPU: emulated pairs panic while the kernel patches itself.
 * Without la57: pages of four levels are emulated faster than those of five.
 */
function qemuArguments({ disk }: MachineOptions, console: string): string[] {
  const cache = cacheFolder();
  const line = "console=ttyS0,115200 quiet loglevel=4 panic=-1 nokaslr mitigations=off rdinit=/init";
  return [
    ...["-M", "q35", "-accel", "tcg", "-cpu", "max,la57=off", "-smp", "1", "-m", "1400"],
    ...["-nodefaults", "-display", "none", "-no-reboot"],
    ...["-kernel", join(cache, "kernel"), "-initrd", join(cache, "initramfs")],
    ...["-append", `${line} talon.project=${ROOT}`],
    ...["-serial", `file:${console}`, "-serial", "stdio"],
    "-virtfs",
    `local,path=${ROOT},mount_tag=project,security_model=none,readonly=on,multidevs=remap`,
    ...["-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile="],
    ...(disk === undefined ? [] : ["-drive", `${disk},if=virtio`]),
  ];
}

/** Where machine/prepare has put the machine. */
function cacheFolder(): string {
  const { TALON_HARDWARE_CACHE: own, XDG_CACHE_HOME: users = join(homedir(), ".cache") } = process.env;
  const folder = own ?? join(users, "talon-hardware");
  if (existsSync(join(folder, "whole"))) return folder;
  throw new Error(`there is no machine in ${folder}: run tests/hardware/machine/prepare`);
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, "latin1").split("\n").slice(-15).join("\n") : "";
}
