/**
 * The display's page: follows its pictures, lets calls take turns, draws and sounds them.
 * Knows no rule; what is shown comes from `view.ts`, in which order from `announce.ts`.
 */
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { DisplayPicture } from "../../../protocol/snapshots.ts";
import { inLanguage } from "../../../protocol/terms.ts";
import { DISPLAY_TEXTS } from "../../../protocol/texts/texts.ts";
import { spokenCall } from "../../../protocol/texts/words.ts";
import { announce, type DisplayedCall, type Happening, NOTHING_ANNOUNCED } from "./announce.ts";
import { openDrawing } from "./draw.ts";
import { isTimeToReload } from "./night.ts";
import { Sound } from "./sound.ts";
import { type Link, viewOf } from "./view.ts";

const TICK_MS = 250;
const BUILD_CHECK_MS = 300_000;

const root = document.querySelector<HTMLElement>("#display") ?? document.body;
const draw = openDrawing(root);
const sound = new Sound((call) =>
  (picture?.languages ?? []).map((language) => ({
    language,
    text: spokenCall(call.number, inLanguage(call.counterName, language), language),
  })),
);

let picture: DisplayPicture | null = null;
let link: Link = { state: "connecting" };
let announcing = NOTHING_ANNOUNCED;
/** The hub's clock minus this machine's: a kiosk may have no clock of its own. */
let aheadMs = 0;
let openedAt: number | null = null;
let heardAt = 0;

const now = () => Date.now() + aheadMs;

/** Only a beat tells the time: a picture may have been made long before this page asked for it. */
function hearTime(at: number): void {
  aheadMs = at - Date.now();
  heardAt = at;
  const isFirst = openedAt === null;
  openedAt ??= at;
  if (isFirst) takeCalls();
}

/** Without the hub's time nobody can tell which calls are old, so the first ones wait for the first beat. */
function takeCalls(): void {
  if (picture === null || openedAt === null) return;
  step({ kind: "picture", calls: picture.calls });
  show();
}

function step(happening: Happening): void {
  const next = announce(announcing, happening, now());
  announcing = next.state;
  const begun = next.begins;
  if (begun?.isSpoken === true) void sound.play(begun.call).then(() => heard(begun.call));
}

function heard(call: DisplayedCall): void {
  step({ kind: "heard", call });
  show();
}

function show(): void {
  draw(viewOf({ picture, announcing, link, at: now() }));
}

async function reloadIfNew(): Promise<void> {
  if (await isOutdated()) location.reload();
}

function tick(): void {
  step({ kind: "tick" });
  show();
  button.hidden = !sound.isBlocked;
  if (picture === null || openedAt === null) return;
  const isQuiet = root.dataset.mode === "closed" && link.state === "live";
  if (isTimeToReload({ at: now(), openedAt, timeZone: picture.timeZone, isQuiet })) location.reload();
}

/** A browser that was started without `--autoplay-policy=no-user-gesture-required` wants one tap. */
function soundButton(): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sound";
  made.hidden = true;
  made.append(`${DISPLAY_TEXTS.da.soundOn} / `);
  const english = document.createElement("span");
  english.lang = "en";
  english.textContent = DISPLAY_TEXTS.en.soundOn;
  made.append(english);
  made.addEventListener("click", () => void sound.allow().then(tick));
  return made;
}

const button = soundButton();
document.body.append(button);

follow(`${location.pathname.replace(/\/$/, "")}/events`, {
  ...silenceIn(location.search),
  on: {
    picture: (newer: DisplayPicture) => {
      picture = newer;
      heardAt = now();
      document.documentElement.lang = newer.languages[0] ?? "da";
      takeCalls();
      show();
    },
    beat: ({ at }: { at: number }) => hearTime(at),
  },
  live: () => {
    if (link.state === "lost") void reloadIfNew();
    link = { state: "live" };
    show();
  },
  lost: () => {
    link = { state: "lost", since: heardAt };
    show();
  },
});
setInterval(tick, TICK_MS);
setInterval(() => void reloadIfNew(), BUILD_CHECK_MS);
show();
