/**
 * The window that a sign-in page in a frame opens: asks that frame for the digest of its key, and goes to the login service for it.
 * Knows no key and opens no session. It believes nobody but a page of its own origin that opened it: else a link from anywhere could
 * make it sign in its reader for somebody else.
 */
import type { LoginTexts } from "../../../protocol/texts/login.ts";
import { STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { digestIn, READY } from "../sign-in/window-words.ts";
import { fill } from "../sign-in/words.ts";

/** The frame answers at once, where it can be reached at all. */
const ANSWER_MS = 4000;

function say(words: (texts: LoginTexts, language: "da" | "en") => string): void {
  fill("#said", words);
}

function isAlone(): void {
  say(({ inWindow: { alone } }) => alone);
  fill("#way", ({ inWindow: { toHub } }) => toHub);
  document.querySelector("#way")?.removeAttribute("hidden");
}

async function begin(frame: string): Promise<void> {
  try {
    const answer = await fetch("/sign-in/window/begin", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ frame }),
    });
    if (answer.ok) return location.assign(((await answer.json()) as { readonly url: string }).url);
    if (answer.status === 503) say(({ why, inWindow: { close } }) => `${why.away} ${close}`);
    else say((_texts, language) => STAFF_TEXTS[language].failed);
  } catch {
    say((_texts, language) => STAFF_TEXTS[language].lost);
  }
}

function askOpener(): void {
  const frame = opener as Window | null;
  say(({ inWindow: { moment } }) => moment);
  if (frame === null) return isAlone();
  const late = setTimeout(isAlone, ANSWER_MS);
  let isBegun = false;
  addEventListener("message", ({ origin, source, data }) => {
    const digest = digestIn(data);
    if (origin !== location.origin || source !== frame || digest === null || isBegun) return;
    isBegun = true;
    clearTimeout(late);
    void begin(digest);
  });
  // The browser hands this to nobody but a page of this origin.
  frame.postMessage(READY, location.origin);
}

fill("#title", ({ inWindow: { title } }) => title);
if (new URLSearchParams(location.search).has("done")) {
  say(({ inWindow: { done } }) => done);
  close();
} else askOpener();
