/**
 * Whether a page that has been open for days is still the one that is served.
 * Knows no page by name: a built page names its script by a hash of its contents, so another name is another build.
 */

const LIMIT_MS = 5_000;

/** Whether the address of this page no longer asks for the script that runs; false while nobody answers. */
export async function isOutdated(): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  if (script === null) return false;
  try {
    const answer = await fetch(location.href, {
      cache: "no-store",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) return false;
    return !(await answer.text()).includes(new URL(script.src).pathname);
  } catch {
    /* Out of reach: a reload now would end on the browser's error page. */
    return false;
  }
}
