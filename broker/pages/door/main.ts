/**
 * The screen at the door: the code for a ticket on a phone, which changes every minute.
 * Knows no rule; what is shown comes from `view.ts`.
 */
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { DoorPicture, SaidInAll } from "../../../protocol/snapshots.ts";
import { dirOf } from "../../../protocol/terms.ts";
import { type DoorView, type Link, viewOf } from "./view.ts";

const TICK_MS = 1000;
const BUILD_CHECK_MS = 300_000;
const SVG = "http://www.w3.org/2000/svg";
/** White around the code, in modules (ISO/IEC 18004). */
const QUIET = 4;

function make(tag: string, className: string, children: readonly Node[] = []): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** The sentence in each language, the first one largest. */
function say(list: HTMLElement, said: SaidInAll): void {
  const means = JSON.stringify(said);
  list.hidden = said.length === 0;
  if (list.dataset["means"] === means) return;
  list.dataset["means"] = means;
  list.replaceChildren(
    ...said.map(({ language, text }) => {
      const line = make("span", "line");
      Object.assign(line, { lang: language, dir: dirOf(language), textContent: text });
      return line;
    }),
  );
}

function build(root: HTMLElement) {
  const place = make("h1", "place");
  const code = document.createElementNS(SVG, "svg");
  const modules = document.createElementNS(SVG, "path");
  code.setAttribute("aria-hidden", "true");
  code.append(modules);
  const said = make("p", "said");
  said.setAttribute("role", "status");
  const appointment = make("p", "appointment");
  const box = make("div", "code", []);
  box.append(code);
  const words = make("div", "words", [said, appointment]);
  root.append(make("header", "top", [place]), make("main", "middle", [box, words]));
  return { root, place, box, code, modules, said, appointment };
}

function draw(
  { root, place, box, code, modules, said, appointment }: ReturnType<typeof build>,
  view: DoorView,
): void {
  root.dataset["mode"] = view.mode;
  // A name that is the same in all languages stands there once.
  say(
    place,
    view.place.filter(({ text }, at) => view.place.findIndex((one) => one.text === text) === at),
  );
  say(said, view.said);
  say(appointment, view.appointment);
  box.hidden = view.code === null;
  const path = view.code?.path ?? "";
  if (modules.getAttribute("d") === path) return;
  const edge = (view.code?.size ?? 0) + 2 * QUIET;
  code.setAttribute("viewBox", `-${QUIET} -${QUIET} ${edge} ${edge}`);
  modules.setAttribute("d", path);
}

/** A tablet at the door stays awake, as far as it lets a page say so. */
async function stayAwake(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    /* No such right: the tablet's own settings decide. */
  }
}

async function reloadIfNew(): Promise<void> {
  if (await isOutdated()) location.reload();
}

function start(root: HTMLElement): void {
  const parts = build(root);
  let picture: DoorPicture | null = null;
  let link: Link = "connecting";
  /** The hub's clock minus this machine's, as the last beat told it; before the first one a picture is fresh. */
  let aheadMs: number | null = null;
  const show = () => {
    const at = aheadMs === null ? (picture?.at ?? 0) : Date.now() + aheadMs;
    draw(parts, viewOf(picture, link, at));
  };
  const put = (next: Link) => {
    if (next === "live" && link === "lost") void reloadIfNew();
    link = next;
    show();
  };
  follow(`${location.pathname.replace(/\/$/, "")}/events`, {
    ...silenceIn(location.search),
    on: {
      picture: (next: DoorPicture) => {
        picture = next;
        show();
      },
      beat: ({ at }: { at: number }) => {
        aheadMs = at - Date.now();
        show();
      },
    },
    live: () => put("live"),
    lost: () => put("lost"),
  });
  setInterval(show, TICK_MS);
  setInterval(() => void reloadIfNew(), BUILD_CHECK_MS);
  document.addEventListener("visibilitychange", () => void stayAwake());
  void stayAwake();
  show();
}

start(document.querySelector<HTMLElement>("#door") ?? document.body);
