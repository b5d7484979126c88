/**
 * How to mend the stand, on its own screen: three pictures with a sentence each, Danish first and English below, and a small strip
 * of everything else that is to be mended. Knows no connection; which panel is open is its owner's.
 */
import { useRef } from "preact/hooks";
import type { StandPicture } from "../../../protocol/snapshots.ts";
import type { ToMend } from "../../../protocol/terms.ts";
import { MENDS_TEXTS } from "../../../protocol/texts/texts.ts";
import { DRAWINGS } from "./drawings.tsx";
import { isHeld } from "./view.ts";

type PanelProps = {
  readonly what: ToMend;
  readonly stuckButtons: readonly number[];
  /** Left out where the panel stands as long as the trouble does. */
  readonly onClose?: (() => void) | undefined;
};

const { da, en } = MENDS_TEXTS;

/** Which buttons, where it is about single ones. */
function numbersOf({ what, stuckButtons }: Pick<PanelProps, "what" | "stuckButtons">): string {
  return what === "button-stuck" && stuckButtons.length > 0 ? `: ${stuckButtons.join(", ")}` : "";
}

function Steps({ what }: Pick<PanelProps, "what">) {
  const english = en.mend[what].steps;
  return (
    <ol>
      {da.mend[what].steps.map((sentence, index) => (
        <li key={sentence}>
          <svg viewBox="0 -8 120 98" aria-hidden="true">
            {DRAWINGS[what][index]?.()}
          </svg>
          <p>
            <span lang="da">{sentence}</span>
            <span lang="en">{english[index]}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** The three pictures. */
export function MendPanel({ what, stuckButtons, onClose }: PanelProps) {
  const numbers = numbersOf({ what, stuckButtons });
  return (
    <section class="mend" aria-labelledby="mend-heading" dir="ltr">
      <header>
        <h2 id="mend-heading">
          <span lang="da">
            {da.mend[what].title}
            {numbers}
          </span>
          <span lang="en">
            {en.mend[what].title}
            {numbers}
          </span>
        </h2>
        {onClose === undefined ? null : (
          <button type="button" onClick={onClose}>
            <span lang="da">{da.close}</span> / <span lang="en">{en.close}</span>
          </button>
        )}
      </header>
      <Steps what={what} />
    </section>
  );
}

type StripProps = {
  readonly picture: StandPicture;
  /** What has no panel at this moment. */
  readonly mends: readonly ToMend[];
  readonly onOpen: (what: ToMend) => void;
};

/** One small key for each thing; a long touch opens it, so that a citizen's stray finger does not. A keyboard needs no patience. */
export function MendStrip({ picture, mends, onOpen }: StripProps) {
  const downAt = useRef<number | null>(null);
  if (mends.length === 0) return null;
  const texts = MENDS_TEXTS[picture.language];
  return (
    <div class="mend-strip" role="group" aria-label={texts.forStaff}>
      {mends.map((what) => (
        <button
          key={what}
          type="button"
          title={texts.hold}
          onPointerDown={(event) => {
            downAt.current = event.timeStamp;
          }}
          onContextMenu={(event) => event.preventDefault()}
          onClick={(event) => {
            if (event.detail === 0 || isHeld(downAt.current, event.timeStamp)) onOpen(what);
          }}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M14.5 6.5a4.5 4.5 0 0 1 6-3l-3 3 .5 2 2 .5 3-3a4.5 4.5 0 0 1-6 6L8 21a2.8 2.8 0 0 1-4-4l9-9z" />
          </svg>
          <span class="name" dir="auto">
            {texts.mend[what].name}
            {numbersOf({ what, stuckButtons: picture.stuckButtons })}
          </span>
        </button>
      ))}
    </div>
  );
}
