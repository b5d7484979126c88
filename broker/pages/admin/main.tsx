/**
 * The administration page's start: the location, the hub's answers, timers, what the browser remembers, and the focus.
 * Knows no rule; the state is in `admin.ts`.
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import type { ChainState } from "../../ledger/patrol.ts";
import { type Admin, openAdmin } from "./admin.ts";
import { type Answer, hubAt } from "./hub.ts";
import { keepingOf } from "./keeping.ts";
import { Page } from "./page.tsx";
import type { Speech } from "./texts.ts";

/** A pause in typing after which the hub is asked what it thinks of the draft. */
const SOON_MS = 350;
/** How often a lost hub is tried again. */
const AGAIN_MS = 2_000;
/** How often the line is tried while nothing is typed. */
const ALIVE_MS = 5_000;

function soonOf(): (what: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (what) => {
    clearTimeout(timer);
    timer = setTimeout(what, SOON_MS);
  };
}

function rememberedLanguage(): Speech {
  try {
    return localStorage.getItem("talon.language") === "en" ? "en" : "da";
  } catch {
    /* Storage is switched off in this browser. */
    return "da";
  }
}

function chooseLanguage(admin: Admin, language: Speech): void {
  admin.language.value = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem("talon.language", language);
  } catch {
    /* As above. */
  }
  void admin.check();
}

/** Puts the focus on what edits a path, or on the nearest part around it. */
function show(place: string): void {
  const keys = place.split(".");
  // A link of the menu keeps the focus; a button that went away with its part has lost it.
  if (keys.length === 1 && document.activeElement !== document.body) return;
  while (keys.length > 0) {
    const path = keys.join(".");
    const found = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    if (found !== null) {
      for (let fold = found.closest("details"); fold !== null; ) {
        fold.open = true;
        fold = fold.parentElement?.closest("details") ?? null;
      }
      found.focus();
      found.scrollIntoView({ block: "center" });
      return;
    }
    keys.pop();
  }
}

/** The open part stands in the address, so that a reload and the back key find it. */
function followAddress(admin: Admin): void {
  const read = () => {
    const place = decodeURIComponent(location.hash.slice(1));
    if (place !== "" && place !== admin.place.value) admin.place.value = place;
  };
  read();
  addEventListener("hashchange", read);
  effect(() => {
    const place = admin.place.value;
    if (place !== "" && location.hash !== `#${place}`) history.pushState(null, "", `#${place}`);
  });
  addEventListener("popstate", read);
}

function keepAlive(admin: Admin, location: string): void {
  const tick = async () => {
    const isKnown = admin.saved.value !== null;
    const isOff = admin.link.value === "lost" || admin.link.value === "starting";
    if (admin.link.value === "live") await askChain(admin, location);
    else if (isOff) await (isKnown ? admin.check() : admin.load());
    setTimeout(() => void tick(), admin.link.value === "lost" ? AGAIN_MS : ALIVE_MS);
  };
  setTimeout(() => void tick(), ALIVE_MS);
}

/** How the ledger's chain stands; and by that whether the hub answers. */
async function askChain(admin: Admin, location: string): Promise<void> {
  const said = await hubAt(`/api/locations/${encodeURIComponent(location)}/`).get<{
    chain: ChainState | null;
  }>("chain");
  if (said.kind === "done") admin.chain.value = said.body.chain;
  if (said.kind === "lost") admin.link.value = "lost";
}

/** The hub's one location, which it tells to everybody: whoever may see the set-up need not see the hall. */
async function locationOf(): Promise<Answer<{ readonly location: string }>> {
  return hubAt("/.well-known/").get<{ readonly location: string }>("talon");
}

/** What whoever is signed in may do here; a hub that does not tell judges each save itself. */
async function askRights({ mayEdit, may }: Admin): Promise<void> {
  const me = await hubAt("/api/").get<{ readonly may?: readonly string[] }>("me");
  if (me.kind !== "done" || me.body.may === undefined) return;
  mayEdit.value = me.body.may.includes("edit-document");
  may.value = me.body.may;
}

async function start(root: Element): Promise<void> {
  const answer = await locationOf();
  const name = answer.kind === "done" ? answer.body.location : undefined;
  if (name === undefined) {
    setTimeout(() => void start(root), AGAIN_MS);
    return;
  }
  const admin = openAdmin({
    hub: hubAt(`/api/locations/${encodeURIComponent(name)}/administration/`),
    language: rememberedLanguage(),
    keep: keepingOf(localStorage, name),
    soon: soonOf(),
  });
  document.documentElement.lang = admin.language.value;
  followAddress(admin);
  render(
    <Page
      admin={admin}
      onLanguage={(language) => chooseLanguage(admin, language)}
      onSignIn={signIn}
      onShow={show}
    />,
    root,
  );
  await askRights(admin);
  await admin.load();
  await askChain(admin, name);
  keepAlive(admin, name);
}

function signIn(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.hash)}`);
}

const root = document.querySelector("#admin");
if (root !== null) void start(root);
