/**
 * The staff page's start: event stream, keys, the remembered counter and language.
 * Knows no rule; the state is in `counter-page.ts`.
 */
import { render } from "preact";
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import { answerStatus } from "../answer-status.ts";
import { BROWSER_SENDING } from "./commands.ts";
import { openCounterPage } from "./counter-page.ts";
import { actionOf, type KeyPress } from "./keys.ts";
import { Page } from "./page.tsx";

const EVENTS_URL = "/staff/events";
const FIRST_PICTURE_MS = 1_000;

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`talon.${name}`);
  } catch {
    /* Storage is switched off in this browser: the address alone remembers. */
    return null;
  }
}

function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`talon.${name}`);
    else localStorage.setItem(`talon.${name}`, value);
  } catch {
    /* As above. */
  }
}

const signIn = () => location.assign("/sign-in?to=/staff");
const page = openCounterPage({
  sending: BROWSER_SENDING,
  language: remembered("language") === "en" ? "en" : "da",
  counterId: new URLSearchParams(location.search).get("counter") ?? remembered("counter"),
  onSignIn: signIn,
});
let aheadMs = 0;

async function askWhy(): Promise<void> {
  if ((await answerStatus(EVENTS_URL)) === 401) signIn();
}

function chooseCounter(counter: string | null): void {
  page.counterId.value = counter;
  page.said.value = null;
  remember("counter", counter);
  history.replaceState(
    null,
    "",
    counter === null ? "/staff" : `/staff?counter=${encodeURIComponent(counter)}`,
  );
}

function chooseLanguage(language: Language): void {
  page.language.value = language;
  document.documentElement.lang = language;
  remember("language", language);
}

/** Without an answer the session may still be there, so the page stays. */
async function signOut(): Promise<void> {
  try {
    if ((await fetch("/api/sign-out", { method: "POST" })).ok) location.assign("/sign-in");
  } catch {
    /* The banner says that the line is lost. */
  }
}

function pressOf(event: KeyboardEvent): KeyPress {
  const target = event.target instanceof Element ? event.target : document.body;
  return {
    key: event.key,
    isInControl: target.closest("button, a, input, select, textarea, summary") !== null,
    isInField: target.closest("input, select, textarea") !== null,
    isRepeat: event.repeat,
    hasModifier: event.ctrlKey || event.altKey || event.metaKey,
  };
}

function onKey(event: KeyboardEvent): void {
  const action = actionOf(pressOf(event));
  if (action === null || page.counter.value === null) return;
  event.preventDefault();
  void page.act(action);
}

/** A key that was clicked gives its focus back, so that the next Space calls the next ticket and not the same key again. */
function onPointerUp(event: PointerEvent): void {
  if (event.target instanceof Element) event.target.closest<HTMLElement>(".current button")?.blur();
}

follow(EVENTS_URL, {
  ...silenceIn(location.search),
  on: {
    picture: (picture: StaffPicture) => {
      page.picture.value = picture;
      page.at.value = Date.now() + aheadMs;
    },
    /* Only a beat tells the time: a picture may have been made long before this page asked for it. */
    beat: ({ at }: { at: number }) => {
      aheadMs = at - Date.now();
      page.at.value = at;
    },
  },
  live: () => {
    if (page.link.value === "lost") void isOutdated().then((isOld) => isOld && location.reload());
    page.link.value = "live";
  },
  lost: () => {
    page.link.value = "lost";
    void askWhy();
  },
});
setInterval(() => {
  page.at.value = Date.now() + aheadMs;
}, 1_000);
setTimeout(() => {
  if (page.picture.value === null) void askWhy();
}, FIRST_PICTURE_MS);
document.addEventListener("keydown", onKey);
document.addEventListener("click", onPointerUp as EventListener);
document.documentElement.lang = page.language.value;
const root = document.querySelector("#staff");
if (root !== null)
  render(
    <Page
      page={page}
      onCounter={chooseCounter}
      onLanguage={chooseLanguage}
      onSignOut={() => void signOut()}
    />,
    root,
  );
