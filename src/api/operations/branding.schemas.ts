import * as v from 'valibot';

import { branding, maxLogoSize } from '../../model/branding.js';

export const getBranding = { answer: branding };
export const saveLogo = {
  input: v.pipe(v.blob(), v.minSize(1), v.maxSize(maxLogoSize)),
  answer: branding,
};
export const removeLogo = { answer: branding };
