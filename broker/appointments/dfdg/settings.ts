/**
 * DFDG in a hub's configuration -> what the hub opens, with every file that it names.
 * Knows no socket.
 */
import { checkDfdgMapping, type DfdgConfig, type DfdgMapping } from "../../../protocol/config/dfdg.ts";
import type { Problem } from "../../../protocol/config.ts";
import { type Certificates, readPair } from "../../certificates/certificates.ts";
import type { DfdgSettings } from "./source.ts";

/** How what a file names is found and read; each faults as the hub's other files do. */
export type DfdgFiles = {
  readonly path: (name: string) => string;
  readonly ca: (name: string) => string;
  readonly json: (name: string) => unknown;
  readonly read: (file: string) => Buffer;
  readonly invalid: (name: string, problems: readonly Problem[]) => Error;
};

function mappingOf(name: string, files: DfdgFiles): DfdgMapping {
  const checked = checkDfdgMapping(files.json(name));
  if (!checked.ok) throw files.invalid(name, checked.problems);
  return checked.value;
}

/** Faults: those of the files, HUB_FILE_INVALID for a mapping that is none, HUB_TLS_INVALID, HUB_CA_INVALID. */
export function dfdgSettings(
  { mappingFile, webhook, lookup }: DfdgConfig,
  files: DfdgFiles,
  certificates: Certificates,
): DfdgSettings {
  const pairFiles = ({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }) => ({
    certFile: files.path(certFile),
    keyFile: files.path(keyFile),
  });
  const { tls, clientCaFile, ...listens } = webhook;
  void readPair(pairFiles(tls), files.read);
  const { url, headers, timeoutMs, caFile } = lookup;
  return {
    mapping: mappingOf(mappingFile, files),
    webhook: {
      ...listens,
      tls: certificates.source({ kind: "files", ...pairFiles(tls) }),
      clientCa: files.ca(clientCaFile),
    },
    lookup: {
      ...{ url, headers, timeoutMs, ...readPair(pairFiles(lookup), files.read) },
      ca: caFile === undefined ? undefined : files.ca(caFile),
    },
  };
}
