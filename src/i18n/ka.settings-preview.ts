import type { settingsPreviewTexts } from './en.settings-preview.js';
import type { Message } from './message.js';

/** The Georgian texts of the preview of a change of the settings. */
export const kaSettingsPreview = {
  'preview.title': 'წინასწარი ნახვა',
  'preview.hint': 'ნახეთ, როგორ დასრულდებოდა კომპანიის ბოლო სესიები ამ ცვლილებით. არაფერი ინახება.',
  'preview.start': 'ცვლილების წინასწარი ნახვა',
  'preview.again': 'ხელახლა ნახვა',
  'preview.running': 'მიმდინარეობს წარსული სესიების შეფასება…',
  'preview.progress': 'წინასწარი ნახვის მიმდინარეობა',
  'preview.count': '{done} / {total} სესია',
  'preview.cancelled': 'წინასწარი ნახვა გაუქმებულია.',
  'preview.failed': 'წინასწარი ნახვა ვერ შესრულდა.',
  'preview.changed': {
    one: 'ბოლო {judged} სესიიდან {count} სხვაგვარად დასრულდებოდა.',
    other: 'ბოლო {judged} სესიიდან {count} სხვაგვარად დასრულდებოდა.',
  },
  'preview.same': {
    one: 'ბოლო სესია ისევე დასრულდებოდა.',
    other: 'ბოლო {count} სესიიდან ყველა ისევე დასრულდებოდა.',
  },
  'preview.nothing': 'წარსული სესიების ხელახლა შეფასება ვერ მოხერხდა.',
  'preview.leftOut.evidence': {
    one: '{count} სესია გამოტოვებულია, რადგან მისი მონაცემები აღარ ინახება.',
    other: '{count} სესია გამოტოვებულია, რადგან მათი მონაცემები აღარ ინახება.',
  },
  'preview.leftOut.ipCountry': {
    one: '{count} სესია გამოტოვებულია, რადგან მისი IP მისამართის ქვეყანა არ ჩაიწერა.',
    other: '{count} სესია გამოტოვებულია, რადგან მათი IP მისამართების ქვეყნები არ ჩაიწერა.',
  },
  'preview.stale': 'პარამეტრები უკვე სხვაა. ეს შედეგი მათ აღარ შეესაბამება.',
  'preview.note':
    'სესია ითვლება ყოველ პირობასთან, რომელიც შედეგს ცვლის. აგენტების შემდგომი გადაწყვეტილებები არ ითვლება.',
  'preview.becomes': 'გახდებოდა',
  'preview.condition': 'მიზეზი',
  'preview.number': { one: '{count} სესია', other: '{count} სესია' },
  'preview.newest': { one: 'უახლესი:', other: 'უახლესი {count}:' },
  'preview.open': 'სესიის გახსნა: {id}',
} as const satisfies Record<
  Extract<keyof typeof settingsPreviewTexts, `preview.${string}`>,
  Message
>;
