/**
 * The ticket's page: follows one ticket and tells its owner when it is called.
 * Knows no rule; what is shown comes from `view.ts`.
 */
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { TicketPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import { answerStatus } from "../answer-status.ts";
import { Speaker } from "../speaker.ts";
import { openDrawing } from "./draw.ts";
import { Notifying } from "./notify.ts";
import { loadTexts, textsAtOnce } from "./texts.ts";
import { type Act, chimesOf, languageOf, type Saying, type Seen, viewOf } from "./view.ts";

/** How long a second tap is waited for. */
const SURE_MS = 6_000;
const ANSWER_LIMIT_MS = 6_000;
/** Too Early (RFC 8470): a stand is off line, or has not told all its tickets yet. */
const NOT_YET = 425;

/** Tells the hub; false when it did not get through or was refused. The same again changes nothing twice. */
async function told(act: Act): Promise<boolean> {
  try {
    const url = `${location.pathname.replace(/\/$/, "")}/${act}`;
    return (await fetch(url, { method: "POST", signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).ok;
  } catch {
    /* The line is lost, which the page says by itself. */
    return false;
  }
}

/** What the hub says by refusing the stream; `null` when that says nothing about the ticket. */
function linkAfter(status: number | null): "gone" | "soon" | null {
  if (status === NOT_YET) return "soon";
  return status === 404 || status === 410 ? "gone" : null;
}

/** Follows the ticket whose page this is; one that the hub does not know yet may still come from its stand. */
function start(root: HTMLElement): void {
  const eventsUrl = `${location.pathname.replace(/\/$/, "")}/events`;
  const notifying = new Notifying();
  let chosen: Language | null = null;
  const speaker = new Speaker({ atOnce: textsAtOnce, load: loadTexts, come: () => show() });
  const drawing = openDrawing(root, (language) => {
    chosen = language;
    show();
  });
  let seen: Omit<Seen, keyof Saying> = {
    ...{ picture: null, link: "connecting", heardAt: Date.now(), isAsked: false, hasFailed: false },
  };
  let chimed = 0;

  const show = (change: Partial<typeof seen> = {}) => {
    seen = { ...seen, ...change };
    const { picture } = seen;
    const saying = speaker.say(languageOf(picture, { chosen, phone: navigator.languages }));
    const spoken = { ...saying, languages: picture?.languages ?? ["da", "en"], isNotifying: notifying.isOn };
    drawing.draw(viewOf({ ...seen, ...saying }), spoken);
  };
  const take = (picture: TicketPicture) => {
    const chimes = chimesOf(picture);
    if (chimes > chimed) notifying.chime();
    chimed = Math.max(chimed, chimes);
    show({ picture });
  };
  const askWhy = async () => {
    if (seen.link === "gone") return;
    const link = linkAfter(await answerStatus(eventsUrl));
    if (link !== null) show({ link });
  };
  follow(eventsUrl, {
    ...silenceIn(location.search),
    on: { picture: take, beat: ({ at }: { at: number }) => show({ heardAt: at }) },
    live: () => show({ link: "live" }),
    lost: () => show({ link: "lost" }),
    refused: () => void askWhy(),
  });

  drawing.onAct((act) => {
    if (act === "leave" && !seen.isAsked) {
      show({ isAsked: true });
      setTimeout(() => show({ isAsked: false }), SURE_MS);
      return;
    }
    void told(act).then((isTold) => show({ isAsked: false, hasFailed: !isTold }));
  });
  drawing.onNotify(() => void notifying.allow().then(() => show()));
  document.addEventListener("visibilitychange", () => void notifying.stayAwake());
  show();
}

start(document.querySelector<HTMLElement>("#ticket") ?? document.body);
