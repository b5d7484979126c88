/** The far side of one event stream: what a page of it shows now. Knows no picture. */

/** The newest of each of a stream's events. */
export class Watched {
  /** As text until somebody looks: most are overtaken before that. */
  readonly #texts = new Map<string, string>();
  readonly #newest = new Map<string, unknown>();
  readonly #abort = new AbortController();

  static async open(url: string): Promise<Watched> {
    const watched = new Watched();
    const response = await fetch(url, { signal: watched.#abort.signal });
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
    void watched.#follow(response);
    return watched;
  }

  /** `undefined` before the first one. */
  newest<T>(event = "picture"): T | undefined {
    const text = this.#texts.get(event);
    if (text !== undefined) this.#newest.set(event, JSON.parse(text));
    this.#texts.delete(event);
    return this.#newest.get(event) as T | undefined;
  }

  close(): void {
    this.#abort.abort();
  }

  async #follow(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) this.#take(event);
      }
    } catch {
      // This side went away, or the other did.
    }
  }

  #take(event: string): void {
    const [, name, data] = /^event: (\S+)\ndata: (.*)$/m.exec(event) ?? [];
    if (name !== undefined && name !== "beat") this.#texts.set(name, data as string);
  }
}
