/**
 * What citizens read and hear in Ukrainian; not offered before a reader has signed it off (protocol/texts/review.ts).
 * Knows no other language and no rule; the keys are those of `keys.ts`, and what is missing is said in English.
 */
import type { CitizenRefusalTexts } from "./citizen-refusals.ts";
import { counted, type Draft } from "./draft.ts";
import type * as keys from "./keys.ts";

const ahead = (count: number) =>
  count === 0
    ? "Ви наступні"
    : counted("uk", count, {
        one: "Перед вами # особа",
        few: "Перед вами # особи",
        many: "Перед вами # осіб",
        other: "Перед вами # особи",
      });
const waiting = (count: number) =>
  count === 0
    ? "Ніхто не чекає"
    : counted("uk", count, {
        one: "Чекає # особа",
        few: "Чекають # особи",
        many: "Чекають # осіб",
        other: "Чекають # особи",
      });

export const ukRefusals: Draft<CitizenRefusalTexts> = {
  "queue-closed": "Черга зараз закрита.",
  "queue-unknown": "Такої черги немає.",
  "service-unknown": "Такої послуги тут немає.",
  "service-closed": "Ця послуга зараз закрита.",
  "last-ticket-given": "До закриття ми вже не встигнемо обслужити більше людей. Номери більше не видаються.",
  "quota-reached": "Усі номери на сьогодні видано.",
  "ticket-unknown": "Ми не знаємо такого номера.",
  "ticket-ended": "Цей номер уже завершено.",
  "not-waiting": "Цей номер не очікує.",
  "not-requeueable": "Цей номер не можна повернути в чергу.",
  "postponed-enough": "Ви більше не можете пропускати інших уперед. Зверніться до персоналу.",
  "code-unknown": "Ми не знаємо такого коду. Зверніться до персоналу, вам допоможуть.",
  "no-appointment": "Ми не знайшли запису. Натисніть кнопку, щоб отримати номер.",
};

export const ukStates: Draft<keys.StateTexts> = {
  waiting: "Очікує",
  called: "Викликано",
  serving: "Обслуговується",
  parked: "Відкладено",
  served: "Завершено",
  "no-show": "Не з’явилися",
  left: "Залишили чергу",
  cancelled: "Скасовано",
  recovered: "Відновлено",
  expired: "Термін дії минув",
};

export const ukReceipt: Draft<keys.ReceiptTexts> = {
  number: "Ваш номер",
  ahead,
  wait: "Очікуваний час:",
  follow: "Стежте за чергою на телефоні",
  sameQueueAs: (letters, queue) => `Та сама черга, що й ${letters} (${queue})`,
  copy: "KOPI / КОПІЯ",
  keep: "Зберігайте цей талон, доки вас не викличуть",
  bring: "Не забудьте взяти з собою:",
  noNumber: "Це не номер у черзі",
};

export const ukStand: Draft<keys.StandTexts> = {
  title: "Візьміть номер",
  welcome: "Ласкаво просимо",
  pressButton: "Натисніть кнопку поруч із потрібною послугою",
  choose: "Чим ми можемо допомогти?",
  back: "Назад",
  language: "Українська",
  chooseLanguage: "Виберіть мову",
  starting: "Апарат запускається …",
  lost: "Екран втратив зв’язок з апаратом. Кнопки, можливо, ще працюють.",
  offLine: "Немає зв’язку, але ви все одно можете отримати номер. Він дійсний.",
  closed: "Зачинено",
  given: "Усі номери на сьогодні видано",
  givenForNow: "Зараз номери більше не видаються",
  busy: "Зачекайте …",
  noNumber: "Зараз ми не можемо видати номер",
  storage: "Апарат несправний",
  stuck: "Кнопку заклинило",
  buttonsGone: "Кнопки зараз не працюють",
  askStaff: "Зверніться до персоналу",
  printer: {
    low: "Папір закінчується.",
    out: "Папір закінчився. Ваш номер з’явиться тут на екрані.",
    cover: "Кришка принтера відкрита. Ваш номер з’явиться тут на екрані.",
    jam: "Папір застряг. Ваш номер з’явиться тут на екрані.",
    offline: "Принтер не відповідає. Ваш номер з’явиться тут на екрані.",
  },
  scannerGone: "Сканер зараз не працює.",
  presentCode: "Маєте код? Піднесіть його до сканера.",
  typeCode: "Введіть свій код і натисніть Enter",
  digits: (count) =>
    counted("uk", count, { one: "# цифра", few: "# цифри", many: "# цифр", other: "# цифри" }),
  yourNumber: "Ваш номер",
  paperFailed: "Талон не надрукувався. Ваш номер усе одно дійсний.",
  takePhoto: "Запам’ятайте номер або відскануйте код телефоном.",
  dismiss: "Мій номер мені відомий",
  ahead,
  wait: "Очікуваний час:",
  codeOffLine: "Зараз ми не можемо перевірити код. Зверніться до персоналу.",
  openTickets: "Відкриті номери",
  pin: "PIN-код персоналу",
  pinWrong: "Неправильний PIN-код.",
  pinSlow: "Забагато спроб. Зачекайте трохи й спробуйте ще раз.",
  show: "Показати",
  hide: "Сховати",
  noOpenTickets: "Відкритих номерів немає.",
  issued: "Отримано",
  queue: "Черга",
  scanWithPhone: "Відскануйте код телефоном",
  goTo: (counter) => `Пройдіть сюди: ${counter}`,
  missed: "Вас викликали, але ви не підійшли",
  missedHelp: "Натисніть кнопку, якщо хочете повернутися в чергу",
  rejoin: "Повернутися в чергу",
};

export const ukDisplay: Draft<keys.DisplayTexts> = {
  directions: {
    left: "ліворуч",
    right: "праворуч",
    ahead: "прямо",
    back: "позаду вас",
    up: "сходами вгору",
    down: "сходами вниз",
  },
  nowCalling: "Зараз викликають",
  calledLast: "Останній виклик",
  latest: "Останні виклики",
  welcome: "Ласкаво просимо – візьміть номер в апараті",
  starting: "Екран запускається …",
  closed: "Зачинено",
  given: "Номери на сьогодні закінчилися",
  help: "Стежте за своїм номером на цьому екрані.",
  waiting,
  wait: "Час очікування",
  lost: "Екран втратив зв’язок",
  lostSince: (clock) => `Номери станом на ${clock}`,
  askStaff: "Зверніться до персоналу",
  soundOn: "Увімкнути звук",
};

export const ukTicket: Draft<keys.TicketTexts> = {
  title: "Ваше місце в черзі",
  yourNumber: "Ваш номер",
  ahead,
  wait: "Очікуваний час:",
  unknownWait: "Ми ще не можемо сказати, скільки потрібно чекати.",
  next: "Ви наступні. Будь ласка, залишайтеся поруч.",
  calledNow: "Зараз ваша черга",
  goTo: (counter) => `Пройдіть сюди: ${counter}`,
  state: {
    waiting: "Ви очікуєте",
    called: "Вас викликали",
    serving: "Вас обслуговують",
    parked: "Вас відклали й викличуть ще раз",
    served: "Ваш візит завершено. Дякуємо.",
    "no-show": "Вас викликали, але ви не підійшли. Зверніться до персоналу, вам допоможуть.",
    left: "Номер більше не дійсний",
    cancelled: "Номер скасовано",
    recovered: "Скажіть персоналу, що ви тут",
    expired: "Номер був на інший, попередній день",
  },
  ended: "Цього номера вже немає в черзі.",
  closed: "Черга закрита, але вас ще обслужать.",
  starting: "Шукаємо ваше місце в черзі …",
  lost: "Зв’язок втрачено. Стежте за екраном у залі.",
  updated: (clock) => `Оновлено о ${clock}`,
  notify: "Подати сигнал, коли настане моя черга",
  notifyOn: "Телефон подасть сигнал, коли настане ваша черга",
  keepOpen: "Не закривайте цю сторінку.",
  unknown: "Ми не знаємо такого талона. Зверніться до персоналу.",
  soon: "Ваш талон дійсний",
  soonHelp: "Апарат зараз не має зв’язку. Ваше місце скоро з’явиться тут. Стежте за екраном у залі.",
  chooseLanguage: "Виберіть мову",
  act: {
    leave: "Залишити чергу",
    sure: "Натисніть ще раз, щоб залишити чергу",
    postpone: (minutes) =>
      counted("uk", minutes, {
        one: "Мені потрібна ще # хвилина",
        few: "Мені потрібно ще # хвилини",
        many: "Мені потрібно ще # хвилин",
        other: "Мені потрібно ще # хвилини",
      }),
    rejoin: "Повернутися в чергу",
  },
  postponed: (clock) => `Інші йдуть перед вами до ${clock}`,
  actFailed: "Запит не пройшов. Спробуйте ще раз.",
};
