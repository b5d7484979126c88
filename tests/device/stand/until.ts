/** A wait for a condition with a limit. Knows no stand. */

/** What `what` gives as soon as it is something; rejects after 8 s. */
export async function until<T>(
  what: () => Promise<T | undefined | false | null> | T | undefined | false | null,
): Promise<T> {
  const limit = Date.now() + 8000;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > limit) throw new Error(`not within 8 s: ${what.toString()}`);
    await new Promise((go) => setTimeout(go, 15));
  }
}
