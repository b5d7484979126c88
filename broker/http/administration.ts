/**
 * What the routes of administration answer.
 * Knows no server; what is judged and written stands in broker/administration.
 */

import type { Actor } from "../accounts/rights.ts";
import {
  type DeskHub,
  oneVersion,
  presentDocument,
  type Saved,
  save,
  tryOut,
  versionList,
  versionOf,
} from "../administration/desk.ts";
import { readServices } from "../administration/service-list.ts";
import { templates } from "../administration/templates/templates.ts";
import {
  exportFile,
  exportName,
  importFile,
  type Keepable,
  moved,
  moveWords,
  originOf,
} from "../administration/transfer.ts";
import type { Spoken } from "../administration/words.ts";
import type { ApiName } from "./api.ts";

/** The routes of administration. */
export type AdministrationName = Extract<
  ApiName,
  | "document"
  | "dryRun"
  | "saveDocument"
  | "versions"
  | "version"
  | "undoVersion"
  | "exportDocument"
  | "importPreview"
  | "templates"
  | "readServices"
  | "machines"
>;

/** What was asked; the body is checked. */
export type DeskAsk = {
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly by: string | null;
  readonly actor: Actor;
  readonly language: Spoken;
  /** Of a list: only versions before this one. */
  readonly before: number;
};
type Answered = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
type Answerer = (ask: DeskAsk) => Answered | Promise<Answered>;

const good = (body: unknown): Answered => ({ status: 200, body });
const missing = (what: string): Answered => ({ status: 404, body: { problem: `there is no such ${what}` } });

function savedAnswer(saved: Saved): Answered {
  switch (saved.kind) {
    case "saved": {
      const { version, leftOut, changes } = saved;
      return good({ version, leftOut, changes });
    }
    case "changed": {
      const { version, at, by, note } = saved.newest;
      return { status: 409, body: { refused: "changed", newest: { version, at, by, note } } };
    }
    case "not-allowed":
      return { status: 403, body: { refused: "not-allowed" } };
    case "faulty": {
      const { problems, leftOut } = saved.tried;
      return { status: 400, body: { problems, leftOut } };
    }
  }
}

const noteOf = ({ body }: DeskAsk) => {
  const note = typeof body["note"] === "string" ? body["note"].trim() : "";
  return note === "" ? null : note;
};

const BACK_TO: Readonly<Record<Spoken, (version: number) => string>> = {
  da: (version) => `Tilbage til version ${version}`,
  en: (version) => `Back to version ${version}`,
};

async function undo(hub: DeskHub, ask: DeskAsk): Promise<Answered> {
  const { body, language, by, actor } = ask;
  const to = versionOf(hub.state(), body["to"] as number);
  if (!to) return missing("version");
  const note = noteOf(ask) ?? BACK_TO[language](to.version);
  const replaces = body["replaces"] as number;
  return savedAnswer(await save(hub, { document: hub.documentOf(to), replaces, by, actor, note }, language));
}

function preview(hub: DeskHub, { body, language }: DeskAsk): Answered {
  const file = importFile(body["file"], language);
  if (!file.ok) return { status: 400, body: { problems: [{ path: "(whole)", problem: file.problem }] } };
  const present = presentDocument(hub).document;
  const document = moved(file.document, present, (body["keep"] ?? []) as readonly Keepable[]);
  const tried = tryOut(hub, document, language);
  const from = { ...originOf(file.document, language), exportedAt: file.exportedAt };
  return good({ ...tried, document, from, summary: moveWords(tried.changes, language) });
}

function exported(hub: DeskHub): Answered {
  const { version, document } = presentDocument(hub);
  const name = exportName(hub.state().location.location, version);
  const headers = { "content-disposition": `attachment; filename="${name}"` };
  return { ...good(exportFile(document, hub.at())), headers };
}

/** Every route of administration, as a function of what was asked. */
export function administrationAnswers(hub: DeskHub): Readonly<Record<AdministrationName, Answerer>> {
  const all: Record<AdministrationName, Answerer> = {
    document: () => good(presentDocument(hub)),
    dryRun: ({ body, language }) => good(tryOut(hub, body["document"], language)),
    saveDocument: async (ask) => {
      const { body, by, actor, language } = ask;
      const asked = {
        document: body["document"],
        replaces: body["replaces"] as number,
        ...{ by, actor },
        note: noteOf(ask),
      };
      return savedAnswer(await save(hub, asked, language));
    },
    versions: ({ language, before }) => good(versionList(hub, before, language)),
    version: ({ params, language }) => {
      const version = versionOf(hub.state(), Number(params["version"]));
      return version ? good(oneVersion(hub, version, language)) : missing("version");
    },
    undoVersion: (ask) => undo(hub, ask),
    exportDocument: () => exported(hub),
    importPreview: (ask) => preview(hub, ask),
    templates: () => good(templates(presentDocument(hub).document, hub.at())),
    machines: () => good(hub.machines()),
    readServices: ({ body, language }) => good(readServices(body["text"] as string, language)),
  };
  const guarded = Object.entries(all).map(([name, answer]) => {
    const safe: Answerer = (ask) =>
      ask.params["location"] === hub.state().location.location ? answer(ask) : missing("location");
    return [name, safe] as const;
  });
  return Object.fromEntries(guarded) as Record<AdministrationName, Answerer>;
}
