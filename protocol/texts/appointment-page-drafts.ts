/**
 * What is read behind an appointment's link, in the languages that a named reader signs off before they are offered.
 * Knows no page and no rule.
 */
import type { AppointmentPageTexts } from "./appointment-page.ts";
import type { Draft } from "./draft.ts";

type Texts = Draft<AppointmentPageTexts>;

export const arAppointment: Texts = {
  title: "موعدك",
  room: (room) => `الغرفة: ${room}`,
  here: "هل وصلت؟",
  atStand: "أو عند الجهاز",
  typeDoor: "اكتب الرقم الظاهر على الشاشة عند الباب، أو امسح رمز الشاشة بكاميرا هاتفك.",
  doorCode: "الرقم الظاهر على الشاشة عند الباب",
  checkIn: "تسجيل وصولي",
  wrongDoor: "الرقم غير مطابق. يتغير كل دقيقة: انظر إلى الشاشة عند الباب واكتبه مرة أخرى.",
  scan: "عند وصولك: ضع الرمز أمام الماسح في الجهاز.",
  qr: "الرمز الخاص بالجهاز",
  type: "أو اكتب:",
  arrived: (clock) => `تم تسجيل وصولك الساعة ${clock}.`,
  show: "تابع رقمك",
  notHere: "لا داعي للحضور. الموعد عبر الهاتف أو الشاشة.",
  unknown: "هذا الموعد غير معروف لدينا. ربما انتهى. اسأل الموظفين من فضلك وسنساعدك.",
  openLink:
    "هل لديك موعد؟ افتح الرابط الموجود في رسالتك النصية أو خطابك، واكتب الرقم الظاهر على الشاشة عند الباب. يمكنك أيضًا التوجه إلى الجهاز.",
  atDoor: (code) => `هل لديك موعد؟ افتح الرابط من رسالتك النصية واكتب ${code}`,
  scanDoor: "هل لديك موعد؟ افتح الرابط من رسالتك النصية وامسح الرمز",
};

export const deAppointment: Texts = {
  title: "Ihr Termin",
  room: (room) => `Raum: ${room}`,
  here: "Sind Sie da?",
  atStand: "Oder am Gerät",
  typeDoor:
    "Geben Sie die Zahl vom Bildschirm an der Tür ein, oder scannen Sie dessen Code mit der Handykamera.",
  doorCode: "Die Zahl auf dem Bildschirm an der Tür",
  checkIn: "Mich anmelden",
  wrongDoor:
    "Die Zahl stimmt nicht. Sie wechselt jede Minute: Sehen Sie auf den Bildschirm an der Tür und geben Sie sie erneut ein.",
  scan: "Wenn Sie kommen: Halten Sie den Code vor den Scanner des Geräts.",
  qr: "Der Code für das Gerät",
  type: "Oder geben Sie ein:",
  arrived: (clock) => `Sie sind seit ${clock} Uhr angemeldet.`,
  show: "Ihre Nummer verfolgen",
  notHere: "Sie müssen nicht kommen. Der Termin ist am Telefon oder Bildschirm.",
  unknown: "Diesen Termin kennen wir nicht. Vielleicht ist er vorbei. Bitte fragen Sie das Personal.",
  openLink:
    "Haben Sie einen Termin? Öffnen Sie den Link aus Ihrer SMS oder Ihrem Brief und geben Sie die Zahl vom Bildschirm an der Tür ein. Sie können auch zum Gerät gehen.",
  atDoor: (code) => `Haben Sie einen Termin? Öffnen Sie den Link aus Ihrer SMS und geben Sie ${code} ein`,
  scanDoor: "Haben Sie einen Termin? Öffnen Sie den Link aus Ihrer SMS und scannen Sie den Code",
};

export const ukAppointment: Texts = {
  title: "Ваша зустріч",
  room: (room) => `Кімната: ${room}`,
  here: "Ви вже тут?",
  atStand: "Або біля апарата",
  typeDoor: "Введіть число з екрана біля дверей або відскануйте код екрана камерою телефона.",
  doorCode: "Число на екрані біля дверей",
  checkIn: "Відмітити мій прихід",
  wrongDoor:
    "Число не збігається. Воно змінюється щохвилини: подивіться на екран біля дверей і введіть ще раз.",
  scan: "Коли прийдете: піднесіть код до сканера апарата.",
  qr: "Код для апарата",
  type: "Або введіть:",
  arrived: (clock) => `Ваш прихід відмічено о ${clock}.`,
  show: "Стежити за номером",
  notHere: "Приходити не потрібно. Зустріч відбудеться телефоном або на екрані.",
  unknown: "Ми не знаємо такої зустрічі. Можливо, вона вже минула. Зверніться до персоналу, вам допоможуть.",
  openLink:
    "Маєте призначену зустріч? Відкрийте посилання з SMS або листа і введіть число з екрана біля дверей. Можна також підійти до апарата.",
  atDoor: (code) => `Маєте зустріч? Відкрийте посилання з SMS і введіть ${code}`,
  scanDoor: "Маєте зустріч? Відкрийте посилання з SMS і відскануйте код",
};

export const plAppointment: Texts = {
  title: "Państwa wizyta",
  room: (room) => `Pokój: ${room}`,
  here: "Czy są Państwo na miejscu?",
  atStand: "Lub przy urządzeniu",
  typeDoor: "Prosimy wpisać liczbę z ekranu przy drzwiach lub zeskanować jego kod aparatem telefonu.",
  doorCode: "Liczba na ekranie przy drzwiach",
  checkIn: "Zgłoś moje przybycie",
  wrongDoor:
    "Liczba się nie zgadza. Zmienia się co minutę: prosimy spojrzeć na ekran przy drzwiach i wpisać ją ponownie.",
  scan: "Po przybyciu prosimy przyłożyć kod do skanera urządzenia.",
  qr: "Kod do urządzenia",
  type: "Lub wpisać:",
  arrived: (clock) => `Przybycie zgłoszone o ${clock}.`,
  show: "Śledź swój numer",
  notHere: "Nie trzeba przychodzić. Wizyta odbywa się przez telefon lub na ekranie.",
  unknown: "Nie znamy tej wizyty. Być może już minęła. Prosimy zapytać personel, pomożemy.",
  openLink:
    "Mają Państwo umówioną wizytę? Prosimy otworzyć link z SMS-a lub listu i wpisać liczbę z ekranu przy drzwiach. Można też podejść do urządzenia.",
  atDoor: (code) => `Umówiona wizyta? Prosimy otworzyć link z SMS-a i wpisać ${code}`,
  scanDoor: "Umówiona wizyta? Prosimy otworzyć link z SMS-a i zeskanować kod",
};

export const trAppointment: Texts = {
  title: "Randevunuz",
  room: (room) => `Oda: ${room}`,
  here: "Geldiniz mi?",
  atStand: "Ya da cihazda",
  typeDoor: "Kapıdaki ekranda yazan sayıyı girin veya ekrandaki kodu telefonunuzun kamerasıyla tarayın.",
  doorCode: "Kapıdaki ekranda yazan sayı",
  checkIn: "Geldiğimi bildir",
  wrongDoor: "Sayı uyuşmuyor. Her dakika değişir: kapıdaki ekrana bakıp yeniden girin.",
  scan: "Geldiğinizde kodu cihazın tarayıcısına tutun.",
  qr: "Cihaz için kod",
  type: "Veya girin:",
  arrived: (clock) => `Geldiğiniz saat ${clock} itibarıyla bildirildi.`,
  show: "Numaranızı izleyin",
  notHere: "Gelmeniz gerekmiyor. Görüşme telefonla veya ekranda yapılır.",
  unknown: "Bu randevuyu tanımıyoruz. Bitmiş olabilir. Lütfen personele sorun, size yardımcı oluruz.",
  openLink:
    "Randevunuz mu var? SMS'inizdeki veya mektubunuzdaki bağlantıyı açıp kapıdaki ekranda yazan sayıyı girin. Cihaza da gidebilirsiniz.",
  atDoor: (code) => `Randevunuz mu var? SMS'inizdeki bağlantıyı açıp ${code} girin`,
  scanDoor: "Randevunuz mu var? SMS'inizdeki bağlantıyı açıp kodu tarayın",
};

export const soAppointment: Texts = {
  title: "Ballantaada",
  room: (room) => `Qolka: ${room}`,
  here: "Ma timid?",
  atStand: "Ama qalabka agtiisa",
  typeDoor: "Geli tirada ku qoran shaashadda albaabka, ama koodhka shaashadda ku sawir kamaradda telefoonka.",
  doorCode: "Tirada shaashadda albaabka",
  checkIn: "Diiwaangeli imaatinkayga",
  wrongDoor:
    "Tiradu isma waafaqsana. Daqiiqad kasta way beddeshaa: eeg shaashadda albaabka oo mar kale geli.",
  scan: "Markaad timaado: koodhka hor dhig iskaanka qalabka.",
  qr: "Koodhka qalabka",
  type: "Ama geli:",
  arrived: (clock) => `Imaatinkaaga waxaa la diiwaangeliyey ${clock}.`,
  show: "La soco lambarkaaga",
  notHere: "Uma baahnid inaad timaado. Kulanku waa telefoon ama shaashad.",
  unknown: "Ballantaas ma naqaanno. Waxaa laga yaabaa inay dhammaatay. Fadlan weydii shaqaalaha.",
  openLink:
    "Ballan ma leedahay? Fur xiriirka ku jira SMS-kaaga ama warqaddaada, geli tirada shaashadda albaabka. Qalabka sidoo kale waad tagi kartaa.",
  atDoor: (code) => `Ballan ma leedahay? Fur xiriirka SMS-kaaga oo geli ${code}`,
  scanDoor: "Ballan ma leedahay? Fur xiriirka SMS-kaaga oo sawir koodhka",
};
