/**
 * The ticket's page: follows one ticket and tells its owner when it is called.
 * Knows no rule; what is shown comes from `view.ts`.
 */
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { TicketPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import { Speaker } from "../speaker.ts";
import { streamAnswer } from "../stream-answer.ts";
import { openDrawing } from "./draw.ts";
import { Notifying } from "./notify.ts";
import { languagesIn, onRefusal } from "./refusal.ts";
import { loadTexts, textsAtOnce } from "./texts.ts";
import { type Act, chimesOf, languageOf, type Saying, type Seen, viewOf } from "./view.ts";

/** How long a second tap is waited for. */
const SURE_MS = 6_000;
const ANSWER_LIMIT_MS = 6_000;

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

type Asking = Pick<Seen, "isAsked"> & { readonly show: (change: Partial<Seen>) => void };

/** Leaving is asked about at the first tap, and done at the second. */
function onAct(act: Act, { isAsked, show }: Asking): void {
  if (act === "leave" && !isAsked) {
    show({ isAsked: true });
    setTimeout(() => show({ isAsked: false }), SURE_MS);
    return;
  }
  void told(act).then((isTold) => show({ isAsked: false, hasFailed: !isTold }));
}

/** What the hub has told by refusing the stream: about the ticket, and of the location while there is no picture. */
function openRefusals(eventsUrl: string) {
  let unknownFrom: number | null = null;
  let languages: readonly Language[] = ["da", "en"];
  return {
    offer: () => ({ languages, language: languages[0] ?? "da" }),
    ask: async () => {
      const { status, body } = await streamAnswer(eventsUrl);
      const refusal = onRefusal(status, { unknownFrom, at: Date.now() });
      ({ unknownFrom } = refusal);
      languages = languagesIn(body) ?? languages;
      return refusal.link;
    },
    end: () => {
      unknownFrom = null;
    },
  };
}

/** Follows the ticket whose page this is; one that the hub does not know yet may still come from its stand. */
function start(root: HTMLElement): void {
  const eventsUrl = `${location.pathname.replace(/\/$/, "")}/events`;
  const notifying = new Notifying();
  let chosen: Language | null = null;
  const refusals = openRefusals(eventsUrl);
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
    const offer = picture ?? refusals.offer();
    const saying = speaker.say(languageOf(offer, { chosen, phone: navigator.languages }));
    const spoken = { ...saying, languages: offer.languages, isNotifying: notifying.isOn };
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
    const link = await refusals.ask();
    if (link !== null) show({ link });
  };
  follow(eventsUrl, {
    ...silenceIn(location.search),
    on: { picture: take, beat: ({ at }: { at: number }) => show({ heardAt: at }) },
    live: () => {
      refusals.end();
      show({ link: "live" });
    },
    lost: () => show({ link: "lost" }),
    refused: () => void askWhy(),
  });

  drawing.onAct((act) => onAct(act, { isAsked: seen.isAsked, show }));
  drawing.onNotify(() => void notifying.allow().then(() => show()));
  document.addEventListener("visibilitychange", () => void notifying.stayAwake());
  show();
}

start(document.querySelector<HTMLElement>("#ticket") ?? document.body);
