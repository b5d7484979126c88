/**
 * The start of the stand's own screen: event stream in, the citizen's taps out, and the simulator beside it.
 * Knows no rule; what is shown comes from `view.ts`.
 */
import { signal } from "@preact/signals";
import { render } from "preact";
import { isOutdated } from "../../../protocol/screen/build.ts";
import { silenceIn } from "../../../protocol/screen/silence.ts";
import { follow } from "../../../protocol/screen/stream.ts";
import type { EnrolmentPicture, PaperSlip, StandPicture } from "../../../protocol/snapshots.ts";
import { dirOf, type ToMend } from "../../../protocol/terms.ts";
import { CitizenScreen } from "./citizen.tsx";
import { EnrolScreen } from "./enrol.tsx";
import { OpenTickets } from "./open-tickets.tsx";
import { PhysicalButtons, Simulator, TactileKey } from "./simulator.tsx";
import { chooseLanguage, chooseLook, dismiss, openTickets, type SimulatedState } from "./stand-link.ts";
import { buttonsOf, isOtherPage, sidesOf } from "./view.ts";

/** What the stand has said last, and what its page is about. */
function openScreen() {
  return {
    picture: signal<StandPicture | null>(null),
    /** `null` for a stand with an account: it needs no code. */
    enrolment: signal<EnrolmentPicture | null>(null),
    strip: signal<readonly PaperSlip[]>([]),
    state: signal<SimulatedState | null>(null),
    isLost: signal(false),
    isStaffHere: signal(false),
    opened: signal<ToMend | null>(null),
    isChoosing: signal(false),
  };
}

type Screen = ReturnType<typeof openScreen>;

/** What somebody opened by hand and left open. */
const OPEN_MS = 60_000;

function openLanguages({ isChoosing }: Screen, isOpen: boolean): void {
  isChoosing.value = isOpen;
  if (isOpen) setTimeout(() => (isChoosing.value = false), OPEN_MS);
}

function openMend({ opened }: Screen, what: ToMend | null): void {
  opened.value = what;
  if (what !== null) setTimeout(() => opened.value === what && (opened.value = null), OPEN_MS);
}

/** What stands on the glass: the citizen's screen, or the form that makes this machine a stand. */
function Glass({ screen }: { readonly screen: Screen }) {
  const here = screen.picture.value;
  const enrolment = screen.enrolment.value;
  if (enrolment !== null && enrolment.kind !== "enrolled")
    return <EnrolScreen enrolment={enrolment} isLost={screen.isLost.value} />;
  return (
    <CitizenScreen
      picture={here}
      isLost={screen.isLost.value}
      onLanguage={(language) => {
        screen.isChoosing.value = false;
        void chooseLanguage(language);
      }}
      isChoosing={screen.isChoosing.value}
      onChoosing={(isOpen) => openLanguages(screen, isOpen)}
      onLook={(isHigh) => void chooseLook(isHigh)}
      onDismiss={() => void dismiss()}
      opened={screen.opened.value}
      onMend={(what) => openMend(screen, what)}
      onStaff={() => {
        screen.isStaffHere.value = true;
      }}
    />
  );
}

function Machine({ screen }: { readonly screen: Screen }) {
  const here = screen.picture.value;
  const citizen = <Glass screen={screen} />;
  if (here === null || !here.simulated) return <div class="machine">{citizen}</div>;
  const { language } = here;
  const { left, right, rows } = sidesOf(here);
  const numbers = buttonsOf(here);
  return (
    <div class="machine simulated" dir="ltr">
      <PhysicalButtons
        side="left"
        numbers={numbers.slice(0, rows)}
        keys={left}
        rows={rows}
        language={language}
      />
      {citizen}
      <PhysicalButtons
        side="right"
        numbers={numbers.slice(rows)}
        keys={right}
        rows={rows}
        language={language}
      />
      {here.access.key === null ? null : <TactileKey button={here.access.key} language={language} />}
    </div>
  );
}

function Page({ screen }: { readonly screen: Screen }) {
  const here = screen.picture.value;
  return (
    <div class={here?.simulated === true ? "hall" : "alone"}>
      <Machine screen={screen} />
      {here?.simulated === true ? (
        <Simulator
          language={here.language}
          strip={screen.strip.value}
          state={screen.state.value}
          buttons={buttonsOf(here)}
        />
      ) : null}
      {screen.isStaffHere.value && here !== null ? (
        <OpenTickets
          language={here.language}
          timeZone={here.timeZone}
          ask={openTickets}
          onClose={() => {
            screen.isStaffHere.value = false;
          }}
        />
      ) : null}
    </div>
  );
}

function watch(screen: Screen): void {
  const { picture, strip, state, isLost } = screen;
  follow("/events", {
    ...silenceIn(location.search),
    on: {
      picture: (newer: StandPicture) => {
        if (picture.value !== null && isOtherPage(picture.value, newer)) screen.isChoosing.value = false;
        picture.value = newer;
        Object.assign(document.documentElement, { lang: newer.language, dir: dirOf(newer.language) });
      },
      enrolment: (newer: EnrolmentPicture) => {
        screen.enrolment.value = newer;
      },
      strip: (newer: readonly PaperSlip[]) => {
        strip.value = newer;
      },
      /* At the start and whenever somebody moved a switch, with this page or with curl. The only source: an answer that was
         asked for beside it could come late and be older. */
      simulated: (newer: SimulatedState) => {
        state.value = newer;
      },
    },
    live: () => {
      if (isLost.value) void isOutdated().then((isOld) => isOld && location.reload());
      isLost.value = false;
    },
    lost: () => {
      isLost.value = true;
    },
  });
}

function start(root: Element): void {
  const screen = openScreen();
  watch(screen);
  render(<Page screen={screen} />, root);
}

const root = document.querySelector("#stand");
if (root !== null) start(root);
