/**
 * Whether a page that has been open for days is still the one that is served.
 * Knows no page by name: a built page names its script and its look by a hash of their contents, so another name is another build.
 */

const LIMIT_MS = 5_000;

/** Whether the address of this page no longer asks for the script that runs, or for the look that it has; false while nobody answers. */
export async function isOutdated(): Promise<boolean> {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>("script[type=module][src]")];
  const looks = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet][href]")];
  const files = [...scripts.map(({ src }) => src), ...looks.map(({ href }) => href)];
  if (files.length === 0) return false;
  try {
    const answer = await fetch(location.href, {
      cache: "no-store",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) return false;
    const text = await answer.text();
    return files.some((file) => !text.includes(new URL(file).pathname));
  } catch {
    /* Out of reach: a reload now would end on the browser's error page. */
    return false;
  }
}
