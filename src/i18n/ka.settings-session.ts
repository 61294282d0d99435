import type { settingsSessionTexts } from './en.settings-session.js';
import type { Message } from './message.js';

/** The Georgian texts of what clients are offered. */
export const kaSettingsSession = {
  'settings.sessionIntroduction':
    'რამდენი დრო აქვს კლიენტს, რას აჩვენებს ის და სად იწყება კომპანიის დღე.',
  'settings.maxAttempts': 'მცდელობების მაქსიმუმი',
  'settings.maxAttemptsMeaning': 'რამდენჯერ შეუძლია კლიენტს ცდა ერთ სესიაში.',
  'settings.maxAttemptsConsequence': {
    one: '{count} მცდელობის შემდეგ სესია თავისი შედეგით სრულდება.',
    other: '{count} მცდელობის შემდეგ სესია ბოლო მცდელობის შედეგით სრულდება.',
  },
  'settings.maxAttemptsRule': 'შეიყვანეთ მთელი რიცხვი, 1 ან მეტი.',
  'settings.sessionMinutes': 'სესიის მაქსიმალური ხანგრძლივობა',
  'settings.sessionMinutesMeaning': 'რამდენი წუთი აქვს კლიენტს სესიის დასასრულებლად.',
  'settings.minutes': 'წუთი',
  'settings.sessionMinutesConsequence': {
    one: 'სესია, რომელიც {count} წუთში არ დასრულდა, წყდება.',
    other: 'სესია, რომელიც {count} წუთში არ დასრულდა, წყდება.',
  },
  'settings.sessionMinutesRule': 'შეიყვანეთ მთელი რიცხვი 1-დან {count}-მდე.',
  'settings.supportEmail': 'დახმარების ელფოსტა',
  'settings.supportEmailMeaning': 'სად მიიღებს კლიენტი დახმარებას.',
  'settings.supportEmailNone': 'კლიენტს მისამართი არ ეჩვენება.',
  'settings.supportEmailRule':
    'შეიყვანეთ ერთი ელფოსტის მისამართი, მაგალითად help@example.com, ან დატოვეთ ცარიელი.',
  'settings.documentTypes': 'დოკუმენტის არჩევა',
  'settings.documentTypesMeaning': 'რომელი დოკუმენტები შეიძლება აჩვენოს კლიენტმა.',
  'settings.documentTypes.both': 'პირადობის მოწმობა და პასპორტი',
  'settings.documentTypes.id-card': 'პირადობის მოწმობა',
  'settings.documentTypes.passport': 'პასპორტი',
  'settings.documentTypesConsequence': 'სესია სხვა დოკუმენტით პირობებს ვერ აკმაყოფილებს.',
  'settings.skipDocumentStep': 'დოკუმენტის ნაბიჯის გამოტოვება',
  'settings.skipDocumentStepMeaning': 'შეიძლება თუ არა, რომ კლიენტს დოკუმენტი არ მოეთხოვოს.',
  'settings.skipDocumentStepOn':
    'კლიენტი მხოლოდ სახეს აჩვენებს. დოკუმენტების არჩევანი შენარჩუნებულია.',
  'settings.skipDocumentStepOff': 'კლიენტი აჩვენებს ზემოთ არჩეულ ერთ-ერთ დოკუმენტს.',
  'settings.liveness': 'სიცოცხლის შემოწმება',
  'settings.livenessMeaning': 'როგორ მოწმდება, რომ კლიენტის სახე ცოცხალია.',
  'settings.liveness.3d': '3D შემოწმება',
  'settings.liveness.3dHint': 'კლიენტი კამერას უახლოვდება.',
  'settings.liveness.2d': '2D შემოწმება',
  'settings.liveness.2dHint': 'ერთი სურათი საკმარისია.',
  'settings.timeZone': 'სასაათო სარტყელი',
  'settings.timeZoneMeaning':
    'სარტყელი, რომელშიც კომპანიის დღე იწყება. დოკუმენტს ვადა იქაური დღის ბოლოს გასდის.',
  'settings.timeZoneNow': 'იქ ახლა არის {time}.',
  'settings.timeZoneUnknown': 'ეს ბრაუზერი ამ სარტყელს არ იცნობს.',
  'settings.timeZoneRule': 'აირჩიეთ სარტყელი სიიდან.',
  'settings.timeZoneNone': 'ასეთი სარტყელი არ არის. აკრიფეთ ქალაქი, მაგალითად Tbilisi.',
  'settings.searchMore': 'არის კიდევ. განაგრძეთ აკრეფა.',
} as const satisfies Record<keyof typeof settingsSessionTexts, Message>;
