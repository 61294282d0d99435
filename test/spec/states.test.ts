import { expect, html } from '@open-wc/testing';
import { isReviewError } from 'kv-review/api';
import type { MemoryApi } from 'kv-review/api/memory';
import type { Session, SessionStatus } from 'kv-review/model';

import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import {
  awaiting,
  createApi,
  findButton,
  nino,
  showIn,
  textOf,
  until,
} from '../components/review-page.js';

const at = '2026-06-01T09:00:00Z';
const by = { id: nino.id, name: nino.name };

const states = [
  { status: 'processing', column: 'Pending', label: 'Pending', refused: 'conflict' },
  { status: 'awaiting', column: 'No', label: 'Awaiting action', refused: undefined },
  { status: 'success', column: 'Yes', label: 'Verified', refused: 'already-decided' },
  { status: 'rejected', column: 'No', label: 'Rejected', refused: 'already-decided' },
] as const;

const verdicts = { success: 'verify', rejected: 'reject' } as const;

function sessionIn(status: SessionStatus): Session {
  if (status === 'processing' || status === 'awaiting') return { ...awaiting, status };
  const decision = { verdict: verdicts[status], reasons: [], by, at };
  return { ...awaiting, status, completedAt: at, decision };
}

/** The adapter's answers to all changes that an agent can make. */
async function answersTo(api: MemoryApi, { id }: Session): Promise<(string | undefined)[]> {
  const change = async (attempt: (version: string) => Promise<unknown>) => {
    const { version } = await api.getSession(id);
    return attempt(version).then(
      () => undefined,
      (error: unknown) => (isReviewError(error) ? error.code : String(error)),
    );
  };
  return [
    await change((version) =>
      api.editClient(id, { firstName: 'New' }, { version, idempotencyKey: 'edit' }),
    ),
    await change((version) =>
      api.addNote(id, { text: 'A note' }, { version, idempotencyKey: 'note' }),
    ),
    await change((version) =>
      api.decideSession(
        id,
        { verdict: 'verify', note: null },
        { version, idempotencyKey: 'verify' },
      ),
    ),
  ];
}

for (const { status, column, label, refused } of states) {
  describe(`A session that is ${status}`, () => {
    const session = sessionIn(status);

    it(`shows “${column}” under Verified in a list, and the label “${label}”`, async () => {
      const provider = await showIn(
        createApi({ sessions: [session] }),
        html`<kv-session-list></kv-session-list>`,
      );
      const list = provider.querySelector('kv-session-list')!;
      const cell = () => list.shadowRoot!.querySelector('.row .verified');
      await until(() => cell()?.textContent.trim());
      const text = cell()!.textContent.replaceAll(/\s+/g, ' ').trim();
      expect(text).to.equal(column === label ? column : `${column} (${label})`);
    });

    it('offers a decision in its details only while it awaits action', async () => {
      const provider = await showIn(
        createApi({ sessions: [session] }),
        html`<kv-session-details session-id=${session.id}></kv-session-details>`,
      );
      const details = provider.querySelector('kv-session-details')!;
      await until(() => textOf(details).includes('Client Information'));
      expect(textOf(details)).to.include(label);
      for (const name of ['Verify', 'Reject']) {
        expect(findButton(details, name) !== undefined, name).to.equal(status === 'awaiting');
      }
    });

    it('offers the PDF in its details once the client has finished', async () => {
      const provider = await showIn(
        createApi({ sessions: [session] }),
        html`<kv-session-details session-id=${session.id}></kv-session-details>`,
      );
      const details = provider.querySelector('kv-session-details')!;
      await until(() => textOf(details).includes('Client Information'));
      const pdf = details.shadowRoot!.querySelector('kv-download-pdf');
      await pdf?.updateComplete;
      expect(pdf ? findButton(pdf, 'Download PDF') !== undefined : false).to.equal(
        status !== 'processing',
      );
    });

    it(
      refused ? `refuses every change as ${refused}` : 'can be edited, noted on and decided',
      async () => {
        const api = createApi({ sessions: [session] });
        expect(await answersTo(api, session)).to.deep.equal([refused, refused, refused]);
        const { status: after } = await api.getSession(session.id);
        expect(after).to.equal(status === 'awaiting' ? 'success' : status);
      },
    );
  });
}
