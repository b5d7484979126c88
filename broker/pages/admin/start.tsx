/**
 * The way from a bare location: the steps, a template to begin with, and services from a list.
 * Knows no rule; templates and lists are read by the hub.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Admin } from "./admin.ts";
import { draftOf, type Text, textIn } from "./draft.ts";
import { withTemplate } from "./first-steps.ts";
import type { Template } from "./hub.ts";
import { useMachines } from "./machines.tsx";
import { Steps } from "./overview.tsx";
import { PastedServices } from "./pasted.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type StartProps = { readonly admin: Admin };

function Templates({ admin }: StartProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const templates = useSignal<readonly Template[] | null>(null);
  const machines = useMachines(admin);
  const isLost = useSignal(false);
  const taken = useSignal("");
  useEffect(() => {
    void admin.hub.get<readonly Template[]>("templates").then((answer) => {
      isLost.value = answer.kind !== "done";
      if (answer.kind === "done") templates.value = answer.body;
    });
  }, [admin]);
  return (
    <section>
      <h2>{t.templates}</h2>
      <p class="help">{t.templatesHelp}</p>
      {isLost.value ? <p class="trouble">{t.noTemplates}</p> : null}
      <p class="help">{t.templateReplaces}</p>
      {(templates.value ?? []).map((one) => {
        const name = typeof one.name === "string" ? one.name : textIn(one.name as Text, language);
        return (
          <button
            key={one.template}
            type="button"
            class="main"
            onClick={() => {
              if (admin.draft.value === null) return;
              admin.replace(withTemplate(admin.draft.value, draftOf(one.document), machines.value));
              taken.value = one.template;
            }}
          >
            {t.templateUse(name)}
          </button>
        );
      })}
      <p role="status" class="fine">
        {taken.value === "" ? "" : t.templateTaken}
      </p>
    </section>
  );
}

export function Start({ admin }: StartProps) {
  const draft = admin.draft.value;
  if (draft === null) return null;
  return (
    <>
      <Steps admin={admin} draft={draft} />
      {admin.mayEdit.value ? (
        <>
          <Templates admin={admin} />
          <PastedServices admin={admin} />
        </>
      ) : null}
    </>
  );
}
