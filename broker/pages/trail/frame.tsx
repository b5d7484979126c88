/**
 * What both pages have around them: title, ways out, language, and what keeps them from telling anything.
 * Knows no connection.
 */
import type { ComponentChildren } from "preact";
import { SPEECHES, type Speech, TRAIL_TEXTS } from "./texts.ts";
import type { Link } from "./trail.ts";

export type FrameProps = {
  readonly language: Speech;
  readonly title: string;
  readonly place?: string;
  readonly link: Link;
  /** What whoever is signed in may do here. */
  readonly may: readonly string[];
  readonly path: string;
  readonly base: string;
  readonly onLanguage: (language: Speech) => void;
  readonly onAgain: () => void;
  readonly children: ComponentChildren;
};

const LANGUAGE_NAMES: Readonly<Record<Speech, string>> = { da: "Dansk", en: "English" };

function Ways({ language, may, path }: FrameProps) {
  const t = TRAIL_TEXTS[language];
  const ways = [
    { url: "/trail", words: t.trail, isOpen: may.includes("see-trail") },
    { url: "/privacy", words: t.privacy, isOpen: may.includes("see-register") },
    { url: "/admin", words: t.toAdmin, isOpen: may.includes("see-document") },
    { url: "/me", words: t.toMe, isOpen: true },
  ].filter(({ url, isOpen }) => isOpen && url !== path);
  return ways.map(({ url, words }) => (
    <a key={url} class="button" href={url}>
      {words}
    </a>
  ));
}

function LinkTrouble({ language, link, onAgain }: FrameProps) {
  const t = TRAIL_TEXTS[language];
  const words = { lost: t.lost, busy: t.busy, forbidden: t.forbidden, starting: null, live: null }[link];
  return (
    <div class="banner" role="alert" hidden={words === null}>
      {words === null ? null : (
        <>
          {words}{" "}
          {link === "forbidden" ? null : (
            <button type="button" onClick={onAgain}>
              {t.again}
            </button>
          )}
        </>
      )}
    </div>
  );
}

export function Frame(props: FrameProps) {
  const { language, title, place = "", link, onLanguage, children } = props;
  return (
    <div class={`page ${link === "lost" ? "lost" : ""}`}>
      <header class="top">
        <h1>
          {title}
          <span class="place">{place}</span>
        </h1>
        <div class="row">
          <Ways {...props} />
          {SPEECHES.filter((one) => one !== language).map((one) => (
            <button key={one} type="button" lang={one} onClick={() => onLanguage(one)}>
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </div>
      </header>
      <LinkTrouble {...props} />
      <main>
        {link === "starting" ? <p>{TRAIL_TEXTS[language].starting}</p> : null}
        {children}
      </main>
    </div>
  );
}
