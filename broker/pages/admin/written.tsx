/**
 * Every text of the location in all its languages side by side, what is missing marked; and which languages these are.
 * Knows no part; texts are found by `missing.ts`.
 */
import { useSignal } from "@preact/signals";
import { LANGUAGES } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import { type Draft, LISTS, nameIn, type Text, textIn, valueAt } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { idOf, languageName, Troubles } from "./fields.tsx";
import { dayWords } from "./holidays.tsx";
import { missingIn, textsIn, type Written } from "./missing.ts";
import { troublesIn } from "./places.ts";
import { SignOffs } from "./sign-offs.tsx";
import { ADMIN_TEXTS, type Speech } from "./texts.ts";

type WrittenProps = { readonly admin: Admin };

function Languages({ admin }: WrittenProps) {
  const speech = admin.language.value;
  const t = ADMIN_TEXTS[speech];
  const languages = admin.draft.value?.languages ?? [];
  const known = [...new Set([...LANGUAGES, ...languages])];
  const troubles = troublesIn(admin.checked.value, "languages");
  return (
    <fieldset data-path="languages" tabIndex={-1}>
      <legend>{t.languages}</legend>
      <p class="help">{t.languagesHelp}</p>
      <div class="row">
        {known.map((language) => (
          <label key={language}>
            <input
              type="checkbox"
              checked={languages.includes(language)}
              disabled={language === "da"}
              onChange={(event) =>
                admin.edit(
                  "languages",
                  event.currentTarget.checked
                    ? [...languages, language]
                    : languages.filter((one) => one !== language),
                )
              }
            />
            {languageName(language, speech)}
          </label>
        ))}
      </div>
      <Troubles id={idOf("languages", "-wrong")} troubles={troubles} />
    </fieldset>
  );
}

type Unnamed = {
  readonly label?: Text;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
};

/** Of a part that has no id: its label, or the day or days that it is about. */
function ownName(part: unknown, language: Speech): string {
  const { label, date, from, to } = (part ?? {}) as Unnamed;
  if (label !== undefined) return textIn(label, language);
  const days = [date ?? from, to].filter((day) => day !== undefined && day !== "");
  return [...new Set(days)].map((day) => dayWords(day ?? "", language)).join(" – ");
}

/** Whose text it is: the names of the parts around it, the outermost first. */
export function ownerOf(draft: Draft, { path, what }: Written, language: Speech): string {
  const keys = path.split(".");
  const names: string[] = [];
  for (let count = 2; count < keys.length; count += 2) {
    const part = valueAt(draft, keys.slice(0, count).join("."));
    const list = LISTS.find((one) => one === keys[count - 2]);
    const kind = list ? `${ADMIN_TEXTS[language].kindOf[list]} ` : "";
    const name = list ? kind + nameIn(list, part, language) : ownName(part, language);
    if (name !== "") names.push(name);
  }
  return names.length === 0 ? textIn(draft.name, language) : names.join(" › ") || what;
}

function Row({ admin, draft, written }: WrittenProps & { draft: Draft; written: Written }) {
  const speech = admin.language.value;
  const t = ADMIN_TEXTS[speech];
  const { path, text, what } = written;
  const missing = missingIn(written, draft.languages);
  const where = `${ownerOf(draft, written, speech)}, ${t.textOf[what]}`;
  return (
    <tr>
      <th scope="row">{where}</th>
      {draft.languages.map((language) => {
        const own = `${path}.${language}`;
        const troubles = troublesIn(admin.checked.value, own);
        const isMissing = missing.includes(language);
        return (
          <td key={language} class={isMissing ? "lacks" : ""} data-language={languageName(language, speech)}>
            <textarea
              rows={1}
              lang={language}
              dir="auto"
              data-path={own}
              aria-label={`${where} (${languageName(language, speech)})`}
              aria-invalid={troubles.length > 0}
              placeholder={isMissing ? t.missing : ""}
              value={text[language] ?? ""}
              onInput={(event) => {
                const words = event.currentTarget.value;
                admin.edit(own, words === "" && language !== "da" ? undefined : words);
              }}
            />
            <Troubles id={idOf(own, "-wrong")} troubles={troubles} />
          </td>
        );
      })}
    </tr>
  );
}

export function Texts({ admin }: WrittenProps) {
  const speech = admin.language.value;
  const t = ADMIN_TEXTS[speech];
  const isShort = useSignal(false);
  const draft = admin.draft.value;
  if (draft === null) return null;
  const all = textsIn(draft);
  const lacking = all.filter((one) => missingIn(one, draft.languages).length > 0);
  return (
    <>
      <Editing admin={admin}>
        <Languages admin={admin} />
        <SignOffs admin={admin} />
      </Editing>
      <section>
        <h2>{t.allTexts}</h2>
        <p class={lacking.length === 0 ? "fine" : "trouble"}>{t.missingCount(lacking.length)}</p>
        <div class="field check">
          <label>
            <input
              type="checkbox"
              checked={isShort.value}
              onChange={(event) => (isShort.value = event.currentTarget.checked)}
            />
            {t.missingOnly}
          </label>
        </div>
        <Editing admin={admin}>
          <table class="written">
            <thead>
              <tr>
                <th scope="col">{t.place}</th>
                {draft.languages.map((language) => (
                  <th key={language} scope="col">
                    {languageName(language, speech)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(isShort.value ? lacking : all).map((written) => (
                <Row key={written.path} admin={admin} draft={draft} written={written} />
              ))}
            </tbody>
          </table>
        </Editing>
      </section>
    </>
  );
}
