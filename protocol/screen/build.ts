/**
 * Whether a page that has been open for days is still the one that is served.
 * Knows no page by name: a built page names its script by a hash of its contents, so another name is another build.
 */

const LIMIT_MS = 5_000;

/** Whether the page at `pageUrl` no longer asks for the script at `scriptUrl` (`import.meta.url`); false while nobody answers. */
export async function isOutdated(pageUrl: string, scriptUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(pageUrl, { cache: "no-store", signal: AbortSignal.timeout(LIMIT_MS) });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) return false;
    return !(await answer.text()).includes(new URL(scriptUrl).pathname);
  } catch {
    /* Out of reach: a reload now would end on the browser's error page. */
    return false;
  }
}
