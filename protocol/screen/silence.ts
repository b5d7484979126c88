/** How long a page waits for its stream before it says that the line is lost. Pure; knows no page. */

/** `?silence=<ms>` in the page's address, from half a second to a minute; without it the stream's own default (`undefined`). */
export function silenceIn(search: string): { readonly silenceMs?: number } {
  const asked = Number(new URLSearchParams(search).get("silence"));
  return asked >= 500 && asked <= 60_000 ? { silenceMs: asked } : {};
}
