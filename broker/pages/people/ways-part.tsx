/**
 * How I am told of my guests: each way with where it leads, and this browser.
 * Knows no connection.
 */
import type { HostWay } from "../../../protocol/terms.ts";
import type { Speech } from "./texts.ts";
import { ADDRESS_OF, type WaysState, type WaysTold } from "./ways.ts";
import { WAYS_TEXTS } from "./ways-texts.ts";

type Props = { readonly ways: WaysState; readonly language: Speech };

function textOf(form: FormData, name: string): string {
  const typed = form.get(name);
  return typeof typed === "string" ? typed : "";
}

function save({ ways }: Props, form: HTMLFormElement, { can }: WaysTold): void {
  const fields = new FormData(form);
  const chosen = can.filter((way) => fields.has(`way-${way}`));
  const addresses = Object.values(ADDRESS_OF).map((name) => [name, textOf(fields, name)] as const);
  void ways.save(chosen, Object.fromEntries(addresses), textOf(fields, "language"));
}

function AddressField({
  way,
  told,
  language,
  ways,
}: Props & { way: keyof typeof ADDRESS_OF; told: WaysTold }) {
  const t = WAYS_TEXTS[language];
  const name = ADDRESS_OF[way];
  const said = ways.said.value;
  const isWrong = said?.kind === "wrong" && said.fields.includes(name);
  const house = way === "teams" && told.houseTeams ? ` ${t.houseTeams}` : "";
  return (
    <div class="field">
      <label for={`ways-${name}`}>{t.address[way]}</label>
      <p class="help" id={`ways-${name}-help`}>
        {isWrong ? `${t.wrong[way]} ` : ""}
        {t.addressHelp[way]}
        {house}
      </p>
      <input
        id={`ways-${name}`}
        name={name}
        type="text"
        inputMode={way === "mail" ? "email" : way === "sms" ? "tel" : "text"}
        defaultValue={told[name] ?? ""}
        aria-describedby={`ways-${name}-help`}
        {...(isWrong ? { "aria-invalid": "true" } : {})}
      />
    </div>
  );
}

function BrowserPart({ ways, told, language }: Props & { told: WaysTold }) {
  const t = WAYS_TEXTS[language];
  return (
    <div class="field">
      <p class="help">{t.browsers(told.browsers)}</p>
      <button type="button" onClick={() => void ways.addBrowser()}>
        {t.addBrowser}
      </button>
    </div>
  );
}

function WayPart(props: Props & { readonly way: HostWay; readonly told: WaysTold }) {
  const { way, told, language } = props;
  const t = WAYS_TEXTS[language];
  return (
    <fieldset class="way">
      <legend class="hidden">{t.way[way]}</legend>
      <label class="tick">
        <input type="checkbox" name={`way-${way}`} defaultChecked={told.ways.includes(way)} />
        {t.way[way]}
      </label>
      {way === "push" ? <BrowserPart {...props} /> : <AddressField {...props} way={way} />}
    </fieldset>
  );
}

function Said({ ways, language }: Props) {
  const said = ways.said.value;
  if (said === null) return null;
  const isTrouble = !["saved", "browser-added", "erased"].includes(said.kind);
  return (
    <p class={isTrouble ? "trouble" : ""} role={isTrouble ? "alert" : "status"}>
      {WAYS_TEXTS[language].said[said.kind]}
    </p>
  );
}

/** The whole part; nothing where the hub has no way besides its pages. */
export function Ways(props: Props) {
  const { ways, language } = props;
  const t = WAYS_TEXTS[language];
  const told = ways.told.value;
  if (told === null || told.can.length === 0) return null;
  return (
    <section class="ways" id="ways">
      <h2>{t.ways}</h2>
      <p class="help">{t.waysHelp}</p>
      <form
        // What is typed stays until the hub tells something else.
        key={JSON.stringify(told)}
        onSubmit={(event) => {
          event.preventDefault();
          save(props, event.currentTarget, told);
        }}
      >
        {told.can.map((way) => (
          <WayPart key={way} {...props} way={way} told={told} />
        ))}
        <div class="field">
          <label for="ways-language">{t.language}</label>
          <select id="ways-language" name="language" defaultValue={told.language ?? ""}>
            <option value="">{t.houseLanguage}</option>
            <option value="da">Dansk</option>
            <option value="en">English</option>
          </select>
        </div>
        <Said {...props} />
        <div class="row">
          <button type="submit" class="main">
            {t.save}
          </button>
          <button type="button" onClick={() => void ways.erase()}>
            {t.erase}
          </button>
        </div>
        <p class="help">{t.kept}</p>
      </form>
    </section>
  );
}
