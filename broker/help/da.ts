/**
 * The instructions in Danish, a page a role.
 * Data only; knows no page.
 */
import type { HelpTexts, Instructions } from "./instructions.ts";

const staff: Instructions = {
  title: "Medarbejder ved skranken",
  parts: [
    {
      head: "Begynd og slut dagen",
      lines: [
        "Åbn siden /staff, log ind, og vælg din skranke. Siden husker den.",
        "Er skranken lukket, så tryk »Åbn skranken«. Tryk »Luk skranken«, når du går. Den, du betjener, bliver hos dig til det er slut.",
        "Under »Mine køer« vælger du, hvilke køer du tager nu, og i hvilken rækkefølge.",
      ],
    },
    {
      head: "Én borger, ét tryk",
      lines: [
        "»Kald næste« (mellemrum, Enter eller F8) afslutter den forrige og kalder den næste. Betjeningen begynder af sig selv efter et minut.",
        "Under knappen står, hvem der er næste, og hvorfor.",
        "Kommer borgeren ikke: »Genkald« (G). Kommer ingen: »Ikke mødt« (I). Borgeren kan sættes tilbage i køen på listen »Ikke mødt i dag«.",
        "»Sæt til side« (P), når borgeren skal hente noget. Kald tilbage fra listen »Sat til side«.",
        "»Find et nummer« (S): skriv fx A23, og du ser, hvor det er, og kan kalde det.",
        "»Besøget« flytter til en anden kø, skranke eller person, tilføjer en ydelse eller sætter et mærke.",
        "Trykkede du forkert: »Fortryd« (Z) inden 8 sekunder. Det gælder også pause, flytning, annullering og »Betjent til og med«.",
      ],
    },
    {
      head: "Pause og hjælp",
      lines: [
        "»Pause« (B): vælg en grund. Kun kolleger ser grunden; skærmene gør ikke. Tryk »Slut pausen«, når du er tilbage.",
        "»Tilkald hjælp« (N), og N igen: alle kolleger får besked og lyd. Escape fortryder. Den, der kommer, trykker »Jeg kommer«.",
        "Har skranken et tastatur med en tast til hjælp: tryk to gange på den inden for to sekunder.",
        "Tryk ? for alle taster. »Øv dig« åbner en øvelse, der ikke når andre.",
      ],
    },
  ],
  card: {
    head: "Hvis siden mister forbindelsen",
    lines: [
      "Bliv på siden. Den viser rækkefølgen, som den var, med klokkeslæt.",
      "Tryk »Udskriv rækkefølgen«, og kald borgerne op ved at råbe nummeret. Sæt kryds ved hvert nummer.",
      "Standerne giver stadig numre. De er gyldige og kommer ind i køen bagefter.",
      "Er standeren også ude af drift: giv numre fra rullen med fortrykte numre (R).",
      "Når forbindelsen er tilbage: tast under »Mere« det sidste nummer, I nåede, i »Betjent til og med«, og tag rullens numre ind, fx R12-R19.",
    ],
  },
};

const host: Instructions = {
  title: "Vært for aftaler",
  parts: [
    {
      head: "Din dag",
      lines: [
        "Åbn siden /host, og log ind. Den viser dagens aftaler og siger til, når en gæst er ankommet.",
        "Svar gæsten: »Jeg kommer« (K), »5 minutter mere« (M) eller »Kom til lokale …« (L). Svaret står på skærmen, på gæstens telefon og i en SMS.",
        "Tryk »Mødet er begyndt« (B) og »Mødet er slut« (F). Svarer du ikke i 5 minutter, spørges din stedfortræder, og efter 10 tager skranken gæsten.",
        "Er gæsten ikke kommet, spørger siden: »Vent«, »Jeg har ringet« eller »Udeblevet«. Det kan fortrydes. En gæst, der er mødt op, kan ikke meldes udeblevet.",
        "»Ny aftale« (N): tid, mobil og besked. Gæsten får koden på SMS; uden mobil viser siden koden, så du kan læse den højt.",
        "Går du fra huset, så tryk »Væk …«, og vælg en stedfortræder.",
      ],
    },
    {
      head: "Fra en skranke: kald din borger",
      lines: [
        "Åbn siden /staff, log ind, og vælg den skranke eller det lokale, hvor du tager imod. Er det lukket, åbner en kollega eller gulvværten det.",
        "I køen står hvert nummer med den aftalte tid, og hvornår borgeren kom. »Find et nummer« (S) finder det, borgeren har på sedlen.",
        "Tryk »Kald« ved nummeret. Du kalder dem, du har en aftale med; andres gæster kan du ikke kalde.",
        "»Kaldt af Skranke 2« ved et nummer betyder, at en anden lige har kaldt det.",
      ],
    },
    {
      head: "Mødet",
      lines: [
        "Betjeningen begynder af sig selv efter et minut. Tryk »Færdig« (F), når mødet er slut.",
        "Kommer borgeren ikke: »Genkald« (G). Kommer ingen: »Ikke mødt« (I).",
        "»Sæt til side« (P), når borgeren skal hente noget. Kald tilbage fra listen »Sat til side«.",
        "Skal borgeren videre til en anden, så flyt nummeret under »Besøget«. Det beholder sin ventetid.",
        "Trykkede du forkert: »Fortryd« (Z) inden 8 sekunder. Har du brug for en kollega: »Tilkald hjælp« (N), og N igen.",
      ],
    },
  ],
  card: {
    head: "Hvis siden mister forbindelsen",
    lines: [
      "Bliv på siden. Den viser rækkefølgen og de aftalte tider, som de var, med klokkeslæt.",
      "Gå ud i hallen, og sig nummeret højt.",
      "Skriv numrene på dem, du har taget imod.",
      "Når forbindelsen er tilbage: sig numrene til en medarbejder ved skranken, før de taster »Betjent til og med«.",
    ],
  },
};

const auditor: Instructions = {
  title: "Revisor",
  parts: [
    {
      head: "Hvad du kan se",
      lines: [
        "Log ind, og åbn siden /admin. Du ser hele opsætningen, men kan ikke ændre den.",
        "Under »Versioner« står hver gang, opsætningen blev gemt: hvornår, af hvem, med hvilken bemærkning, og hvad der blev ændret.",
        "»Sporbarhed« (/trail) viser, hvem der gjorde hvad hvornår, nyeste først: kald, konti, standere, opsætning, afviste forsøg. Vælg dag, person, handling, skranke eller stander, eller et nummer på én dag.",
        "Øverst står, om hovedbogens kæde er hel, og hvornår den sidst blev prøvet.",
        "»Hent det viste som fil« giver et regneark eller JSON-linjer. At du hentede den, skrives i sporet.",
        "»Personoplysninger« (/privacy) viser, hvad der er gemt om hvem og hvorfor, og hvad der er slettet hvornår.",
        "»Min adgang« (/me) viser dine egne sessioner. Log de sessioner ud, du ikke kender.",
      ],
    },
    {
      head: "Hvad du ikke kan se",
      lines: [
        "Køerne nu og borgerne: siden /staff er ikke for revisorer, og sporet nævner aldrig en borger.",
        "Medarbejdernes navne i sporet: de har dæknavne (M-…). Skal du se navnene, giver administratoren dig også rollen leder, så længe det varer. Det står i sporet.",
        "Hvem der har hvilken rolle: det ser og ændrer administratoren under »Personer«. Bed om at få det vist.",
        "Mangler du noget til din revision, så bed administratoren om det, og skriv, hvad du har fået og hvornår.",
      ],
    },
  ],
  card: {
    head: "Hvis du finder noget, der ikke stemmer",
    lines: [
      "Ret intet, og bed ingen rette det, før det er skrevet ned.",
      "Er kæden brudt eller skåret af, så hent sporet som fil, og bed teknikeren køre talon-hub verify-ledger og gemme en sikkerhedskopi fra før.",
      "Notér hændelsens eller versionens nummer, tidspunktet og navnet, der står ved den.",
      "Sig det til lederen. Handler det om adgang, så bed administratoren afslutte sessionerne med det samme.",
      "Er hubben væk: vent. Versionerne ligger i dens data og er der igen, når den er oppe.",
    ],
  },
};

const floor: Instructions = {
  title: "Gulvvært",
  parts: [
    {
      head: "På tabletten",
      lines: [
        "Åbn siden /staff, log ind, og vælg »På gulvet«. Du ser alle køer og skranker.",
        "»Giv et nummer« til den, der ikke kan bruge standeren: vælg kø og ydelse, og sig nummeret højt.",
        "»Tjek ind til en aftale« med den aftalte tid, fx 14.30 eller 1430. Den, der kommer for sent, venter som andre.",
        "»Klaret på gulvet«: ét tryk på emnet, når du hjalp uden nummer. Det tælles i statistikken.",
        "Tryk … ved et nummer for at kalde det til en ledig skranke, flytte det, printe sedlen igen eller annullere det.",
        "»Fortryd« (Z) inden 8 sekunder tager det seneste tilbage, også et nummer, du gav, og »Klaret på gulvet«.",
      ],
    },
    {
      head: "Hold øje med",
      lines: [
        "Gule striber: nogen har ventet for længe.",
        "Alarmer øverst: papir, låg og strøm på standerne. De forsvinder selv, når det er i orden. »Skjul« gemmer én for dig alene; den ligger under »Skjult og overstået i dag«.",
        "»Skranke 2 har brug for hjælp«: tryk »Jeg kommer«, og gå derhen.",
        "Har du selv brug for en kollega: »Tilkald hjælp«, og vælg skranken, hvor det er.",
      ],
    },
  ],
  card: {
    head: "Hvis noget er ude af drift",
    lines: [
      "Printeren: standerens skærm viser tre billeder af, hvad du gør. Papirrullen lægges med papiret opad fra bunden.",
      "Ingen forbindelse: standeren giver stadig numre med sine egne bogstaver. De er gyldige.",
      "Standeren er mørk: stil dig ved den, og giv numre fra rullen med fortrykte numre (R).",
      "Tast dem ind bagefter under »Mere« → »Tag et nummer ind«, fx R12-R19.",
      "Ring til teknikeren, og sig standerens id. Det står under »Hjælp« på siden.",
    ],
  },
};

const leader: Instructions = {
  title: "Leder",
  parts: [
    {
      head: "Se, hvordan det går",
      lines: [
        "Siden /staff viser hver kø: hvor mange der venter, den længste ventetid, og hvad en ny borger bliver lovet.",
        "En gul stribe siger, når nogen har ventet længere end grænsen. Administratoren sætter grænsen på siden /admin under »Huset«.",
        "Skranker på pause tælles ikke som åbne, når ventetiden beregnes.",
      ],
    },
    {
      head: "Beslut på forhånd",
      lines: [
        "Hvilke køer hver skranke må tage. Medarbejderne vælger selv blandt dem.",
        "Grunde til pause, mærker, og hvor længe en ydelse må vare, før siden spørger.",
        "Hvem der er gulvvært, og hvem der må ændre opsætningen.",
      ],
    },
  ],
  card: {
    head: "Hvis systemet er nede",
    lines: [
      "Bekræft, at skrankerne har udskrevet rækkefølgen, og at én person styrer køen i hallen.",
      "Sæt én gulvvært ved døren med rullen med fortrykte numre (R).",
      "Luk for nye numre, hvis I ikke kan nå flere, og sig det højt i hallen.",
      "Få teknikeren på, og aftal, hvornår I prøver igen.",
      "Efter nedbruddet: alle taster »Betjent til og med«, før de kalder den næste.",
    ],
  },
};

const technician: Instructions = {
  title: "Tekniker",
  parts: [
    {
      head: "Hver maskine kan undersøge sig selv",
      lines: [
        "talon-hub check, talon-stand check og talon-caller check siger på dansk (med --language en på engelsk), hvad der er galt, og hvad du gør; talon-display check siger det på engelsk. Hvad der er galt i hubbens egne filer linje for linje, står på engelsk.",
        "talon-stand list viser de numre, der er åbne, når hubben er væk. Standerens skærm viser dem også efter en pinkode.",
        "Slutkoden siger, om en genstart hjælper: 78 er en fejl i en fil, 69 er noget, der mangler.",
      ],
    },
    {
      head: "Ved støtte udefra",
      lines: [
        "»Hjælp« på siden /staff henter en supportfil med versioner, standernes tilstand, de seneste fejl og opsætningen.",
        "Filen har ingen personoplysninger, ingen numre, ingen adgangskoder og ingen nøgler til numrenes sider.",
        "Sig altid standerens id. Det står under »Hjælp«.",
      ],
    },
  ],
  card: {
    head: "Hvis hubben ikke svarer",
    lines: [
      "Lad standerne være tændt. De giver selv numre og sender dem, når hubben er tilbage.",
      "systemctl status talon-hub, og læs den sidste linje: den siger, hvad du skal gøre.",
      "Er disken fuld, så frigør plads. Slet aldrig ledger.sqlite: standerne kan kun give dagens numre tilbage.",
      "Virker maskinen ikke, så flyt mappen med data til en ny maskine, og start hubben der. Aldrig to på én gang.",
      "Sig til medarbejderne, når den er oppe, så de taster »Betjent til og med«.",
    ],
  },
};

const administrator: Instructions = {
  title: "Administrator i borgerservice",
  parts: [
    {
      head: "Opsætningen er ét dokument",
      lines: [
        "Køer, ydelser, knapper, menuer, åbningstider, skranker, skærme og tekster står i lokationens dokument.",
        "En fejl i én knap tager kun den knap med sig. Resten virker.",
        "Ret det på siden /admin. Køer og »begynder dagen åben« på en skranke er, hvor dagen begynder; medarbejderne åbner, lukker og vælger selv.",
        "Under »Huset« står grunde til pause, mærker og grænsen for lange ventetider.",
      ],
    },
    {
      head: "Før I ændrer",
      lines: [
        "Prøv det i øvelsen: »Øv dig« på siden /staff bruger det samme dokument og når ingen andre.",
        "En kø, der fjernes, mens nogen venter, taber ingen: de flyttes til opsamlingskøen.",
        "Fortæl medarbejderne, når en skranke får andre køer.",
      ],
    },
  ],
  card: {
    head: "Hvis noget må ændres, mens der er kø",
    lines: [
      "Luk en kø ved at tage fluebenet ud ved »Køen er i brug«. De, der venter, bliver betjent.",
      "Er en ydelse sat forkert på en knap, så ret knappen. Numre, der er givet, kan flyttes på siden /staff.",
      "Gik det galt, så vend tilbage til den forrige udgave.",
      "Gem en kopi af dokumentet et andet sted end på hubben.",
      "Ved du ikke hvad: hent supportfilen under »Hjælp«, og ring til teknikeren.",
    ],
  },
};

export const daHelp: HelpTexts = {
  title: "Vejledninger",
  print: "Siden kan udskrives.",
  all: "Alle vejledninger",
  otherLanguage: "English",
  role: {
    medarbejder: staff,
    vaert: host,
    gulvvaert: floor,
    leder: leader,
    tekniker: technician,
    administrator,
    revisor: auditor,
  },
};
