/**
 * A ticket's view on the phone: elements made once and changed in place.
 * Knows no picture and no connection.
 */
import { dirOf, type Language } from "../../../protocol/terms.ts";
import { openLanguageChoice } from "../language-choice.ts";
import type { Act, Saying, TicketView } from "./view.ts";

/** How a view is said, and what else can be chosen. */
export type Spoken = Saying & { readonly languages: readonly Language[]; readonly isNotifying: boolean };

export type Drawing = {
  readonly draw: (view: TicketView, spoken: Spoken) => void;
  readonly onNotify: (listener: () => void) => void;
  readonly onAct: (listener: (act: Act) => void) => void;
};

function make(tag: string, className: string, children: readonly Node[] = []): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

function put(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}

function build(root: HTMLElement, onLanguage: (language: Language) => void) {
  const place = make("p", "place");
  const choice = openLanguageChoice(onLanguage);
  const trouble = make("p", "trouble");
  trouble.setAttribute("role", "alert");
  const label = make("span", "label");
  const number = make("bdi", "number");
  number.dir = "ltr";
  const heading = make("h1", "title", [label, number]);
  const [queue, checkedIn, message] = [make("p", "queue"), make("p", "checked-in"), make("p", "message")];
  const [head, help, wait, note] = ["head", "help", "wait", "note"].map((name) => make("p", name)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  const now = make("div", "now", [head, help, wait, note]);
  now.setAttribute("role", "status");
  const [notify, notifyOn, updated] = [
    make("button", "notify"),
    make("p", "notify-on"),
    make("p", "updated"),
  ];
  const byText = Object.assign(make("a", "by-text"), { href: `${location.pathname.replace(/\/$/, "")}/sms` });
  const acts = {
    rejoin: make("button", "rejoin"),
    postpone: make("button", "postpone"),
    leave: make("button", "leave"),
  };
  root.append(
    make("header", "top", [place, choice.element]),
    make("main", "ticket", [
      trouble,
      heading,
      queue,
      checkedIn,
      now,
      message,
      notify,
      notifyOn,
      byText,
      ...Object.values(acts),
      updated,
    ]),
  );
  return {
    ...{ root, place, choice, trouble, label, number, heading, queue, checkedIn, message },
    ...{ head, help, wait, note, notify, notifyOn, byText, acts, updated },
  };
}

/** Builds the page below `root`; `onLanguage` is told which language was tapped. */
export function openDrawing(root: HTMLElement, onLanguage: (language: Language) => void): Drawing {
  const parts = build(root, onLanguage);
  const draw: Drawing["draw"] = (view, { language, texts, languages, isNotifying }) => {
    Object.assign(document.documentElement, { lang: language, dir: dirOf(language) });
    document.title = view.title;
    root.dataset.mode = view.mode;
    root.dataset.lost = String(view.trouble !== "");
    for (const name of [
      "place",
      "trouble",
      "label",
      "number",
      "queue",
      "checkedIn",
      "message",
      "head",
      "help",
      "wait",
      "note",
      "updated",
      "byText",
    ] as const)
      put(parts[name], view[name]);
    parts.choice.show(languages, language, texts.chooseLanguage);
    put(parts.notify, view.canNotify && !isNotifying ? texts.notify : "");
    for (const [act, button] of Object.entries(parts.acts))
      put(button, view.acts.find((one) => one.act === act)?.text ?? "");
    put(parts.notifyOn, view.canNotify && isNotifying ? `${texts.notifyOn}. ${texts.keepOpen}` : "");
  };
  return {
    draw,
    onNotify: (listener) => parts.notify.addEventListener("click", listener),
    onAct: (listener) => {
      for (const [act, button] of Object.entries(parts.acts))
        button.addEventListener("click", () => listener(act as Act));
    },
  };
}
