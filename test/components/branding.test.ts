import { expect, fixture, html } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';
import { sampleSessions } from 'kv-review/testing';

import { brandValues } from '../../src/controllers/brand-style.js';
import type { Branding } from '../../src/model/branding.js';
import { failingPairs, manyAccents } from '../styles/shown-colors.js';
import { waitUntil } from '../wait.js';

const plain: Branding = {
  name: null,
  accentColor: null,
  cornerRadius: null,
  fontFamilies: [],
  logoVersion: null,
};

const memory = createMemoryApi({ sessions: sampleSessions({ count: 20, seed: 4 }) });

const apiWith = (branding: Partial<Branding>, logo?: Blob): ReviewApi => ({
  ...memory,
  getBranding: () => Promise.resolve({ ...plain, ...branding }),
  getLogo: () => (logo ? Promise.resolve(logo) : memory.getLogo('none')),
});

async function show(api: ReviewApi, content = html`<kv-awaiting-badge></kv-awaiting-badge>`) {
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
    html`<kv-review-provider locale="en" theme="light" .api=${api}>${content}</kv-review-provider>`,
  );
  const element = provider.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error('There is no element.');
  const read = (property: string): string => {
    const badge = element.shadowRoot?.querySelector('.badge, .navigation') ?? element;
    return getComputedStyle(badge).getPropertyValue(property);
  };
  /** A token as the styles of the element see it. */
  const token = (name: string): string => {
    const probe = document.createElement('span');
    element.shadowRoot?.append(probe);
    probe.style.backgroundColor = `var(--_color-${name})`;
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  };
  return { provider, element, read, token };
}

async function drawLogo(): Promise<Blob> {
  const canvas = new OffscreenCanvas(60, 20);
  canvas.getContext('2d')?.fillRect(0, 0, 60, 20);
  return canvas.convertToBlob();
}

const kitAccent = 'rgb(29, 78, 216)';

describe('the branding of a company', () => {
  it('gives every element the accent, the corner radius and the fonts', async () => {
    const { provider, element, token, read } = await show(
      apiWith({ accentColor: '#00695c', cornerRadius: 20, fontFamilies: ['Brand Sans', 'serif'] }),
    );
    await waitUntil(() => token('accent') === 'rgb(0, 105, 92)', 'the accent is there');
    expect(read('font-family')).to.match(/^"?Brand Sans"?, serif, system-ui/);
    expect(getComputedStyle(element).getPropertyValue('--_radius-m')).to.equal('20px');
    expect(provider.getAttribute('style'), 'the host page owns the attributes').to.equal(null);

    provider.theme = 'dark';
    await provider.updateComplete;
    expect(token('accent'), 'a lighter tone in the dark').not.to.equal('rgb(0, 105, 92)');
    expect(token('on-accent')).to.equal('oklch(1 0 0)');
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`has readable text, whatever its accent, ${scheme} [branding-readable]`, () => {
      const failing = manyAccents
        .filter((_, index) => index % 3 === 0)
        .flatMap((accentColor) => {
          const { accent } = brandValues({ ...plain, accentColor }, document.body);
          return failingPairs(scheme, { '--_brand-accent': accent });
        });
      expect(failing).to.deep.equal([]);
    });
  }

  it('yields to what the host page sets [branding-order]', async () => {
    document.documentElement.style.setProperty('--kv-color-accent', '#7a0019');
    try {
      const { token, element } = await show(apiWith({ accentColor: '#00695c', cornerRadius: 20 }));
      await waitUntil(
        () => getComputedStyle(element).getPropertyValue('--_radius-m') === '20px',
        'the radius is there',
      );
      expect(token('accent')).to.equal('rgb(122, 0, 25)');
    } finally {
      document.documentElement.style.removeProperty('--kv-color-accent');
    }
  });

  it('is that of the company alone: gone with its adapter, and unknown to a provider inside', async () => {
    const { provider, token } = await show(apiWith({ accentColor: '#00695c' }));
    await waitUntil(() => token('accent') === 'rgb(0, 105, 92)', 'the first company');
    provider.api = apiWith({ accentColor: '#6a1b9a' });
    await provider.updateComplete;
    expect(token('accent'), 'nothing of the first company').to.equal(kitAccent);
    await waitUntil(() => token('accent') === 'rgb(106, 27, 154)', 'the second company');

    const inner = document.createElement('kv-review-provider');
    inner.innerHTML = '<kv-awaiting-badge></kv-awaiting-badge>';
    provider.append(inner);
    const badge = inner.querySelector('kv-awaiting-badge');
    await badge?.updateComplete;
    expect(badge && getComputedStyle(badge).getPropertyValue('--_brand-accent')).to.equal('');

    provider.remove();
    expect(token('accent')).not.to.equal('rgb(106, 27, 154)');
  });

  it('never becomes CSS when it is hostile', async () => {
    const hostile = 'red;} :host{display:none} x{';
    const values = brandValues(
      {
        accentColor: hostile,
        cornerRadius: Number.POSITIVE_INFINITY,
        fontFamilies: ['"; display: none', 'a\nb', 'x,y', "it's", 'url(x)', 'Fine'],
      },
      document.body,
    );
    expect(values).to.deep.equal({ accent: '', radius: '', fonts: '"Fine",' });

    const bad: readonly Partial<Branding>[] = [
      { accentColor: hostile },
      { accentColor: 'url(https://example.com/x)' },
      { cornerRadius: 1e9 },
      { fontFamilies: [`x"; } ${hostile}`] },
    ];
    for (const branding of bad) {
      let asked = 0;
      const api = apiWith(branding);
      const { element, token } = await show({
        ...api,
        getBranding: (options) => {
          asked += 1;
          return api.getBranding(options);
        },
      });
      await waitUntil(() => asked > 0, 'the branding was asked for');
      await api.getBranding();
      await new Promise(requestAnimationFrame);
      expect(token('accent')).to.equal(kitAccent);
      expect(getComputedStyle(element).display).not.to.equal('none');
    }
  });

  it('shows logo and name in the console, and revokes the address of the logo', async () => {
    const logo = await drawLogo();
    const { provider, element } = await show(
      apiWith({ name: 'Example Bank', logoVersion: '1' }, logo),
      html`<kv-review-console></kv-review-console>`,
    );
    const find = (): HTMLImageElement | null | undefined =>
      element.shadowRoot?.querySelector<HTMLImageElement>('img.logo');
    await waitUntil(() => find()?.complete, 'the logo is there');
    expect(find()?.alt).to.equal('Example Bank');
    const url = find()?.src ?? '';
    expect(url).to.match(/^blob:/);
    provider.remove();
    const isGone = await fetch(url).then(
      () => false,
      () => true,
    );
    expect(isGone).to.equal(true);
  });

  it('shows no logo that is not an image', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], {
      type: 'image/png',
    });
    const { element } = await show(
      apiWith({ name: 'Example Bank', logoVersion: '1' }, svg),
      html`<kv-review-console></kv-review-console>`,
    );
    await waitUntil(
      () => element.shadowRoot?.querySelector('.company')?.textContent === 'Example Bank',
      'the name is there instead',
    );
    expect(element.shadowRoot?.querySelector('img.logo')).to.equal(null);
  });
});
