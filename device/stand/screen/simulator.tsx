/**
 * The far side of simulated hardware: press buttons, hold a code before the scanner, tear off paper, pull the network.
 * Clearly apart from the citizen's screen. Knows no ticket; it only moves what a hand would move.
 */
import { useSignal } from "@preact/signals";
import type { PaperSlip } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import type { FarSideTexts } from "../../../protocol/texts/far-side.ts";
import { FAR_SIDE_TEXTS } from "../../../protocol/texts/texts.ts";
import { Slip } from "./slip.tsx";
import {
  type CabledPart,
  holdSimulated,
  plugSimulated,
  presentSimulated,
  pressSimulated,
  type SimulatedState,
  setSimulatedNetwork,
  setSimulatedPrinter,
  tearSimulated,
} from "./stand-link.ts";
import type { SoftKey } from "./view.ts";

const CABLED = ["buttons", "scanner", "keypad", "speaker"] as const satisfies readonly CabledPart[];
const PAPER = ["ok", "low", "out"] as const;

type ButtonsProps = {
  readonly side: "left" | "right";
  readonly numbers: readonly number[];
  readonly keys: readonly SoftKey[];
  readonly rows: number;
  readonly language: Language;
};

/** The physical buttons of one side with their lamps, at the height of their labels; one that does nothing now is there too. */
export function PhysicalButtons({ side, numbers, keys, rows, language }: ButtonsProps) {
  const texts = FAR_SIDE_TEXTS[language];
  const isLit = (number: number) => keys.some(({ button, lit }) => button === number && lit);
  return (
    <section
      class={`physical ${side}`}
      aria-label={texts.buttonsAt[side]}
      style={{ gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}
    >
      {numbers.map((number) => (
        <button
          key={number}
          type="button"
          class={isLit(number) ? "push lit" : "push dark"}
          aria-label={texts.press(number)}
          onClick={() => void pressSimulated(number)}
        >
          {number}
        </button>
      ))}
    </section>
  );
}

/** The key that is felt with a finger: how long it is held decides what it does, so finger and keyboard go down and up. */
export function TactileKey({ button, language }: { readonly button: number; readonly language: Language }) {
  const texts = FAR_SIDE_TEXTS[language];
  const isKey = ({ key }: KeyboardEvent) => key === "Enter" || key === " ";
  const hold = (isHeld: boolean) => void holdSimulated(button, isHeld);
  return (
    <button
      type="button"
      class="tactile"
      onPointerDown={() => hold(true)}
      onPointerUp={() => hold(false)}
      onPointerLeave={() => hold(false)}
      onKeyDown={(event) => isKey(event) && !event.repeat && hold(true)}
      onKeyUp={(event) => isKey(event) && hold(false)}
      onBlur={() => hold(false)}
    >
      <span aria-hidden="true">••• </span>
      {texts.speechKey}
      <small>{texts.speechKeyHelp}</small>
    </button>
  );
}

type PanelProps = {
  readonly language: Language;
  readonly strip: readonly PaperSlip[];
  readonly state: SimulatedState | null;
  /** The numbers of all buttons. */
  readonly buttons: readonly number[];
};

function Scanner({ texts, strip }: { readonly texts: FarSideTexts; readonly strip: readonly PaperSlip[] }) {
  const code = useSignal("");
  const last = strip.findLast((slip) => slip.qr !== null)?.qr ?? null;
  return (
    <form
      class="scanner"
      aria-label={texts.scanner}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.value !== "") void presentSimulated(code.value);
      }}
    >
      <h3>{texts.scanner}</h3>
      <label for="code">{texts.code}</label>
      <input
        id="code"
        value={code.value}
        maxLength={512}
        autoComplete="off"
        onInput={(event) => {
          code.value = event.currentTarget.value;
        }}
      />
      <div class="row">
        <button type="submit">{texts.present}</button>
        <button type="button" disabled={last === null} onClick={() => void presentSimulated(last ?? "")}>
          {texts.presentLast}
        </button>
      </div>
    </form>
  );
}

type CablesProps = Pick<PanelProps, "state"> & { readonly texts: FarSideTexts };

/** The cable of each simulated part that has one. */
function Cables({ texts, state }: CablesProps) {
  const parts = CABLED.flatMap((part) => (state?.[part] ? [{ part, isPlugged: state[part].plugged }] : []));
  if (parts.length === 0) return null;
  return (
    <fieldset>
      <legend>{texts.cables}</legend>
      {parts.map(({ part, isPlugged }) => (
        <label key={part}>
          <input type="checkbox" checked={isPlugged} onChange={() => void plugSimulated(part, !isPlugged)} />
          {texts.plugged[part]}
        </label>
      ))}
    </fieldset>
  );
}

type FingersProps = CablesProps & { readonly buttons: readonly number[] };

/** A finger, or something that leans on a button, until it is taken away. */
function Fingers({ texts, state, buttons }: FingersProps) {
  const held = state?.buttons?.held;
  if (held === undefined) return null;
  return (
    <fieldset class="fingers">
      <legend>{texts.held}</legend>
      {buttons.map((button) => (
        <label key={button}>
          <input
            type="checkbox"
            aria-label={texts.holdDown(button)}
            checked={held.includes(button)}
            onChange={() => void holdSimulated(button, !held.includes(button))}
          />
          {button}
        </label>
      ))}
    </fieldset>
  );
}

function Switches({ texts, state, buttons }: FingersProps) {
  const printer = state?.printer ?? { paper: "ok", online: true, jam: false };
  const isUp = state?.network.up ?? true;
  return (
    <div class="switches">
      <fieldset>
        <legend>{texts.printer}</legend>
        {PAPER.map((paper) => (
          <label key={paper}>
            <input
              type="radio"
              name="paper"
              checked={printer.paper === paper}
              onChange={() => void setSimulatedPrinter({ paper })}
            />
            {texts.paperState[paper]}
          </label>
        ))}
        <label>
          <input
            type="checkbox"
            checked={printer.online}
            onChange={() => void setSimulatedPrinter({ online: !printer.online })}
          />
          {texts.online}
        </label>
        <label>
          <input
            type="checkbox"
            checked={printer.jam}
            onChange={() => void setSimulatedPrinter({ jam: !printer.jam })}
          />
          {texts.jam}
        </label>
      </fieldset>
      <fieldset>
        <legend>{texts.network}</legend>
        <label>
          <input type="checkbox" checked={isUp} onChange={() => void setSimulatedNetwork(!isUp)} />
          {texts.networkUp}
        </label>
      </fieldset>
      <Cables texts={texts} state={state} />
      <Fingers texts={texts} state={state} buttons={buttons} />
    </div>
  );
}

function Paper({ texts, strip }: { readonly texts: FarSideTexts; readonly strip: readonly PaperSlip[] }) {
  return (
    <section class="paper" aria-label={texts.paper}>
      <div class="row">
        <h3>{texts.paper}</h3>
        <button type="button" disabled={strip.length === 0} onClick={() => void tearSimulated()}>
          {texts.tearOff}
        </button>
      </div>
      {strip.length === 0 ? <p>{texts.noPaper}</p> : null}
      <div class="strip">
        {strip.toReversed().map((slip) => (
          <Slip key={`${slip.printedAt}/${slip.number}`} slip={slip} texts={texts} />
        ))}
      </div>
    </section>
  );
}

/** The panel beside the stand. */
export function Simulator({ language, strip, state, buttons }: PanelProps) {
  const texts = FAR_SIDE_TEXTS[language];
  return (
    <aside class="simulator" aria-label={texts.title} lang={language === "da" ? "da" : "en"} dir="ltr">
      <h2>{texts.title}</h2>
      <Paper texts={texts} strip={strip} />
      <Scanner texts={texts} strip={strip} />
      <Switches texts={texts} state={state} buttons={buttons} />
    </aside>
  );
}
