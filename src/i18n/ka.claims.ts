import type { claimTexts } from './en.claims.js';
import type { Message } from './message.js';

/** The Georgian texts of claims in the details of a session. */
export const kaClaims = {
  'claim.claim': 'აღება',
  'claim.release': 'გათავისუფლება',
  'claim.takeOver': 'გადმოღება…',
  'claim.handOver': 'გადაცემა…',
  'claim.yours': 'ეს სესია თქვენთანაა.',
  'claim.yoursFrom': 'ეს სესია გადმოგცათ: {name}.',
  'claim.other': 'სესიას იხილავს {name}, {time}-დან.',
  'claim.otherBlocks': 'ამ სესიას იხილავს {name}. გადაწყვეტილების მისაღებად გადმოიღეთ ის.',
  'claim.claimed': 'თქვენ აიღეთ ეს სესია.',
  'claim.released': 'თქვენ გაათავისუფლეთ ეს სესია.',
  'claim.takenOver': 'თქვენ გადმოიღეთ ეს სესია.',
  'claim.handedOver': 'თქვენ გადაეცით ეს სესია.',
  'claim.lost': 'სესია თქვენთან აღარ არის.',
  'claim.lostTo': '{name}: სესია გადმოღებულია. მიზეზი: {reason}',
  'claim.lostWithout': 'ამ სესიას იხილავს {name}.',
  'claim.failed': 'მოქმედება ვერ შესრულდა.',
} as const satisfies Record<keyof typeof claimTexts, Message>;
