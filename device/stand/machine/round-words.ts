/**
 * What the technician's round says, in Danish and English: what to do now, and of each failure the likely causes and the cure.
 * Pure; knows no terminal, no screen and no paper.
 */
import { HAL_FAULTS, type HalCode } from "../../../hal/errors.ts";
import { inLanguage, type Language, type LocalText, type StaffLanguage } from "../../../protocol/terms.ts";
import { faultWords } from "../cli/faults.ts";
import { isOver, type Round, type Task, type TaskVerdict, type Trouble } from "./round.ts";

/** A text that is there in both of the technician's languages. */
export type Both = LocalText & { readonly en: string };
const both = (da: string, en: string): Both => ({ da, en });

const PARTS = {
  printer: both("Prøveseddel", "Test slip"),
  scanner: both("Scanning af sedlen", "Scan of the slip"),
  keypad: both("Tastaturets taster", "Keys of the keypad"),
  speaker: both("Højttalerens tone", "The speaker's tone"),
} as const;

export function taskWords(task: Task): Both {
  if (task.kind !== "button") return PARTS[task.kind];
  return both(`Knap ${task.button}`, `Button ${task.button}`);
}

/** What is written on keys whose names are no single sign. */
const KEYS: Readonly<Record<string, Both>> = {
  enter: both("Enter", "Enter"),
  backspace: both("Slet", "Backspace"),
  clear: both("Delete", "Delete"),
};
const SIGNS: Readonly<Record<string, string>> = { backspace: " (⌫)" };

/** Keys as a finger looks for them; on paper without the signs that few printers have. */
function keyWords(keys: readonly string[], hasSigns: boolean): Both {
  const sign = (key: string) => (hasSigns ? (SIGNS[key] ?? "") : "");
  const named = (of: "da" | "en") => keys.map((key) => (KEYS[key]?.[of] ?? key) + sign(key)).join(", ");
  return both(named("da"), named("en"));
}

function buttonPrompt({ plan, otherButton }: Round, button: number): Both {
  const hasLamp = plan.lamps.includes(button);
  if (otherButton !== null)
    return both(
      `Knap ${otherButton} svarede. ${hasLamp ? `Tryk på knap ${button}, den der lyser` : `Tryk på knap ${button}`}. Har du trykket på den rette, så tryk på den igen.`,
      `Button ${otherButton} answered. ${hasLamp ? `Press button ${button}, the one that is lit` : `Press button ${button}`}. If you did press the right one, press it again.`,
    );
  if (button === plan.assist)
    return both(`Tryk på taletasten, knap ${button}.`, `Press the speech key, button ${button}.`);
  return hasLamp
    ? both(
        `Lampe ${button} lyser. Tryk på den knap, der lyser.`,
        `Lamp ${button} is lit. Press the button that is lit.`,
      )
    : both(`Tryk på knap ${button}.`, `Press button ${button}.`);
}

function scannerPrompt({ hasSlip, sawOtherCode }: Round): Both {
  if (sawOtherCode)
    return both(
      "Det var en anden kode. Hold koden på den nye prøveseddel foran scanneren.",
      "That was another code. Hold the code of the new test slip before the scanner.",
    );
  return hasSlip
    ? both("Hold koden på prøvesedlen foran scanneren.", "Hold the code of the test slip before the scanner.")
    : both("Hold en hvilken som helst kode foran scanneren.", "Hold any code you have before the scanner.");
}

/** What is to be done now, in one sentence. */
export function promptWords(round: Round): Both {
  const [task] = round.left;
  switch (task?.kind) {
    case undefined:
      return both("Runden er slut.", "The round is over.");
    case "button":
      return buttonPrompt(round, task.button);
    case "printer":
      return round.phase === "asking"
        ? both(
            "Er prøvesedlen rigtig: alle bogstaver, stregen fra kant til kant, det store nummer, koden, klippet?",
            "Is the test slip right: every letter, the line from edge to edge, the large number, the code, the cut?",
          )
        : both("Der printes en prøveseddel.", "A test slip is being printed.");
    case "scanner":
      return scannerPrompt(round);
    case "keypad": {
      const keys = keyWords(round.keysLeft, true);
      return both(`Tryk på tasterne, der mangler: ${keys.da}`, `Press the keys that are left: ${keys.en}`);
    }
    case "speaker":
      return round.phase === "asking"
        ? both("Hørte du en tone?", "Did you hear a tone?")
        : both("Der spilles en tone.", "A tone is being played.");
  }
}

/** What is wrong, and the likely causes with what to do about them. */
export type TroubleWords = { readonly problem: Both; readonly next: Both };

const said = (problem: Both, next: Both): TroubleWords => ({ problem, next });

const PLAIN: Readonly<
  Record<
    "away" | "misprinted" | "nothing-scanned" | "other-code" | "no-keys" | "unheard" | "unjudged",
    TroubleWords
  >
> = {
  away: said(
    both("standeren kan ikke nå delen", "the stand cannot reach the part"),
    both(
      "Se efter kablet; standeren bruger delen igen af sig selv. Bliver det ved, så kør talon-stand check, der siger hvorfor.",
      "Check its cable; the stand uses the part again by itself. If it stays away, run talon-stand check, which says why.",
    ),
  ),
  misprinted: said(
    both("sedlen er ikke rigtig", "the slip is not right"),
    both(
      "Forkerte bogstaver: vælg printerens profile i filen, eller ret codeTable. Stregen når ikke kanten eller brydes: ret paperWidthMm. Koden mangler: sæt qr til raster. Intet klip: profilen passer ikke, eller printeren har ingen kniv. Blankt papir: rullen vender forkert.",
      "Wrong letters: choose the printer's profile in the file, or correct codeTable. The line does not reach the edge, or wraps: correct paperWidthMm. No code: set qr to raster. No cut: the profile does not fit, or the printer has no knife. Blank paper: the roll is the wrong way round.",
    ),
  ),
  "nothing-scanned": said(
    both("scanneren læste ingenting", "the scanner read nothing"),
    both(
      "Lyser scanneren ikke: se efter kablet. Lyser den, men tier: den er måske sat op som tastatur og ikke som USB-seriel (eller omvendt); sæt den op efter dens håndbog, og ret scanner.driver. Den rigtige enhed: talon-stand devices.",
      "If the scanner shows no light: check its cable. If it does and says nothing: it may be set up as a keyboard and not as USB serial (or the other way round); set it up by its handbook, and correct scanner.driver. The right device: talon-stand devices.",
    ),
  ),
  "other-code": said(
    both(
      "scanneren læste noget andet, end der står på sedlen",
      "the scanner read something else than what is on the slip",
    ),
    both(
      "Var det den nye seddel? Ellers sætter scanneren noget omkring koden (skriv det i prefix og suffix), eller den skriver i et andet tastaturlayout (ret layout).",
      "Was it the new slip? Otherwise the scanner puts something around the code (write it in prefix and suffix), or types in another keyboard layout (correct layout).",
    ),
  ),
  "no-keys": said(
    both("ingen tast svarede", "no key answered"),
    both(
      "Se efter kablet, og at filen peger på det rigtige tastatur: talon-stand devices.",
      "Check the cable, and that the file names the right keypad: talon-stand devices.",
    ),
  ),
  unjudged: said(
    both("ikke bedømt: ingen svarede", "not judged: nobody answered"),
    both("Tag eftersynet igen, og svar på spørgsmålet.", "Make the round again, and answer the question."),
  ),
  unheard: said(
    both("tonen kunne ikke høres", "the tone was not heard"),
    both(
      "Skru op (alsamixer), og se efter højttalerens kabel og strøm, og at filen peger på det rigtige lydkort.",
      "Turn it up (alsamixer), and check the speaker's cable and power, and that the file names the right sound card.",
    ),
  ),
};

function buttonTrouble(trouble: Extract<Trouble, { kind: "silent" | "swapped" | "stuck" }>): TroubleWords {
  switch (trouble.kind) {
    case "swapped":
      return said(
        both(`knap ${trouble.other} svarede i stedet`, `button ${trouble.other} answered instead`),
        both(
          `Ledningerne er byttet om, enten knappernes eller lampernes: byt dem, eller byt de to numre i buttons.lines (eller lamps.lines).`,
          `Wires have changed places, those of the buttons or of the lamps: change them back, or change the two numbers in buttons.lines (or lamps.lines).`,
        ),
      );
    case "stuck":
      return said(
        both("knappen sidder fast", "the button is stuck"),
        both(
          "Er knappen klemt, så løsn den. Ellers er ledningen kortsluttet, eller knappen virker omvendt: prøv isActiveLow.",
          "If the button is jammed, free it. Otherwise its wire is short-circuited, or it works the other way round: try isActiveLow.",
        ),
      );
    case "silent":
      return trouble.hasLamp
        ? said(
            both("ingen trykkede, mens lampen skulle lyse", "nobody pressed while the lamp should be lit"),
            both(
              "Lyste lampen: se efter knappens ledninger og dens nummer i buttons.lines. Lyste den ikke: se efter lampens ledninger og strøm, dens nummer i lamps.lines og lamps.isActiveLow.",
              "If the lamp was lit: check the button's wires and its number in buttons.lines. If it was dark: check the lamp's wires and power, its number in lamps.lines, and lamps.isActiveLow.",
            ),
          )
        : said(
            both("knappen svarede ikke", "the button did not answer"),
            both(
              "Se efter knappens ledninger og dens nummer i buttons.lines.",
              "Check the button's wires and its number in buttons.lines.",
            ),
          );
  }
}

const OUTCOMES: Readonly<Record<string, Both>> = {
  torn: both("prøvesedlen kom ikke hel ud", "the test slip did not come out whole"),
  unknown: both(
    "printeren siger ikke, om prøvesedlen kom ud",
    "the printer does not say whether the test slip came out",
  ),
};
const NOT_OUT = both("prøvesedlen kom ikke ud", "the test slip did not come out");

const isHalCode = (code: string | null): code is HalCode => code !== null && code in HAL_FAULTS;

/** A fault of the printer at this stand: nobody who stands before it needs to be told where it is. */
function printTrouble({ result, code }: Extract<Trouble, { kind: "not-printed" }>): TroubleWords {
  const out = OUTCOMES[result] ?? NOT_OUT;
  if (!isHalCode(code))
    return said(
      out,
      both("Se efter papir, låg og kabel, og prøv igen.", "Check paper, cover and cable, and try again."),
    );
  const fault = (language: StaffLanguage) => faultWords(code, "", language);
  const problem = (language: StaffLanguage) =>
    `${out[language]}: ${fault(language).problem.replace(" ()", "").replace(/ {2,}/g, " ")}`;
  return said(both(problem("da"), problem("en")), both(fault("da").next, fault("en").next));
}

export function troubleWords(trouble: Trouble): TroubleWords {
  switch (trouble.kind) {
    case "silent":
    case "swapped":
    case "stuck":
      return buttonTrouble(trouble);
    case "not-printed":
      return printTrouble(trouble);
    case "keys-missing": {
      const keys = keyWords(trouble.keys, false);
      return said(
        both(`de taster svarede ikke: ${keys.da}`, `these keys did not answer: ${keys.en}`),
        both(
          "Findes de på tastaturet, er de slidt, eller de hedder noget andet i keypad.keys.",
          "If the pad has them they are worn, or are called something else in keypad.keys.",
        ),
      );
    }
    case "not-played":
      return said(
        both(
          `tonen kunne ikke spilles: ${trouble.problem}`,
          `the tone could not be played: ${trouble.problem}`,
        ),
        PLAIN.unheard.next,
      );
    default:
      return PLAIN[trouble.kind];
  }
}

const VERDICT = {
  good: both("i orden", "in order"),
  "left-out": both("ikke prøvet", "not tried"),
} as const;

/** One line a part: its name, and in order, not tried, or what is wrong. */
export function verdictWords({ task, verdict, trouble }: TaskVerdict): Both {
  const name = taskWords(task);
  const found =
    trouble === null ? VERDICT[verdict === "good" ? "good" : "left-out"] : troubleWords(trouble).problem;
  return both(`${name.da}: ${found.da}`, `${name.en}: ${found.en}`);
}

/** How it all ended, in one sentence; empty while the round goes on. */
export function summaryWords(round: Round): Both {
  if (!isOver(round)) return both("", "");
  const wrong = round.done.filter(({ verdict }) => verdict === "wrong").length;
  const untried = round.done.filter(({ verdict }) => verdict === "left-out").length;
  if (wrong > 0)
    return both(
      wrong === 1 ? "1 ting skal rettes." : `${wrong} ting skal rettes.`,
      wrong === 1 ? "1 thing must be put right." : `${wrong} things must be put right.`,
    );
  return untried > 0
    ? both(
        `Det, der blev prøvet, er i orden; ${untried} er ikke prøvet.`,
        `What was tried is in order; ${untried} not tried.`,
      )
    : both("Alt er i orden.", "Everything is in order.");
}

type FoundLine = {
  readonly verdict: TaskVerdict["verdict"];
  readonly text: Both;
  /** What to do about it; the same cure is told once, at the first part that needs it. */
  readonly next: Both | null;
};

/** What was found of each part so far. */
export function foundLines(round: Round): FoundLine[] {
  const told = new Set<string>();
  return round.done.map((one) => {
    const next = one.trouble === null ? null : troubleWords(one.trouble).next;
    const isNew = next !== null && !told.has(next.da);
    if (isNew) told.add(next.da);
    return { verdict: one.verdict, text: verdictWords(one), next: isNew ? next : null };
  });
}

/** The whole verdict, one line a part and what to do about what is wrong, the summary last. */
export function reportWords(round: Round, language: Language): string[] {
  const lines = foundLines(round).flatMap(({ text, next }) => {
    const line = inLanguage(text, language);
    return next === null ? [line] : [line, `> ${inLanguage(next, language)}`];
  });
  return [...lines, inLanguage(summaryWords(round), language)];
}
