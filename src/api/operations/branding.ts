import type { Facet } from './operation.js';

/** The look of the company. Every user reads it; master users change it with its logo. */
export const branding = {
  /**
   * Reads the name, the accent colour, the corner radius and the fonts of the company, and whether it has
   * a logo. A master user saves them as the section `branding` of the settings.
   * @summary Read the branding
   * @returns The branding.
   */
  getBranding: {
    capability: 'branding',
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/branding',
    answer: 'json',
  },

  /**
   * Reads the bytes of the logo that the branding names: JPEG, PNG or WebP, recognised by the first bytes.
   * A logo that was replaced is `not-found`.
   * @summary Read the logo
   * @returns The logo.
   */
  getLogo: {
    capability: 'branding',
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/branding/logos/{logoVersion}',
    answer: 'image',
  },

  /**
   * Saves a logo of at most 512 KiB: JPEG, PNG or WebP, recognised by the first bytes. Anything else is
   * `invalid`. The version is the `logoVersion` that the user saw, or `none` for no logo. If there is
   * another logo now, this is a `conflict` and changes nothing.
   * @summary Save the logo
   * @returns The branding with the new logo.
   */
  saveLogo: {
    capability: 'branding',
    role: 'master',
    effect: 'save',
    method: 'PUT',
    path: '/v1/branding/logo',
    input: 'image',
    answer: 'json',
    errors: ['conflict'],
  },

  /**
   * Removes the logo, if there is one. If there is another one than the user saw, this is a `conflict`.
   * @summary Remove the logo
   * @returns The branding without a logo.
   */
  removeLogo: {
    capability: 'branding',
    role: 'master',
    effect: 'save',
    method: 'DELETE',
    path: '/v1/branding/logo',
    answer: 'json',
    errors: ['conflict'],
  },
} as const satisfies Facet;
