/**
 * For how many days what is known about a citizen is kept, a purpose: each location decides.
 * Knows no purpose's reason and no limit; the hub judges both.
 */
import { PURPOSES } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import { NumberField } from "./fields.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

export function KeepDays({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <section>
      <h2>{t.keepDays}</h2>
      <p class="help">{t.keepDaysHelp}</p>
      {PURPOSES.map((purpose) => (
        <NumberField
          key={purpose}
          admin={admin}
          path={`keepDays.${purpose}`}
          label={t.keepDaysOf[purpose]}
          help={t.keepDaysAre[purpose]}
        />
      ))}
    </section>
  );
}
