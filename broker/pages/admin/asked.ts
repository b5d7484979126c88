/**
 * What the hub says of its machines, asked for again for as long as somebody looks: they come and go by themselves.
 * Knows no machine.
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Admin } from "./admin.ts";

const AGAIN_MS = 2_000;

export type Asked<T> = { readonly known: Signal<T | null>; readonly ask: () => Promise<void> };

/** `null` until the hub has answered, and for whoever is not told. */
export function useAsked<T>(admin: Admin, path: string): Asked<T> {
  const known = useSignal<T | null>(null);
  const ask = async () => {
    const answer = await admin.hub.get<T>(path);
    if (answer.kind === "done") known.value = answer.body;
  };
  useEffect(() => {
    void ask();
    const again = setInterval(() => void ask(), AGAIN_MS);
    return () => clearInterval(again);
  }, [path]);
  return { known, ask };
}

/** A moment in the reader's language. */
export function momentIn(admin: Admin, at: number): string {
  const language = admin.language.value === "da" ? "da-DK" : "en-GB";
  return new Date(at).toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
}
