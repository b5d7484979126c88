/** An https service of this machine with a certificate of its own: keeps what it is sent, and answers as it is told. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A certificate that is its own authority, for this machine. */
export function ownCertificate(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), "talon-sink-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...named, "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  const pair = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  return pair;
}

export type Sent = {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** `status`: of the next answers; `null`: it takes what is sent and never answers. */
export class Sink {
  readonly got: Sent[] = [];
  status: number | null = 202;
  ca = "";
  #port = 0;

  async open(): Promise<this> {
    const pair = ownCertificate();
    this.ca = pair.cert;
    const server = createServer(pair, (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        this.got.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
        if (this.status === null) return;
        response.writeHead(this.status, { location: "https://elsewhere.example/" }).end("so it is");
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    this.#port = (server.address() as AddressInfo).port;
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return this;
  }

  url(path: string): string {
    return `https://localhost:${this.#port}${path}`;
  }
}
