import * as v from 'valibot';

import {
  newWebHook,
  webHook,
  webHookChange,
  webHookDeliveryPage,
  webHookDeliveryReference,
  webHookList,
  webHookWithSecret,
} from '../../model/web-hooks.js';

export const listWebHooks = { answer: webHookList };
export const addWebHook = { input: newWebHook, answer: webHookWithSecret };
export const changeWebHook = { input: webHookChange, answer: webHook };
export const replaceWebHookSecret = { answer: webHookWithSecret };
export const testWebHook = { answer: webHookDeliveryReference };
export const listWebHookDeliveries = {
  query: v.strictObject({ cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(1024))) }),
  answer: webHookDeliveryPage,
};
export const redeliverWebHook = { answer: webHookDeliveryReference };
