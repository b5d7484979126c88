/**
 * What a key of a stand does, chosen from one list: a service, more choices, information, or a new one of each.
 * Knows no drawing; the draft after a choice is worked out in `does.ts`.
 */
import type { Admin } from "./admin.ts";
import { choiceOf, withChoice } from "./does.ts";
import { type Draft, type Item, nameIn, textIn } from "./draft.ts";
import { idOf, type Option, Troubles } from "./fields.tsx";
import { troublesIn } from "./places.ts";
import { queueOptions } from "./services.tsx";
import { ADMIN_TEXTS, type Speech } from "./texts.ts";

type ChoiceProps = {
  readonly admin: Admin;
  readonly draft: Draft;
  readonly item: Item;
  readonly path: string;
};
type Group = { readonly label: string; readonly options: readonly Option[] };

/** The choices under their headings. */
function groupsOf(draft: Draft, language: Speech): Group[] {
  const t = ADMIN_TEXTS[language];
  const queueName = (id: string) => textIn(draft.queues.find(({ queue }) => queue === id)?.name, language);
  return [
    {
      label: t.doesGroup.service,
      options: draft.services.map((one) => ({
        value: `service:${one.service}`,
        words: `${nameIn("services", one, language)} (${t.inQueue(queueName(one.queue))})`,
      })),
    },
    {
      label: t.doesGroup.newService,
      options: [
        ...queueOptions(draft, language).map(({ value, words }) => ({
          value: `new-service:${value}`,
          words: t.inQueue(words),
        })),
        { value: "new-service:", words: t.newQueue },
      ],
    },
    {
      label: t.doesGroup.menu,
      options: [
        ...draft.menus.map((one) => ({ value: `menu:${one.menu}`, words: nameIn("menus", one, language) })),
        { value: "new-menu", words: t.newMenu },
      ],
    },
    {
      label: t.doesGroup.information,
      options: [
        ...draft.informations.map((one) => ({
          value: `information:${one.information}`,
          words: nameIn("informations", one, language),
        })),
        { value: "new-information", words: t.newInformation },
      ],
    },
  ];
}

export function DoesChoice({ admin, draft, item, path }: ChoiceProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const troubles = troublesIn(admin.checked.value, `${path}.does`);
  const groups = groupsOf(draft, language);
  const choice = choiceOf(item);
  const isKnown = groups.some(({ options }) => options.some(({ value }) => value === choice));
  return (
    <div class={troubles.length > 0 ? "field is-wrong" : "field"}>
      <label for={idOf(path, "-does")}>{t.doesWhat}</label>
      <select
        id={idOf(path, "-does")}
        data-path={`${path}.does`}
        aria-invalid={troubles.length > 0}
        aria-describedby={idOf(path, "-does-wrong")}
        value={isKnown ? choice : ""}
        onChange={({ currentTarget: { value } }) => {
          if (value !== "") admin.replace(withChoice(draft, path, value));
        }}
      >
        {isKnown ? null : <option value="">{t.chooseDoes}</option>}
        {groups.map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Troubles id={idOf(path, "-does-wrong")} troubles={troubles} />
    </div>
  );
}
