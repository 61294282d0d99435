import type { settingsFieldsTexts } from './en.settings-fields.js';
import type { Message } from './message.js';

/** The Georgian texts of the extra fields. */
export const kaSettingsFields = {
  'fields.introduction':
    'რას ავსებს კლიენტი დოკუმენტის გარდა, მაგალითად ტელეფონის ნომერს. აგენტები ამას თითოეულ სესიაში ხედავენ.',
  'fields.none': 'დამატებითი ველები არ არის',
  'fields.noneHint': 'კლიენტს დოკუმენტის გარდა არაფერი ეკითხება. დაამატეთ ველი, რომ ჰკითხოთ.',
  'fields.order': 'თანმიმდევრობა',
  'fields.new': 'ახალი',
  'fields.deleted': 'წაიშლება',
  'fields.notThere': 'განსაზღვრული არ არის',

  'fields.add': 'ველის დამატება',
  'fields.addMeaning':
    'გასაღები ის სახელია, რომლითაც თქვენი სისტემები ველს იცნობენ, მაგალითად phone. მოგვიანებით მისი შეცვლა შეუძლებელია.',
  'fields.addSubmit': 'ველის დამატება',
  'fields.added': '{field} დაემატა. ჯერ არ შენახულა.',
  'fields.key': 'გასაღები',
  'fields.keyEmpty': 'შეიყვანეთ გასაღები.',
  'fields.keyTaken': 'ეს გასაღები სხვა ველს აქვს. შეიყვანეთ სხვა.',
  'fields.keyInvalid':
    'შეიყვანეთ არაუმეტეს {count} სიმბოლოს, ბოლოებში შუალედებისა და უხილავი სიმბოლოების გარეშე.',

  'fields.edit': 'შეცვლა',
  'fields.label': 'სახელწოდება',
  'fields.labelMeaning':
    'ველის სახელი თითოეულ ენაზე, რომელზეც თქვენი კლიენტები და აგენტები კითხულობენ.',
  'fields.labelIn': 'სახელწოდება, ენა: {language}',
  'fields.addLanguage': 'ენის დამატება',
  'fields.chooseLanguage': 'აირჩიეთ ენა',
  'fields.languageAdded': '{language}: ენა დაემატა.',
  'fields.removeLanguage': 'ენის წაშლა: {language}',
  'fields.languageRemoved': '{language}: ენა წაიშალა.',
  'fields.type': 'ტიპი',
  'fields.typeMeaning': 'რა შეიძლება შეიყვანოს კლიენტმა და როგორ ჩანს ის.',
  'fields.type.text': 'ტექსტი',
  'fields.type.phone': 'ტელეფონის ნომერი',
  'fields.type.email': 'ელფოსტის მისამართი',
  'fields.type.number': 'რიცხვი',
  'fields.type.date': 'თარიღი',
  'fields.type.url': 'ვებმისამართი',
  'fields.inList': 'სიებში ჩვენება',
  'fields.inListMeaning': 'ჩანს თუ არა ველი სესიების სიის დამატებით სვეტში.',
  'fields.inListOn': 'ჩანს სიებშიც და დეტალებშიც.',
  'fields.inListOff': 'ჩანს მხოლოდ სესიის დეტალებში.',
  'fields.rule':
    'თითოეულ ენაზე შეიყვანეთ სახელწოდება, არაუმეტეს {count} ხილული სიმბოლოსი, და დატოვეთ ერთი ენა მაინც.',

  'fields.up': 'ზემოთ',
  'fields.down': 'ქვემოთ',
  'fields.upOf': 'ზემოთ გადატანა: {field}',
  'fields.downOf': 'ქვემოთ გადატანა: {field}',
  'fields.moved': '{field}: ადგილი {place}, სულ {count}.',
  'fields.isFirst': '{field} უკვე პირველია.',
  'fields.isLast': '{field} უკვე ბოლოა.',
  'fields.keysHint': 'ველს Alt და ისრის კლავიშიც გადაიტანს.',

  'fields.delete': 'წაშლა',
  'fields.deleteOf': 'წაშლა: {field}',
  'fields.editOf': 'შეცვლა: {field}',
  'fields.deleteTitle': 'წაიშალოს {field}?',
  'fields.deleteHint':
    'შენახვის შემდეგ კლიენტს ეს აღარ ეკითხება. რაც კლიენტებმა შეიყვანეს, მათ სესიებში რჩება, სახელწოდების ნაცვლად გასაღებით.',
  'fields.keep': 'დატოვება',
  'fields.deletedSaid': '{field}: წაიშლება, როცა შეინახავთ.',
  'fields.use': {
    one: 'მისი მნიშვნელობა {count} სესიას აქვს.',
    other: 'მისი მნიშვნელობა {count} სესიას აქვს.',
  },
  'fields.useAtLeast': {
    one: 'მისი მნიშვნელობა სულ ცოტა {count} სესიას აქვს.',
    other: 'მისი მნიშვნელობა სულ ცოტა {count} სესიას აქვს.',
  },
  'fields.useNone': 'მისი მნიშვნელობა არცერთ სესიას არ აქვს.',
  'fields.useLoading': 'ითვლება სესიები, რომლებსაც მისი მნიშვნელობა აქვთ…',
  'fields.useFailed': 'სესიები, რომლებსაც მისი მნიშვნელობა აქვთ, ვერ დაითვალა.',
} as const satisfies Record<keyof typeof settingsFieldsTexts, Message>;
