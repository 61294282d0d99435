import type { Likeness } from '../model/related.js';
import { inWords } from './values.js';

/** What two sessions have in common. */
export const likenessText = /* @__PURE__ */ inWords<Likeness>({
  'document-number': 'likeness.document-number',
  'personal-number': 'likeness.personal-number',
  phone: 'likeness.phone',
  email: 'likeness.email',
  face: 'likeness.face',
  device: 'likeness.device',
  address: 'likeness.address',
});
