/**
 * The sign-in page in a frame of another site: opens the login service in a window of its own, and fetches the session that somebody
 * earned there into the frame. Knows no account. The key never leaves the frame but to the hub; the window gets its digest.
 */
import { goOn } from "./choose.ts";
import { READY } from "./window-words.ts";
import { fill } from "./words.ts";

const ASK_MS = 1000;
/** So long the hub waits for the login service's answer, and a bit. */
const OVER_MS = 11 * 60_000;
const KEY_BYTES = 32;

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

type Key = { readonly key: string; readonly digest: string };

async function newKey(): Promise<Key> {
  const key = base64url(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key));
  return { key, digest: base64url(new Uint8Array(digest)) };
}

/** Whether somebody has arrived for the key; what cannot be asked now is asked again. */
async function isIn(key: string): Promise<boolean> {
  try {
    const answer = await fetch("/sign-in/frame", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key }),
    });
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** From the press of the button until somebody is in, another press or the end of patience. */
class Try {
  readonly #key: Key;
  readonly #since = performance.now();
  readonly #opened: Window;
  readonly #asking: ReturnType<typeof setInterval>;
  #isAsked = false;

  constructor(key: Key, opened: Window) {
    this.#key = key;
    this.#opened = opened;
    addEventListener("message", this.#answer);
    this.#asking = setInterval(() => void this.#ask(), ASK_MS);
    fill("#service-said", ({ frame }) => frame.waiting);
  }

  stop(): void {
    removeEventListener("message", this.#answer);
    clearInterval(this.#asking);
  }

  readonly #answer = ({ origin, source, data }: MessageEvent): void => {
    if (origin !== location.origin || source !== this.#opened || data !== READY) return;
    this.#opened.postMessage({ frame: this.#key.digest }, location.origin);
  };

  async #ask(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const isArrived = await isIn(this.#key.key);
    this.#isAsked = false;
    if (isArrived) {
      this.stop();
      this.#opened.close();
      await goOn();
    } else if (performance.now() - this.#since > OVER_MS) {
      this.stop();
      fill("#service-said", ({ frame }) => frame.over);
    }
  }
}

function sayBlocked(): void {
  fill("#service-said", ({ frame }) => frame.blocked(location.host));
  fill("#own-tab", ({ frame }) => frame.ownTab);
  document.querySelector("#own-tab")?.removeAttribute("hidden");
}

/** Makes the link to the login service open its window. The key is made before the press: a window may be opened in the press only. */
export async function openInWindow(link: Element): Promise<void> {
  let next = await newKey();
  let current: Try | null = null;
  link.setAttribute("href", "/sign-in/window");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    current?.stop();
    const opened = open("/sign-in/window", "talon-sign-in", "popup,width=560,height=720");
    current = opened === null ? null : new Try(next, opened);
    if (opened === null) sayBlocked();
    void newKey().then((key) => {
      next = key;
    });
  });
}
