import { expect, fixture, html } from '@open-wc/testing';

import 'kv-review/define/mrz-report';
import 'kv-review/define/review-provider';
import { createMemoryApi } from 'kv-review/api/memory';
import { overwrite, specimens } from '../model/mrz-specimens.js';
import { waitUntil } from '../wait.js';

type Report = HTMLElementTagNameMap['kv-mrz-report'];

const passport = specimens.TD3;

async function show(lines: readonly string[] | null | undefined): Promise<Report> {
  return await fixture<Report>(html`<kv-mrz-report .lines=${lines}></kv-mrz-report>`);
}

const squeeze = (text: string | null | undefined): string =>
  (text ?? '').replaceAll(/\s+/g, ' ').trim();

const textOf = (element: Element | null | undefined): string => squeeze(element?.textContent);

const all = (element: Report, selector: string): Element[] => [
  ...element.shadowRoot!.querySelectorAll(selector),
];

const marks = (element: Report): string[] => all(element, 'mark').map((mark) => mark.textContent);

/** Category and error of each row of the table of errors. */
function errors(element: Report): [string, string][] {
  return all(element, '[part=errors] tr:has(th[scope=row])').map((row) => [
    textOf(row.querySelector('th')),
    textOf(row.querySelector('.error')),
  ]);
}

describe('kv-mrz-report', () => {
  it('shows that a valid zone has passed, with unmarked lines', async () => {
    const element = await show(passport);
    expect(textOf(element.shadowRoot!.querySelector('[part=verdict]'))).to.contain(
      'All 15 checks passed',
    );
    expect(all(element, 'code').map((code) => code.textContent)).to.deep.equal(passport);
    expect(marks(element)).to.deep.equal([]);
    expect(errors(element)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('shows every example of the reference as Category and Error', async () => {
    const examples: [string[], string, string][] = [
      [overwrite(passport, 0, 2, 'QQQ'), 'State code', 'invalid state code'],
      [
        [passport[0]!, 'L898902C37UTO7408122F1204159ZE184226B<<<<<18'],
        'Composite check digit',
        'invalid check digit: 8. Must be 7',
      ],
      [
        [passport[0]!, 'L898901C30UTO7408122F1204159ZE184226B<<<<<14'],
        'Document number check digit',
        'invalid check digit: 0. Must be 9',
      ],
      [
        overwrite(passport, 0, 5, '1ASDFGHE<<ANNA<MARIA<<<'),
        'Last name',
        'Invalid text: 1ASDFGHE. Must match the following regular expression: /^[A-Z]+<*$/',
      ],
    ];
    for (const [lines, category, error] of examples) {
      const element = await show(lines);
      expect(errors(element), category).to.deep.include([category, error]);
    }
  });

  it('marks the failing characters, and states their positions', async () => {
    const element = await show(overwrite(passport, 1, 9, '0'));
    expect(marks(element)[0]).to.equal('0');
    expect(textOf(element.shadowRoot!.querySelector('[part=errors]'))).to.contain(
      'line 2, column 10',
    );
    const spoken = textOf(all(element, '[part=line]')[1]!.querySelector('.visually-hidden'));
    expect(spoken).to.match(/^Line 2: L 8 9 8 9 0 2 C 3, failed at line 2, column 10: 0; end/);
    await expect(element).to.be.accessible();
  });

  it('does not mark by colour alone', async () => {
    const element = await show(overwrite(passport, 1, 9, '0'));
    const style = getComputedStyle(all(element, 'mark')[0]!);
    expect(style.textDecorationLine).to.equal('underline');
  });

  it('spells the lines for screen readers, with the number of fillers', async () => {
    const element = await show(passport);
    const [first] = all(element, '[part=line]');
    expect(textOf(first!.querySelector('.visually-hidden'))).to.equal(
      'Line 1: P, filler, U T O E R I K S S O N, 2 fillers, A N N A, filler, M A R I A, 19 fillers.',
    );
    expect(first!.querySelector('code')!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('marks the end of a short line', async () => {
    const element = await show([passport[0]!, passport[1]!.slice(0, -1)]);
    expect(errors(element)).to.deep.include(['Line length', 'invalid line length: 43. Must be 44']);
    expect(all(element, '.gap')).to.have.length(1);
    expect(textOf(all(element, '[part=line]')[1])).to.contain('characters are missing at the end');
  });

  it('explains the arithmetic of a check digit on demand', async () => {
    const element = await show(overwrite(passport, 1, 9, '0'));
    const [details] = all(element, '[part=errors] details') as HTMLDetailsElement[];
    expect(details!.open).to.equal(false);
    const summary = details!.querySelector('summary')!;
    expect(textOf(summary)).to.equal(
      'How the check digit is computed (Document number check digit)',
    );
    summary.click();
    expect(details!.open).to.equal(true);
    const terms = [...details!.querySelectorAll('li')].map(textOf);
    expect(terms).to.have.length(9);
    expect(terms[0]).to.equal('L (21) × 7 = 147');
    expect(textOf(details)).to.contain('Sum: 316. Remainder of the division by 10: 6.');
    expect(textOf(details)).to.contain('The check digit must be 6, but 0 was read.');
    await expect(element).to.be.accessible();
  });

  it('shows the passed checks on demand', async () => {
    const element = await show(overwrite(passport, 0, 2, 'QQQ'));
    const details = element.shadowRoot!.querySelector<HTMLDetailsElement>('.passed-checks')!;
    expect(details.open).to.equal(false);
    details.querySelector('summary')!.click();
    expect(details.open).to.equal(true);
    expect(textOf(details.querySelector('summary'))).to.equal('Show 14 checks that passed');
    expect(textOf(details)).to.contain('ANNA MARIA');
    await expect(element).to.be.accessible();
  });

  it('shows that no zone was read, and nothing until that is known', async () => {
    const element = await show(null);
    expect(textOf(element.shadowRoot!.querySelector('p'))).to.equal(
      'No machine-readable zone was read.',
    );
    await expect(element).to.be.accessible();
    element.lines = [];
    await element.updateComplete;
    expect(textOf(element.shadowRoot!.querySelector('p'))).to.contain('No machine-readable zone');
    element.lines = undefined;
    await element.updateComplete;
    expect(element.shadowRoot!.textContent.trim()).to.equal('');
  });

  it('checks again when the lines change', async () => {
    const element = await show(overwrite(passport, 0, 2, 'QQQ'));
    expect(marks(element)).to.deep.equal(['QQQ']);
    element.lines = specimens.TD1;
    await element.updateComplete;
    expect(marks(element)).to.deep.equal([]);
    expect(textOf(element.shadowRoot!.querySelector('[part=verdict]'))).to.contain('TD1');
  });

  it('shows markup as text and names characters that hide or reorder others (cases 1, 7, 8)', async () => {
    const hostile = [
      '<img src=x onerror="globalThis.hacked = true">',
      'P<UTO\u202Eسلام\u0351\u200B\u0000',
    ];
    const element = await show(hostile);
    expect(element.shadowRoot!.querySelector('img')).to.equal(null);
    expect(globalThis).not.to.have.property('hacked');
    const shown = element.shadowRoot!.textContent;
    expect(shown).not.to.match(/\u202E|\u0351|\u200B|\0/);
    expect(all(element, '.code-point').map((point) => point.textContent)).to.include.members([
      'U+202E',
      'U+0351',
      'U+200B',
      'U+0000',
    ]);
    expect(textOf(element.shadowRoot!.querySelector('[part=verdict]'))).to.contain('failed');
    await expect(element).to.be.accessible();
  });

  it('stays small for any size of input', async () => {
    const element = await show(['A'.repeat(1_000_000), ...Array<string>(500).fill('<'.repeat(44))]);
    expect(element.shadowRoot!.textContent.length).to.be.below(10_000);
    expect(all(element, '[part=line]')).to.have.length(8);
    expect(textOf(element.shadowRoot!.querySelector('.report'))).to.contain(
      'At most 8 lines of 100 characters are shown.',
    );
  });

  it('breaks long lines in the middle in a narrow space, without scrolling', async () => {
    const element = await show(overwrite(passport, 0, 5, '1'));
    element.style.inlineSize = '288px';
    await element.updateComplete;
    const code = all(element, 'code')[0]!;
    const range = document.createRange();
    range.selectNodeContents(code);
    const rows = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    expect(rows.size).to.be.within(2, 3);
    expect(element.scrollWidth).to.be.at.most(288);
    for (const child of all(element, '*')) {
      if (child.matches('.visually-hidden')) continue;
      expect(child.getBoundingClientRect().right).to.be.at.most(
        element.getBoundingClientRect().right + 1,
      );
    }
  });

  it('translates categories, and keeps errors in technical English', async () => {
    const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
      html`<kv-review-provider .api=${createMemoryApi({ sessions: [] })} locale="ka">
        <kv-mrz-report .lines=${overwrite(passport, 0, 2, 'QQQ')}></kv-mrz-report>
      </kv-review-provider>`,
    );
    const element = provider.querySelector('kv-mrz-report')!;
    await waitUntil(() => errors(element)[0]?.[0] === 'სახელმწიფოს კოდი');
    expect(errors(element)[0]![1]).to.equal('invalid state code');
    expect(all(element, '.error')[0]!.getAttribute('lang')).to.equal('en');
    await expect(element).to.be.accessible();
  });

  it('shows nothing after a sign-out', async () => {
    const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
      html`<kv-review-provider .api=${createMemoryApi({ sessions: [] })} locale="en">
        <kv-mrz-report .lines=${passport}></kv-mrz-report>
      </kv-review-provider>`,
    );
    const element = provider.querySelector('kv-mrz-report')!;
    await waitUntil(() => element.shadowRoot!.textContent.includes('All 15'));
    element.dispatchEvent(
      new CustomEvent('kv-error', {
        detail: { code: 'unauthenticated', retryable: false },
        bubbles: true,
      }),
    );
    await waitUntil(() => element.shadowRoot!.textContent.trim() === '');
  });
});

describe('kv-mrz-report and documents that differ from the standard', () => {
  it('says that a card has no date of expiry', async () => {
    const element = await show(overwrite(passport, 1, 21, '<<<<<<0'));
    expect(errors(element)).to.deep.include([
      'Expiration date',
      'no date of expiry. Must be YYMMDD',
    ]);
  });

  it('says by which reading a long document number is right', async () => {
    const element = await show(specimens['TD1, long number']);
    expect(textOf(element.shadowRoot!.querySelector('[part=passed]'))).to.contain(
      'Correct with and without the filler in position 15',
    );
    await expect(element).to.be.accessible();
  });

  it('takes apart the one line of a chip', async () => {
    const element = await show([passport.join('')]);
    expect(textOf(element.shadowRoot!.querySelector('[part=verdict]'))).to.contain(
      'All 15 checks passed',
    );
    expect(all(element, 'code').map((code) => code.textContent)).to.deep.equal(passport);
  });

  it('names a document with a layout of its own, and claims no check of it', async () => {
    const element = await show([
      'IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<',
      '8806923102858CORINNE<<<<<<<6512068F6',
    ]);
    expect(textOf(element.shadowRoot!.querySelector('[part=verdict]'))).to.equal(
      'Two-line French identity card: not checked against ICAO Doc 9303',
    );
    expect(all(element, '[part=errors], [part=passed], mark')).to.deep.equal([]);
    expect(all(element, 'code')).to.have.length(2);
    await expect(element).to.be.accessible();
  });
});
