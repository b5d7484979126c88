/**
 * The words of signing in by the municipality's own login service, in both languages of the staff.
 * Knows no page and no service; whoever is told may not know what a group is, so it says who can help.
 */
import type { StaffLanguage } from "../terms.ts";

/** Why nobody was let in, as the hub names it. */
export type LoginTrouble =
  | "away"
  | "busy"
  | "stale"
  | "denied"
  | "failed"
  | "no-group"
  | "too-many-groups"
  | "no-name"
  | "local";

export type LoginTexts = {
  /** The button of the sign-in page. */
  readonly signInBy: (service: string) => string;
  /** Above the form of the hub's own accounts. */
  readonly or: string;
  readonly away: string;
  readonly signedIn: string;
  readonly goOn: string;
  readonly notIn: string;
  readonly again: string;
  readonly why: Readonly<Record<LoginTrouble, string>>;
  /** On the sign-in page in a frame, whose login service opens in a window of its own. */
  readonly frame: {
    readonly waiting: string;
    readonly blocked: (host: string) => string;
    readonly ownTab: string;
    readonly over: string;
  };
  /** In that window. */
  readonly inWindow: {
    readonly title: string;
    readonly moment: string;
    /** Nobody of the hub's own opened it, or is out of its reach. */
    readonly alone: string;
    readonly toHub: string;
    readonly done: string;
    /** Under a reason why nobody is in. */
    readonly close: string;
  };
};

export const LOGIN_TEXTS: Readonly<Record<StaffLanguage, LoginTexts>> = {
  da: {
    signInBy: (service) => `Log ind med ${service}`,
    or: "Eller med en konto her",
    away: "Login-tjenesten svarer ikke lige nu.",
    signedIn: "Du er logget ind",
    goOn: "Gå videre",
    notIn: "Du er ikke logget ind",
    again: "Til login",
    why: {
      away: "Login-tjenesten svarer ikke. Har du en konto her på køsystemet, kan du logge ind med den. Ellers prøv igen om et minut.",
      busy: "Mange logger ind lige nu. Prøv igen om et øjeblik.",
      stale:
        "Dette login gælder ikke længere: det er begyndt i en anden browser, for over ti minutter siden, eller det er allerede brugt. Begynd forfra.",
      denied: "Du afbrød, eller login-tjenesten sagde nej. Begynd forfra, hvis du vil logge ind.",
      failed:
        "Login-tjenestens svar kunne ikke godkendes, så ingen er logget ind. Prøv igen. Sker det igen, så sig det til IT: køsystemets log siger hvorfor.",
      "no-group":
        "Login-tjenesten kender dig, men du er ikke i nogen af de grupper, der bruger køsystemet. Bed din leder eller IT om at få dig med i en gruppe.",
      "too-many-groups":
        "Du er med i så mange grupper, at login-tjenesten ikke sender dem. Sig det til IT: køsystemets app skal kun have de grupper, der er tildelt den, eller bruge app-roller.",
      "no-name":
        "Login-tjenesten kender dig, men det navn, den sender, kan køsystemet ikke bruge. Sig det til IT: navnet før @ må kun have bogstaverne a-z, tal, bindestreg, understreg og enkelte punktummer, højst 64 tegn, og skal være fra kommunens eget domæne. Ellers skal personClaim være et andet.",
      local:
        "Der er allerede en konto her på køsystemet med dit navn. Log ind med den, eller bed en administrator om at fjerne den.",
    },
    frame: {
      waiting: "Log ind i det nye vindue. Har du lukket det, så tryk på knappen igen.",
      blocked: (host) =>
        `Browseren åbnede ikke vinduet til login. Giv ${host} lov til at åbne pop op-vinduer, og tryk igen. Eller brug køsystemet i en fane for sig selv:`,
      ownTab: "Åbn køsystemet i en fane",
      over: "Der kom intet svar fra det nye vindue. Tryk på knappen, og begynd forfra.",
    },
    inWindow: {
      title: "Log ind",
      moment: "Et øjeblik …",
      alone:
        "Dette vindue kan ikke tale med den side, der åbnede det, så du kan ikke logges ind dér. Brug køsystemet her i stedet.",
      toHub: "Til køsystemet",
      done: "Du er logget ind. Luk dette vindue, hvis det ikke lukker selv.",
      close: "Luk dette vindue, og gå tilbage til siden, du kom fra.",
    },
  },
  en: {
    signInBy: (service) => `Sign in with ${service}`,
    or: "Or with an account here",
    away: "The login service does not answer right now.",
    signedIn: "You are signed in",
    goOn: "Go on",
    notIn: "You are not signed in",
    again: "To the sign-in",
    why: {
      away: "The login service does not answer. If you have an account here at the queue system, sign in with that. Else try again in a minute.",
      busy: "Many are signing in right now. Try again in a moment.",
      stale:
        "This sign-in is no longer valid: it was begun in another browser, over ten minutes ago, or was used already. Begin again.",
      denied: "You stopped, or the login service said no. Begin again if you want to sign in.",
      failed:
        "The answer of the login service could not be trusted, so nobody is signed in. Try again. If it happens again, tell IT: the log of the queue system says why.",
      "no-group":
        "The login service knows you, but you are in none of the groups that use the queue system. Ask your leader or IT to put you into one.",
      "too-many-groups":
        "You are in so many groups that the login service does not send them. Tell IT: the app of the queue system must be sent only the groups that are assigned to it, or use app roles.",
      "no-name":
        "The login service knows you, but the queue system cannot use the name that it sends. Tell IT: the name before the @ may have only the letters a-z, digits, hyphens, underscores and single dots, at most 64, and must be of the municipality's own domain. Else personClaim must be another one.",
      local:
        "There is already an account here at the queue system with your name. Sign in with that, or ask an administrator to remove it.",
    },
    frame: {
      waiting: "Sign in in the new window. If you have closed it, press the button again.",
      blocked: (host) =>
        `The browser did not open the window for the sign-in. Allow ${host} to open windows (pop-ups), and press again. Or use the queue system in a tab of its own:`,
      ownTab: "Open the queue system in a tab",
      over: "Nothing was heard from the new window. Press the button to begin again.",
    },
    inWindow: {
      title: "Sign in",
      moment: "One moment …",
      alone:
        "This window cannot reach the page that opened it, so you cannot be signed in there. Use the queue system here instead.",
      toHub: "To the queue system",
      done: "You are signed in. Close this window if it does not close by itself.",
      close: "Close this window, and go back to the page that you came from.",
    },
  },
};
