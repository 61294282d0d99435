import { expect } from '@open-wc/testing';
import { define, type KvElementConstructor } from '../../src/define/define.js';

function makeElement(
  ownVersion: string,
  dependencies: Readonly<Record<string, KvElementConstructor>> = {},
): KvElementConstructor {
  return class extends HTMLElement {
    static readonly version = ownVersion;
    static readonly dependencies = dependencies;
  };
}

/** The arguments of `console.warn` while `run` runs. */
function warningsOf(run: () => void): string[] {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (...parts: unknown[]) => warnings.push(parts.join(' '));
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

describe('define', () => {
  it('registers an element after those that its template uses', () => {
    const part = makeElement('1.0.0');
    const whole = makeElement('1.0.0', { 'kv-test-part': part });
    define('kv-test-whole', whole);
    expect(customElements.get('kv-test-part')).to.equal(part);
    expect(customElements.get('kv-test-whole')).to.equal(whole);
  });

  it('is silent if the same version is already registered [define-same-version]', () => {
    const first = makeElement('2.0.0');
    define('kv-test-same', first);
    const warnings = warningsOf(() => define('kv-test-same', makeElement('2.0.0')));
    expect(warnings).to.deep.equal([]);
    expect(customElements.get('kv-test-same')).to.equal(first);
  });

  it('keeps another version, and warns with both versions [define-other-version]', () => {
    define('kv-test-other', makeElement('1.2.3'));
    const warnings = warningsOf(() => define('kv-test-other', makeElement('4.5.6')));
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('kv-test-other').and.include('1.2.3').and.include('4.5.6');
  });

  it('registers no part of a version that is not used', () => {
    define('kv-test-old', makeElement('1.2.3'));
    const parts = { 'kv-test-new-part': makeElement('4.5.6') };
    warningsOf(() => define('kv-test-old', makeElement('4.5.6', parts)));
    expect(customElements.get('kv-test-new-part')).to.equal(undefined);
  });

  it('keeps an element of the host that has the tag, and warns', () => {
    class HostElement extends HTMLElement {}
    customElements.define('kv-test-host', HostElement);
    const warnings = warningsOf(() => define('kv-test-host', makeElement('1.2.3')));
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('kv-test-host').and.include('unknown').and.include('1.2.3');
    expect(customElements.get('kv-test-host')).to.equal(HostElement);
  });
});
