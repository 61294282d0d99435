import type { settingsQueueTexts } from './en.settings-queue.js';
import type { Message } from './message.js';

/** The Georgian texts of how agents share the queue. */
export const kaSettingsQueue = {
  'settings.queueIntroduction':
    'რამდენი დრო აქვს აგენტს სესიაზე გადაწყვეტილების მისაღებად და უნდა აიღოს თუ არა სესია მანამდე.',
  'settings.claimRequired': 'სესიის აღება სავალდებულოა',
  'settings.claimRequiredMeaning': 'უნდა აიღოს თუ არა აგენტმა სესია გადაწყვეტილებამდე.',
  'settings.claimRequiredOn': 'გადაწყვეტილებას მხოლოდ ის მომხმარებელი იღებს, რომელმაც სესია აიღო.',
  'settings.claimRequiredOff':
    'ყველა აგენტს შეუძლია მიიღოს გადაწყვეტილება ნებისმიერ სესიაზე, რომელიც მოქმედებას ელოდება.',
  'settings.dueHours': 'ვადები',
  'settings.dueHoursMeaning':
    'სესიის ვადა ამდენ საათში იწურება მას შემდეგ, რაც მოლოდინი დაიწყო. თუ რამდენიმე პირობაა, უმცირესი რიცხვი მოქმედებს. ცვლილება იმ სესიების ვადასაც ცვლის, რომლებიც უკვე ელოდებიან.',
  'settings.hours': 'საათი',
  'settings.dueHoursRule': 'შეიყვანეთ მთელი რიცხვი 1-დან {count}-მდე, ან დატოვეთ ცარიელი.',
  'settings.dueHoursAfter': {
    one: 'ვადა იწურება მოლოდინის დაწყებიდან {count} საათში.',
    other: 'ვადა იწურება მოლოდინის დაწყებიდან {count} საათში.',
  },
  'settings.dueHoursNone': 'ვადა არ აქვს.',
  'settings.due.high-risk-nationality': 'მაღალი რისკის ქვეყანა მოქალაქეობით',
  'settings.due.high-risk-ip-country': 'მაღალი რისკის ქვეყანა IP მისამართით',
  'settings.due.screening': 'სანქციების სიებში შემოწმება',
  'settings.due.open-match': 'ღია დამთხვევა სიაში',
  'settings.due.document-type': 'დოკუმენტის ტიპი',
  'settings.due.id-is-real': 'დოკუმენტი ნამდვილია',
  'settings.due.full-id-detected': 'დოკუმენტი სრულად ჩანს',
  'settings.due.mrz': 'მანქანით წასაკითხი ზონა',
  'settings.due.expiry': 'მოქმედების ვადა',
  'settings.due.no-expiry': 'MRZ-ში მოქმედების ვადა მითითებული არ არის',
  'settings.due.front-to-back': 'წინა და უკანა მხარის შედარება',
  'settings.due.liveness': 'სიცოცხლის ნიშნები',
  'settings.due.face-match-level': 'სახის დამთხვევის ქულა',
  'settings.due.document-review': 'დოკუმენტის განხილვა',
  'settings.due.other': 'ნებისმიერი სხვა პირობა',
} as const satisfies Record<keyof typeof settingsQueueTexts, Message>;
