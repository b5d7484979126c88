/**
 * A stand's face as it stands in the hall: physical buttons beside their labels on the screen. Pressing one chooses it for editing.
 * Knows no document; keys come from `face-keys.ts`.
 */
import type { Face, FaceKey } from "./face-keys.ts";
import type { AdminTexts } from "./texts.ts";

type FaceProps = {
  readonly face: Face;
  readonly name: string;
  readonly place: string;
  readonly chosen: number | null;
  readonly t: AdminTexts;
  readonly list: string;
  readonly lang: string;
  readonly onPress: (key: FaceKey) => void;
};

function pressWords({ button, label, kind }: FaceKey, t: AdminTexts): string {
  if (kind === "back") return t.backButton(button);
  if (kind === "more") return t.moreButton(button, label);
  if (kind === "empty") return t.press(button, "");
  return t.press(button, label === "" ? t.noLabel : label);
}

function Push({ one, chosen, t, list, onPress }: FaceProps & { readonly one: FaceKey }) {
  const isChosen = one.at !== null && one.at === chosen;
  return (
    <button
      type="button"
      class={`push ${one.kind}`}
      aria-label={pressWords(one, t)}
      aria-pressed={isChosen}
      disabled={one.kind === "full"}
      {...(one.at === null ? {} : { "data-path": `${list}.${one.at}` })}
      onClick={() => onPress(one)}
    >
      {one.button}
    </button>
  );
}

/** The label beside a button; a hand may press it as well, the keyboard has the button. */
function Label({ one, chosen, t, lang, onPress }: FaceProps & { readonly one: FaceKey }) {
  const isChosen = one.at !== null && one.at === chosen;
  const words = one.kind === "empty" ? `+ ${t.empty}` : one.label === "" ? t.noLabel : one.label;
  return (
    <div
      class={`soft ${one.kind}${isChosen ? " chosen" : ""}`}
      onClick={() => onPress(one)}
      {...(one.label === "" ? {} : { lang })}
      dir="auto"
    >
      <span>{one.kind === "full" ? "" : words}</span>
    </div>
  );
}

function Side({ side, ...props }: FaceProps & { readonly side: "left" | "right" }) {
  const keys = props.face[side];
  return (
    <>
      {keys.map((one, row) => (
        <div key={one.button} class={`key ${side}`} style={{ gridRow: row + 2 }}>
          {side === "left" ? <Push {...props} one={one} /> : null}
          <Label {...props} one={one} />
          {side === "right" ? <Push {...props} one={one} /> : null}
        </div>
      ))}
    </>
  );
}

/** The whole face. */
export function StandFace(props: FaceProps) {
  const { face, name, place, t, lang } = props;
  return (
    <section class="face" aria-label={t.standFace(name)}>
      <div class="glass" lang={lang}>
        <p class="place">{place}</p>
        <p class="headline">{face.head}</p>
        <p class="help">{face.help}</p>
      </div>
      <div class="keys">
        <Side {...props} side="left" />
        <Side {...props} side="right" />
      </div>
    </section>
  );
}
