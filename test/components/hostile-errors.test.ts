import { expect, html } from '@open-wc/testing';
import { ReviewError, type ReviewErrorCode } from 'kv-review/api';

import 'kv-review/define/verify-dialog';
import { awaiting, button, createApi, findButton, showIn, textOf, until } from './review-page.js';

const cyclic: Record<string, unknown> = { verdict: 'verify', reasons: [] };
cyclic.by = cyclic;

const throwing = {
  get decision(): never {
    throw new RangeError('a getter');
  },
  get changes(): never {
    throw new RangeError('a getter');
  },
};

const unknownCode = Object.assign(new Error('x'), {
  name: 'ReviewError',
  code: 'on-holiday',
  details: {},
});

/** Assigned, as another copy of the class might, because the constructor reads the details. */
const refusal = (code: ReviewErrorCode, details: unknown): ReviewError =>
  Object.assign(new ReviewError(code, 'refused'), { details });

const decided = 'Already decided';
const changed = 'changed while you had it open';
const lost = 'couldn’t confirm';

/** What an adapter throws, and what the agent reads. */
const thrown: readonly [what: string, error: unknown, text: string][] = [
  ['a decision without an author or a time', refusal('already-decided', { decision: {} }), decided],
  ['a decision that is a text', refusal('already-decided', { decision: 'mine' }), decided],
  ['a decision that contains itself', refusal('already-decided', { decision: cyclic }), decided],
  ['a decision whose getter throws', refusal('already-decided', throwing), decided],
  ['details that are null', refusal('already-decided', null), decided],
  ['changes that are not a list', refusal('conflict', { changes: 'many' }), changed],
  ['changes of another shape', refusal('conflict', { changes: [null, { by: 7 }] }), changed],
  ['an unknown code', unknownCode, lost],
  ['a text', 'out of order', lost],
  ['null', null, lost],
  ['undefined', undefined, lost],
];

describe('a dialog, when the adapter throws', () => {
  for (const [what, error, text] of thrown) {
    it(`${what}: explains the outcome and can be closed`, async () => {
      const api = createApi();
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      api.decideSession = () => Promise.reject(error);
      const provider = await showIn(
        api,
        html`<kv-verify-dialog .session=${awaiting}></kv-verify-dialog>`,
      );
      const dialog = provider.querySelector('kv-verify-dialog')!;
      const native = dialog.shadowRoot!.querySelector('dialog')!;
      dialog.show();
      await until(() => native.open);
      (await button(dialog, 'Verify')).click();
      await until(() => textOf(dialog).includes(text), textOf(dialog));
      const close = findButton(dialog, 'Close') ?? findButton(dialog, 'Cancel');
      expect(close?.disabled).to.equal(false);
      close?.click();
      await until(() => !native.open);
    });
  }
});
