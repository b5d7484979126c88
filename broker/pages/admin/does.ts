/**
 * What a key of a stand can do, as choices in one list, and the draft after one of them is chosen.
 * Pure; a choice may make a new service, menu or information on the way.
 */
import { type Draft, type Item, type Text, textIn, valueAt, withAdded, withValue } from "./draft.ts";
import { withQueue } from "./first-steps.ts";
import { newId } from "./ids.ts";

/** A key's own choice as the list writes it: `service:passport`. */
export function choiceOf({ does }: Item): string {
  switch (does?.kind) {
    case "service":
      return `service:${does.service}`;
    case "menu":
      return `menu:${does.menu}`;
    case "information":
      return `information:${does.information}`;
    default:
      return "";
  }
}

type Made = { readonly draft: Draft; readonly id: string; readonly name: Text };

function madeService(draft: Draft, label: Text, queue: string): Made {
  const made = queue === "" ? withQueue(draft, label) : { draft, queue };
  const id = newId(draft, "services", textIn(label, "da"));
  const service = { service: id, name: label, queue: made.queue };
  return { draft: withAdded(made.draft, "services", service), id, name: label };
}

function madeMenu(draft: Draft, label: Text): Made {
  const id = newId(draft, "menus", textIn(label, "da"));
  const first = draft.services[0];
  const items = first
    ? [{ label: first.name, does: { kind: "service", service: first.service } }]
    : [{ label: { da: "" }, does: { kind: "service", service: "" } }];
  return { draft: withAdded(draft, "menus", { menu: id, title: label, items }), id, name: label };
}

function madeInformation(draft: Draft, label: Text): Made {
  const id = newId(draft, "informations", textIn(label, "da"));
  const one = { information: id, title: label, text: label };
  return { draft: withAdded(draft, "informations", one), id, name: label };
}

function nameOf(draft: Draft, kind: string, id: string): Text | undefined {
  if (kind === "service") return draft.services.find((one) => one.service === id)?.name;
  if (kind === "menu") return draft.menus.find((one) => one.menu === id)?.title;
  return draft.informations.find((one) => one.information === id)?.title;
}

/** The choice as it is, or made first where it begins with `new-`. */
function made(draft: Draft, choice: string, label: Text): Made & { readonly kind: string } {
  const [head = "", ...rest] = choice.split(":");
  const id = rest.join(":");
  switch (head) {
    case "new-service":
      return { kind: "service", ...madeService(draft, label, id) };
    case "new-menu":
      return { kind: "menu", ...madeMenu(draft, label) };
    case "new-information":
      return { kind: "information", ...madeInformation(draft, label) };
    default:
      return { kind: head, draft, id, name: nameOf(draft, head, id) ?? {} };
  }
}

const wordsless = (text: Text) => textIn(text, "da").trim() === "";

/**
 * The draft with another choice at the key of a path. A key that says nothing yet, or only what it led to before, then says the
 * new one's name.
 */
export function withChoice(draft: Draft, path: string, choice: string): Draft {
  const item = valueAt(draft, path) as Item;
  const next = made(draft, choice, item.label);
  const [was = "", id = ""] = choiceOf(item).split(":");
  const isOld = textIn(nameOf(draft, was, id), "da") === textIn(item.label, "da");
  const label = (wordsless(item.label) || isOld) && !wordsless(next.name) ? next.name : item.label;
  const does = { kind: next.kind, [next.kind]: next.id };
  return withValue(withValue(next.draft, `${path}.does`, does), `${path}.label`, label);
}
