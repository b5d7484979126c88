/**
 * The start of the pages "Personer" and "Min adgang": the address, what the browser remembers, ways out.
 * Knows no rule; the state is in `people.ts`.
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { hubAt } from "../admin/hub.ts";
import { Page } from "./page.tsx";
import { openPeople } from "./people.ts";
import { subscribe } from "./subscribe.ts";
import { PEOPLE_TEXTS, type Speech } from "./texts.ts";
import { openWays } from "./ways.ts";

function rememberedLanguage(): Speech {
  try {
    return localStorage.getItem("talon.language") === "en" ? "en" : "da";
  } catch {
    /* Storage is switched off in this browser. */
    return "da";
  }
}

function remember(language: Speech): void {
  try {
    localStorage.setItem("talon.language", language);
  } catch {
    /* As above. */
  }
}

/** Whoever came with a first password chooses their own first. */
function signIn(isToChoose: boolean): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname)}${isToChoose ? "&choose" : ""}`);
}

/** Without an answer the session may still be there, so the page stays. */
async function signOut(): Promise<void> {
  if ((await hubAt("/api/").post("sign-out", {})).kind === "done") location.assign("/sign-in");
}

function start(root: Element): void {
  const isOwn = location.pathname === "/me";
  const state = openPeople({
    hub: hubAt("/api/"),
    isOwn,
    language: rememberedLanguage(),
    onSignIn: signIn,
  });
  effect(() => {
    const language = state.language.value;
    document.documentElement.lang = language;
    document.title = `${PEOPLE_TEXTS[language][isOwn ? "me" : "people"]} · Talon`;
  });
  const choose = (language: Speech) => {
    state.language.value = language;
    remember(language);
  };
  const ways = openWays({ hub: hubAt("/api/"), subscribe });
  render(<Page state={state} ways={ways} onLanguage={choose} onSignOut={() => void signOut()} />, root);
  void state.load();
  if (isOwn) void ways.load();
}

const root = document.querySelector("#people");
if (root !== null) start(root);
