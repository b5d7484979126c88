/**
 * How a stand looks and sounds, whoever stands before it: high contrast, volume, and the night without signals.
 * Knows no stand.
 */
import type { Admin } from "./admin.ts";
import { clockWhole } from "./dates.tsx";
import type { Stand } from "./draft.ts";
import { ChoiceField, LineField, NumberField } from "./fields.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type LookProps = { readonly admin: Admin; readonly path: string; readonly stand: Stand };

export function StandLook({ admin, path, stand }: LookProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { look = "usual" } = stand;
  const clock = (field: "nightFrom" | "nightTo") => (
    <LineField
      admin={admin}
      path={`${path}.sound.${field}`}
      label={t[field]}
      size={6}
      empty={undefined}
      read={clockWhole}
    />
  );
  return (
    <fieldset>
      <legend>{t.standLook}</legend>
      <ChoiceField
        admin={admin}
        path={`${path}.look`}
        label={t.standContrast}
        help={t.standContrastHelp}
        value={look}
        options={(["usual", "high"] as const).map((value) => ({ value, words: t.standLookChoice[value] }))}
      />
      <NumberField admin={admin} path={`${path}.sound.volume`} label={t.volume} help={t.standVolumeHelp} />
      <div class="row">
        {clock("nightFrom")}
        {clock("nightTo")}
      </div>
      <p class="help">{t.nightHelp}</p>
    </fieldset>
  );
}
