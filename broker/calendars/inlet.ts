/**
 * What a hub is told of a source of appointments, with every file that it names.
 * Knows no server: nothing is asked here.
 */
import type { CalendarsConfig, InletConfig, Microsoft365Config } from "../../protocol/config/inlets.ts";
import type { SecretSource } from "../../protocol/config/parts.ts";
import type { AppointmentInlet, CalendarsInlet, Microsoft365Inlet } from "../appointments/contract.ts";
import { basic } from "./feed.ts";

/** How what a file names is found. */
export type InletFiles = {
  readonly path: (name: string) => string;
  /** The first line of a secret's file. */
  readonly secret: (source: SecretSource) => string;
  /** Certificates to believe in (PEM). */
  readonly ca: (name: string) => string;
  /** A file's text. */
  readonly text: (name: string) => string;
};

type SignIn = SecretSource & { readonly username?: string | undefined };

function authorization(one: SignIn, all: SignIn, files: InletFiles): string | null {
  const said = one.username === undefined ? all : one;
  return said.username === undefined ? null : basic(said.username, files.secret(said));
}

function calendarsInlet(config: CalendarsConfig, files: InletFiles): CalendarsInlet {
  const { kind, source, everyMin, days, caFile } = config;
  return {
    ...{
      kind,
      source,
      days,
      everyMs: everyMin * 60_000,
      ca: caFile === undefined ? undefined : files.ca(caFile),
    },
    calendars: config.calendars.map((one) => ({
      url: one.url ?? files.secret({ passwordFile: one.urlFile }),
      authorization: authorization(one, config, files),
      host: one.host ?? null,
      address: one.address ?? null,
    })),
  };
}

function microsoft365Inlet(config: Microsoft365Config, files: InletFiles): Microsoft365Inlet {
  const { kind, source, everyMin, days, caFile, tenant, clientId, authority, graph, mailboxes, notices } =
    config;
  const { certFile, keyFile } = config;
  const isPair = certFile !== undefined && keyFile !== undefined;
  const proof = isPair
    ? { cert: files.text(certFile), key: files.text(keyFile) }
    : { secret: files.secret(config) };
  return {
    ...{
      kind,
      source,
      days,
      everyMs: everyMin * 60_000,
      ca: caFile === undefined ? undefined : files.ca(caFile),
    },
    ...{
      graph: graph.replace(/\/$/, ""),
      signIn: { authority: authority.replace(/\/$/, ""), tenant, clientId, proof },
    },
    notices: notices === undefined ? null : { lifeMs: notices.lifeMin * 60_000 },
    mailboxes: mailboxes.map(({ mailbox, host }) => ({
      mailbox: mailbox.toLowerCase(),
      host: host ?? mailbox.toLowerCase(),
    })),
  };
}

/** Faults: those of the files. */
export function inletOf(one: Exclude<InletConfig, { kind: "dfdg" }>, files: InletFiles): AppointmentInlet {
  switch (one.kind) {
    case "folder":
      return { ...one, folder: files.path(one.folder) };
    case "push":
      return { kind: "push", source: one.source, token: files.secret(one) };
    case "ical":
    case "caldav":
      return calendarsInlet(one, files);
    case "microsoft365":
      return microsoft365Inlet(one, files);
  }
}
