import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import {
  webHookDeliveryState,
  webHookEvent,
  type WebHook,
  type WebHookAttempt,
  type WebHookDelivery,
} from '../../model/web-hooks.js';
import { oneOf } from '../../ui/choice.js';

/** Why a try failed, or why an address is refused: the codes that the kit has words for. */
const isErrorCode = oneOf([
  'timeout',
  'connection',
  'unreachable',
  'tls',
  'unresolvable',
  'private-address',
  'not-https',
  'invalid-url',
  'credentials',
  'aborted',
  'interrupted',
  'no-key',
  'internal',
  'not-sent',
]);
const isEvent = oneOf(webHookEvent.options);
const isType = oneOf(['session.finished', 'session.decided', 'hook.test']);
const isState = oneOf(webHookDeliveryState.options);

export const eventText = (event: WebHook['event'], localize: LocalizeController): string =>
  isEvent(event) ? localize.term(`hooks.event.${event}`) : isolate(event);

export const typeText = ({ type }: WebHookDelivery, localize: LocalizeController): string =>
  isType(type) ? localize.term(`hooks.type.${type}`) : isolate(type);

export const stateText = ({ state }: WebHookDelivery, localize: LocalizeController): string =>
  isState(state) ? localize.term(`hooks.state.${state}`) : isolate(state);

/** How one try has ended. */
export function outcomeText(
  { status, error }: WebHookAttempt,
  isLast: boolean,
  { state }: WebHookDelivery,
  localize: LocalizeController,
): string {
  if (status !== null) return localize.term('hooks.status', { status: String(status) });
  if (error !== null) return errorText(error, localize);
  return localize.term(isLast && state === 'pending' ? 'hooks.underWay' : 'hooks.interrupted');
}

/** How the last try has ended. */
export function lastOutcome(delivery: WebHookDelivery, localize: LocalizeController): string {
  const last = delivery.attempts.at(-1);
  return last ? outcomeText(last, true, delivery, localize) : localize.term('hooks.noTry');
}

const errorText = (code: string, localize: LocalizeController): string =>
  isErrorCode(code)
    ? localize.term(`hooks.error.${code}`)
    : localize.term('hooks.errorUnknown', { code: isolate(code) });

/** What a backend says about a value: a code that is known, or its own words. */
export function refusalText(message: string, localize: LocalizeController): string {
  const [code = ''] = message.split(':', 1);
  return isErrorCode(code)
    ? `${localize.term(`hooks.error.${code}`)}.`
    : localize.term('settings.refused', { message: isolate(message) });
}
