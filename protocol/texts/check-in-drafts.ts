/**
 * What a citizen with an appointment reads, in the languages that a named reader signs off before they are offered.
 * Knows no stand and no rule.
 */
import type { CheckInTexts } from "./check-in.ts";
import type { Draft } from "./draft.ts";

type Texts = Draft<CheckInTexts>;

export const arCheckIn: Texts = {
  welcome: "أهلاً بك. تم تسجيل وصولك.",
  arrived: (clock) => `الوصول الساعة ${clock}`,
  agreed: (clock) => `الموعد الساعة ${clock}`,
  room: (room) => `الغرفة: ${room}`,
  waitHere: "انتظر هنا حتى يُنادى على رقمك.",
  takeSlip: "خذ إيصالك.",
  personal: "رسالة لك:",
  next: (clock) => `لديك أيضًا موعد الساعة ${clock}. سجّل وصولك له مرة أخرى.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `الموعد الساعة ${clock}`,
      more === "" ? "انتظر حتى يُنادى عليك." : `انتظر حتى يُنادى على ${more}.`,
    ],
    "appointment-too-early": (clock, more) => [
      `الموعد الساعة ${clock}`,
      `يمكنك تسجيل وصولك هنا من الساعة ${more}.`,
    ],
    "appointment-not-here": (clock) => [
      `الموعد الساعة ${clock} عبر الهاتف أو الشاشة.`,
      "إذا لم تكن متأكدًا فاسأل الموظفين.",
    ],
    "appointment-other-day": (_clock, more) => [`موعدك يوم ${more}.`, "تعال في ذلك اليوم، أو اسأل الموظفين."],
    "appointment-too-late": (clock) => [
      `كان الموعد الساعة ${clock}.`,
      "اسأل الموظفين، أو اضغط على زر للحصول على رقم.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `كان هذا الموعد يوم ${more}.`,
      "اسأل الموظفين، أو اضغط على زر للحصول على رقم.",
    ],
  },
  elsewhere: (clock, place) => [`الموعد الساعة ${clock} هنا: ${place}`, "توجّه إلى هناك، أو اسأل الموظفين."],
  called: {
    asking: ["نحن ننادي أحد الموظفين …"],
    told: ["لقد نادينا أحد الموظفين. ابقَ عند الجهاز.", "إذا لم يأتِ أحد خلال دقيقة فستحصل على رقم."],
    coming: ["أحد الموظفين في طريقه إليك.", "ابقَ عند الجهاز."],
  },
  withoutCode: "موعد بدون رمز. قل من ستقابل عندما يُنادى على رقمك.",
  present: "هل لديك موعد؟ ضع الرمز أو بطاقتك الصحية أمام الماسح.",
};

export const deCheckIn: Texts = {
  welcome: "Willkommen. Sie sind angemeldet.",
  arrived: (clock) => `Angekommen um ${clock} Uhr`,
  agreed: (clock) => `Termin um ${clock} Uhr`,
  room: (room) => `Raum: ${room}`,
  waitHere: "Bitte warten Sie hier, bis Ihre Nummer aufgerufen wird.",
  takeSlip: "Nehmen Sie Ihren Beleg.",
  personal: "Nachricht für Sie:",
  next: (clock) => `Sie haben auch um ${clock} Uhr einen Termin. Melden Sie sich dafür noch einmal an.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Termin um ${clock} Uhr`,
      more === ""
        ? "Bitte warten Sie, bis Sie aufgerufen werden."
        : `Bitte warten Sie, bis ${more} aufgerufen wird.`,
    ],
    "appointment-too-early": (clock, more) => [
      `Termin um ${clock} Uhr`,
      `Sie können sich hier ab ${more} Uhr anmelden.`,
    ],
    "appointment-not-here": (clock) => [
      `Der Termin um ${clock} Uhr ist am Telefon oder Bildschirm.`,
      "Fragen Sie im Zweifel das Personal.",
    ],
    "appointment-other-day": (_clock, more) => [
      `Ihr Termin ist am ${more}.`,
      "Bitte kommen Sie an dem Tag wieder, oder fragen Sie das Personal.",
    ],
    "appointment-too-late": (clock) => [
      `Der Termin war um ${clock} Uhr.`,
      "Fragen Sie das Personal, oder drücken Sie eine Taste, um eine Nummer zu erhalten.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `Es war der Termin am ${more}.`,
      "Fragen Sie das Personal, oder drücken Sie eine Taste, um eine Nummer zu erhalten.",
    ],
  },
  elsewhere: (clock, place) => [
    `Der Termin um ${clock} Uhr ist hier: ${place}`,
    "Bitte gehen Sie dorthin, oder fragen Sie das Personal.",
  ],
  called: {
    asking: ["Wir rufen jemanden vom Personal …"],
    told: [
      "Wir haben jemanden gerufen. Bitte bleiben Sie am Gerät.",
      "Kommt innerhalb einer Minute niemand, erhalten Sie eine Nummer.",
    ],
    coming: ["Jemand vom Personal kommt zu Ihnen.", "Bitte bleiben Sie am Gerät."],
  },
  withoutCode: "Termin ohne Code. Sagen Sie, wen Sie treffen, wenn Ihre Nummer aufgerufen wird.",
  present: "Haben Sie einen Termin? Halten Sie Code oder Gesundheitskarte vor den Scanner.",
};

export const ukCheckIn: Texts = {
  welcome: "Вітаємо. Ваш прихід відмічено.",
  arrived: (clock) => `Прихід о ${clock}`,
  agreed: (clock) => `Зустріч о ${clock}`,
  room: (room) => `Кімната: ${room}`,
  waitHere: "Зачекайте тут, доки викличуть ваш номер.",
  takeSlip: "Візьміть талон.",
  personal: "Повідомлення для вас:",
  next: (clock) => `У вас також зустріч о ${clock}. Відмітьтеся на неї окремо.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Зустріч о ${clock}`,
      more === "" ? "Зачекайте, доки вас викличуть." : `Зачекайте, доки викличуть ${more}.`,
    ],
    "appointment-too-early": (clock, more) => [`Зустріч о ${clock}`, `Відмітитися тут можна з ${more}.`],
    "appointment-not-here": (clock) => [
      `Зустріч о ${clock} відбудеться телефоном або на екрані.`,
      "Якщо сумніваєтеся, зверніться до персоналу.",
    ],
    "appointment-other-day": (_clock, more) => [
      `Ваша зустріч: ${more}.`,
      "Приходьте того дня або зверніться до персоналу.",
    ],
    "appointment-too-late": (clock) => [
      `Зустріч була о ${clock}.`,
      "Зверніться до персоналу або натисніть кнопку, щоб отримати номер.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `Це була зустріч: ${more}.`,
      "Зверніться до персоналу або натисніть кнопку, щоб отримати номер.",
    ],
  },
  elsewhere: (clock, place) => [
    `Зустріч о ${clock} тут: ${place}`,
    "Ідіть туди або зверніться до персоналу.",
  ],
  called: {
    asking: ["Кличемо працівника …"],
    told: [
      "Ми покликали працівника. Залишайтеся біля апарата.",
      "Якщо за хвилину ніхто не прийде, ви отримаєте номер.",
    ],
    coming: ["Працівник іде до вас.", "Залишайтеся біля апарата."],
  },
  withoutCode: "Зустріч без коду. Скажіть, до кого ви прийшли, коли викличуть ваш номер.",
  present: "Маєте зустріч? Піднесіть код або медичну картку до сканера.",
};

export const plCheckIn: Texts = {
  welcome: "Witamy. Państwa przybycie zostało zgłoszone.",
  arrived: (clock) => `Przybycie o ${clock}`,
  agreed: (clock) => `Wizyta o ${clock}`,
  room: (room) => `Pokój: ${room}`,
  waitHere: "Prosimy poczekać tutaj, aż numer zostanie wywołany.",
  takeSlip: "Prosimy wziąć potwierdzenie.",
  personal: "Wiadomość dla Państwa:",
  next: (clock) => `Mają Państwo także wizytę o ${clock}. Prosimy zgłosić się na nią osobno.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Wizyta o ${clock}`,
      more === "" ? "Prosimy poczekać na wywołanie." : `Prosimy poczekać, aż ${more} zostanie wywołany.`,
    ],
    "appointment-too-early": (clock, more) => [`Wizyta o ${clock}`, `Zgłosić się tutaj można od ${more}.`],
    "appointment-not-here": (clock) => [
      `Wizyta o ${clock} odbywa się przez telefon lub na ekranie.`,
      "W razie wątpliwości prosimy zapytać personel.",
    ],
    "appointment-other-day": (_clock, more) => [
      `Państwa wizyta: ${more}.`,
      "Prosimy przyjść tego dnia lub zapytać personel.",
    ],
    "appointment-too-late": (clock) => [
      `Wizyta była o ${clock}.`,
      "Prosimy zapytać personel lub nacisnąć przycisk, aby otrzymać numer.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `To była wizyta: ${more}.`,
      "Prosimy zapytać personel lub nacisnąć przycisk, aby otrzymać numer.",
    ],
  },
  elsewhere: (clock, place) => [
    `Wizyta o ${clock} jest tutaj: ${place}`,
    "Prosimy udać się tam lub zapytać personel.",
  ],
  called: {
    asking: ["Wzywamy pracownika …"],
    told: [
      "Wezwaliśmy pracownika. Prosimy pozostać przy urządzeniu.",
      "Jeśli w ciągu minuty nikt nie przyjdzie, otrzymają Państwo numer.",
    ],
    coming: ["Pracownik już do Państwa idzie.", "Prosimy pozostać przy urządzeniu."],
  },
  withoutCode: "Wizyta bez kodu. Gdy numer zostanie wywołany, prosimy powiedzieć, z kim jest spotkanie.",
  present: "Mają Państwo wizytę? Prosimy przyłożyć kod lub kartę zdrowia do skanera.",
};

export const trCheckIn: Texts = {
  welcome: "Hoş geldiniz. Geldiğiniz bildirildi.",
  arrived: (clock) => `Geliş saati: ${clock}`,
  agreed: (clock) => `Randevu saati: ${clock}`,
  room: (room) => `Oda: ${room}`,
  waitHere: "Numaranız çağrılana kadar lütfen burada bekleyin.",
  takeSlip: "Fişinizi alın.",
  personal: "Size mesaj:",
  next: (clock) => `Saat ${clock} için de randevunuz var. Onun için yeniden bildirin.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Randevu saati: ${clock}`,
      more === "" ? "Çağrılana kadar bekleyin." : `${more} çağrılana kadar bekleyin.`,
    ],
    "appointment-too-early": (clock, more) => [
      `Randevu saati: ${clock}`,
      `Geldiğinizi burada saat ${more} itibarıyla bildirebilirsiniz.`,
    ],
    "appointment-not-here": (clock) => [
      `Saat ${clock} randevusu telefonla veya ekranda yapılır.`,
      "Emin değilseniz personele sorun.",
    ],
    "appointment-other-day": (_clock, more) => [`Randevunuz: ${more}.`, "O gün gelin veya personele sorun."],
    "appointment-too-late": (clock) => [
      `Randevu saati ${clock} idi.`,
      "Personele sorun veya numara almak için bir düğmeye basın.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `İptal edilen randevu: ${more}.`,
      "Personele sorun veya numara almak için bir düğmeye basın.",
    ],
  },
  elsewhere: (clock, place) => [
    `Saat ${clock} randevusu burada: ${place}`,
    "Lütfen oraya gidin veya personele sorun.",
  ],
  called: {
    asking: ["Bir görevli çağrılıyor …"],
    told: [
      "Bir görevli çağrıldı. Lütfen cihazın yanında kalın.",
      "Bir dakika içinde kimse gelmezse bir numara alırsınız.",
    ],
    coming: ["Bir görevli size geliyor.", "Lütfen cihazın yanında kalın."],
  },
  withoutCode: "Kodsuz görüşme. Numaranız çağrıldığında kiminle görüşeceğinizi söyleyin.",
  present: "Randevunuz mu var? Kodu veya sağlık kartınızı tarayıcıya tutun.",
};

export const soCheckIn: Texts = {
  welcome: "Soo dhawoow. Imaatinkaaga waa la diiwaangeliyey.",
  arrived: (clock) => `La yimid ${clock}`,
  agreed: (clock) => `Ballanta ${clock}`,
  room: (room) => `Qolka: ${room}`,
  waitHere: "Fadlan halkan ku sug ilaa lambarkaaga loo yeero.",
  takeSlip: "Qaado warqaddaada.",
  personal: "Fariin kuu taal:",
  next: (clock) => `Waxaad kaloo leedahay ballan ${clock}. Mar kale isu diiwaangeli.`,
  refused: {
    "already-checked-in": (clock, more) => [
      `Ballanta ${clock}`,
      more === "" ? "Sug ilaa lagugu yeero." : `Sug ilaa ${more} loo yeero.`,
    ],
    "appointment-too-early": (clock, more) => [
      `Ballanta ${clock}`,
      `Halkan waxaad iska diiwaangelin kartaa laga bilaabo ${more}.`,
    ],
    "appointment-not-here": (clock) => [
      `Ballanta ${clock} waa telefoon ama shaashad.`,
      "Haddii aad shakisan tahay, weydii shaqaalaha.",
    ],
    "appointment-other-day": (_clock, more) => [
      `Ballantaadu waa ${more}.`,
      "Kaalay maalintaas, ama weydii shaqaalaha.",
    ],
    "appointment-too-late": (clock) => [
      `Ballantu waxay ahayd ${clock}.`,
      "Weydii shaqaalaha, ama riix badhan si aad lambar u hesho.",
    ],
    "appointment-cancelled": (_clock, more) => [
      `Waxay ahayd ballanta ${more}.`,
      "Weydii shaqaalaha, ama riix badhan si aad lambar u hesho.",
    ],
  },
  elsewhere: (clock, place) => [
    `Ballanta ${clock} waa halkan: ${place}`,
    "Fadlan halkaas tag, ama weydii shaqaalaha.",
  ],
  called: {
    asking: ["Waxaan u yeereynaa shaqaale …"],
    told: [
      "Waxaan u yeernay shaqaale. Fadlan qalabka agtiisa joog.",
      "Haddii daqiiqad gudaheed cidna iman weydo, lambar baad helaysaa.",
    ],
    coming: ["Shaqaale ayaa kuu soo socda.", "Fadlan qalabka agtiisa joog."],
  },
  withoutCode: "Kulan aan koodh lahayn. Sheeg cidda aad la kulmayso marka lambarkaaga loo yeero.",
  present: "Ballan ma leedahay? Koodhka ama kaadhka caafimaadka hor dhig iskaanka.",
};
