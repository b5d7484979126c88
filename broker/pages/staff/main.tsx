/**
 * The staff page's start: event stream, keys, the remembered counter and language.
 * Knows no rule; the state is in `counter-page.ts`.
 */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import { streamAnswer } from "../stream-answer.ts";
import { stillHidden, troublesNow } from "./alarms.ts";
import { askHelp } from "./ask-help.tsx";
import { BROWSER_SENDING } from "./commands.ts";
import { type CounterPage, openCounterPage, ownPlace } from "./counter-page.ts";
import { watchGuests } from "./guests.ts";
import { actionOf, type KeyPress, type PageAction, pageActionOf } from "./keys.ts";
import { Page } from "./page.tsx";
import { Attention, gong } from "./sound.ts";
import { soundsOf } from "./view.ts";

/** The practice is the same page on a hall of its own. */
const IS_PRACTICE = new URLSearchParams(location.search).has("practice");
const EVENTS_URL = IS_PRACTICE ? "/staff/practice/events" : "/staff/events";
/** A shorter gap nobody served through. */
const LOST_ASKED_MS = 30_000;

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
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}&over`);
}

async function askWhy(): Promise<void> {
  if ((await streamAnswer(EVENTS_URL)).status === 401) signIn();
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

/** Who is signed in, and what their roles allow; without an answer the hub judges each command. */
async function askWho(page: CounterPage): Promise<void> {
  try {
    const answer = await fetch("/api/me", { headers: { accept: "application/json" } });
    const me = (answer.ok ? await answer.json() : {}) as { may?: readonly string[]; person?: string | null };
    page.deeds.value = me.may ?? null;
    page.person.value = me.person ?? null;
  } catch {
    /* As when the hub does not say. */
  }
}

function chooseCounter(page: CounterPage, counter: string | null): void {
  page.counterId.value = counter;
  page.said.value = null;
  page.asksHelp.value = false;
  page.calledTo.value = null;
  remember("counter", counter);
  const asked = [
    ...(page.isPractice ? ["practice"] : []),
    ...(counter === null ? [] : [`counter=${encodeURIComponent(counter)}`]),
  ];
  history.replaceState(null, "", asked.length === 0 ? "/staff" : `/staff?${asked.join("&")}`);
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

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

function clickOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

/** Opens the folded part that a field or key lies in, and puts the focus there. */
function unfold(field: string): void {
  document.querySelector(field)?.closest("details")?.setAttribute("open", "");
  focusOn(field);
}

/** Asked once for each time that the login service goes away. */
async function askUntil(page: CounterPage): Promise<void> {
  try {
    const answer = await fetch("/api/me");
    const { until } = (answer.ok ? await answer.json() : {}) as { readonly until?: unknown };
    page.signedInUntil.value = typeof until === "number" ? until : null;
  } catch {
    /* The banner says that the line is lost. */
  }
}

/** Where the words of "served up to" are typed. */
function putRight(page: CounterPage): void {
  page.wasLost.value = null;
  unfold("#close-up-to-number");
}

function doOnPage(page: CounterPage, action: PageAction): void {
  switch (action) {
    case "pause":
      if (page.counter.value?.pause) return clickOn(".not-calling");
      return unfold("details.pause .reasons button");
    case "help":
      return askHelp(page);
    case "lists":
      return focusOn(".ticket button:enabled");
    case "issue":
      return unfold("#issue-queue");
    case "find":
      return focusOn("#find");
    case "keys":
      page.showsKeys.value = !page.showsKeys.value;
  }
}

/** From one ticket's first key to the next one's; `false` where the focus is in no list. */
function moveInLists(by: 1 | -1): boolean {
  const here = document.activeElement?.closest(".ticket");
  if (!here || document.activeElement instanceof HTMLSelectElement) return false;
  const rows = [...document.querySelectorAll(".ticket")].filter((row) => row.querySelector("button:enabled"));
  rows[rows.indexOf(here) + by]?.querySelector<HTMLElement>("button:enabled")?.focus();
  return true;
}

function closeAll(page: CounterPage): void {
  page.showsKeys.value = false;
  if (!page.asksHelp.value) return;
  page.asksHelp.value = false;
  focusOn("#call-colleague");
}

function onKey(page: CounterPage, event: KeyboardEvent): void {
  const press = pressOf(event);
  const arrow = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as "ArrowDown"];
  if (arrow !== undefined && moveInLists(arrow)) return event.preventDefault();
  if (event.key === "Escape") closeAll(page);
  const onPage = pageActionOf(press);
  if (onPage !== null) {
    event.preventDefault();
    return doOnPage(page, onPage);
  }
  const action = actionOf(press);
  if (action === null || (page.counter.value === null && action !== "undo")) return;
  event.preventDefault();
  void page.act(action);
}

/** A key that was clicked gives its focus back, so that the next Space calls the next ticket and not the same key again. */
function onPointerUp(event: PointerEvent): void {
  if (event.target instanceof Element) event.target.closest<HTMLElement>(".current button")?.blur();
}

/** Until when what is shown was true; later there is a word about who was served meanwhile. */
function lineIs(page: CounterPage, isLive: boolean, lastAt: number): void {
  const lostAt = page.lostAt.value;
  if (!isLive) page.lostAt.value ??= lastAt;
  else if (lostAt !== null) {
    if (page.at.value - lostAt >= LOST_ASKED_MS) page.wasLost.value = { from: lostAt, to: page.at.value };
    page.lostAt.value = null;
  }
  page.link.value = isLive ? "live" : "lost";
}

/** Keeps the page's picture, its link and the hub's clock up to date. */
function watch(page: CounterPage): void {
  let [aheadMs, lastAt] = [0, 0];
  const attention = new Attention(gong);
  const move = () => {
    page.at.value = Date.now() + aheadMs;
    const picture = page.picture.value;
    if (page.hasSound.value && picture !== null && page.link.value === "live")
      attention.look(soundsOf(picture, ownPlace(page)), page.at.value);
  };
  const heard = () => {
    move();
    lastAt = page.at.value;
  };
  follow(EVENTS_URL, {
    ...silenceIn(location.search),
    on: {
      picture: (picture: StaffPicture) => {
        if (picture.loginAway === true && page.picture.value?.loginAway !== true) void askUntil(page);
        page.picture.value = picture;
        heard();
        page.hidden.value = stillHidden(page.hidden.value, troublesNow(picture, page.at.value));
      },
      /* Only a beat tells the time: a picture may have been made long before this page asked for it. */
      beat: ({ at }: { at: number }) => {
        aheadMs = at - Date.now();
        heard();
      },
    },
    live: () => {
      if (page.link.value === "lost") void isOutdated().then((isOld) => isOld && location.reload());
      lineIs(page, true, lastAt);
    },
    lost: () => lineIs(page, false, lastAt),
    refused: () => void askWhy(),
  });
  setInterval(move, 1_000);
}

function start(root: Element): void {
  const page = openCounterPage({
    sending: IS_PRACTICE ? { ...BROWSER_SENDING, api: "/api/practice" } : BROWSER_SENDING,
    isPractice: IS_PRACTICE,
    hasSound: remembered("sound") !== "off",
    hidden: (remembered("hidden") ?? "").split("\n").filter((key) => key !== ""),
    language: remembered("language") === "en" ? "en" : "da",
    counterId: new URLSearchParams(location.search).get("counter") ?? remembered("counter"),
    onSignIn: signIn,
  });
  const canSignOut = signal(false);
  watch(page);
  watchGuests(page);
  effect(() => remember("hidden", page.hidden.value.length === 0 ? null : page.hidden.value.join("\n")));
  void hasSignIn().then((has) => {
    canSignOut.value = has;
  });
  void askWho(page);
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
      onSound={(isOn) => {
        page.hasSound.value = isOn;
        remember("sound", isOn ? null : "off");
      }}
      onPutRight={() => putRight(page)}
    />,
    root,
  );
}

const root = document.querySelector("#staff");
if (root !== null) start(root);
