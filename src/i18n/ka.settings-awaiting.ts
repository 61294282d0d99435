import type { settingsAwaitingTexts } from './en.settings-awaiting.js';
import type { Message } from './message.js';

/** The Georgian texts of the conditions of a session. */
export const kaSettingsAwaiting = {
  'settings.awaitingIntroduction':
    'პირობები, რომლებიც სესიამ უნდა დააკმაყოფილოს, რომ ვერიფიცირდეს, და რა ხდება, თუ ვერ დააკმაყოფილა.',
  'settings.awaitingAction': 'მოქმედების მოლოდინის ჩართვა',
  'settings.awaitingActionMeaning':
    'წყვეტს თუ არა აგენტი სესიებს, რომლებიც პირობას ვერ აკმაყოფილებს.',
  'settings.awaitingActionOn':
    'სესია, რომელიც პირობას ვერ აკმაყოფილებს, აგენტის გადაწყვეტილებას ელოდება.',
  'settings.awaitingActionOff':
    'სესია, რომელიც პირობას ვერ აკმაყოფილებს, მაშინვე უარყოფილია. მანამდე მას აგენტი არ ნახავს.',
  'settings.acceptanceLevel': 'FAR ტოლია ან ნაკლებია',
  'settings.acceptanceLevelMeaning':
    'დამთხვევის უმცირესი დონე, რომელზეც ორი სახე ერთ ადამიანად ითვლება. მაღალი დონის დაკმაყოფილება უფრო ძნელია. მაჩვენებელი (FAR) სხვა ადამიანის მიღების ალბათობაა.',
  'settings.level': 'დონე {level}',
  'settings.levelMeaning': 'მიიღება {odds} სხვა ადამიანიდან დაახლოებით ერთი',
  'settings.levelConsequence': 'დონით {level} მიიღება {odds} სხვა ადამიანიდან დაახლოებით ერთი.',
  'settings.levelUnknown': 'გვერდის ამ ვერსიამ არ იცის მისი მაჩვენებელი',
  'settings.documentReview': 'დოკუმენტის გადახედვა',
  'settings.documentReviewMeaning':
    'ამოწმებს თუ არა აგენტი ყოველი სესიის დოკუმენტს, რომელიც ყველა სხვა პირობას აკმაყოფილებს.',
  'settings.documentReviewOn':
    'ყოველი სესია მოქმედებას ელოდება. აგენტის გარეშე არცერთი არ ვერიფიცირდება.',
  'settings.documentReviewOff':
    'სესია, რომელიც ყველა სხვა პირობას აკმაყოფილებს, მაშინვე ვერიფიცირდება.',
  'settings.documentReviewKept':
    'სანამ მოქმედების მოლოდინი გამორთულია, ეს არ ითვლება. მნიშვნელობა შენარჩუნებულია მის ხელახლა ჩართვამდე.',
  'settings.disableFullMrzValidation': 'MRZ-ის სრული შემოწმების გამორთვა',
  'settings.disableFullMrzValidationMeaning':
    'მიიღება თუ არა შეცდომები მანქანურად წაკითხვად ზონაში. ზონის ველები ნებისმიერ შემთხვევაში სავალდებულოა.',
  'settings.disableFullMrzValidationOn':
    'სესია შეიძლება ვერიფიცირდეს, თუნდაც ზონაში საკონტროლო ციფრი მცდარი იყოს.',
  'settings.disableFullMrzValidationOff':
    'სესია, რომლის ზონაში შეცდომაა, მაგალითად მცდარი საკონტროლო ციფრი, ამ პირობას ვერ აკმაყოფილებს.',
  'settings.frontToBackCompare': 'წინა და უკანა მხარის შედარების ჩართვა',
  'settings.frontToBackCompareMeaning':
    'უნდა ემთხვეოდეს თუ არა დოკუმენტის წინა მხარე მის მანქანურად წაკითხვად ზონას.',
  'settings.frontToBackCompareOn':
    'სესია ამ პირობას ვერ აკმაყოფილებს, თუ მათ შორის სახელი, თარიღი ან ნომერი განსხვავდება.',
  'settings.frontToBackCompareOff': 'სესია შეიძლება ვერიფიცირდეს, თუნდაც ეს ორი განსხვავდებოდეს.',
} as const satisfies Record<keyof typeof settingsAwaitingTexts, Message>;
