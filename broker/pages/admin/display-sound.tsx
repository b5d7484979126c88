/**
 * The loudspeaker of a display: whether it is on, how loud, with a gong, and in which languages it speaks.
 * Knows no sound.
 */
import type { Admin } from "./admin.ts";
import type { Display, Draft } from "./draft.ts";
import { CheckField, Either, idOf, languageName, NumberField } from "./fields.tsx";
import { SomeRows } from "./some-of.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type SoundProps = {
  readonly admin: Admin;
  readonly draft: Draft;
  readonly path: string;
  readonly display: Display;
};

/** Left out it speaks what it shows, an empty list is none, and any other is exactly that. */
function Spoken({ admin, draft, path, display }: SoundProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const field = `${path}.sound.languages`;
  const chosen = display.sound?.languages;
  const kind = chosen === undefined ? "shown" : chosen.length === 0 ? "none" : "some";
  const shown = display.languages?.length ? display.languages : draft.languages;
  const known = [...new Set([...draft.languages, ...(chosen ?? [])])];
  const meant = { shown: undefined, none: [], some: shown };
  return (
    <div data-path={field} tabIndex={-1}>
      <Either
        legend={t.spoken}
        name={idOf(field, "-kind")}
        value={kind}
        options={(["shown", "some", "none"] as const).map((value) => ({
          value,
          words: t.spokenChoice[value],
        }))}
        onChoose={(value) => admin.edit(field, meant[value as keyof typeof meant])}
      />
      {kind === "some" ? (
        <SomeRows
          admin={admin}
          path={field}
          chosen={chosen ?? []}
          options={known.map((one) => ({ value: one, words: languageName(one, language) }))}
          isOrdered
        />
      ) : null}
    </div>
  );
}

export function DisplaySound(props: SoundProps) {
  const { admin, path, display } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const isOn = display.sound?.on ?? true;
  return (
    <fieldset>
      <legend>{t.displaySound}</legend>
      <CheckField
        admin={admin}
        path={`${path}.sound.on`}
        label={t.soundOn}
        help={t.soundOnHelp}
        isOnByDefault
      />
      {isOn ? (
        <>
          <NumberField admin={admin} path={`${path}.sound.volume`} label={t.volume} help={t.volumeHelp} />
          <CheckField admin={admin} path={`${path}.sound.gong`} label={t.gong} isOnByDefault />
          <Spoken {...props} />
        </>
      ) : null}
    </fieldset>
  );
}
