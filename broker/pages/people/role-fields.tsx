/**
 * Somebody's roles: as words, and as tick boxes with the queues that each is for.
 * Knows no connection.
 */
import type { Signal } from "@preact/signals";
import type { Grant } from "../../accounts/rights.ts";
import type { PeopleState } from "./people.ts";
import { isAtQueues, type RoleChoice, toggled } from "./roles.ts";
import { PEOPLE_TEXTS } from "./texts.ts";

type StateProps = { readonly state: PeopleState };

/** A queue by its letters and name; one that the location has no more by its id. */
function queueName({ queues, language }: PeopleState, id: string): string {
  const queue = queues.value.find((one) => one.id === id);
  if (queue === undefined) return PEOPLE_TEXTS[language.value].goneQueue(id);
  return `${queue.letters} ${queue.name[language.value] ?? queue.name["da"] ?? id}`;
}

function grantWords(state: PeopleState, { role, queues, locations }: Grant): string {
  const t = PEOPLE_TEXTS[state.language.value];
  const limits = [
    ...(queues === undefined ? [] : [t.onlyQueues(queues.map((id) => queueName(state, id)).join(", "))]),
    ...(locations === undefined ? [] : [t.onlyLocations(locations.join(", "))]),
  ];
  return limits.length === 0 ? t.role[role] : `${t.role[role]} (${limits.join("; ")})`;
}

/** Roles in words. */
export function RoleWords({ state, roles }: StateProps & { readonly roles: readonly Grant[] }) {
  const t = PEOPLE_TEXTS[state.language.value];
  if (roles.length === 0) return <p class="roles">{t.noRoles}</p>;
  return (
    <ul class="roles" aria-label={t.roles}>
      {roles.map((grant) => (
        <li key={JSON.stringify(grant)}>{grantWords(state, grant)}</li>
      ))}
    </ul>
  );
}

type ChoiceProps = StateProps & {
  readonly id: string;
  readonly choice: RoleChoice;
  readonly onChange: (choice: RoleChoice) => void;
};

/** All queues, or those that are ticked. */
function QueueTicks({ state, choice, onChange }: ChoiceProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const { queues } = choice;
  const known = state.queues.value.map(({ id }) => id);
  const gone = (queues ?? []).filter((id) => !known.includes(id));
  return (
    <fieldset class="queues">
      <legend>{t.queuesOf(t.role[choice.role])}</legend>
      <label>
        <input
          type="checkbox"
          checked={queues === null}
          onChange={() => onChange({ ...choice, queues: queues === null ? [] : null })}
        />
        {t.allQueues}
      </label>
      {queues === null
        ? null
        : [...known, ...gone].map((id) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={queues.includes(id)}
                onChange={() => onChange({ ...choice, queues: toggled(queues, id) })}
              />
              {queueName(state, id)}
            </label>
          ))}
    </fieldset>
  );
}

function RoleTick(props: ChoiceProps) {
  const { state, id, choice, onChange } = props;
  const t = PEOPLE_TEXTS[state.language.value];
  const help = `${id}-${choice.role}-help`;
  return (
    <div class="role">
      <label>
        <input
          type="checkbox"
          checked={choice.isOn}
          aria-describedby={help}
          onChange={() => onChange({ ...choice, isOn: !choice.isOn })}
        />
        {t.role[choice.role]}
      </label>
      <p class="help" id={help}>
        {t.roleHelp[choice.role]}
      </p>
      {choice.isOn && isAtQueues(choice) ? <QueueTicks {...props} /> : null}
      {choice.isOn && choice.kept !== null ? <p class="help">{t.keptScope}</p> : null}
    </div>
  );
}

type FieldsProps = StateProps & {
  /** Tells these fields from others of the page. */
  readonly id: string;
  readonly choices: Signal<readonly RoleChoice[]>;
};

/** Every role with its ticks. */
export function RoleFields({ state, id, choices }: FieldsProps) {
  const change = (next: RoleChoice) => {
    choices.value = choices.value.map((one) => (one.role === next.role ? next : one));
  };
  return (
    <fieldset class="role-fields">
      <legend>{PEOPLE_TEXTS[state.language.value].roles}</legend>
      {choices.value.map((choice) => (
        <RoleTick key={choice.role} {...{ state, id, choice, onChange: change }} />
      ))}
    </fieldset>
  );
}
