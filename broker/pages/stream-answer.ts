/** What the hub answers to an event stream's address, since `EventSource` never tells why it failed. Knows no page. */

export type StreamAnswer = {
  /** The HTTP status; `null` when nobody answers. */
  readonly status: number | null;
  /** What a refusal says; `null` for a stream, which is let go at once, and for what is no JSON. */
  readonly body: unknown;
};

/** Asks at `url` once, for 5 s at most. */
export async function streamAnswer(url: string): Promise<StreamAnswer> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), 5_000);
  try {
    const answer = await fetch(url, { headers: { accept: "text/event-stream" }, signal: limit.signal });
    return { status: answer.status, body: answer.ok ? null : await jsonIn(answer) };
  } catch {
    return { status: null, body: null };
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}

async function jsonIn(answer: Response): Promise<unknown> {
  try {
    return (await answer.json()) as unknown;
  } catch {
    return null;
  }
}
