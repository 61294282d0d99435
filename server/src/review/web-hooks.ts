/** The web hooks of a company and the log of their deliveries, for master users (spec S4). */
import type { ReviewApiMethods } from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';
import { newWebHook, webHookChange } from 'kv-review/model';

import type { HookAddressRules } from '../hooks/address.ts';
import {
  addHook,
  changeHook,
  checkHookUrl,
  listDeliveries,
  listHooks,
  redeliver,
  removeHook,
  replaceSecret,
  requireHook,
} from '../hooks/hooks.ts';
import { enqueueTest, newDeliveryId } from '../hooks/outbox.ts';
import type { HookSecrets } from '../hooks/secrets.ts';
import type { ManagingTools } from './managing-tools.ts';

export interface WebHooksOptions {
  readonly secrets: HookSecrets;
  readonly rules: HookAddressRules;
}

export const manageWebHooks = (
  { secrets, rules }: WebHooksOptions,
  { companyId, now, within, record, asMaster }: ManagingTools,
) =>
  ({
    listWebHooks: (request) =>
      asMaster('listWebHooks', request, async () => ({
        hooks: await within((transaction) => listHooks(transaction, companyId, now())),
      })),

    addWebHook: (input, request) =>
      asMaster('addWebHook', request, () => {
        const hook = checkRequest(newWebHook, input);
        const checked = { ...hook, url: checkHookUrl(hook.url, rules) };
        return within(async (transaction) => {
          const tools = { secrets, now: now() };
          const added = await addHook(transaction, companyId, checked, tools);
          await record(transaction, {
            action: 'web-hook-created',
            details: { hookId: added.id },
          });
          return added;
        });
      }),

    changeWebHook: (hookId, input, request) =>
      asMaster('changeWebHook', request, () => {
        const { url, ...rest } = checkRequest(webHookChange, input);
        const change = url === undefined ? rest : { ...rest, url: checkHookUrl(url, rules) };
        return within(async (transaction) => {
          const key = { companyId, hookId };
          const { hook, fields } = await changeHook(transaction, key, change, {
            ...{ options: request, now: now() },
          });
          if (fields.length > 0) {
            await record(transaction, {
              action: 'web-hook-changed',
              details: { hookId, fields },
            });
          }
          return hook;
        });
      }),

    removeWebHook: (hookId, request) =>
      asMaster('removeWebHook', request, () =>
        within(async (transaction) => {
          await removeHook(transaction, { companyId, hookId }, request);
          await record(transaction, { action: 'web-hook-deleted', details: { hookId } });
        }),
      ),

    replaceWebHookSecret: (hookId, request) =>
      asMaster('replaceWebHookSecret', request, () =>
        within(async (transaction) => {
          const key = { companyId, hookId };
          const replaced = await replaceSecret(transaction, key, {
            ...{ secrets, options: request, now: now() },
          });
          await record(transaction, {
            action: 'web-hook-secret-replaced',
            details: { hookId },
          });
          return replaced;
        }),
      ),

    testWebHook: (hookId, request) =>
      asMaster('testWebHook', request, () =>
        within(async (transaction) => {
          const test = { hookId, deliveryId: newDeliveryId() };
          await requireHook(transaction, { companyId, hookId });
          await record(transaction, { action: 'web-hook-tested', details: test });
          await enqueueTest(transaction, companyId, { ...test, at: now().toISOString() });
          return { id: test.deliveryId };
        }),
      ),

    listWebHookDeliveries: (hookId, request) =>
      asMaster('listWebHookDeliveries', request, () =>
        within((transaction) =>
          listDeliveries(transaction, { companyId, hookId }, request?.cursor),
        ),
      ),

    redeliverWebHook: (hookId, deliveryId, request) =>
      asMaster('redeliverWebHook', request, () =>
        within(async (transaction) => {
          await redeliver(transaction, { companyId, hookId }, deliveryId, now());
          await record(transaction, {
            action: 'web-hook-redelivered',
            details: { hookId, deliveryId },
          });
          return { id: deliveryId };
        }),
      ),
  }) satisfies Partial<ReviewApiMethods>;
