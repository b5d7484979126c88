/** What the hub answers to an event stream's address, since `EventSource` never tells why it failed. Knows no page. */

/** The HTTP status of `url`, or `null` when nobody answers. The stream itself is let go at once. */
export async function answerStatus(url: string): Promise<number | null> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), 5_000);
  try {
    return (await fetch(url, { headers: { accept: "text/event-stream" }, signal: limit.signal })).status;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}
