/** Every public element with a value for each of its properties, for the tests of all elements. */
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import type { Attempt, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import type { LitElement } from 'lit';

import 'kv-review/all';
import { alex, until } from './review-page.js';
import { match } from './screening-fixture.js';

/** All elements except those that only another element uses. */
export type ElementName = Exclude<
  keyof HTMLElementTagNameMap & `kv-${string}`,
  'kv-dashboard-chart' | 'kv-photo-stage'
>;
type Values = Readonly<Record<string, unknown>>;

const samples = sampleSessions({ count: 60, seed: 11 });
const complete = samples.find(
  ({ status, attempts }) => status === 'awaiting' && (attempts.at(-1)?.photos.length ?? 0) > 1,
)!;
const attempt: Attempt = complete.attempts.at(-1)!;
export const subject: Session = { ...complete, screening: match, notes: samples[0]!.notes };
const decided = samples.find(({ status }) => status === 'success')!;
const rejected = samples.find(({ status }) => status === 'rejected')!;
const waiting = samples.find(({ id, status }) => status === 'awaiting' && id !== subject.id)!;
const sessions = [subject, decided, rejected, waiting];
const photo = attempt.photos[0]!;

async function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d')!.fillRect(0, 0, 8, 8);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** A backend with the same sessions every time, for a user who may see everything. */
export const createBackend = (): MemoryApi =>
  createMemoryApi({ sessions, actor: { ...alex, role: 'master' }, photos: picture });

/** A log that has never been read: reading adds an entry, so an element that reads twice shows another log. */
function createUnreadLog(): ReviewApi {
  const at = '2026-06-15T12:00:00.000Z';
  const actor = { ...alex, role: 'master' } as const;
  const entry = { action: 'edit', details: { fields: ['firstName'] }, at, actor } as const;
  const create = () =>
    createMemoryApi({
      sessions,
      actor,
      activity: [{ ...entry, sessionId: subject.id }],
      now: () => new Date(at),
    });
  return {
    ...create(),
    listActivity: (...request) => create().listActivity(...request),
    getActivityChain: (...request) => create().getActivityChain(...request),
  };
}

/** A value other than the default for every property of every element. */
export const values: Readonly<Record<ElementName, Values>> = {
  'kv-activity-log': {
    kind: 'decision',
    from: '2026-01-01',
    to: '2026-12-31',
    sessionId: subject.id,
    users: [alex.id],
    pollInterval: 5,
    headingLevel: 3,
  },
  'kv-attempt-history': { session: subject },
  'kv-awaiting-badge': { max: 1, pollInterval: 5 },
  'kv-customer-activity': { session: subject },
  'kv-dashboard': {
    range: 'custom',
    from: '2026-01-01',
    to: '2026-01-31',
    headingLevel: 3,
    pollInterval: 5,
  },
  'kv-download-pdf': {
    session: decided,
    sessionId: decided.id,
    paper: 'letter',
    branding: { name: 'Specimen Bank' },
    shortcut: 'p',
  },
  'kv-edit-dialog': { session: subject, open: true, beside: true },
  'kv-export-csv': {
    view: 'rejected',
    sort: 'lastName',
    mode: 'raw',
    filter: { search: 'a' },
  },
  'kv-extra-fields': { session: subject },
  'kv-false-positive-dialog': { session: subject, matchId: 'm2', open: true },
  'kv-field-evidence': { session: subject },
  'kv-mrz-report': { lines: ['P<UTO1ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<'] },
  'kv-notes': { session: subject },
  'kv-photo': { sessionId: subject.id, photo, size: 'full' },
  'kv-photo-viewer': {
    sessionId: subject.id,
    photos: attempt.photos,
    photoId: attempt.photos[1]!.id,
    compare: true,
  },
  'kv-reject-dialog': {
    session: subject,
    open: true,
    isSubjectHidden: true,
    noShortcuts: true,
    awaitClaim: () => Promise.resolve(undefined),
  },
  'kv-related-sessions': { sessionId: subject.id },
  'kv-review-console': {
    view: 'all',
    sessionId: subject.id,
    mask: 'photos',
    routing: 'hash',
    autoAdvance: true,
    noShortcuts: true,
    shortcuts: { verify: 'y' },
    pages: [{ view: 'reports', label: 'Reports' }],
    endpoint: '/nowhere/',
    getToken: () => 'token',
    locale: 'ka',
    theme: 'dark',
    editorPreview: true,
    code: '',
  },
  'kv-review-frame': {
    src: 'https://review.example/console.html',
    view: 'awaiting',
    sessionId: subject.id,
    locale: 'ka',
    theme: 'dark',
    label: 'Review',
    autoHeight: true,
    timeout: 5,
    getToken: () => null,
  },
  'kv-review-provider': {
    api: createBackend(),
    endpoint: '/nowhere/',
    getToken: () => 'token',
    locale: 'ka',
    theme: 'dark',
    editorPreview: true,
    code: '',
  },
  'kv-screening': { session: subject, masked: new Set(['photos', 'birthDate', 'nationality']) },
  'kv-session-details': {
    sessionId: subject.id,
    refreshInterval: 5,
    mask: 'all',
    maskAfter: 5,
    shortcuts: { verify: 'y' },
    noShortcuts: true,
  },
  'kv-session-filters': {
    documentType: 'passport',
    status: 'success',
    spoof: 'low-far',
    judged: 'in-part',
    condition: 'mrz',
    due: 'overdue',
    claim: 'mine',
    queue: true,
    from: '2026-01-01',
    to: '2026-12-31',
    noStatus: true,
  },
  'kv-session-list': {
    headingLevel: 3,
    view: 'awaiting',
    sort: 'lastName',
    documentType: 'passport',
    status: 'success',
    spoof: 'low-far',
    judged: 'in-part',
    condition: 'mrz',
    due: 'overdue',
    claim: 'mine',
    from: '2026-01-01',
    to: '2026-12-31',
    columns: 'first-name date',
    pollInterval: 5,
    density: 'compact',
    mask: 'all',
    maskAfter: 5,
    search: 'a',
  },
  'kv-settings': { section: 'session', headingLevel: 3 },
  'kv-settings-awaiting': { headingLevel: 3 },
  'kv-settings-countries': { headingLevel: 3 },
  'kv-settings-queue': { headingLevel: 3 },
  'kv-settings-session': { headingLevel: 3 },
  'kv-settings-branding': { headingLevel: 3 },
  'kv-settings-fields': { headingLevel: 3 },
  'kv-settings-hooks': { headingLevel: 3 },
  'kv-shortcut-help': { shortcuts: { verify: 'y' }, off: true, autoAdvance: true, open: true },
  'kv-timeline': { sessionId: subject.id, order: 'oldest', refreshInterval: 5 },
  'kv-verify-dialog': {
    session: subject,
    open: true,
    isSubjectHidden: true,
    awaitClaim: () => Promise.resolve(undefined),
  },
};

export const elementNames = Object.keys(values) as ElementName[];

export interface PublicProperty {
  readonly name: string;
  /** `undefined` for one that has no attribute. */
  readonly attribute: string | undefined;
}

/** The reactive properties that a host may set. */
export function publicProperties(tag: string): PublicProperty[] {
  const constructor = customElements.get(tag) as typeof LitElement;
  return [...constructor.elementProperties].flatMap(([key, { state, attribute }]) => {
    if (state || typeof key !== 'string') return [];
    const name = attribute === true || attribute === undefined ? key.toLowerCase() : attribute;
    return [{ name: key, attribute: name === false ? undefined : name }];
  });
}

export interface Mounted {
  readonly element: Element;
  remove(): void;
}

/** Adds an element to the page: in a provider, unless it is one. */
export function mount(
  tag: ElementName,
  prepare: (element: Element) => void,
  element: Element = document.createElement(tag),
): Mounted {
  const frame = document.createElement('div');
  // Elements that are mounted together overlap, so that all of them are in view.
  frame.style.cssText = 'position: absolute; inset: 0; block-size: 36rem';
  prepare(element);
  if (tag === 'kv-review-provider') {
    element.append(document.createElement('kv-awaiting-badge'));
    frame.append(element);
  } else {
    const provider = document.createElement('kv-review-provider');
    provider.locale = 'en';
    provider.api = tag === 'kv-activity-log' ? createUnreadLog() : createBackend();
    provider.append(element);
    frame.append(provider);
  }
  document.body.append(frame);
  return { element, remove: () => frame.remove() };
}

/** Attributes whose values differ between runs: URLs of photos, and the time. */
const changing: Readonly<Record<string, RegExp>> = { src: /^blob:.*/, title: /^Updated .*/ };

function markupOf(node: Node): string {
  if (node instanceof Text) return node.data.trim();
  if (!(node instanceof Element) || node.matches('style, [hidden]')) return '';
  // Whether a photo in a list has loaded depends on what was in view before.
  if (node.matches('.selfie > .face')) return 'face';
  // The time in the company's zone.
  if (node.matches('#consequence-timeZone')) return 'now';
  const attributes = [...node.attributes]
    .map(({ name, value }) => ` ${name}="${changing[name]?.test(value) ? '' : value}"`)
    .sort();
  const content = node.localName === 'kv-photo' ? '' : rendered(node);
  const state = node instanceof HTMLInputElement && node.checked ? ' checked' : '';
  return `<${node.localName}${attributes.join('')}${state}>${content}</${node.localName}>\n`;
}

/** The markup that an element shows, through shadow roots. */
export const rendered = (element: Element): string =>
  [...(element.shadowRoot?.childNodes ?? []), ...element.childNodes].map(markupOf).join('');

/** Busy elements, photos on their way, the choice of the order and the export, which a list fills in later. */
const loading =
  /aria-busy="true"|placeholder pending|<div class="over"><div [^>]*class="placeholder"|>Loading…<|<label class="sort"><\/label>|export-room/;

const isLoading = (html: string): boolean => loading.test(html);

/**
 * Points at the buttons of panels, which load on demand: only they may show a property. Returns whether
 * all have loaded.
 */
function preloadPanels(element: Element): boolean {
  const buttons = [...(element.shadowRoot?.querySelectorAll('.panel-button') ?? [])];
  for (const button of buttons) button.dispatchEvent(new PointerEvent('pointerenter'));
  return buttons.every((button) => button.ariaExpanded === null);
}

/** Waits until nothing is loading and the element has not changed for some frames. */
export async function settled(element: Element, frames = 8): Promise<string> {
  let html = '';
  for (let still = 0; still < frames;) {
    await new Promise(requestAnimationFrame);
    const hasPanels = preloadPanels(element);
    const now = rendered(element);
    still = hasPanels && now === html && !isLoading(now) ? still + 1 : 0;
    html = now;
  }
  return html;
}

/** Waits until an element shows some markup; otherwise fails with the first line that differs. */
export async function shows(element: Element, expected: string, what: string): Promise<void> {
  const isSame = () => {
    preloadPanels(element);
    return rendered(element) === expected;
  };
  await until(isSame).catch(() => undefined);
  if (isSame()) return;
  const lines = rendered(element).split('\n');
  const index = expected.split('\n').findIndex((line, at) => line !== lines[at]);
  throw new Error(
    `${what}: expected “${expected.split('\n')[index] ?? ''}”, shown “${lines[index] ?? ''}”`,
  );
}
