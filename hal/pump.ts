/**
 * Carries what a device file says into the event loop, through a child process that may be killed.
 * Knows no device and no format.
 *
 * Why not read here: a read that waits in Node's thread pool keeps the process from ever exiting, and Node waits (epoll) for
 * sockets and pipes only, not for GPIO lines or input devices. A child has the same open file by inheritance, so a claim or a
 * grab made here holds there, and ends with the last of the two.
 *
 * Why the child waits in select and not in read: a read of GPIO lines that waits holds the chip's lock, and Linux 6.12 then takes a
 * chip away only when that read has ended, which it does not by itself (linereq_read of gpiolib-cdev.c waits inside of its SRCU).
 * Debian's smallest program that can select is Perl of perl-base, which every Debian has. No module of it is loaded: it starts faster.
 */
import { type ChildProcess, spawn } from "node:child_process";

/** Numbers of asm-generic, as on amd64 and all Pis: F_GETFL 3, F_SETFL 4, O_NONBLOCK 04000, EINTR 4, EAGAIN 11. */
const READ_ON = `
  fcntl(STDIN, 4, fcntl(STDIN, 3, 0) | 04000) or die "fcntl: $!\n";
  vec(my $input, 0, 1) = 1;
  for (;;) {
    select(my $ready = $input, undef, undef, undef);
    my $length = sysread(STDIN, my $bytes, 65536);
    next if !defined $length && ($! == 4 || $! == 11);
    defined $length or die "read: $!\n";
    $length or exit;
    for (my $done = 0; $done < $length;) {
      $done += syswrite(STDOUT, $bytes, $length - $done, $done) // die "write: $!\n";
    }
  }`;

/** Whom the pump tells. `onEnd` once: the device is gone, or the program is missing (`cause`); not after `stop`. */
export type PumpUser = { onBytes: (bytes: Uint8Array) => void; onEnd: (cause: unknown) => void };

/**
 * Reads `fd` until the device is gone or `stop` is called.
 * Promises: bytes in order, as the device gave them (one read of the device is never mixed with another; several may come in
 * one piece); nothing after `stop`, which resolves when the child no longer holds the file; a killed process takes its child along.
 * Does not promise: to close `fd`; the caller opened it and closes it. Reads of `fd` no longer wait once a pump was started.
 */
export class Pump {
  readonly #fd: number;
  readonly #user: PumpUser;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(fd: number, user: PumpUser) {
    this.#fd = fd;
    this.#user = user;
  }

  start(): void {
    // pdeathsig: a killed stand must not leave a child behind that still claims its lines
    const child = spawn("setpriv", ["--pdeathsig", "KILL", "perl", "-e", READ_ON], {
      stdio: [this.#fd, "pipe", "pipe"],
    });
    const words: string[] = [];
    child.stderr?.setEncoding("utf8").on("data", (piece: string) => words.push(piece.slice(0, 300)));
    child.stdout?.on("data", (bytes: Buffer) => this.#child && this.#user.onBytes(bytes));
    this.#ended = new Promise((resolve) => {
      child.once("error", (error) => this.#end(error, resolve));
      child.once("close", () => this.#end(new Error(lastLine(words) || "the device ended"), resolve));
    });
    this.#child = child;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    child?.kill("SIGKILL");
    await this.#ended;
  }

  #end(cause: unknown, resolve: () => void): void {
    resolve();
    if (this.#child === undefined) return;
    this.#child = undefined;
    this.#user.onEnd(cause);
  }
}

/** Perl may speak of a missing locale before it says what was the matter. */
const lastLine = (pieces: readonly string[]): string => pieces.join("").trim().split("\n").at(-1) ?? "";
