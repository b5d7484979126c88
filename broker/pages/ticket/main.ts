/**
 * The ticket's page: follows one ticket and tells its owner when it is called.
 * Knows no rule; what is shown comes from `view.ts`.
 */
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { TicketPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import { answerStatus } from "../answer-status.ts";
import { openDrawing } from "./draw.ts";
import { Notifying } from "./notify.ts";
import { chimesOf, type Link, viewOf } from "./view.ts";

const eventsUrl = `${location.pathname.replace(/\/$/, "")}/events`;
/** How long a page waits for its first picture before it asks why there is none, ms. */
const FIRST_PICTURE_MS = 1_000;

const drawing = openDrawing(document.querySelector<HTMLElement>("#ticket") ?? document.body);
const notifying = new Notifying();
let picture: TicketPicture | null = null;
let link: Link = "connecting";
let language: Language = navigator.language.toLowerCase().startsWith("da") ? "da" : "en";
let chimed = 0;
let heardAt = Date.now();

function show(): void {
  drawing.draw(viewOf({ picture, link, language, heardAt }), language, notifying.isOn);
}

function take(newer: TicketPicture): void {
  picture = newer;
  const chimes = chimesOf(newer);
  if (chimes > chimed) notifying.chime();
  chimed = Math.max(chimed, chimes);
  show();
}

/** An unknown ticket's stream stays closed for ever; every other trouble passes. */
async function askWhy(): Promise<void> {
  const status = await answerStatus(eventsUrl);
  if (status !== 404 && status !== 410) return;
  stop();
  link = "gone";
  show();
}

const stop = follow(eventsUrl, {
  ...silenceIn(location.search),
  on: {
    picture: take,
    beat: ({ at }: { at: number }) => {
      heardAt = at;
      show();
    },
  },
  live: () => {
    link = "live";
    show();
  },
  lost: () => {
    link = "lost";
    show();
    void askWhy();
  },
});

drawing.onLanguage(() => {
  language = language === "da" ? "en" : "da";
  show();
});
drawing.onNotify(() => void notifying.allow().then(show));
document.addEventListener("visibilitychange", () => void notifying.stayAwake());
setTimeout(() => {
  if (picture === null) void askWhy();
}, FIRST_PICTURE_MS);
show();
