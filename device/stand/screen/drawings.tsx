/**
 * Three pictures for each thing that somebody mends at the stand, in the order of the sentences in protocol/texts/mends.ts.
 * They say nothing that the sentence beside them does not say, so a screen reader passes over them.
 */
import type { ComponentChildren } from "preact";
import type { ToMend } from "../../../protocol/terms.ts";
import {
  Arrow,
  ButtonAtFront,
  ButtonFront,
  CodeSlip,
  Finger,
  Keypad,
  NetBox,
  NewRoll,
  Phone,
  Plug,
  Port,
  Printer,
  RollInside,
  Scanner,
  SlipOut,
  Socket,
  Speaker,
  Switch,
  Tick,
} from "./drawn-parts.tsx";

type Drawing = () => ComponentChildren;

const openCover: Drawing = () => (
  <>
    <Printer lid={38} />
    <Arrow from={[88, 38]} to={[82, 2]} />
  </>
);

const rollIn: Drawing = () => (
  <>
    <Printer lid={68} />
    <RollInside />
    <Arrow from={[56, 2]} to={[56, 36]} />
  </>
);

const closeCover: Drawing = () => (
  <>
    <Printer lid={14} />
    <SlipOut />
    <Arrow from={[54, -4]} to={[54, 25]} />
  </>
);

const rollRight: Drawing = () => (
  <>
    <Printer lid={68} />
    <RollInside />
    <Tick at={[64, 22]} />
  </>
);

const pullPaper: Drawing = () => (
  <>
    <Printer lid={68} />
    <RollInside />
    <Arrow from={[94, 40]} to={[108, 8]} />
  </>
);

const clickCover: Drawing = () => (
  <>
    <Printer lid={0} />
    <SlipOut />
    <Arrow from={[46, 0]} to={[46, 35]} />
    <path class="move" d="M20 32L12 24M68 32L70 22" />
  </>
);

const offAndOpen: Drawing = () => (
  <>
    <g transform="translate(-8 12) scale(.86)">
      <Printer lid={38} />
      <Arrow from={[88, 38]} to={[82, 2]} />
    </g>
    <Switch at={[92, 24]} isOn={false} />
  </>
);

const takePaper: Drawing = () => (
  <>
    <Printer lid={68} />
    <path class="full" d="M78 52L68 57L78 62L68 67L78 72Z" />
    <path class="paper" d="M46 56L54 46L50 40L62 36L68 42L64 50L70 56L60 64L52 60Z" />
    <Arrow from={[64, 30]} to={[72, -2]} />
  </>
);

const closeAndOn: Drawing = () => (
  <>
    <g transform="translate(-8 12) scale(.86)">
      <Printer lid={0} />
      <SlipOut />
      <Arrow from={[46, 0]} to={[46, 35]} />
    </g>
    <Switch at={[92, 24]} isOn />
  </>
);

const power: Drawing = () => (
  <>
    <Socket />
    <Plug x={58} y={45} />
    <Arrow from={[26, 18]} to={[60, 18]} />
  </>
);

const cable: Drawing = () => (
  <>
    <Port y={45} />
    <Plug x={74} y={45} />
    <Arrow from={[34, 18]} to={[72, 18]} />
  </>
);

const outAndIn: Drawing = () => (
  <>
    <Port y={45} />
    <Plug x={66} y={45} />
    <Arrow from={[70, 18]} to={[34, 18]} />
    <Arrow from={[34, 74]} to={[72, 74]} />
  </>
);

const offAndOn: Drawing = () => (
  <>
    <Switch at={[14, 19]} isOn={false} />
    <Arrow from={[46, 45]} to={[76, 45]} />
    <Switch at={[84, 19]} isOn />
  </>
);

const newRoll: Drawing = () => <NewRoll />;

/** A part, its cable, and where the cable ends. */
const cableOf = (part: Drawing, start: string): Drawing => {
  return () => (
    <>
      {part()}
      <path class="cable" d={`M${start} Q${start.split(" ")[0]} 84 74 84Q100 84 100 62`} />
      <rect class="light" x="91" y="40" width="18" height="22" rx="3" />
      <path d="M96 40V31M104 40V31" />
    </>
  );
};

const scannerCable = cableOf(() => <Scanner />, "25 72");
const keypadCable = cableOf(() => <Keypad />, "32 78");
const speakerCable = cableOf(() => <Speaker />, "33 78");
const buttonsCable = cableOf(() => <ButtonFront />, "39 72");

const trySlip: Drawing = () => (
  <>
    <Scanner />
    <path class="beam" d="M60 29L78 20M60 31H78M60 33L78 42" />
    <CodeSlip />
  </>
);

const callTechnician: Drawing = () => <Phone />;

const freeButton: Drawing = () => (
  <>
    <ButtonAtFront isIn />
    <rect class="paper" x="42" y="20" width="34" height="62" rx="3" />
    <path d="M52 20V12H66V20" />
    <Arrow from={[82, 46]} to={[114, 46]} />
  </>
);

const pressButton: Drawing = () => (
  <>
    <ButtonAtFront isIn={false} />
    <Finger />
    <Arrow from={[84, 10]} to={[56, 10]} />
    <Arrow from={[84, 10]} to={[112, 10]} />
  </>
);

const netBox: Drawing = () => <NetBox isLit />;

export const DRAWINGS: Readonly<Record<ToMend, readonly [Drawing, Drawing, Drawing]>> = {
  "paper-out": [openCover, rollIn, closeCover],
  "paper-low": [newRoll, rollIn, closeCover],
  "cover-open": [rollRight, pullPaper, clickCover],
  jam: [offAndOpen, takePaper, closeAndOn],
  "printer-gone": [power, cable, offAndOn],
  "buttons-gone": [buttonsCable, outAndIn, callTechnician],
  "button-stuck": [freeButton, pressButton, callTechnician],
  "lamps-gone": [buttonsCable, outAndIn, callTechnician],
  "scanner-gone": [scannerCable, outAndIn, trySlip],
  "keypad-gone": [keypadCable, outAndIn, callTechnician],
  "speaker-gone": [speakerCable, outAndIn, callTechnician],
  "network-gone": [cable, netBox, callTechnician],
};
