/**
 * When a queue or a service gives no more numbers today: some time before closing, or after so many.
 * Knows no rule; an empty field is no limit.
 */
import type { Admin } from "./admin.ts";
import type { Queue } from "./draft.ts";
import { ChoiceField, idOf, NumberField, Troubles } from "./fields.tsx";
import { troublesIn } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";

type LimitsProps = {
  readonly admin: Admin;
  readonly path: string;
  readonly part: Pick<Queue, "lastTicket" | "quota">;
};

function LastTicket({ admin, path, part }: LimitsProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { lastTicket = null } = part;
  const kind = lastTicket === null ? "none" : lastTicket === "can-be-served" ? "served" : "minutes";
  const field = `${path}.lastTicket`;
  const meant = { none: null, minutes: 30, served: "can-be-served" } as const;
  return (
    <>
      <ChoiceField
        admin={admin}
        path={kind === "minutes" ? `${field}.kind` : field}
        label={t.lastTicket}
        value={kind}
        options={(["none", "minutes", "served"] as const).map((value) => ({
          value,
          words: t.lastTicketChoice[value],
        }))}
        onChoose={(value) => admin.edit(field, meant[value as keyof typeof meant])}
      />
      {kind === "minutes" ? (
        <NumberField admin={admin} path={field} label={t.minutesBefore} empty={null} />
      ) : null}
    </>
  );
}

/** The quota is a part of its own in the document; an empty field takes all of it out. */
function Quota({ admin, path, part }: LimitsProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const field = `${path}.quota.tickets`;
  const help = idOf(field, "-help");
  const troubles = troublesIn(admin.checked.value, `${path}.quota`);
  return (
    <div class="field">
      <label for={idOf(field)}>{t.quota}</label>
      <input
        id={idOf(field)}
        data-path={field}
        class="number"
        inputMode="numeric"
        size={6}
        autoComplete="off"
        aria-invalid={troubles.length > 0}
        aria-describedby={`${help} ${idOf(field, "-wrong")}`}
        value={part.quota === null || part.quota === undefined ? "" : String(part.quota.tickets)}
        onInput={(event) => {
          const text = event.currentTarget.value.trim();
          const tickets = Number(text);
          admin.edit(
            `${path}.quota`,
            text === "" ? null : { tickets: Number.isNaN(tickets) ? text : tickets },
          );
        }}
      />
      <p class="help" id={help}>
        {t.quotaHelp}
      </p>
      <Troubles id={idOf(field, "-wrong")} troubles={troubles} />
    </div>
  );
}

/** Both limits. */
export function Limits(props: LimitsProps) {
  return (
    <>
      <LastTicket {...props} />
      <Quota {...props} />
    </>
  );
}
