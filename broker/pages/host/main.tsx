/**
 * The start of a host's page: event stream, keys, sound and notification, what the browser remembers.
 * Knows no rule; the state is in `host-page.ts`.
 */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import type { HostPicture } from "../../../protocol/host-picture.ts";
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { hubAt } from "../admin/hub.ts";
import { BROWSER_SENDING } from "../staff/commands.ts";
import { gong } from "../staff/sound.ts";
import { streamAnswer } from "../stream-answer.ts";
import { type HostPage, openHostPage } from "./host-page.ts";
import { hostActionOf } from "./keys.ts";
import { Arrivals } from "./notify.ts";
import { Page } from "./page.tsx";
import { HOST_TEXTS } from "./texts.ts";

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`talon.${name}`);
  } catch {
    /* Storage is switched off in this browser. */
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

const askedHost = () => new URLSearchParams(location.search).get("host");
const eventsUrl = () => {
  const host = askedHost();
  return host === null ? "/host/events" : `/host/events?host=${encodeURIComponent(host)}`;
};

function signIn(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}&over`);
}

async function signOut(): Promise<void> {
  if ((await hubAt("/api/").post("sign-out", {})).kind === "done") location.assign("/sign-in");
}

/** Where nobody signs in there is no way out to offer. */
async function askWho(page: HostPage): Promise<void> {
  const answer = await hubAt("/api/").get<{ readonly person: string | null }>("me");
  page.canSignOut.value = answer.kind === "done" && answer.body.person !== null;
}

function pressOf(event: KeyboardEvent) {
  const target = event.target instanceof Element ? event.target : document.body;
  return {
    key: event.key,
    isInField: target.closest("input, select, textarea") !== null,
    isRepeat: event.repeat,
    hasModifier: event.ctrlKey || event.altKey || event.metaKey,
  };
}

/** From one guest's card to the next; `false` where the focus is in a field. */
function moveAmongCards(by: 1 | -1): boolean {
  const cards = [...document.querySelectorAll(".card")];
  if (cards.length === 0 || document.activeElement?.matches("input, select")) return false;
  const here = document.activeElement?.closest(".card") ?? null;
  const at = here === null ? (by === 1 ? 0 : cards.length - 1) : cards.indexOf(here) + by;
  cards[at]?.querySelector<HTMLElement>("button")?.focus();
  return true;
}

function onKey(event: KeyboardEvent): void {
  const arrow = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as "ArrowDown"];
  if (arrow !== undefined && moveAmongCards(arrow)) return event.preventDefault();
  const action = hostActionOf(pressOf(event));
  if (action === null) return;
  event.preventDefault();
  if (action === "book") return document.querySelector<HTMLElement>("#book-time")?.focus();
  const card = document.activeElement?.closest(".card") ?? document.querySelector(".card");
  card?.querySelector<HTMLElement>(`[data-does="${action}"]`)?.click();
}

const mayNotify = () => typeof Notification === "function" && Notification.permission === "granted";

/** A page that the browser lets tell nothing sounds and shows. */
function arrivalsFor(page: HostPage): Arrivals {
  return new Arrivals({
    sound: () => {
      if (page.hasSound.value) gong();
    },
    notify: (one) => {
      if (!mayNotify()) return;
      const language = page.language.value;
      const telling = { timeZone: page.picture.value?.timeZone ?? "UTC", language };
      const clock = clockWords(one.guest.arrivedAt ?? page.at.value, telling);
      // A screen that is locked or shared shows it: no name.
      const who = one.guest.ticket?.number ?? HOST_TEXTS[language].guest;
      new Notification(HOST_TEXTS[language].arrival(who, clock), { tag: one.guest.guest });
    },
  });
}

/** Keeps the page's picture, its link and the hub's clock up to date. */
function watch(page: HostPage): void {
  let aheadMs = 0;
  const arrivals = arrivalsFor(page);
  const move = () => {
    page.at.value = Date.now() + aheadMs;
  };
  const heard = () => {
    move();
    page.heardAt.value = page.at.value;
  };
  follow(eventsUrl(), {
    ...silenceIn(location.search),
    on: {
      picture: (picture: HostPicture) => {
        if (page.picture.value === null) aheadMs = picture.at - Date.now();
        page.picture.value = picture;
        heard();
        arrivals.look(picture);
      },
      beat: ({ at }: { at: number }) => {
        aheadMs = at - Date.now();
        heard();
      },
    },
    live: () => {
      if (page.link.value === "lost") void isOutdated().then((isOld) => isOld && location.reload());
      page.link.value = "live";
    },
    lost: () => {
      page.link.value = "lost";
    },
    refused: () => void streamAnswer(eventsUrl()).then(({ status }) => status === 401 && signIn()),
  });
  setInterval(move, 1_000);
}

function start(root: Element): void {
  const page = openHostPage({
    hub: hubAt("/api/"),
    language: remembered("language") === "en" ? "en" : "da",
    hasSound: remembered("sound") !== "off",
    newId: BROWSER_SENDING.newId,
    wait: BROWSER_SENDING.wait,
    onSignIn: signIn,
  });
  const canNotify = signal(typeof Notification === "function" && Notification.permission === "default");
  watch(page);
  void askWho(page);
  document.addEventListener("keydown", onKey);
  effect(() => {
    document.documentElement.lang = page.language.value;
    document.title = `${page.texts.value.title} · Talon`;
  });
  render(
    <Page
      page={page}
      newId={BROWSER_SENDING.newId}
      canNotify={canNotify}
      onLanguage={(language) => {
        page.language.value = language;
        remember("language", language);
      }}
      onSound={(isOn) => {
        page.hasSound.value = isOn;
        remember("sound", isOn ? null : "off");
      }}
      onNotify={() => {
        void Notification.requestPermission().then(() => {
          canNotify.value = false;
        });
      }}
      onHost={(host) => location.assign(`/host?host=${encodeURIComponent(host)}`)}
      onSignOut={() => void signOut()}
    />,
    root,
  );
}

const root = document.querySelector("#host");
if (root !== null) start(root);
