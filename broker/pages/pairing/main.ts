/**
 * A screen that is no display yet: shows the code that makes it one, and goes there as soon as somebody has typed it.
 * Knows no display's picture. What opens the display is a cookie that no script reads.
 */
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import { STAFF_LANGUAGES, type StaffLanguage } from "../../../protocol/terms.ts";
import { PAIRING_TEXTS, type PairingTexts } from "./texts.ts";

type Told = { readonly code: string; readonly until: number } | { readonly display: string };

const BUILD_CHECK_MS = 300_000;

/** One sentence in both languages. */
function said(words: (texts: PairingTexts, language: StaffLanguage) => string): Node[] {
  return STAFF_LANGUAGES.map((language) => {
    const line = document.createElement("span");
    line.lang = language;
    line.textContent = words(PAIRING_TEXTS[language], language);
    return line;
  });
}

function make(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function build(root: HTMLElement) {
  const title = document.createElement("h1");
  title.append(...said(({ title: words }) => words));
  const [code, how, trouble] = [make("p", "code"), make("p", "said"), make("p", "said trouble")];
  trouble.append(...said(({ lost }) => lost));
  trouble.setAttribute("role", "alert");
  trouble.hidden = true;
  root.append(title, code, how, trouble);
  return { code, how, trouble };
}

const clock = (at: number, language: StaffLanguage) =>
  new Date(at).toLocaleTimeString(language === "da" ? "da-DK" : "en-GB", { timeStyle: "short" });

/** To the display's own address; what stood behind it (the code at the door) stays where it was meant. */
function goTo(display: string): void {
  const path = `/display/${encodeURIComponent(display)}`;
  location.replace(location.pathname === path ? location.href : path);
}

function start(root: HTMLElement): void {
  const { code, how, trouble } = build(root);
  const show = (told: Told) => {
    if ("display" in told) return goTo(told.display);
    code.textContent = told.code.replace(/^(\d{3})/, "$1 ");
    how.replaceChildren(
      ...said((t, language) => `${t.how(`${location.host}/admin`)} ${t.until(clock(told.until, language))}`),
    );
  };
  const put = (isLost: boolean) => {
    trouble.hidden = !isLost;
    code.hidden = how.hidden = isLost;
  };
  follow("/pair/events", {
    ...silenceIn(location.search),
    on: { picture: show },
    live: () => put(false),
    lost: () => put(true),
  });
  // Displays may have been opened to everybody meanwhile, or this one been removed.
  setInterval(() => void isOutdated().then((isOld) => isOld && location.reload()), BUILD_CHECK_MS);
}

start(document.querySelector<HTMLElement>("#pairing") ?? document.body);
