/**
 * What citizens read and hear in Arabic; not offered before a reader has signed it off (protocol/texts/review.ts).
 * Written right-to-left.
 * Knows no other language and no rule; the keys are those of `keys.ts`, and what is missing is said in English.
 */
import type { CitizenRefusalTexts } from "./citizen-refusals.ts";
import { counted, type Draft } from "./draft.ts";
import type * as keys from "./keys.ts";

const ahead = (count: number) =>
  counted("ar", count, {
    zero: "أنت التالي",
    one: "أمامك شخص واحد",
    two: "أمامك شخصان",
    few: "أمامك # أشخاص",
    many: "أمامك # شخصًا",
    other: "أمامك # شخص",
  });
const waiting = (count: number) =>
  counted("ar", count, {
    zero: "لا أحد ينتظر",
    one: "شخص واحد ينتظر",
    two: "شخصان ينتظران",
    few: "# أشخاص ينتظرون",
    many: "# شخصًا ينتظرون",
    other: "# شخص ينتظرون",
  });

export const arRefusals: Draft<CitizenRefusalTexts> = {
  "queue-closed": "الطابور مغلق حاليًا.",
  "queue-unknown": "هذا الطابور غير موجود.",
  "service-unknown": "هذه الخدمة غير متوفرة هنا.",
  "service-closed": "هذه الخدمة مغلقة حاليًا.",
  "last-ticket-given": "لا يمكننا خدمة المزيد قبل الإغلاق. لا تُعطى أرقام أخرى.",
  "quota-reached": "انتهت أرقام اليوم.",
  "ticket-unknown": "هذا الرقم غير معروف لدينا.",
  "ticket-ended": "انتهى هذا الرقم بالفعل.",
  "not-waiting": "هذا الرقم ليس في الانتظار.",
  "not-requeueable": "لا يمكن إعادة هذا الرقم إلى الطابور.",
  "postponed-enough": "لا يمكنك السماح لمزيد من الأشخاص بالمرور قبلك. اسأل الموظفين من فضلك.",
  "code-unknown": "هذا الرمز غير معروف لدينا. اسأل الموظفين من فضلك وسنساعدك.",
  "no-appointment": "لم نجد موعدًا. اضغط على زر للحصول على رقم.",
};

export const arStates: Draft<keys.StateTexts> = {
  waiting: "في الانتظار",
  called: "تم النداء",
  serving: "قيد الخدمة",
  parked: "مؤجل",
  served: "انتهى",
  "no-show": "لم يحضر",
  left: "غادر",
  cancelled: "أُلغي",
  recovered: "تم استرجاعه",
  expired: "انتهت صلاحيته",
};

export const arReceipt: Draft<keys.ReceiptTexts> = {
  number: "رقمك",
  ahead,
  wait: "وقت الانتظار المتوقع:",
  follow: "تابع الطابور على هاتفك",
  sameQueueAs: (letters, queue) => `نفس طابور ${letters} (${queue})`,
  copy: "KOPI / نسخة",
  keep: "احتفظ بهذه الورقة حتى يتم نداؤك",
  bring: "تذكّر أن تحضر معك:",
  noNumber: "هذا ليس رقم دور",
};

export const arStand: Draft<keys.StandTexts> = {
  title: "خذ رقمًا",
  welcome: "أهلًا وسهلًا",
  pressButton: "اضغط على الزر المجاور لما جئت من أجله",
  choose: "كيف يمكننا مساعدتك؟",
  back: "رجوع",
  language: "العربية",
  chooseLanguage: "اختر اللغة",
  starting: "الجهاز قيد التشغيل …",
  lost: "فقدت الشاشة الاتصال بالجهاز. قد تعمل الأزرار رغم ذلك.",
  offLine: "الاتصال مقطوع، لكن يمكنك الحصول على رقم رغم ذلك. الرقم صالح.",
  closed: "مغلق",
  given: "انتهت أرقام اليوم",
  givenForNow: "لا تُعطى أرقام أخرى حاليًا",
  busy: "لحظة من فضلك …",
  noNumber: "لا يمكننا إعطاء رقم حاليًا",
  storage: "يوجد عطل في الجهاز",
  stuck: "الزر عالق",
  buttonsGone: "الأزرار لا تعمل حاليًا",
  askStaff: "اسأل الموظفين من فضلك",
  printer: {
    low: "الورق على وشك النفاد.",
    out: "نفد الورق. سيظهر رقمك هنا على الشاشة.",
    cover: "غطاء الطابعة مفتوح. سيظهر رقمك هنا على الشاشة.",
    jam: "الورق عالق. سيظهر رقمك هنا على الشاشة.",
    offline: "الطابعة لا تستجيب. سيظهر رقمك هنا على الشاشة.",
  },
  scannerGone: "الماسح لا يعمل حاليًا.",
  presentCode: "هل لديك رمز؟ ضعه أمام الماسح.",
  typeCode: "أدخل الرمز ثم اضغط Enter",
  digits: (count) =>
    counted("ar", count, {
      zero: "لا أرقام",
      one: "رقم واحد",
      two: "رقمان",
      few: "# أرقام",
      many: "# رقمًا",
      other: "# رقم",
    }),
  yourNumber: "رقمك",
  paperFailed: "لم تخرج الورقة. رقمك صالح رغم ذلك.",
  takePhoto: "احفظ الرقم أو امسح الرمز بهاتفك.",
  dismiss: "لقد رأيت رقمي",
  ahead,
  wait: "وقت الانتظار المتوقع:",
  codeOffLine: "لا يمكننا البحث عن الرمز حاليًا. اسأل الموظفين من فضلك.",
  openTickets: "الأرقام المفتوحة",
  pin: "الرمز السري للموظفين",
  pinWrong: "رمز سري خاطئ.",
  pinSlow: "محاولات كثيرة جدًا. انتظر قليلًا ثم حاول مرة أخرى.",
  show: "عرض",
  hide: "إخفاء",
  noOpenTickets: "لا توجد أرقام مفتوحة.",
  issued: "وقت السحب",
  queue: "الطابور",
  scanWithPhone: "امسح الرمز بهاتفك",
  goTo: (counter) => `توجّه إلى ${counter}`,
  missed: "تم نداؤك ولم تحضر",
  missedHelp: "اضغط على الزر إذا أردت العودة إلى الطابور",
  rejoin: "العودة إلى الطابور",
};

export const arDisplay: Draft<keys.DisplayTexts> = {
  directions: {
    left: "إلى اليسار",
    right: "إلى اليمين",
    ahead: "إلى الأمام",
    back: "خلفك",
    up: "صعودًا على الدرج",
    down: "نزولًا على الدرج",
  },
  nowCalling: "النداء الآن",
  calledLast: "آخر نداء",
  latest: "آخر النداءات",
  welcome: "أهلًا وسهلًا – خذ رقمًا من الجهاز",
  starting: "الشاشة قيد التشغيل …",
  closed: "مغلق",
  given: "نفدت أرقام اليوم",
  help: "تابع رقمك على هذه الشاشة.",
  waiting,
  wait: "وقت الانتظار",
  lost: "فقدت الشاشة الاتصال",
  lostSince: (clock) => `الأرقام كما كانت الساعة ${clock}`,
  askStaff: "اسأل الموظفين من فضلك",
  soundOn: "تشغيل الصوت",
};

export const arTicket: Draft<keys.TicketTexts> = {
  title: "مكانك في الطابور",
  yourNumber: "رقمك",
  ahead,
  wait: "وقت الانتظار المتوقع:",
  unknownWait: "لا يمكننا بعد تحديد مدة انتظارك.",
  next: "أنت التالي. ابقَ قريبًا من فضلك.",
  calledNow: "حان دورك الآن",
  goTo: (counter) => `توجّه إلى ${counter}`,
  state: {
    waiting: "أنت في الانتظار",
    called: "تم نداؤك",
    serving: "تتم خدمتك الآن",
    parked: "تم تأجيل دورك وسيتم نداؤك مرة أخرى",
    served: "انتهت زيارتك. شكرًا لك.",
    "no-show": "تم نداؤك ولم تحضر. اسأل الموظفين من فضلك وسنساعدك.",
    left: "لم يعد الرقم صالحًا",
    cancelled: "أُلغي الرقم",
    recovered: "أخبر الموظفين من فضلك أنك هنا",
    expired: "كان الرقم ليوم سابق",
  },
  ended: "لم يعد الرقم في الطابور.",
  closed: "الطابور مغلق، لكن ستتم خدمتك.",
  starting: "جارٍ البحث عن مكانك في الطابور …",
  lost: "انقطع الاتصال. تابع الشاشة في القاعة من فضلك.",
  updated: (clock) => `تم التحديث الساعة ${clock}`,
  notify: "نبّهني عندما يحين دوري",
  notifyOn: "سينبّهك هاتفك عندما يحين دورك",
  keepOpen: "اترك هذه الصفحة مفتوحة.",
  unknown: "هذه الورقة غير معروفة لدينا. اسأل الموظفين من فضلك.",
  soon: "ورقتك صالحة",
  soonHelp: "الجهاز غير متصل حاليًا. سيظهر مكانك هنا بعد قليل. تابع الشاشة في القاعة من فضلك.",
  chooseLanguage: "اختر اللغة",
  act: {
    leave: "مغادرة الطابور",
    sure: "اضغط مرة أخرى لمغادرة الطابور",
    postpone: (minutes) =>
      counted("ar", minutes, {
        one: "أحتاج إلى دقيقة أخرى",
        two: "أحتاج إلى دقيقتين أخريين",
        few: "أحتاج إلى # دقائق أخرى",
        many: "أحتاج إلى # دقيقة أخرى",
        other: "أحتاج إلى # دقيقة أخرى",
      }),
    rejoin: "العودة إلى الطابور",
  },
  postponed: (clock) => `يتقدّم آخرون قبلك حتى الساعة ${clock}`,
  actFailed: "لم يصل الطلب. حاول مرة أخرى.",
};
