/**
 * The start of the pages "Sporbarhed" and "Personoplysninger": the address, timers, what the browser remembers, ways out.
 * Knows no rule; the state is in `trail.ts` and `privacy.ts`.
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { hubAt } from "../admin/hub.ts";
import { TrailPage } from "./page.tsx";
import { openPrivacy } from "./privacy.ts";
import { PrivacyPage } from "./privacy-page.tsx";
import { type Speech, TRAIL_TEXTS } from "./texts.ts";
import { askedIn, NOTHING_ASKED, openTrail, queryOf, type TrailState } from "./trail.ts";

/** How often the hub is asked how things stand, and a lost one is tried again. */
const LOOK_MS = 5_000;
const AGAIN_MS = 2_000;

function rememberedLanguage(): Speech {
  try {
    return localStorage.getItem("talon.language") === "en" ? "en" : "da";
  } catch {
    /* Storage is switched off in this browser. */
    return "da";
  }
}

function remember(language: Speech): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem("talon.language", language);
  } catch {
    /* As above. */
  }
}

function signIn(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname)}`);
}

type Whole = { readonly root: Element; readonly here: string; readonly may: readonly string[] };

function keepLooking({ look, link }: Pick<TrailState, "look" | "link">): void {
  const tick = async () => {
    await look();
    setTimeout(() => void tick(), link.value === "live" ? LOOK_MS : AGAIN_MS);
  };
  setTimeout(() => void tick(), LOOK_MS);
}

/** The filter stands in the address's fragment, which no hub is ever sent: a reload and the back key find it. */
function showTrail({ root, here, may }: Whole): void {
  const base = `/api/locations/${encodeURIComponent(here)}/`;
  const state = openTrail({
    hub: hubAt(base),
    language: rememberedLanguage(),
    asked: askedIn(location.hash.slice(1)),
    onSignIn: signIn,
    now: () => Date.now(),
  });
  effect(() => {
    const query = queryOf(state.asked.value);
    const isPlain = query === queryOf(NOTHING_ASKED);
    if (location.hash.slice(1) !== (isPlain ? "" : query))
      history.pushState(null, "", isPlain ? location.pathname : `#${query}`);
  });
  addEventListener("popstate", () => void state.ask(askedIn(location.hash.slice(1))));
  effect(() => {
    document.title = `${TRAIL_TEXTS[state.language.value].trail} · Talon`;
  });
  const choose = (language: Speech) => {
    state.language.value = language;
    remember(language);
    void state.load();
  };
  const shown = { state, may, base, path: "/trail", now: () => Date.now(), onLanguage: choose };
  render(<TrailPage {...shown} onAgain={() => void state.load()} />, root);
  void state.load();
  keepLooking(state);
}

function showPrivacy({ root, here, may }: Whole): void {
  const base = `/api/locations/${encodeURIComponent(here)}/`;
  const state = openPrivacy({ hub: hubAt(base), language: rememberedLanguage(), onSignIn: signIn });
  effect(() => {
    document.title = `${TRAIL_TEXTS[state.language.value].privacy} · Talon`;
  });
  const choose = (language: Speech) => {
    state.language.value = language;
    remember(language);
    state.hide();
    void state.load();
  };
  const shown = { state, may, base, path: "/privacy", onLanguage: choose };
  render(<PrivacyPage {...shown} onAgain={() => void state.load()} />, root);
  void state.load();
  keepLooking(state);
}

/** Whoever may not see the hall is told the location's id by the hub's own card. */
async function start(root: Element): Promise<void> {
  document.documentElement.lang = rememberedLanguage();
  const [hub, me] = await Promise.all([
    hubAt("/.well-known/").get<{ readonly location: string }>("talon"),
    hubAt("/api/").get<{ readonly may?: readonly string[] }>("me"),
  ]);
  if (me.kind === "signed-out") return signIn();
  if (hub.kind !== "done" || me.kind !== "done") {
    setTimeout(() => void start(root), AGAIN_MS);
    return undefined;
  }
  const whole = { root, here: hub.body.location, may: me.body.may ?? [] };
  return location.pathname === "/privacy" ? showPrivacy(whole) : showTrail(whole);
}

const root = document.querySelector("#trail");
if (root !== null) void start(root);
