/** The English texts of the frame. They are apart, because its host page loads no other text. */
export const frameTexts = {
  label: 'Review of identity verifications',
  loading: 'Loading the review…',
  refused: 'The review did not load',
  refusedHint:
    'The page in the frame did not answer. It may be down, or it may not allow this page to show it.',
  offline: 'You are offline',
  offlineHint: 'The review loads when the connection is back.',
  origin: 'Another page is in the frame',
  originHint: 'The frame shows a page of another address than the review. It was hidden.',
  unlisted: 'The review may not be shown here',
  unlistedHint:
    'The page in the frame does not list this page among those that may show it. Ask the owner of the review to add it.',
  version: 'The review cannot be shown here',
  versionHint:
    'This page and the page in the frame use different versions. Ask their owners to update them.',
  setup: 'The review cannot be shown here',
  setupHint: 'The address of the review is missing or not allowed. Ask the owner of this page.',
  retry: 'Try again',
} as const;

export type FrameTexts = Readonly<Record<keyof typeof frameTexts, string>>;
