/**
 * Citizens before a stand, as quick as it can serve them: each button is pressed again as soon as its lamp is lit, which is when
 * the slip of the press before is out, and each slip is taken. Knows the stand's own HTTP only.
 */

/** One event of a stream: its name and its picture. */
type Shown = { readonly event: string; readonly picture: unknown };

/** The events of an event stream, in turn, until `signal` ends it. */
async function* eventsOf(url: string, signal: AbortSignal): AsyncGenerator<Shown> {
  const { body } = await fetch(url, { signal });
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    const whole = text.split("\n\n");
    text = whole.pop() ?? "";
    for (const message of whole) {
      const event = /^event: (.*)$/m.exec(message)?.[1];
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (event !== undefined && data !== undefined) yield { event, picture: JSON.parse(data) as unknown };
    }
  }
}

type Lamps = { readonly buttons: readonly { readonly button: number; readonly lit: boolean }[] };

/** Presses until `wanted` presses were taken and their slips are out, or for `mostMs`; answers how many that were. */
export async function pressAll(url: string, wanted: number, mostMs: number): Promise<number> {
  const ended = new AbortController();
  const end = performance.now() + mostMs;
  const post = async (path: string) => await (await fetch(`${url}${path}`, { method: "POST" })).arrayBuffer();
  const underWay = new Set<number>();
  let pressed = 0;
  for await (const { event, picture } of eventsOf(`${url}/events`, ended.signal)) {
    if (event === "strip" && (picture as unknown[]).length > 0) void post("/simulated/paper/tear");
    if (event !== "picture") continue;
    for (const { button, lit } of (picture as Lamps).buttons) {
      if (!lit) underWay.delete(button);
      if (!lit || underWay.has(button) || pressed === wanted) continue;
      // Until the stand has shown it dark, its light is that of before the press.
      underWay.add(button);
      pressed += 1;
      void post(`/simulated/button/${button}/press`);
    }
    const isAllOut = pressed === wanted && (picture as Lamps).buttons.every(({ lit }) => lit);
    if ((isAllOut && underWay.size === 0) || performance.now() > end) break;
  }
  ended.abort();
  return pressed;
}
