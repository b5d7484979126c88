/**
 * The sign-in page's second part: whoever came with a first password chooses one of their own, and goes on from there.
 * Knows no rule of passwords; the hub judges each.
 */
import { HUB_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { PASSWORD_WORDS, passwordRefusal } from "../password-words.ts";
import { wayBack } from "./way-back.ts";

const form = document.querySelector<HTMLFormElement>("#choose");

/** Danish, then English smaller. */
function fill(selector: string, danish: string, english: string): void {
  const other = document.createElement("span");
  other.lang = "en";
  other.textContent = english;
  document.querySelector(selector)?.replaceChildren(`${danish} `, ...(english === "" ? [] : [other]));
}

function tell(danish: string, english: string): void {
  const trouble = document.querySelector("#choose-trouble");
  if (danish === "") trouble?.replaceChildren();
  else fill("#choose-trouble", danish, english);
}

type Me = { readonly person: string | null; readonly mustChoose: boolean; readonly may: readonly string[] };

/** Who is signed in; `null` for nobody, and for a hub that does not answer. */
async function whoAmI(): Promise<Me | null> {
  try {
    const answer = await fetch("/api/me", { headers: { accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Me) : null;
  } catch {
    return null;
  }
}

/** Where the person was going; without such a place, where their roles lead. */
export async function goOn(): Promise<void> {
  const isAsked = new URLSearchParams(location.search).has("to");
  const me = isAsked ? null : await whoAmI();
  location.assign(
    me !== null && !me.may.includes("see-hall") ? "/me" : wayBack(location.search, location.hash),
  );
}

/** Puts the choice in the place of the sign-in. */
export function askChoice(person: string): void {
  fill("#title", "Vælg din egen adgangskode", "Choose a password of your own");
  const told = "Den, du fik, virker kun denne ene gang.";
  const toldEnglish = "The one you were given works only this once.";
  fill("#rule", `${told} ${PASSWORD_WORDS.da.rule}`, `${toldEnglish} ${PASSWORD_WORDS.en.rule}`);
  for (const gone of ["#sign-in", "#by-service", "#over"]) document.querySelector(gone)?.remove();
  document.querySelector<HTMLInputElement>("#whose")?.setAttribute("value", person);
  form?.removeAttribute("hidden");
  document.querySelector<HTMLInputElement>("#own")?.focus();
}

async function choose(fields: FormData): Promise<void> {
  const { da, en } = PASSWORD_WORDS;
  const password = fields.get("own");
  if (password !== fields.get("again")) return tell(da.refused.unlike, en.refused.unlike);
  try {
    const answer = await fetch("/api/password", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ password }),
    });
    if (answer.ok) return await goOn();
    if (answer.status === 401) return tell(HUB_TEXTS.da.firstOver, HUB_TEXTS.en.firstOver);
    const why = passwordRefusal(await answer.json());
    if (why === null) tell(STAFF_TEXTS.da.failed, STAFF_TEXTS.en.failed);
    else tell(da.refused[why], en.refused[why]);
  } catch {
    tell(STAFF_TEXTS.da.lost, STAFF_TEXTS.en.lost);
  }
}

/** `?choose`: a page sent them here before they had chosen. Whoever has chosen changes their password at "Min adgang". */
async function begin(): Promise<void> {
  const me = await whoAmI();
  if (me?.person && me.mustChoose) askChoice(me.person);
  else if (me?.person) location.assign("/me");
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  tell("", "");
  void choose(new FormData(form));
});

if (new URLSearchParams(location.search).has("choose")) void begin();
if (new URLSearchParams(location.search).has("over"))
  document.querySelector("#over")?.removeAttribute("hidden");
