/**
 * The start of the stand's own screen: event stream in, the citizen's taps out, and the simulator beside it.
 * Knows no rule; what is shown comes from `view.ts`.
 */
import { signal } from "@preact/signals";
import { render } from "preact";
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { PaperSlip, StandPicture } from "../../../protocol/snapshots.ts";
import { CitizenScreen } from "./citizen.tsx";
import { OpenTickets } from "./open-tickets.tsx";
import { PhysicalButtons, Simulator } from "./simulator.tsx";
import { chooseLanguage, dismiss, openTickets, type SimulatedState, simulatedState } from "./stand-link.ts";
import { sidesOf } from "./view.ts";

const picture = signal<StandPicture | null>(null);
const strip = signal<readonly PaperSlip[]>([]);
const state = signal<SimulatedState | null>(null);
const isLost = signal(false);
const isStaffHere = signal(false);

async function askState(): Promise<void> {
  if (picture.value?.simulated === true) state.value = await simulatedState();
}

function Machine() {
  const here = picture.value;
  const screen = (
    <CitizenScreen
      picture={here}
      isLost={isLost.value}
      onLanguage={(language) => void chooseLanguage(language)}
      onDismiss={() => void dismiss()}
      onStaff={() => {
        isStaffHere.value = true;
      }}
    />
  );
  if (here === null || !here.simulated) return <div class="machine">{screen}</div>;
  const { left, right, rows } = sidesOf(here);
  return (
    <div class="machine simulated">
      <PhysicalButtons side="left" keys={left} rows={rows} language={here.language} />
      {screen}
      <PhysicalButtons side="right" keys={right} rows={rows} language={here.language} />
    </div>
  );
}

function Page() {
  const here = picture.value;
  return (
    <div class={here?.simulated === true ? "hall" : "alone"}>
      <Machine />
      {here?.simulated === true ? (
        <Simulator
          language={here.language}
          strip={strip.value}
          state={state.value}
          onChange={() => void askState()}
        />
      ) : null}
      {isStaffHere.value && here !== null ? (
        <OpenTickets
          language={here.language}
          timeZone={here.timeZone}
          ask={openTickets}
          onClose={() => {
            isStaffHere.value = false;
          }}
        />
      ) : null}
    </div>
  );
}

follow("/events", {
  ...silenceIn(location.search),
  on: {
    picture: (newer: StandPicture) => {
      const isFirst = picture.value === null;
      picture.value = newer;
      document.documentElement.lang = newer.language;
      if (isFirst) void askState();
    },
    strip: (newer: readonly PaperSlip[]) => {
      strip.value = newer;
    },
  },
  live: () => {
    if (isLost.value) void isOutdated().then((isOld) => isOld && location.reload());
    isLost.value = false;
    void askState();
  },
  lost: () => {
    isLost.value = true;
  },
});
const root = document.querySelector("#stand");
if (root !== null) render(<Page />, root);
