/** The part of a hub's configuration file that DFDG needs, with its files, in a folder. Knows no hub. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprintOf, type KeyPair } from "../../broker/certificates/keys.ts";
import type { DfdgMapping } from "../../protocol/config/dfdg.ts";
import type { DfdgCertificates } from "./certificates.ts";
import { ORGANISATION } from "./emulator.ts";

type Written = { readonly lookupUrl: string; readonly port: number; readonly path: string };

/** Writes certificates and mapping; answers the entry of `appointments`, source `dfdg`. */
export function dfdgFiles(
  folder: string,
  certificates: Pick<DfdgCertificates, "star" | "starClient" | "houseClient" | "houseServer">,
  { lookupUrl, port, path, mapping }: Written & { readonly mapping: DfdgMapping },
): object {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return name;
  };
  const pair = (name: string, { cert, key }: KeyPair) => ({
    certFile: write(`${name}.crt`, cert),
    keyFile: write(`${name}.key`, key),
  });
  const { star, starClient, houseClient, houseServer } = certificates;
  const caFile = write("star-ca.pem", star.authority.cert);
  return {
    ...{ kind: "dfdg", source: "dfdg", mappingFile: write("dfdg-mapping.json", JSON.stringify(mapping)) },
    webhook: {
      ...{ host: "127.0.0.1", port, path, tls: pair("webhook", houseServer), clientCaFile: caFile },
      clientFingerprints: [fingerprintOf(starClient.cert)],
    },
    lookup: { url: lookupUrl, ...pair("function", houseClient), caFile, headers: ORGANISATION },
  };
}
