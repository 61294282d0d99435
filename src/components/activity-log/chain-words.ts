import type { TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import { inWords } from '../../i18n/values.js';
import type { ActivityChain, ChainFault } from '../../model/activity-log.js';
import { renderMessage } from '../../ui/message-panel.js';

const faultText = /* @__PURE__ */ inWords<ChainFault>({
  edited: 'chain.fault.edited',
  missing: 'chain.fault.missing',
  inserted: 'chain.fault.inserted',
  reordered: 'chain.fault.reordered',
  'cut-off': 'chain.fault.cut-off',
  'other-company': 'chain.fault.other-company',
  'unknown-key': 'chain.fault.unknown-key',
  malformed: 'chain.fault.malformed',
  'head-mismatch': 'chain.fault.head-mismatch',
});

export interface ChainWords {
  readonly tone: 'success' | 'danger' | '';
  readonly text: string;
}

/** Up to which entry the log was found as it was written, in one line. */
export function chainWords(
  chain: ActivityChain | undefined,
  localize: LocalizeController,
): ChainWords {
  if (!chain) return { tone: '', text: localize.term('chain.loading') };
  const { verified, fault, checking } = chain;
  if (checking) {
    const text = localize.term('chain.checking', { done: checking.done, count: checking.total });
    return { tone: '', text };
  }
  // A message above says what is wrong.
  const tone = fault ? 'danger' : '';
  if (!verified) return { tone, text: localize.term('chain.unverified') };
  const time = isolate(localize.current.instant(verified.at, { timeZoneName: true }));
  const text = localize.term('chain.verified', { number: verified.sequence, time });
  return { tone: tone || 'success', text };
}

/** Which entry is wrong and how, whom to tell, and what to keep. */
export function renderChainFault(
  { sequence, kind, at }: NonNullable<ActivityChain['fault']>,
  localize: LocalizeController,
): TemplateResult {
  const time = isolate(localize.current.instant(at, { timeZoneName: true }));
  const what = faultText(localize, kind, (fault) =>
    localize.term('chain.fault.unknown', { fault: isolate(fault) }),
  );
  return renderMessage(
    {
      tone: 'danger',
      title: localize.term('chain.faulty', { number: sequence }),
      texts: [
        `${what} ${localize.term('chain.found', { time })}`,
        localize.term(kind === 'unknown-key' ? 'chain.do.unknown-key' : 'chain.do.edited'),
        localize.term('chain.keep'),
      ],
    },
    undefined,
    localize,
  );
}
