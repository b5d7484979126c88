/** What can be wrong with DFDG, in the words of whoever runs the hub. Danish first. Knows no push. */

type Words = { readonly da: string; readonly en: string };

export const WORDS = {
  pushUnreadable: {
    da: "en besked fra DFDG er ikke, som oversættelsesfilen (mappingFile) siger; den sendes igen, til filen er rettet",
    en: "a push of DFDG's is not as the mapping file says; it is sent again until the file is corrected",
  },
  full: {
    da: "der venter for mange beskeder på opslag; DFDG sender de næste igen",
    en: "too many pushes wait to be looked up; DFDG sends the next ones again",
  },
  cprWrong: {
    da: "en indkaldelse har et CPR-nummer, der ikke kan passe, og kan ikke slås op",
    en: "a convocation has a CPR number that cannot be right, and cannot be looked up",
  },
  answerUnreadable: {
    da: "DFDG's svar på et opslag er ikke JSON; det slås op igen",
    en: "DFDG's answer to a lookup is no JSON; it is looked up again",
  },
  refused: (why: string): Words => ({
    da: `DFDG tager ikke imod et opslag (${why}); det prøves igen`,
    en: `DFDG does not take a lookup (${why}); it is tried again`,
  }),
  away: (why: string): Words => ({
    da: `DFDG kan ikke spørges (${why}); beskederne venter`,
    en: `DFDG cannot be asked (${why}); pushes wait`,
  }),
} as const;
