/**
 * The display's page as a picture of itself, in a frame of the administration page, which tells it what to show.
 * Knows no stream and no sound.
 */
import type { DisplayPicture } from "../../../../protocol/snapshots.ts";
import { NOTHING_ANNOUNCED } from "../announce.ts";
import { openDrawing } from "../draw.ts";
import { loadTexts, Texts } from "../texts.ts";
import { viewOf } from "../view.ts";

/** Languages, messages and pages of queues take turns. */
const TICK_MS = 500;

/** Other things speak to frames too, such as tools that test pages. */
const isPicture = (said: unknown): said is DisplayPicture =>
  typeof said === "object" && said !== null && "display" in said && "languages" in said;

function open(root: HTMLElement): void {
  const draw = openDrawing(root);
  let picture: DisplayPicture | null = null;
  const texts = new Texts(loadTexts, () => show());
  const show = () => {
    const shown = picture && { ...picture, languages: texts.known(picture.languages) };
    const link = { state: picture === null ? "connecting" : "live" } as const;
    draw(viewOf({ picture: shown, announcing: NOTHING_ANNOUNCED, link, at: Date.now(), textsOf: texts.of }));
  };
  addEventListener("message", ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== parent || !isPicture(data)) return;
    picture = data;
    show();
  });
  setInterval(show, TICK_MS);
  show();
  parent.postMessage("ready", location.origin);
}

open(document.querySelector<HTMLElement>("#display") ?? document.body);
