/**
 * Who this stand is to its hub: key and certificate on its card, and whom to believe. The key is made here and never leaves.
 * Knows no network. What is missing is `null`; what is damaged counts as missing and is told.
 */
import { X509Certificate } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createSecureContext } from "node:tls";

/** `ca`: certificates (PEM) to believe in; left out where the machine's own are. */
export type StandIdentity = {
  readonly url: string;
  readonly key: string;
  readonly cert: string;
  readonly ca?: string | undefined;
};

/** Where a stand keeps its identity, below its state folder. */
export function identityFile(dataDir: string): string {
  return join(dataDir, "identity", "identity.json");
}

async function writeSecret(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  const file = await open(fresh, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
  const folder = await open(join(path, ".."), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Key, certificate and address in one file, so that they are changed together or not at all. */
export async function keepIdentity(dataDir: string, identity: StandIdentity): Promise<void> {
  const path = identityFile(dataDir);
  await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
  await writeSecret(path, `${JSON.stringify({ v: 1, ...identity }, null, 1)}\n`);
}

function decoded(text: string): StandIdentity | null {
  try {
    const { url, key, cert, ca } = JSON.parse(text) as Record<string, unknown>;
    if (typeof url !== "string" || typeof key !== "string" || typeof cert !== "string") return null;
    void new X509Certificate(cert);
    createSecureContext({ key, cert });
    return { url, key, cert, ...(typeof ca === "string" ? { ca } : {}) };
  } catch {
    return null;
  }
}

export type ReadIdentity =
  | { readonly kind: "found"; readonly identity: StandIdentity }
  | { readonly kind: "none" | "damaged" };

/** The identity on the card. Rejects only for a card that cannot be read. */
export async function readIdentity(dataDir: string): Promise<ReadIdentity> {
  const path = identityFile(dataDir);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return { kind: "none" };
  const identity = decoded(await readFile(path, "utf8"));
  return identity === null ? { kind: "damaged" } : { kind: "found", identity };
}

/**
 * When the next certificate is asked for (epoch ms): after half of this one's life, or up to a sixth of it later. `late` (0 to 1) is
 * each stand's own, so that stands that were enrolled on one day do not all ask at once.
 */
export function renewsAt({ cert }: Pick<StandIdentity, "cert">, late: number): number {
  const { validFrom, validTo } = new X509Certificate(cert);
  const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
  return from + (until - from) * (1 / 2 + late / 6);
}
