import { expect, html } from '@open-wc/testing';
import { createIteration, isReviewError, type ReviewApi, type Workspace } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import { exportCsv } from 'kv-review/export/csv';
import { exportPdf } from 'kv-review/export/pdf';
import { failedCondition, type Session, type SessionEvent } from 'kv-review/model';
import * as v from 'valibot';

import 'kv-review/define/awaiting-badge';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import {
  alex,
  awaiting,
  findButton,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from '../components/review-page.js';

const at = '2031-06-01T09:00:00Z';
const by = { id: 'nino', name: 'Nino Specimenadze' };

/** Values of a newer backend. One of them tries to reorder the words around it. */
const unknown = {
  status: 'resubmission \u202e requested',
  documentType: 'residence-permit',
  device: 'smart-glasses',
  sex: 'third-option',
  photo: 'voice-sample',
  verdict: 'deferred',
  noteVerdict: 'escalated',
  field: 'placeOfBirth',
  screening: 'partly-checked',
  condition: 'resubmission-deadline',
  ownCondition: 'Credit score',
  conditionValue: '{"days":30}',
  extraField: 'signature',
  role: 'auditor',
} as const;

const [attempt] = awaiting.attempts;
if (!attempt) throw new Error('The session has no attempt.');

const photo = { id: 'photo-of-tomorrow', kind: unknown.photo };
const evidence = {
  documentType: unknown.documentType,
  device: { ...awaiting.device, type: unknown.device },
  faceMatch: { level: 9, confidence: 99 },
};

/** An answer of a newer backend. Some of it is JSON, because the types do not allow it. */
const tomorrow: Session = {
  ...awaiting,
  ...evidence,
  id: 'tomorrow',
  status: unknown.status,
  client: { ...awaiting.client, sex: unknown.sex },
  selfie: photo,
  decision: { verdict: unknown.verdict, reasons: [], by, at },
  attempts: [{ ...attempt, ...evidence, photos: [photo] }],
  notes: [{ id: 'n', text: 'A note', by, at, verdict: unknown.noteVerdict }],
  changes: [{ field: unknown.field, before: 'Batumi', after: 'Tbilisi', by, at }],
  failedConditions: JSON.parse(
    `[
      { "condition": "${unknown.condition}", "observed": "${at}", "required": ${unknown.conditionValue} },
      { "condition": "${unknown.ownCondition}" },
      { "condition": "mrz", "observed": ["damaged"], "required": 0 },
      { "condition": "document-review", "observed": false, "required": true }
    ]`,
  ) as Session['failedConditions'],
  screening: JSON.parse(`{ "status": "${unknown.screening}" }`) as Session['screening'],
};

const workspace: Partial<Workspace> = {
  acceptanceLevel: 8,
  extraFields: [{ key: 'sign', label: { en: 'Sign' }, type: unknown.extraField, inList: true }],
};

const ways: Readonly<Record<string, (api: ReviewApi) => ReviewApi>> = {
  'through the provider': (api) => api,
  'over HTTP': (api) =>
    createHttpApi({
      baseUrl: 'https://backend.example/kv',
      fetch: createHandler(api, { basePath: '/kv' }),
      retries: 0,
    }),
};

/** The session as an adapter returns it to an element. */
const read = (): Promise<Session> =>
  ways['over HTTP']!(createMemoryApi({ sessions: [tomorrow] })).getSession(tomorrow.id);

/** Without isolates, like the result of `textOf`. */
const shown = (text: string): string =>
  text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ');

/** All attributes below a root, through shadow roots, except those that name a photo. */
function attributesBelow(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...[...element.attributes]
      .filter(({ name }) => name !== 'alt' && name !== 'aria-label')
      .map(({ value }) => value),
    ...(element.shadowRoot ? attributesBelow(element.shadowRoot) : []),
  ]);
}

function textBelow(root: ParentNode): string {
  const inner = [...root.querySelectorAll('*')].map((element) =>
    element.shadowRoot ? textBelow(element.shadowRoot) : '',
  );
  return shown([root.textContent, ...inner].join(' '));
}

for (const [way, connect] of Object.entries(ways)) {
  describe(`A newer backend, ${way}`, () => {
    const memory = () =>
      createMemoryApi({
        sessions: [tomorrow, awaiting],
        actor: { ...alex, role: unknown.role },
        workspace,
      });
    const open = () => connect(memory());

    it('has its sessions listed, with unknown statuses and document types', async () => {
      const provider = await showIn(
        open(),
        html`<kv-session-list
          columns="first-name document-type verified match-level"
        ></kv-session-list>`,
      );
      const list = provider.querySelector('kv-session-list')!;
      await until(() => list.shadowRoot!.querySelectorAll('.row .verified .tag').length === 2);
      const row = [...list.shadowRoot!.querySelectorAll('.row')].find((each) =>
        each.textContent.includes(unknown.documentType),
      );
      expect(shown(row!.querySelector('.verified')!.textContent).trim()).to.equal(
        shown(unknown.status),
      );
      expect(row!.textContent).to.include('9');
      expect(textOf(list)).to.include('Awaiting action');
      expect(row!.querySelector('.verified')!.textContent).not.to.include('\u202e');
    });

    it('has its sessions shown in full, without any changes offered', async () => {
      const provider = await showIn(
        open(),
        html`<kv-session-details session-id=${tomorrow.id}></kv-session-details>`,
      );
      const details = provider.querySelector('kv-session-details')!;
      await says(details, 'Client Information');
      await partsLoaded(details);
      const values = [unknown.status, unknown.documentType, unknown.sex, unknown.photo];
      const others = [unknown.verdict, unknown.noteVerdict, unknown.device, unknown.screening];
      const failed = [
        unknown.condition,
        at,
        unknown.conditionValue,
        unknown.ownCondition,
        'damaged',
      ];
      for (const value of [...values, ...others, ...failed, 'Document review']) {
        await until(() => textBelow(details.shadowRoot!).includes(shown(value)), value);
      }
      expect(textBelow(details.shadowRoot!)).not.to.include('\u202e');
      const offered = ['Verify', 'Reject', 'Edit', 'Add note', 'Download PDF', 'Check again'];
      expect(offered.filter((name) => findButton(details, name))).to.deep.equal([]);
      for (const part of ['kv-notes', 'kv-screening']) {
        const element = details.shadowRoot!.querySelector(part)!;
        expect(
          offered.filter((name) => findButton(element, name)),
          part,
        ).to.deep.equal([]);
      }
    });

    it('never puts an unknown value into an attribute', async () => {
      const provider = await showIn(
        open(),
        html`<kv-session-list></kv-session-list>
          <kv-session-details session-id=${tomorrow.id}></kv-session-details>`,
      );
      const details = provider.querySelector('kv-session-details')!;
      await says(details, 'Client Information');
      await until(() =>
        provider.querySelector('kv-session-list')!.shadowRoot!.querySelector('.tag'),
      );
      const attributes = attributesBelow(provider);
      expect(attributes.length).to.be.above(100);
      for (const value of Object.values(unknown)) {
        const holds = (attribute: string) => shown(attribute).includes(shown(value));
        expect(attributes.filter(holds), value).to.deep.equal([]);
      }
    });

    it('allows no change of a session with an unknown status', async () => {
      const api = open();
      const { version } = await api.getSession(tomorrow.id);
      const options = { version, idempotencyKey: 'key' };
      const codes = await Promise.all(
        [
          api.editClient(tomorrow.id, { firstName: 'New' }, options),
          api.addNote(tomorrow.id, { text: 'A note' }, options),
          api.decideSession(tomorrow.id, { verdict: 'verify', note: null }, options),
        ].map((change) =>
          change.then(
            () => 'done',
            (error: unknown) => (isReviewError(error) ? error.code : String(error)),
          ),
        ),
      );
      expect(codes).to.deep.equal(Array(3).fill('already-decided'));
    });

    it('is never asked for unknown values', async () => {
      const statuses = [unknown.status] as unknown as Session['status'][];
      const error: unknown = await open()
        .listSessions({ statuses: statuses as ['awaiting'] })
        .catch((thrown: unknown) => thrown);
      expect(isReviewError(error) && error.code).to.equal('invalid');
    });
  });
}

describe('A screening with an unknown result', () => {
  it('is not clear, and keeps the reported result', async () => {
    const { screening } = await read();
    expect(screening).to.deep.equal({
      status: 'unknown',
      checkedAt: null,
      reported: unknown.screening,
    });
  });
});

describe('A failed condition of a newer backend', () => {
  it('is kept as text, also when it is read twice', async () => {
    const { failedConditions } = await read();
    expect(failedConditions).to.deep.equal([
      {
        condition: 'other',
        name: unknown.condition,
        observed: at,
        required: unknown.conditionValue,
      },
      { condition: 'other', name: unknown.ownCondition, observed: '', required: '' },
      { condition: 'other', name: 'mrz', observed: '["damaged"]', required: '0' },
      { condition: 'document-review', observed: false, required: true },
    ]);
    expect(v.parse(v.array(failedCondition), failedConditions)).to.deep.equal(failedConditions);
  });

  it('is truncated if it is long, but not inside a character', () => {
    const observed = `${'a'.repeat(998)}😀b`;
    const failed = v.parse(failedCondition, { condition: 'x'.repeat(5000), observed });
    expect(failed).to.deep.equal({
      condition: 'other',
      name: `${'x'.repeat(999)}…`,
      observed: `${'a'.repeat(998)}…`,
      required: '',
    });
    expect(v.parse(failedCondition, failed)).to.deep.equal(failed);
  });
});

describe('An event of a newer backend', () => {
  /** Reports that something was archived, then waits. */
  async function* telling(signal: AbortSignal): AsyncGenerator<SessionEvent, void> {
    yield { id: 'e-1', type: 'snapshot', sessionIds: [], awaiting: { count: 1, exact: true } };
    yield { id: 'e-2', type: 'session-archived' } as SessionEvent;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }

  const untyped = (id: string, type: string) => `event: ${type}\nid: ${id}\ndata: [7]\n\n`;

  it('means that any session may have changed, through the provider', async () => {
    const api = createMemoryApi({ sessions: [awaiting] });
    let calls = 0;
    const listing: ReviewApi = {
      ...api,
      listSessions: (...args) => {
        calls += 1;
        return api.listSessions(...args);
      },
      watchSessions: (options) => createIteration(options?.signal, telling),
    };
    await showIn(listing, html`<kv-session-list poll-interval="3600"></kv-session-list>`);
    await until(() => calls > 1, 'the list is read again');
  });

  it('means that any session may have changed, over HTTP', async () => {
    const stream = `event: snapshot\nid: e-1\ndata: {"id":"e-1","type":"snapshot","sessionIds":[],"awaiting":null}\n\n${untyped(
      'e-2',
      'session-archived',
    )}${untyped('e-3', 'claim-taken')}`;
    const api = createHttpApi({
      baseUrl: 'https://backend.example/kv',
      fetch: () =>
        Promise.resolve(new Response(stream, { headers: { 'content-type': 'text/event-stream' } })),
    });
    const told: unknown[] = [];
    for await (const { id, sessionIds } of api.watchSessions()) {
      told.push([id, sessionIds]);
      if (told.length === 3) break;
    }
    expect(told).to.deep.equal([
      ['e-1', []],
      ['e-2', 'many'],
      ['e-3', 'many'],
    ]);
  });
});

describe('A file with a newer backend’s session', () => {
  it('contains the unknown values as CSV', async () => {
    let csv = '';
    for await (const part of exportCsv([await read()])) csv += part;
    for (const value of [unknown.documentType, unknown.device, unknown.sex]) {
      expect(csv).to.include(value);
    }
    expect(csv).to.include('FALSE');
  });

  it('is written as a PDF', async () => {
    const bytes = await exportPdf(await read(), {
      locale: 'en',
      now: new Date(at),
      acceptanceLevel: 8,
    });
    expect(bytes.length).to.be.above(1000);
  });
});
