/**
 * The display's page: follows its pictures, lets calls take turns, draws and sounds them.
 * Knows no rule; what is shown comes from `view.ts`, in which order from `announce.ts`.
 */
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { DisplayPicture } from "../../../protocol/snapshots.ts";
import { spokenCall } from "../../../protocol/texts/words.ts";
import { announce, type DisplayedCall, type Happening, NOTHING_ANNOUNCED } from "./announce.ts";
import { openDrawing } from "./draw.ts";
import { isTimeToReload } from "./night.ts";
import { type Loudness, Sound } from "./sound.ts";
import { loadTexts, Texts } from "./texts.ts";
import { endedCalls, isQuiet, type Link, viewOf } from "./view.ts";

const TICK_MS = 250;
const BUILD_CHECK_MS = 300_000;

/** A browser that was started without `--autoplay-policy=no-user-gesture-required` wants one tap. */
function soundButton(texts: Texts, onTap: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sound";
  made.hidden = true;
  made.append(`${texts.of("da").soundOn} / `);
  const english = document.createElement("span");
  english.lang = "en";
  english.textContent = texts.of("en").soundOn;
  made.append(english);
  made.addEventListener("click", onTap);
  return made;
}

async function reloadIfNew(): Promise<void> {
  if (await isOutdated()) location.reload();
}

/** The page from its start until it is loaded anew. */
class DisplayPage {
  readonly #draw: ReturnType<typeof openDrawing>;
  readonly #sound = new Sound((call) => this.#wordsOf(call));
  readonly #texts = new Texts(loadTexts, () => this.#show());
  readonly #button = soundButton(this.#texts, () => void this.#sound.allow().then(() => this.#tick()));
  #picture: DisplayPicture | null = null;
  #link: Link = { state: "connecting" };
  #announcing = NOTHING_ANNOUNCED;
  /** The hub's clock minus this machine's: a kiosk may have no clock of its own. */
  #aheadMs = 0;
  #openedAt: number | null = null;
  #heardAt = 0;

  constructor(root: HTMLElement) {
    this.#draw = openDrawing(root);
  }

  open(): void {
    document.body.append(this.#button);
    /* At the door its address has a part that lets it have the code. */
    follow(`${location.pathname.replace(/\/$/, "")}/events${location.search}`, {
      ...silenceIn(location.search),
      on: {
        picture: (picture: DisplayPicture) => this.#take(picture),
        beat: ({ at }: { at: number }) => this.#hearTime(at),
        /* Somebody took this screen off: what its address shows now says so. */
        unpaired: () => location.reload(),
      },
      refused: () => void reloadIfNew(),
      live: () => {
        if (this.#link.state === "lost") void reloadIfNew();
      },
      lost: () => {
        this.#link = { state: "lost", since: this.#heardAt };
        this.#show();
      },
    });
    setInterval(() => this.#tick(), TICK_MS);
    setInterval(() => void reloadIfNew(), BUILD_CHECK_MS);
    this.#show();
  }

  #now(): number {
    return Date.now() + this.#aheadMs;
  }

  #take(picture: DisplayPicture): void {
    this.#picture = picture;
    /* A beat alone is no news: it may come a moment before the picture, and what is shown is still the old one. */
    this.#link = { state: "live" };
    this.#heardAt = this.#now();
    this.#takeCalls();
    this.#show();
  }

  /** Only a beat tells the time: a picture may have been made long before this page asked for it. */
  #hearTime(at: number): void {
    this.#aheadMs = at - Date.now();
    if (this.#link.state === "live") this.#heardAt = at;
    const isFirst = this.#openedAt === null;
    this.#openedAt ??= at;
    if (isFirst) this.#takeCalls();
  }

  /** Without the hub's time nobody can tell which calls are old, so the first ones wait for the first beat. */
  #takeCalls(): void {
    if (this.#picture === null || this.#openedAt === null) return;
    this.#step({ kind: "picture", calls: this.#picture.calls, ended: endedCalls(this.#picture) });
    this.#show();
  }

  #step(happening: Happening): void {
    const next = announce(this.#announcing, happening, this.#now());
    this.#announcing = next.state;
    if (next.begins?.isSpoken === true) void this.#speak(next.begins.call);
  }

  async #speak(call: DisplayedCall): Promise<void> {
    const isHurried = () => this.#announcing.waiting.length > 0;
    const kind = (await this.#sound.play(call, { ...this.#loudness, isHurried })) ? "heard" : "muted";
    this.#step({ kind, call });
    this.#show();
  }

  #wordsOf(call: DisplayedCall) {
    const { languages = [], counters = [], show } = this.#picture ?? {};
    const room = counters.find(({ counter }) => counter === call.counter)?.room;
    return (show?.sound?.languages ?? languages).map((language) => ({
      language,
      text: spokenCall({ ...call, room }, language),
    }));
  }

  #show(): void {
    const [given, announcing, link] = [this.#picture, this.#announcing, this.#link];
    const picture = given && { ...given, languages: this.#texts.known(given.languages) };
    this.#draw(viewOf({ picture, announcing, link, at: this.#now(), textsOf: this.#texts.of }));
  }

  #tick(): void {
    const isUnmuted = !this.#sound.isBlocked && this.#announcing.unheard.length > 0;
    this.#step({ kind: isUnmuted ? "unmuted" : "tick" });
    this.#show();
    this.#button.hidden = !this.#sound.isBlocked || !this.#loudness.on;
    const [openedAt, picture] = [this.#openedAt, this.#picture];
    if (picture === null || openedAt === null) return;
    const isIdle = isQuiet(picture, this.#announcing) && this.#link.state === "live";
    if (isTimeToReload({ at: this.#now(), openedAt, timeZone: picture.timeZone, isQuiet: isIdle }))
      location.reload();
  }

  get #loudness(): Loudness {
    const { on = true, volume = 100, gong = true } = this.#picture?.show?.sound ?? {};
    return { on: on && volume > 0, volume, gong };
  }
}

new DisplayPage(document.querySelector<HTMLElement>("#display") ?? document.body).open();
