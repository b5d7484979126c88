/**
 * What citizens read and hear in Turkish; not offered before a reader has signed it off (protocol/texts/review.ts).
 * Knows no other language and no rule; the keys are those of `keys.ts`, and what is missing is said in English.
 */
import type { CitizenRefusalTexts } from "./citizen-refusals.ts";
import type { Draft } from "./draft.ts";
import type * as keys from "./keys.ts";

/* After a number a Turkish noun stays as it is. */
const ahead = (count: number) => (count === 0 ? "Sıradaki sizsiniz" : `Önünüzde ${count} kişi var`);
const waiting = (count: number) => (count === 0 ? "Bekleyen yok" : `${count} kişi bekliyor`);

export const trRefusals: Draft<CitizenRefusalTexts> = {
  "queue-closed": "Sıra şu anda kapalı.",
  "queue-unknown": "Böyle bir sıra yok.",
  "service-unknown": "Bu hizmet burada verilmiyor.",
  "service-closed": "Bu hizmet şu anda kapalı.",
  "last-ticket-given": "Kapanıştan önce daha fazla kişiye hizmet veremeyiz. Artık numara verilmiyor.",
  "quota-reached": "Bugünün numaraları bitti.",
  "ticket-unknown": "Bu numarayı tanımıyoruz.",
  "ticket-ended": "Bu numaranın işlemi bitmiş.",
  "not-waiting": "Bu numara beklemede değil.",
  "not-requeueable": "Bu numara sıraya geri alınamaz.",
  "postponed-enough": "Daha fazla kişiye öncelik veremezsiniz. Lütfen personele sorun.",
  "code-unknown": "Bu kodu tanımıyoruz. Lütfen personele sorun, size yardımcı oluruz.",
  "no-appointment": "Randevu bulamadık. Numara almak için bir düğmeye basın.",
};

export const trStates: Draft<keys.StateTexts> = {
  waiting: "Bekliyor",
  called: "Çağrıldı",
  serving: "İşlem yapılıyor",
  parked: "Bekletiliyor",
  served: "Bitti",
  "no-show": "Gelmedi",
  left: "Ayrıldı",
  cancelled: "İptal edildi",
  recovered: "Yeniden bulundu",
  expired: "Süresi doldu",
};

export const trReceipt: Draft<keys.ReceiptTexts> = {
  number: "Numaranız",
  ahead,
  wait: "Tahmini bekleme süresi:",
  follow: "Sırayı telefonunuzdan izleyin",
  sameQueueAs: (letters, queue) => `${letters} ile aynı sıra (${queue})`,
  copy: "KOPI / KOPYA",
  keep: "Çağrılana kadar bu fişi saklayın",
  bring: "Yanınızda getirmeyi unutmayın:",
  noNumber: "Bu bir sıra numarası değildir",
};

export const trStand: Draft<keys.StandTexts> = {
  title: "Numara alın",
  welcome: "Hoş geldiniz",
  pressButton: "İşleminizin yanındaki düğmeye basın",
  choose: "Size nasıl yardımcı olabiliriz?",
  back: "Geri",
  language: "Türkçe",
  chooseLanguage: "Dil seçin",
  starting: "Cihaz başlatılıyor …",
  lost: "Ekranın cihazla bağlantısı kesildi. Düğmeler yine de çalışıyor olabilir.",
  offLine: "Bağlantı yok, ancak yine de numara alabilirsiniz. Numara geçerlidir.",
  closed: "Kapalı",
  given: "Bugünün numaraları bitti",
  givenForNow: "Şu anda numara verilmiyor",
  busy: "Lütfen bekleyin …",
  noNumber: "Şu anda numara veremiyoruz",
  storage: "Cihazda arıza var",
  stuck: "Düğme takıldı",
  buttonsGone: "Düğmeler şu anda çalışmıyor",
  askStaff: "Lütfen personele sorun",
  printer: {
    low: "Kâğıt bitmek üzere.",
    out: "Kâğıt bitti. Numaranız burada ekranda gösterilir.",
    cover: "Yazıcının kapağı açık. Numaranız burada ekranda gösterilir.",
    jam: "Kâğıt sıkıştı. Numaranız burada ekranda gösterilir.",
    offline: "Yazıcı yanıt vermiyor. Numaranız burada ekranda gösterilir.",
  },
  scannerGone: "Tarayıcı şu anda çalışmıyor.",
  presentCode: "Kodunuz var mı? Tarayıcının önüne tutun.",
  typeCode: "Kodunuzu girin ve Enter tuşuna basın",
  digits: (count) => `${count} rakam`,
  yourNumber: "Numaranız",
  paperFailed: "Fiş çıkmadı. Numaranız yine de geçerlidir.",
  takePhoto: "Numarayı aklınızda tutun veya kodu telefonunuzla tarayın.",
  dismiss: "Numaramı gördüm",
  ahead,
  wait: "Tahmini bekleme süresi:",
  codeOffLine: "Kodu şu anda kontrol edemiyoruz. Lütfen personele sorun.",
  openTickets: "Açık numaralar",
  pin: "Personel PIN kodu",
  pinWrong: "PIN kodu yanlış.",
  pinSlow: "Çok fazla deneme yapıldı. Biraz bekleyip yeniden deneyin.",
  show: "Göster",
  hide: "Gizle",
  noOpenTickets: "Açık numara yok.",
  issued: "Alındı",
  queue: "Sıra",
  scanWithPhone: "Kodu telefonunuzla tarayın",
  goTo: (counter) => `Lütfen buraya gidin: ${counter}`,
  missed: "Çağrıldınız ancak gelmediniz",
  missedHelp: "Sıraya geri dönmek isterseniz düğmeye basın",
  rejoin: "Sıraya geri dön",
};

export const trDisplay: Draft<keys.DisplayTexts> = {
  nowCalling: "Şimdi çağrılıyor",
  calledLast: "Son çağrılan",
  latest: "Son çağrılar",
  welcome: "Hoş geldiniz – cihazdan numara alın",
  starting: "Ekran başlatılıyor …",
  closed: "Kapalı",
  help: "Numaranızı bu ekrandan takip edin.",
  waiting,
  wait: "Bekleme süresi",
  lost: "Ekranın bağlantısı kesildi",
  lostSince: (clock) => `Numaralar saat ${clock} itibarıyladır`,
  askStaff: "Lütfen personele sorun",
  soundOn: "Sesi aç",
};

export const trTicket: Draft<keys.TicketTexts> = {
  title: "Sıradaki yeriniz",
  yourNumber: "Numaranız",
  ahead,
  wait: "Tahmini bekleme süresi:",
  unknownWait: "Ne kadar bekleyeceğinizi henüz söyleyemiyoruz.",
  next: "Sıradaki sizsiniz. Lütfen yakında kalın.",
  calledNow: "Şimdi sıra sizde",
  goTo: (counter) => `Lütfen buraya gidin: ${counter}`,
  state: {
    waiting: "Bekliyorsunuz",
    called: "Çağrıldınız",
    serving: "İşleminiz yapılıyor",
    parked: "Bekletiliyorsunuz, yeniden çağrılacaksınız",
    served: "Ziyaretiniz sona erdi. Teşekkür ederiz.",
    "no-show": "Çağrıldınız ancak gelmediniz. Lütfen personele sorun, size yardımcı oluruz.",
    left: "Numara artık geçerli değil",
    cancelled: "Numara iptal edildi",
    recovered: "Lütfen personele burada olduğunuzu söyleyin",
    expired: "Numara daha önceki bir güne aitti",
  },
  ended: "Numara artık sırada değil.",
  closed: "Sıra kapandı, ancak size yine de hizmet verilecek.",
  starting: "Sıradaki yeriniz aranıyor …",
  lost: "Bağlantı kesildi. Lütfen salondaki ekranı izleyin.",
  updated: (clock) => `Güncellendi: ${clock}`,
  notify: "Sıram gelince beni uyar",
  notifyOn: "Sıranız gelince telefonunuz sizi uyaracak",
  keepOpen: "Bu sayfayı açık tutun.",
  unknown: "Bu fişi tanımıyoruz. Lütfen personele sorun.",
  soon: "Fişiniz geçerli",
  soonHelp:
    "Cihazın şu anda bağlantısı yok. Sıradaki yeriniz birazdan burada gösterilecek. Lütfen salondaki ekranı izleyin.",
  chooseLanguage: "Dil seçin",
  act: {
    leave: "Sıradan çık",
    sure: "Sıradan çıkmak için yeniden dokunun",
    postpone: (minutes) => `${minutes} dakikaya daha ihtiyacım var`,
    rejoin: "Sıraya geri dön",
  },
  postponed: (clock) => `Saat ${clock} olana kadar başkaları önünüze geçer`,
  actFailed: "İşlem tamamlanmadı. Yeniden deneyin.",
};
