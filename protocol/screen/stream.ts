/**
 * The browser's side of an event stream: pictures as they come, and a word when the line has gone silent or is refused.
 * Knows no picture. `EventSource` does not notice a half-dead connection, so the named beat is watched; and it gives up for
 * good on any answer but 200 (HTML standard, 9.2.3), so then the stream is opened anew from here.
 */

export type Following = {
  /** What to do with each event's data, by its name, e.g. `picture`. */
  readonly on: Readonly<Record<string, (data: never) => void>>;
  /** Something came: at the start, and after each time it was lost. */
  readonly live: () => void;
  /** Nothing came for `silenceMs`, or the stream was refused: told once. It is tried again, every 5 s at most, until something comes. */
  readonly lost: () => void;
  /** Somebody answered, but with no stream, e.g. 401: told at each such try, after `lost`. */
  readonly refused?: () => void;
  /** Default 12,000: two beats and a bit. */
  readonly silenceMs?: number;
};

/** Follows a stream until what it returns is called. */
export function follow(url: string, { on, live, lost, refused, silenceMs = 12_000 }: Following): () => void {
  const againMs = Math.min(silenceMs, 5_000);
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout>;
  let state: "starting" | "live" | "lost" = "starting";
  const after = (ms: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const heard = () => {
    after(silenceMs, silent);
    if (state !== "live") live();
    state = "live";
  };
  const open = () => {
    source = new EventSource(url);
    source.addEventListener("beat", heard);
    source.addEventListener("error", failed);
    for (const [name, take] of Object.entries(on))
      source.addEventListener(name, (event: MessageEvent<string>) => {
        take(JSON.parse(event.data) as never);
        heard();
      });
    after(againMs, silent);
  };
  const lose = () => {
    if (state !== "lost") lost();
    state = "lost";
  };
  const silent = () => {
    source.close();
    lose();
    open();
  };
  const failed = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    after(againMs, open);
    lose();
    refused?.();
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
