import { createContext } from '@lit/context';

import type { Branding } from '../model/branding.js';

/** The branding of the company, which the provider has loaded and applied. */
export interface CompanyBranding {
  readonly branding: Branding;
  /** Loads it again after a change, and applies it. */
  readonly refresh: () => Promise<void>;
}

/** `undefined` until the branding has loaded, and where the adapter has none. */
export const brandingContext = createContext<CompanyBranding | undefined>(
  Symbol.for('kv-review:branding'),
);
