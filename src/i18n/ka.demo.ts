import type { demoTexts } from './en.demo.js';
import type { Message } from './message.js';

/** The Georgian texts of the mark on demo data. */
export const kaDemo = {
  'demo.mark': 'სადემონსტრაციო მონაცემები',
  'demo.explanation': 'ეს ადამიანები არ არსებობენ. აქ არაფერი ინახება.',
} as const satisfies { readonly [key in keyof typeof demoTexts]: Message };
