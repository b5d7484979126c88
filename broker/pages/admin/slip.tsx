/**
 * The slip that a key gives, drawn to scale as the printer prints it, on either paper.
 * Knows no printer; the words are those of protocol/receipt.ts.
 */
import { useSignal } from "@preact/signals";
import {
  informationLines,
  type PaperWidthMm,
  type ReceiptLine,
  receiptLines,
} from "../../../protocol/receipt.ts";
import { receiptSvg } from "../../../protocol/screen/receipt.ts";
import { formatNumber, LANGUAGES, type Language, type LocalText } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import type { Does, Draft, Item, Stand, Text } from "./draft.ts";
import { textIn } from "./draft.ts";
import { Either, languageName } from "./fields.tsx";
import { ADMIN_TEXTS, type AdminTexts, type Speech } from "./texts.ts";

type SlipProps = {
  readonly draft: Draft;
  readonly stand: Stand;
  readonly item: Item | null;
  readonly language: Language;
  readonly t: AdminTexts;
  /** In which language this page names languages. */
  readonly speech: Speech;
  /** Epoch ms. */
  readonly now: number;
  /** Where nothing else chooses the language of what is drawn. */
  readonly onLanguage?: (to: string) => void;
};

/** An example's place in the queue. */
const AHEAD = 3;
const MINUTE_MS = 60_000;

const local = (text: Text | null | undefined) => ({ ...text, da: textIn(text, "da") }) as LocalText;

function ticketLines({ draft, stand, item, language, now }: SlipProps, width: PaperWidthMm) {
  const does = item?.does;
  const id = does?.kind === "service" ? does.service : draft.services[0]?.service;
  const service = draft.services.find((one) => one.service === id);
  const queue = draft.queues.find((one) => one.queue === service?.queue);
  if (!service || !queue) return null;
  const personal = stand.personalLine;
  return receiptLines(
    {
      locationName: local(draft.name),
      serviceName: local(service.name),
      queueName: local(queue.name),
      queueLetters: queue.letters,
      number: formatNumber(queue.letters, 7),
      isOwnSeries: false,
      ahead: AHEAD,
      wait: { fromMs: 10 * MINUTE_MS, toMs: 20 * MINUTE_MS, medianMs: 15 * MINUTE_MS },
      issuedAt: now,
      timeZone: draft.timeZone,
      language,
      url: "https://talon.example/t/0123456789ABCDEFGHJKMNPQRS",
      message: service.message ? local(service.message) : undefined,
      bring: service.bring?.map(local),
      personalLine: personal ? local(personal) : null,
      logo: stand.logo ?? null,
      isCopy: false,
    },
    width,
  );
}

function linesOf(props: SlipProps, width: PaperWidthMm): ReceiptLine[] | null {
  const { draft, item, language } = props;
  const does = item?.does;
  if (does?.kind !== "information") return ticketLines(props, width);
  const told = draft.informations.find(({ information }) => information === does.information);
  if (!told) return null;
  const { title, text, url = null } = told;
  const own = { title: local(title), text: local(text), url };
  return informationLines({ locationName: local(draft.name), ...own, language }, width);
}

/** A draft may hold what no slip can be made of, such as a time zone half typed: then there is no drawing yet. */
function drawing(props: SlipProps, width: PaperWidthMm): string | null {
  try {
    const lines = linesOf(props, width);
    return lines === null ? null : receiptSvg(lines, width);
  } catch {
    return null;
  }
}

/** The slip with the choice of its paper. */
export function SlipPreview(props: SlipProps) {
  const { t } = props;
  const width = useSignal<PaperWidthMm>(80);
  const svg = drawing(props, width.value);
  return (
    <section class="slip-preview" aria-label={t.slip}>
      <h3>{t.slip}</h3>
      <Either
        legend={t.paperWidth}
        name="paper-width"
        value={String(width.value)}
        options={[
          { value: "80", words: "80 mm" },
          { value: "58", words: "58 mm" },
        ]}
        onChoose={(value) => (width.value = value === "58" ? 58 : 80)}
      />
      {props.onLanguage === undefined || props.draft.languages.length < 2 ? null : (
        <Either
          legend={t.previewLanguage}
          name="slip-language"
          value={props.language}
          options={props.draft.languages.map((one) => ({
            value: one,
            words: languageName(one, props.speech),
          }))}
          onChoose={props.onLanguage}
        />
      )}
      {svg === null ? (
        <p>{t.noSlip}</p>
      ) : (
        <div class="paper" lang={props.language} dangerouslySetInnerHTML={{ __html: svg }} />
      )}
    </section>
  );
}

/** The slip of a service or of information as the first stand prints it. */
export function PartSlip({ admin, draft, does }: { admin: Admin; draft: Draft; does: Does }) {
  const stand = draft.stands[0] ?? { stand: "", name: {}, buttons: [] };
  const t = ADMIN_TEXTS[admin.language.value];
  const language = useSignal("da");
  const known = LANGUAGES.find((one) => one === language.value) ?? "da";
  return (
    <div class="part-slip">
      <SlipPreview
        draft={draft}
        stand={stand}
        item={{ label: {}, does }}
        language={known}
        t={t}
        speech={admin.language.value}
        now={Date.now()}
        onLanguage={(to) => (language.value = to)}
      />
    </div>
  );
}
