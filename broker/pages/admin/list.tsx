/**
 * A list of parts that are edited one at a time: open one, move it, remove it with what that breaks said first, add one by its name.
 * Knows no kind of part; what a part's own fields are comes from outside.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Admin } from "./admin.ts";
import { type Draft, ID_OF, type ListName, nameIn, withAdded, withMoved } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { Mover } from "./fields.tsx";
import { newId } from "./ids.ts";
import { indexIn, troublesIn } from "./places.ts";
import { Removal } from "./removal.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type AddProps = {
  readonly admin: Admin;
  readonly list: ListName;
  /** The new part; by default its id and its name alone. */
  readonly make?: (draft: Draft, name: string) => Draft;
  /** Where the page goes afterwards; by default to the new part. */
  readonly onAdded?: (draft: Draft) => void;
  /** More to choose before it is added. */
  readonly children?: ComponentChildren;
};

/** The draft with a part of this name at the end of its list. */
export function withNamed(list: ListName, more: object = {}): (draft: Draft, name: string) => Draft {
  return (draft, name) =>
    withAdded(draft, list, { [ID_OF[list]]: newId(draft, list, name), name: { da: name }, ...more });
}

/** A name and a button; without a name it says so beside the field. */
export function AddForm({ admin, list, make = withNamed(list), onAdded, children }: AddProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isMissing = useSignal(false);
  const id = `add-${list}`;
  if (!admin.mayEdit.value) return null;
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements.namedItem("name") as HTMLInputElement;
        const name = input.value.trim();
        isMissing.value = name === "";
        if (name === "" || admin.draft.value === null) return input.focus();
        const next = make(admin.draft.value, name);
        input.value = "";
        admin.replace(next);
        if (onAdded) onAdded(next);
        else admin.place.value = `${list}.${next[list].length - 1}`;
      }}
    >
      {children}
      <label for={id}>{t.newName[list]}</label>
      <div class="row">
        <input
          id={id}
          name="name"
          data-path={list}
          maxLength={120}
          autoComplete="off"
          aria-invalid={isMissing.value}
          aria-describedby={`${id}-wrong`}
        />
        <button type="submit">{t.addWhat[list]}</button>
      </div>
      <p class="wrong" id={`${id}-wrong`} role="alert" hidden={!isMissing.value}>
        {isMissing.value ? t.nameMissing : ""}
      </p>
    </form>
  );
}

type ListProps = {
  readonly admin: Admin;
  readonly list: ListName;
  readonly make?: (draft: Draft, name: string) => Draft;
  /** What stands beside a part's name while it is closed. */
  readonly about: (at: number) => string;
  readonly children: (at: number) => ComponentChildren;
  /** What is said while there is none. */
  readonly none?: string;
  /** The form for a new part, where it is no name alone. */
  readonly add?: ComponentChildren;
};
type RowProps = ListProps & { readonly at: number; readonly part: unknown };

/** An open part's own fields, its id, and the way to be rid of it. */
function Body({ admin, list, at, id, name, children }: RowProps & { id: string; name: string }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isRemoving = useSignal(false);
  return (
    <>
      {children(at)}
      <div class="foot">
        <p class="id">
          {t.systemName}: <code>{id}</code>
        </p>
        {admin.mayEdit.value ? (
          <button type="button" class="remove" onClick={() => (isRemoving.value = true)}>
            {t.removeNamed(name)}
          </button>
        ) : null}
      </div>
      {isRemoving.value ? (
        <Removal admin={admin} part={{ list, id }} name={name} onClose={() => (isRemoving.value = false)} />
      ) : null}
    </>
  );
}

/** Beside a display's fields stand its preview and its screens, which see to themselves. */
function Opened(props: RowProps & { id: string; name: string }) {
  if (props.list === "displays")
    return (
      <div class="body">
        <Body {...props} />
      </div>
    );
  return (
    <Editing admin={props.admin} box="body">
      <Body {...props} />
    </Editing>
  );
}

function Row(props: RowProps) {
  const { admin, list, at, part, about } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const path = `${list}.${at}`;
  const isOpen = indexIn(admin.place.value, list) === at;
  const name = nameIn(list, part, admin.language.value);
  const troubles = troublesIn(admin.checked.value, path).length;
  const last = (admin.draft.value?.[list].length ?? 0) - 1;
  const move = (by: number) => {
    if (admin.draft.value === null || at + by < 0 || at + by > last) return;
    admin.replace(withMoved(admin.draft.value, list, { at, by }));
    if (isOpen) admin.place.value = `${list}.${at + by}`;
  };
  return (
    <li class={isOpen ? "part open" : "part"}>
      <div class="head">
        <h3>
          <button
            type="button"
            class="opener"
            aria-expanded={isOpen}
            data-path={path}
            onClick={() => (admin.place.value = isOpen ? list : path)}
          >
            <span class="name">{name === "" ? t.noLabel : name}</span>
            <span class="about">{about(at)}</span>
            {troubles === 0 ? null : <span class="count">{t.problemsCount(troubles)}</span>}
          </button>
        </h3>
        {admin.mayEdit.value ? <Mover admin={admin} name={name} at={at} last={last} onMove={move} /> : null}
      </div>
      {isOpen ? <Opened {...props} id={idIn(list, part)} name={name} /> : null}
    </li>
  );
}

const idIn = (list: ListName, part: unknown) => String((part as Record<string, unknown>)[ID_OF[list]]);

/** The whole list with its form for a new part. */
export function PartList(props: ListProps) {
  const { admin, list } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const parts = (admin.draft.value?.[list] ?? []) as readonly unknown[];
  return (
    <div class="parts">
      {parts.length === 0 ? <p class="none">{props.none ?? t.none}</p> : null}
      <ol>
        {parts.map((part, at) => (
          <Row key={idIn(list, part)} {...props} at={at} part={part} />
        ))}
      </ol>
      {props.add ?? <AddForm admin={admin} list={list} {...(props.make ? { make: props.make } : {})} />}
    </div>
  );
}
