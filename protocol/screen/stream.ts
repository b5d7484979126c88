/**
 * The browser's side of an event stream: pictures as they come, and a word when the line has gone silent.
 * Knows no picture. `EventSource` does not notice a half-dead connection, so the named beat is watched.
 */

export type Following = {
  /** What to do with each event's data, by its name, e.g. `picture`. */
  readonly on: Readonly<Record<string, (data: never) => void>>;
  /** Something came: at the start, and after each time it was lost. */
  readonly live: () => void;
  /** Nothing came for `silenceMs`: told once. The stream is opened anew, every 5 s at most, until something comes. */
  readonly lost: () => void;
  /** Default 12,000: two beats and a bit. */
  readonly silenceMs?: number;
};

/** Follows a stream until what it returns is called. */
export function follow(url: string, { on, live, lost, silenceMs = 12_000 }: Following): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout>;
  let state: "starting" | "live" | "lost" = "starting";
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(silent, silenceMs);
    if (state !== "live") live();
    state = "live";
  };
  const open = () => {
    source = new EventSource(url);
    source.addEventListener("beat", heard);
    for (const [name, take] of Object.entries(on))
      source.addEventListener(name, (event: MessageEvent<string>) => {
        take(JSON.parse(event.data) as never);
        heard();
      });
    clearTimeout(timer);
    timer = setTimeout(silent, Math.min(silenceMs, 5000));
  };
  const silent = () => {
    source.close();
    if (state !== "lost") lost();
    state = "lost";
    open();
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
