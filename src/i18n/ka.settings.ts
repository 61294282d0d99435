import type { settingsTexts } from './en.settings.js';
import type { Message } from './message.js';

/** The Georgian texts that every section of the settings needs. */
export const kaSettings = {
  'settings.save': 'შენახვა',
  'settings.saving': 'ინახება…',
  'settings.saved': 'შენახულია.',
  'settings.lastSaved': 'ბოლოს შეინახა: {name}, {date}',
  'settings.neverSaved': 'კომპანიის დამატების შემდეგ არ შეცვლილა',
  'settings.unsaved': {
    one: '{count} შეუნახავი ცვლილება',
    other: '{count} შეუნახავი ცვლილება',
  },
  'settings.nothing': 'ჯერ არაფერი შეცვლილა.',
  'settings.changed': 'შეცვლილია',
  'settings.fieldChanged': '{field}: შეცვლილია, ჯერ არ შენახულა.',
  'settings.savedValue': 'შენახული მნიშვნელობა',
  'settings.none': 'არ არის',
  'settings.on': 'ჩართულია',
  'settings.off': 'გამორთულია',
  'settings.chooseOne': 'აირჩიეთ ერთ-ერთი.',
  'settings.discard': 'ცვლილების უარყოფა',
  'settings.discardField': 'ცვლილების უარყოფა: {field}',
  'settings.fieldDiscarded': '{field}: ცვლილება უარყოფილია.',
  'settings.discardAll': 'ცვლილებების უარყოფა',
  'settings.discarded': 'ცვლილებები უარყოფილია.',
  'settings.faults': {
    one: '{count} ველი საჭიროებს თქვენს ყურადღებას',
    other: '{count} ველი საჭიროებს თქვენს ყურადღებას',
  },
  'settings.refused': 'დაკავშირებული სისტემა ამ მნიშვნელობას არ იღებს: {message}',
  'settings.notSaved': 'თქვენი ცვლილებები არ შენახულა',
  'settings.notSavedHint': 'ისინი აქ რჩება. ცოტა ხანში კვლავ შეინახეთ.',
  'settings.unknown': 'ვერ დადასტურდა, რომ თქვენი ცვლილებები შეინახა',
  'settings.unknownHint': 'კვლავ შეინახეთ. ერთი და იგივე მნიშვნელობები ორჯერ ვერ შეინახება.',
  'settings.stale': 'ეს პარამეტრები შეიძლება მოძველებული იყოს.',
  'settings.forbidden': 'პარამეტრებს მხოლოდ მთავარი მომხმარებლები ხედავენ',
  'settings.unsupported': 'აქ პარამეტრები არ არის',
  'settings.conflict': 'სანამ ეს განყოფილება ღია გქონდათ, ის სხვამ შეინახა',
  'settings.conflictHint':
    'არაფერი შენახულა და არაფერი დაკარგულა. ქვემოთ თითოეული ველისთვის აირჩიეთ, რომელი მნიშვნელობა დარჩეს.',
  'settings.conflictNothingToChoose':
    'არაფერი შენახულა და არაფერი დაკარგულა. თქვენ სხვა ველები შეცვალეთ. გადაამოწმეთ შედეგი და შეინახეთ.',
  'settings.savedBy': 'შეინახა: {name}, {date}.',
  'settings.savedAt': 'შენახულია: {date}.',
  'settings.mine': 'თქვენი',
  'settings.latestVersion': 'ბოლო ვერსია',
  'settings.onlyMine': 'მხოლოდ თქვენ შეცვალეთ',
  'settings.onlyTheirs': 'შეცვლილია მხოლოდ ბოლო ვერსიაში',
  'settings.choose': 'აირჩიეთ, რომელი მნიშვნელობა დარჩეს.',
  'settings.saveChoices': 'ამ მნიშვნელობების შენახვა',
  'settings.keepEditing': 'რედაქტირების გაგრძელება',
} as const satisfies Record<keyof typeof settingsTexts, Message>;
