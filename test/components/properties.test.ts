import { expect } from '@open-wc/testing';

import {
  elementNames,
  mount,
  publicProperties,
  rendered,
  settled,
  shows,
  values,
  type ElementName,
  type Mounted,
} from './every-element.js';
import { until } from './review-page.js';

/** The properties that an element needs before it shows anything. */
const basis: Readonly<Partial<Record<ElementName, readonly string[]>>> = {
  'kv-dashboard': ['range', 'from', 'to'],
  'kv-download-pdf': ['session'],
  'kv-edit-dialog': ['session', 'open'],
  'kv-false-positive-dialog': ['session', 'open', 'matchId'],
  'kv-photo': ['sessionId', 'photo'],
  'kv-photo-viewer': ['sessionId', 'photos'],
  'kv-reject-dialog': ['session', 'open'],
  'kv-review-frame': ['src', 'timeout'],
  'kv-review-provider': ['api'],
  'kv-screening': ['session'],
  'kv-session-details': ['sessionId'],
  'kv-session-filters': ['documentType', 'status'],
  'kv-shortcut-help': ['open'],
  'kv-timeline': ['sessionId'],
  'kv-verify-dialog': ['session', 'open'],
};

/** The property that others of the element have an effect with. */
const condition: Readonly<Record<string, string>> = {
  'kv-session-filters claim': 'queue',
  'kv-session-filters condition': 'queue',
  'kv-session-filters due': 'queue',
  'kv-session-list claim': 'view',
  'kv-session-list condition': 'view',
  'kv-session-list due': 'view',
};

/** Properties with an effect on later behaviour, not on what is shown now. */
const invisible: ReadonlySet<string> = new Set([
  'kv-activity-log pollInterval',
  'kv-awaiting-badge pollInterval',
  'kv-dashboard pollInterval',
  'kv-download-pdf branding',
  'kv-download-pdf paper',
  'kv-download-pdf sessionId',
  'kv-export-csv filter',
  'kv-export-csv mode',
  'kv-export-csv sort',
  'kv-export-csv view',
  'kv-reject-dialog awaitClaim',
  'kv-review-console code',
  'kv-review-console editorPreview',
  'kv-review-console getToken',
  'kv-review-console locale',
  'kv-review-console shortcuts',
  'kv-review-console theme',
  'kv-review-frame autoHeight',
  'kv-review-frame getToken',
  'kv-review-frame sessionId',
  'kv-review-frame theme',
  'kv-review-frame view',
  'kv-review-provider code',
  'kv-review-provider editorPreview',
  'kv-review-provider endpoint',
  'kv-review-provider getToken',
  'kv-review-provider theme',
  'kv-session-details maskAfter',
  'kv-session-details noShortcuts',
  'kv-session-details refreshInterval',
  'kv-session-list maskAfter',
  'kv-session-list pollInterval',
  'kv-timeline refreshInterval',
  'kv-verify-dialog awaitClaim',
]);

/** Tested in a file of their own, because they lead to another backend, or start a wait. */
const testedElsewhere: ReadonlySet<string> = new Set([
  'kv-review-console endpoint',
  'kv-review-frame timeout',
]);

const attributeText = (value: unknown): string => (value === true ? '' : String(value));

describe('the properties of every element', () => {
  let mounted: Mounted[] = [];

  // A language that is still loading looks like one that changes nothing.
  before(async () => {
    for (const tag of ['kv-review-frame', 'kv-review-provider'] as const) {
      const { element, remove } = mount(tag, (prepared) => {
        const { api, locale } = values[tag];
        Object.assign(prepared, { api, locale });
      });
      await until(() => /\p{Script=Georgian}/u.test(rendered(element)));
      remove();
    }
  });

  afterEach(() => {
    for (const { remove } of mounted) remove();
    mounted = [];
    // The console may have changed the page's address.
    history.replaceState(null, '', location.pathname + location.search);
  });

  /** Replaces the mounted element. `prepare` receives the new one before it is attached. */
  function show(tag: ElementName, prepare: (element: Element) => void): Element {
    for (const { remove } of mounted) remove();
    const shown = mount(tag, (element) => {
      for (const name of basis[tag] ?? []) Reflect.set(element, name, values[tag][name]);
      prepare(element);
    });
    mounted = [shown];
    return shown.element;
  }

  it('are complete in every-element.ts', () => {
    for (const tag of elementNames) {
      const names = publicProperties(tag).map(({ name }) => name);
      expect(Object.keys(values[tag]).sort(), tag).to.deep.equal(names.sort());
    }
  });

  for (const tag of elementNames) {
    for (const { name, attribute } of publicProperties(tag)) {
      if (testedElsewhere.has(`${tag} ${name}`)) continue;
      it(`${tag}: ${name} shows the same whether it is set before or after the element is attached`, async () => {
        const value = values[tag][name];
        const initial: unknown = Reflect.get(document.createElement(tag), name);
        const assign = (element: Element, assigned: unknown): void => {
          const needed = condition[`${tag} ${name}`];
          if (needed)
            Reflect.set(element, needed, (values[tag] as Record<string, unknown>)[needed]);
          Reflect.set(element, name, assigned);
        };
        const unset = (element: Element) => assign(element, initial);
        const set = (element: Element) => assign(element, value);
        const setAttribute = (element: Element) => {
          unset(element);
          element.setAttribute(attribute ?? '', attributeText(value));
        };

        const expected = await settled(show(tag, set));
        const late = show(tag, unset);
        if (invisible.has(`${tag} ${name}`)) await shows(late, expected, 'not set');
        else expect(await settled(late, 2), 'without the value').to.not.equal(expected);
        set(late);
        await shows(late, expected, 'set after');
        if (attribute === undefined) return;

        await shows(show(tag, setAttribute), expected, 'attribute before');
        const lateAttribute = show(tag, unset);
        await settled(lateAttribute, 2);
        setAttribute(lateAttribute);
        await shows(lateAttribute, expected, 'attribute after');
      });
    }
  }

  for (const tag of elementNames) {
    it(`${tag}: properties that were set before it was defined count`, async () => {
      // An element of a page without definitions, as a framework fills it before the kit has loaded.
      const plain = document.implementation.createHTMLDocument('').createElement(tag);
      const shown = Object.entries(values[tag]).filter(
        ([name]) => `${tag} ${name}` !== 'kv-review-console endpoint',
      );
      const defined = document.createElement(tag);
      for (const [name, value] of shown) {
        Object.assign(plain, { [name]: value });
        Object.assign(defined, { [name]: value });
      }
      const { element, remove } = mount(tag, () => undefined, plain);
      mounted = [{ element, remove }];
      expect(element.matches(':defined'), 'it is defined').to.equal(true);
      await settled(element, 2);
      for (const [name] of shown) {
        expect(Object.hasOwn(element, name), `${name} hides the property of the class`).to.equal(
          false,
        );
        expect(Reflect.get(element, name), name).to.equal(Reflect.get(defined, name));
      }
    });

    it(`${tag}: it adds no attribute to itself`, async () => {
      document.documentElement.lang = 'en';
      try {
        const { element, remove } = mount(tag, () => undefined);
        mounted = [{ element, remove }];
        await settled(element, 2);
        expect(element.getAttributeNames()).to.deep.equal([]);
      } finally {
        document.documentElement.removeAttribute('lang');
      }
    });
  }
});
