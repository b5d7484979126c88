/** The desk of administrators over HTTP, for tests: what is asked of a hub, and what it answers. */
import type { Hall } from "../hall.ts";

type Told = { readonly path: string; readonly place: string; readonly problem: string };
export type Draft = Record<string, unknown> & {
  queues: Record<string, unknown>[];
  services: Record<string, unknown>[];
  stands: { name: object; buttons: Record<string, unknown>[] }[];
  counters: Record<string, unknown>[];
  displays: Record<string, unknown>[];
};
export type Said = {
  readonly version: number;
  readonly by: string | null;
  readonly note: string | null;
  readonly document: Draft;
  readonly problems: readonly Told[];
  readonly leftOut: readonly Told[];
  readonly changes: readonly { readonly path: string; readonly words: string }[];
  readonly consequences: readonly string[];
  readonly summary: string;
  readonly refused: string;
  readonly newest: { readonly version: number };
  readonly services: readonly object[];
  readonly talon: string;
};

/** The desk of a hub, whose location's id is in every address. */
export function deskOf(of: Hall, location = "demo", headers: Record<string, string> = {}) {
  const desk = `/api/locations/${location}/administration`;
  const get = async (path: string) => {
    const reply = await of.ask(`${desk}/${path}`, { headers });
    const { status, body } = reply;
    return {
      status,
      headers: reply.headers,
      said: body as unknown as Said,
      list: body as unknown as readonly Said[],
    };
  };
  const post = async (path: string, asked: object) => {
    const { status, body } = await of.post(`${desk}/${path}`, asked, headers);
    return { status, said: body as unknown as Said };
  };
  const draft = async () => (await get("document")).said.document;
  const save = async (edit: (document: Draft) => unknown, replaces: number) => {
    const document = await draft();
    edit(document);
    return post("save", { document, replaces });
  };
  return { get, post, draft, save };
}

/** Another text on the first button. */
export const label = (da: string) => (document: Draft) => {
  document.stands[0]!.buttons[0]!["label"] = { da };
};
