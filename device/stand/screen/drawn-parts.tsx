/**
 * The pieces of which the pictures for whoever mends the stand are drawn: plain lines on a ground of 120 by 90.
 * Knows no trouble and no words.
 */

type Point = readonly [x: number, y: number];

/** A movement of the hand. */
export function Arrow({ from: [x, y], to: [toX, toY] }: { readonly from: Point; readonly to: Point }) {
  const turn = (Math.atan2(toY - y, toX - x) * 180) / Math.PI;
  const length = Math.hypot(toX - x, toY - y);
  return (
    <g class="move" transform={`translate(${x} ${y}) rotate(${turn})`}>
      <path d={`M0 0H${length - 9}`} />
      <path class="head" d={`M${length} 0l-13 -8v16z`} />
    </g>
  );
}

/** The printer from the side, hinge at the back (left), knife and slot at the front. `lid` in degrees: 0 is closed. */
export function Printer({ lid }: { readonly lid: number }) {
  return (
    <g>
      <path class="body" d="M78 50H98Q102 50 102 54V82Q102 86 98 86H18Q14 86 14 82V50" />
      <path class="lid" d="M14 50H75V41H22Q14 41 14 50Z" transform={`rotate(${-lid} 14 50)`} />
    </g>
  );
}

/** A roll that lies in the printer, its paper coming from below and out at the front. */
export function RollInside() {
  return (
    <g>
      <circle class="paper" cx="44" cy="62" r="18" />
      <circle cx="44" cy="62" r="5" />
      <path class="tail" d="M44 80H64Q74 80 75 68L78 44Q80 32 88 26" />
    </g>
  );
}

/** A slip that hangs out of the closed printer. */
export function SlipOut() {
  return <path class="tail" d="M78 46L80 38Q82 28 90 24" />;
}

export function NewRoll() {
  return (
    <g>
      <path class="paper" d="M42 18H84Q100 18 100 42Q100 66 84 66H42" />
      <ellipse class="paper" cx="42" cy="42" rx="16" ry="24" />
      <ellipse class="full" cx="42" cy="42" rx="4" ry="7" />
      <path class="tail" d="M44 66H20Q12 66 12 76V82" />
    </g>
  );
}

/** A rocker switch: the pressed half is lit. */
export function Switch({ at: [x, y], isOn }: { readonly at: Point; readonly isOn: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect class={isOn ? "light" : "paper"} width="22" height="26" rx="3" />
      <rect class={isOn ? "paper" : "light"} y="26" width="22" height="26" rx="3" />
      <path d="M11 8V18" />
      <circle cx="11" cy="39" r="5" />
    </g>
  );
}

/** A plug with its cable, its tip to the right at x. */
export function Plug({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M-52 18Q-52 0 -34 0H-28" />
      <rect class="light" x="-28" y="-11" width="19" height="22" rx="3" />
      <path d="M-9 -6H0M-9 6H0" />
    </g>
  );
}

/** The machine's side with a hole for a plug, at the right edge. */
export function Port({ y }: { readonly y: number }) {
  return (
    <g>
      <path class="body" d="M118 8H86V82H118" />
      <path class="full" d={`M86 ${y - 11}h9v22h-9z`} />
    </g>
  );
}

/** A socket in the wall. */
export function Socket() {
  return (
    <g>
      <rect class="body" x="72" y="18" width="44" height="54" rx="6" />
      <circle class="paper" cx="94" cy="45" r="16" />
      <circle class="full" cx="94" cy="39" r="2" />
      <circle class="full" cx="94" cy="51" r="2" />
    </g>
  );
}

export function Scanner() {
  return (
    <g>
      <path
        class="body"
        d="M14 20H48Q54 20 54 26V36Q54 42 48 42H36L32 72H18L20 42H14Q8 42 8 36V26Q8 20 14 20Z"
      />
      <path class="full" d="M48 25h6v12h-6z" />
    </g>
  );
}

/** A slip with a code on it. */
export function CodeSlip() {
  return (
    <g>
      <path class="paper" d="M84 10H114V76L109 72L104 76L99 72L94 76L89 72L84 76Z" />
      <path class="full" d="M91 22h6v6h-6zM101 22h6v6h-6zM91 32h6v6h-6zM101 36h6v3h-6z" />
      <path d="M91 52H107M91 61H107" />
    </g>
  );
}

export function Keypad() {
  const keys = [14, 28, 42].flatMap((x) => [20, 34, 48, 62].map((y) => [x, y] as const));
  return (
    <g>
      <rect class="body" x="8" y="12" width="48" height="66" rx="5" />
      {keys.map(([x, y]) => (
        <rect key={`${x}/${y}`} class="full" x={x} y={y} width="7" height="7" />
      ))}
    </g>
  );
}

export function Speaker() {
  return (
    <g>
      <rect class="body" x="10" y="10" width="46" height="68" rx="5" />
      <circle class="paper" cx="33" cy="54" r="15" />
      <circle class="full" cx="33" cy="54" r="5" />
      <circle class="full" cx="33" cy="25" r="6" />
    </g>
  );
}

/** The stand's front: its screen between two rows of buttons. */
export function ButtonFront() {
  return (
    <g>
      <rect class="body" x="8" y="12" width="62" height="60" rx="5" />
      <rect class="paper" x="26" y="20" width="26" height="44" />
      {[26, 42, 58].map((y) => (
        <g key={y}>
          <circle class="light" cx="17" cy={y} r="4" />
          <circle class="light" cx="61" cy={y} r="4" />
        </g>
      ))}
    </g>
  );
}

/** One button in the stand's front, from the side; the front is on the left. `isIn`: it is pressed. */
export function ButtonAtFront({ isIn }: { readonly isIn: boolean }) {
  return (
    <g>
      <path class="body" d="M8 8H34V82H8" />
      <rect class="light" x="34" y="32" width={isIn ? 6 : 14} height="26" rx="3" />
    </g>
  );
}

/** A hand whose finger points to the left, at the button. */
export function Finger() {
  return (
    <g>
      <path class="paper" d="M63 38H84V34Q84 28 90 28H112V76H90Q80 76 80 66V52H63A7 7 0 0 1 63 38Z" />
      <path d="M81 60H94M83 68H94M112 24V80" />
    </g>
  );
}

export function Phone() {
  return (
    <g>
      <path
        class="light"
        d="M34 14L46 12L53 32L44 38Q50 54 63 61L71 53L90 63L86 75Q82 80 74 79Q34 72 27 26Q26 17 34 14Z"
      />
      <path d="M66 12Q88 14 92 38M67 26Q77 28 79 38" />
    </g>
  );
}

export function NetBox({ isLit }: { readonly isLit: boolean }) {
  return (
    <g>
      <path d="M26 44V14M94 44V14" />
      <rect class="body" x="12" y="44" width="96" height="34" rx="5" />
      {[32, 52, 72].map((x) => (
        <g key={x}>
          <circle class={isLit ? "light" : "full"} cx={x} cy="61" r="6" />
          {isLit ? <path d={`M${x} 36V28M${x - 7} 37L${x - 10} 31M${x + 7} 37L${x + 10} 31`} /> : null}
        </g>
      ))}
    </g>
  );
}

/** All is as it should be. */
export function Tick({ at: [x, y] }: { readonly at: Point }) {
  return (
    <g class="tick" transform={`translate(${x} ${y})`}>
      <circle class="paper" r="13" />
      <path d="M-6 0L-1 6L7 -6" />
    </g>
  );
}
