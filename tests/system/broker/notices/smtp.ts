/** Debian's aiosmtpd as a child process on a port of its own, with what it took. Knows no test. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished } from "vitest";
import { ownCertificate } from "../../../broker/notices/host-channels/sink.ts";
import { freePort } from "../../../free-port.ts";

type Line = {
  readonly ready?: true;
  readonly got?: string;
  readonly to?: readonly string[];
  readonly tls?: boolean;
};

export type SmtpServer = {
  readonly port: number;
  readonly ca: string;
  /** Mails as they came; a moment after the sender knows of it. */
  readonly got: { readonly mail: string; readonly to: readonly string[]; readonly tls: boolean }[];
  /** Resolves when so many have come. */
  readonly took: (count: number) => Promise<void>;
};

/** Ready when it resolves; gone when the test is over. */
export async function startSmtp(tls: "tls" | "starttls" | "none", password?: string): Promise<SmtpServer> {
  const folder = mkdtempSync(join(tmpdir(), "talon-smtp-"));
  const { key, cert } = ownCertificate();
  const files = { key: join(folder, "key.pem"), cert: join(folder, "cert.pem") };
  writeFileSync(files.key, key);
  writeFileSync(files.cert, cert);
  const told = JSON.stringify({ tls, password, port: await freePort(), ...files });
  const program = join(import.meta.dirname, "smtp-server.py");
  const child = spawn("/usr/bin/python3", [program, told], { stdio: ["pipe", "pipe", "ignore"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  const got: SmtpServer["got"] = [];
  await new Promise<void>((ready, failed) => {
    child.once("exit", (code) => failed(new Error(`the mail server ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = JSON.parse(line) as Line;
      if (said.ready) ready();
      if (said.got !== undefined) got.push({ mail: said.got, to: said.to ?? [], tls: said.tls ?? false });
    });
  });
  const took = async (count: number) => {
    await expect.poll(() => got.length, { timeout: 5000 }).toBe(count);
  };
  return { port: (JSON.parse(told) as { port: number }).port, ca: cert, got, took };
}
