/**
 * The sign-in page: sends name and password, then goes back to where the session ended.
 * Knows no account; the hub keeps the session in a cookie that scripts cannot read.
 */
import { HUB_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { waitSeconds } from "./wait-seconds.ts";
import { wayBack } from "./way-back.ts";

const form = document.querySelector<HTMLFormElement>("#sign-in");
const trouble = document.querySelector("#trouble");

function tell(danish: string, english: string): void {
  if (trouble !== null) trouble.textContent = `${danish} ${english}`.trim();
}

async function signIn(fields: FormData): Promise<void> {
  try {
    const answer = await fetch("/api/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: fields.get("name"), password: fields.get("password") }),
    });
    if (answer.ok) location.assign(wayBack(location.search));
    else if (answer.status === 429) {
      const seconds = waitSeconds(answer.headers.get("retry-after"));
      tell(HUB_TEXTS.da.wait(seconds), HUB_TEXTS.en.wait(seconds));
    } else if (answer.status >= 500) tell(STAFF_TEXTS.da.failed, STAFF_TEXTS.en.failed);
    else tell(HUB_TEXTS.da.wrong, HUB_TEXTS.en.wrong);
  } catch {
    tell(STAFF_TEXTS.da.lost, STAFF_TEXTS.en.lost);
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  tell("", "");
  void signIn(new FormData(form));
});
