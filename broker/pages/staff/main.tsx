/**
 * The staff page's start: event stream, keys, the remembered counter and language.
 * Knows no rule; the state is in `counter-page.ts`.
 */
import { signal } from "@preact/signals";
import { render } from "preact";
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import { answerStatus } from "../answer-status.ts";
import { BROWSER_SENDING } from "./commands.ts";
import { type CounterPage, openCounterPage } from "./counter-page.ts";
import { actionOf, type KeyPress } from "./keys.ts";
import { Page } from "./page.tsx";

const EVENTS_URL = "/staff/events";

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

/** Back to the very page that was left, with its counter. */
function signIn(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
}

async function askWhy(): Promise<void> {
  if ((await answerStatus(EVENTS_URL)) === 401) signIn();
}

/** A hub that lets everybody in, as in the demo, sends whoever wants to sign in on to this page. */
async function hasSignIn(): Promise<boolean> {
  try {
    return (await fetch("/sign-in", { method: "HEAD", redirect: "manual" })).ok;
  } catch {
    /* Out of reach: the next load will tell. */
    return false;
  }
}

function chooseCounter(page: CounterPage, counter: string | null): void {
  page.counterId.value = counter;
  page.said.value = null;
  remember("counter", counter);
  history.replaceState(
    null,
    "",
    counter === null ? "/staff" : `/staff?counter=${encodeURIComponent(counter)}`,
  );
}

function chooseLanguage(page: CounterPage, language: Language): void {
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

function onKey(page: CounterPage, event: KeyboardEvent): void {
  const action = actionOf(pressOf(event));
  if (action === null || page.counter.value === null) return;
  event.preventDefault();
  void page.act(action);
}

/** A key that was clicked gives its focus back, so that the next Space calls the next ticket and not the same key again. */
function onPointerUp(event: PointerEvent): void {
  if (event.target instanceof Element) event.target.closest<HTMLElement>(".current button")?.blur();
}

/** Keeps the page's picture, its link and the hub's clock up to date. */
function watch(page: CounterPage): void {
  let aheadMs = 0;
  const move = () => {
    page.at.value = Date.now() + aheadMs;
  };
  follow(EVENTS_URL, {
    ...silenceIn(location.search),
    on: {
      picture: (picture: StaffPicture) => {
        page.picture.value = picture;
        move();
      },
      /* Only a beat tells the time: a picture may have been made long before this page asked for it. */
      beat: ({ at }: { at: number }) => {
        aheadMs = at - Date.now();
        move();
      },
    },
    live: () => {
      if (page.link.value === "lost") void isOutdated().then((isOld) => isOld && location.reload());
      page.link.value = "live";
    },
    lost: () => {
      page.link.value = "lost";
    },
    refused: () => void askWhy(),
  });
  setInterval(move, 1_000);
}

function start(root: Element): void {
  const page = openCounterPage({
    sending: BROWSER_SENDING,
    language: remembered("language") === "en" ? "en" : "da",
    counterId: new URLSearchParams(location.search).get("counter") ?? remembered("counter"),
    onSignIn: signIn,
  });
  const canSignOut = signal(false);
  watch(page);
  void hasSignIn().then((has) => {
    canSignOut.value = has;
  });
  document.addEventListener("keydown", (event) => onKey(page, event));
  document.addEventListener("click", onPointerUp as EventListener);
  document.documentElement.lang = page.language.value;
  render(
    <Page
      page={page}
      canSignOut={canSignOut}
      onCounter={(counter) => chooseCounter(page, counter)}
      onLanguage={(language) => chooseLanguage(page, language)}
      onSignOut={() => void signOut()}
    />,
    root,
  );
}

const root = document.querySelector("#staff");
if (root !== null) start(root);
