import type { settingsCountriesTexts } from './en.settings-countries.js';
import type { Message } from './message.js';

/** The Georgian texts of the high-risk countries. */
export const kaSettingsCountries = {
  'settings.countriesIntroduction':
    'ამ ქვეყნების კლიენტები ჩერდებიან: სესია მაშინვე უარყოფილია, რაც არ უნდა იყოს დანარჩენი.',
  'settings.countriesNone': 'მაღალი რისკის ქვეყნები არ არის',
  'settings.countriesNoneHint':
    'ქვეყნის გამო არცერთი სესია არ უარიყოფა. დაამატეთ ქვეყანა, რომ მისი კლიენტები შეჩერდნენ.',
  'settings.addCountry': 'ქვეყნის დამატება',
  'settings.addCountryMeaning': 'აკრიფეთ ქვეყნის სახელი ან მისი სამასოიანი კოდი.',
  'settings.countryUnknown': 'სხვა ქვეყანას ასეთი სახელი ან კოდი არ აქვს.',
  'settings.countryAdded': 'დაემატა {country}. ჯერ არ შენახულა.',
  'settings.ipCheck': 'IP შემოწმება',
  'settings.nationalityCheck': 'მოქალაქეობის შემოწმება',
  'settings.ipCheckOf': 'IP შემოწმება: {country}',
  'settings.nationalityCheckOf': 'მოქალაქეობის შემოწმება: {country}',
  'settings.country.both':
    'აჩერებს კლიენტებს, რომელთა მისამართი ან ზონაში მითითებული მოქალაქეობა ამ ქვეყნისაა.',
  'settings.country.ip': 'აჩერებს კლიენტებს, რომელთა მისამართი ამ ქვეყანაშია.',
  'settings.country.nationality': 'აჩერებს კლიენტებს, რომელთა ზონაში ეს მოქალაქეობაა.',
  'settings.country.neither': 'შემოწმების გარეშე ეს ქვეყანა არავის აჩერებს.',
  'settings.country.notListed': 'სიაში არ არის',
  'settings.countryNew': 'ახალი',
  'settings.countryDeleted': 'წაიშლება',
  'settings.countryDeletedSaid': '{country}: წაიშლება, როცა შეინახავთ.',
  'settings.delete': 'წაშლა',
  'settings.deleteCountry': 'წაშლა: {country}',
  'settings.deleteCountryTitle': 'წაიშალოს {country}?',
  'settings.deleteCountryHint': 'შენახვის შემდეგ სესიები ამ ქვეყნის გამო აღარ შეჩერდება.',
  'settings.countryUse': {
    one: 'მის გამო შეჩერდა {count} სესია. ის უცვლელი რჩება.',
    other: 'მის გამო შეჩერდა {count} სესია. ისინი უცვლელი რჩება.',
  },
  'settings.countryUseAtLeast': {
    one: 'მის გამო შეჩერდა სულ მცირე {count} სესია. ის უცვლელი რჩება.',
    other: 'მის გამო შეჩერდა სულ მცირე {count} სესია. ისინი უცვლელი რჩება.',
  },
  'settings.countryUseNone': 'მის გამო არცერთი სესია არ შეჩერებულა.',
  'settings.countryUseLoading': 'ითვლება სესიები, რომლებიც მის გამო შეჩერდა…',
  'settings.countryUseFailed': 'მის გამო შეჩერებული სესიები ვერ დაითვალა.',
  'settings.keepCountry': 'დატოვება',
  'settings.countryRule': 'აირჩიეთ ქვეყანა სიიდან.',
} as const satisfies Record<keyof typeof settingsCountriesTexts, Message>;
