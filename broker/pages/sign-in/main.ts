/**
 * The sign-in page: sends name and password, then goes back to where the session ended.
 * Knows no account; the hub keeps the session in a cookie that scripts cannot read.
 */
import { HUB_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { askChoice, goOn } from "./choose.ts";
import { openInWindow } from "./framed.ts";
import { waitSeconds } from "./wait-seconds.ts";
import { wayBack } from "./way-back.ts";
import { fill } from "./words.ts";

const form = document.querySelector<HTMLFormElement>("#sign-in");
const trouble = document.querySelector("#trouble");

function tell(danish: string, english: string): void {
  if (trouble !== null) trouble.textContent = `${danish} ${english}`.trim();
}

type SignedIn = { readonly staff?: string; readonly mustChoose?: boolean };

/** A first password opens nothing but the choice of another. */
async function entered({ staff = "", mustChoose = false }: SignedIn): Promise<void> {
  if (mustChoose) askChoice(staff);
  else await goOn();
}

async function signIn(fields: FormData): Promise<void> {
  try {
    const answer = await fetch("/api/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: fields.get("name"), password: fields.get("password") }),
    });
    if (answer.ok) await entered((await answer.json()) as SignedIn);
    else if (answer.status === 429) {
      const seconds = waitSeconds(answer.headers.get("retry-after"));
      tell(HUB_TEXTS.da.wait(seconds), HUB_TEXTS.en.wait(seconds));
    } else if (answer.status >= 500) tell(STAFF_TEXTS.da.failed, STAFF_TEXTS.en.failed);
    else tell(HUB_TEXTS.da.wrong, HUB_TEXTS.en.wrong);
  } catch {
    tell(STAFF_TEXTS.da.lost, STAFF_TEXTS.en.lost);
  }
}

type LoginService = { readonly name: { readonly da: string; readonly en: string }; readonly isAway: boolean };

/** The municipality's own login service goes first, where there is one. */
async function offerService(): Promise<void> {
  const answer = await fetch("/sign-in/ways");
  const { loginService } = (await answer.json()) as { readonly loginService: LoginService | null };
  const [offer, link] = [document.querySelector("#by-service"), document.querySelector("#service")];
  if (loginService === null || offer === null || link === null) return;
  const to = wayBack(location.search, location.hash);
  if (document.defaultView === top) link.setAttribute("href", `/sign-in/oidc?to=${encodeURIComponent(to)}`);
  else await openInWindow(link);
  fill("#service", (texts, language) => texts.signInBy(loginService.name[language]));
  fill("#or", (texts) => texts.or);
  if (loginService.isAway) fill("#service-away", (texts) => texts.away);
  offer.removeAttribute("hidden");
}

/* Without an answer the form is there, and says that the line is lost when it is used. */
offerService().catch(() => undefined);

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  tell("", "");
  void signIn(new FormData(form));
});
