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
import { type Act, chimesOf, type Seen, viewOf } from "./view.ts";

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

/** Follows the ticket whose page this is; one that the hub does not know yet may still come from its stand. */
function start(root: HTMLElement): void {
  const eventsUrl = `${location.pathname.replace(/\/$/, "")}/events`;
  const drawing = openDrawing(root);
  const notifying = new Notifying();
  let language: Language = navigator.language.toLowerCase().startsWith("da") ? "da" : "en";
  let seen: Omit<Seen, "language"> = {
    ...{ picture: null, link: "connecting", heardAt: Date.now(), isAsked: false, hasFailed: false },
  };
  let chimed = 0;

  const show = (change: Partial<typeof seen> = {}) => {
    seen = { ...seen, ...change };
    drawing.draw(viewOf({ ...seen, language }), language, notifying.isOn);
  };
  const take = (picture: TicketPicture) => {
    const chimes = chimesOf(picture);
    if (chimes > chimed) notifying.chime();
    chimed = Math.max(chimed, chimes);
    show({ picture });
  };
  const askWhy = async () => {
    if (seen.link === "gone") return;
    const status = await answerStatus(eventsUrl);
    if (status === 404 || status === 410) show({ link: "gone" });
  };
  follow(eventsUrl, {
    ...silenceIn(location.search),
    on: { picture: take, beat: ({ at }: { at: number }) => show({ heardAt: at }) },
    live: () => show({ link: "live" }),
    lost: () => show({ link: "lost" }),
    refused: () => void askWhy(),
  });

  drawing.onLanguage(() => {
    language = language === "da" ? "en" : "da";
    show();
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
