/** What the house's rules are called at the administration page, and what each means. Words only; knows no page. */
import { pair } from "./pair.ts";

export const HOUSE_RULE_WORDS = {
  houseRule: pair(
    {
      recallLimit: "Så mange genkald, før nummeret går videre som ikke mødt",
      placesBack: "Den, der ikke mødte, kommer så mange pladser tilbage",
      longServiceMin: "Spørg, om betjeningen stadig er i gang, efter (minutter)",
      longWaitMin: "Sig til medarbejderne, når nogen har ventet over (minutter)",
      holdMin: "Er skranken eller kollegaen væk, må alle kalde nummeret efter (minutter)",
      postponeMin: '"Jeg skal bruge mere tid" giver (minutter)',
      mostPostponements: "Så mange gange må man bede om mere tid",
      mostRejoins: "Så mange gange må man komme tilbage i køen",
      checkInEarlyMin: "Så mange minutter før aftalt tid kan man melde sin ankomst",
      checkInLateMin: "Så mange minutter efter aftalt tid kan man melde sin ankomst",
    },
    {
      recallLimit: "So many recalls before the number goes on as a no-show",
      placesBack: "Whoever did not come goes so many places back",
      longServiceMin: "Ask whether service still goes on after (minutes)",
      longWaitMin: "Tell staff when somebody has waited over (minutes)",
      holdMin: "When the counter or colleague is away, anybody may call the number after (minutes)",
      postponeMin: '"I need more time" gives (minutes)',
      mostPostponements: "So many times may one ask for more time",
      mostRejoins: "So many times may one come back into the queue",
      checkInEarlyMin: "So many minutes before the agreed time one can check in",
      checkInLateMin: "So many minutes after the agreed time one can check in",
    },
  ),
  houseRuleIs: pair(
    {
      recallLimit: "Tomt: 3.",
      placesBack: "0: nummeret beholder sin plads. Tomt: 0.",
      longServiceMin: "Så lange betjeninger tæller ikke med i ventetiden. Tomt: 45.",
      longWaitMin: "Tomt: 30.",
      holdMin:
        "Et nummer, der er flyttet til en skranke eller kollega. Lukker skranken, sker det straks. Tomt: 15.",
      postponeMin: "Så længe går andre først. Tomt: 10.",
      mostPostponements: "0: det kan man ikke. Tomt: 2.",
      mostRejoins: "Efter et kald, man ikke hørte. 0: det kan man ikke. Tomt: 2.",
      checkInEarlyMin: "Den, der kommer før, får at vide hvornår. Tomt: 60.",
      checkInLateMin: "Den, der kommer senere, må spørge personalet. Tomt: 30.",
    },
    {
      recallLimit: "Empty: 3.",
      placesBack: "0: the number keeps its place. Empty: 0.",
      longServiceMin: "Services that long do not count in the waiting time. Empty: 45.",
      longWaitMin: "Empty: 30.",
      holdMin:
        "A number that was moved to a counter or colleague. When the counter closes, at once. Empty: 15.",
      postponeMin: "For so long others go first. Empty: 10.",
      mostPostponements: "0: never. Empty: 2.",
      mostRejoins: "After a call that was not heard. 0: never. Empty: 2.",
      checkInEarlyMin: "Whoever comes before is told when. Empty: 60.",
      checkInLateMin: "Whoever comes later must ask the staff. Empty: 30.",
    },
  ),
};
