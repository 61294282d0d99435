import * as v from 'valibot';

import { hook, hookChange, hookDelivery, newHook } from '../../hooks/hooks.ts';
import type { ServerFacet } from './operation.ts';

const page = v.strictObject({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.toNumber())),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.toNumber(), v.minValue(1), v.maxValue(200)),
    '50',
  ),
});

const json = <Schema extends v.GenericSchema>(schema: Schema) =>
  ({ type: 'application/json', schema }) as const;

const hookWithSecret = json(v.object({ ...hook.entries, secret: v.string() }));
const deliveryId = json(v.object({ id: v.string() }));

/** The web hooks of a company and the log of their deliveries (docs/webhooks.md). */
export const webHookOperations = {
  /**
   * Lists the web hooks, oldest first, without their secrets.
   * @summary List the web hooks
   * @returns All web hooks of the company.
   */
  listWebHooks: {
    caller: 'master',
    method: 'GET',
    path: '/v1/web-hooks',
    answer: { status: 200, content: json(v.object({ hooks: v.array(hook) })) },
  },

  /**
   * Adds a web hook. The answer shows its secret, once.
   * @summary Add a web hook
   * @returns The web hook and its secret.
   */
  addWebHook: {
    caller: 'master',
    method: 'POST',
    path: '/v1/web-hooks',
    input: json(newHook),
    answer: { status: 201, content: hookWithSecret, fields: ['location'] },
    errors: ['conflict'],
  },

  /**
   * Changes the given members. A web hook that is turned off keeps its pending deliveries, and sends them
   * when it is turned on again.
   * @summary Change a web hook
   * @returns The web hook.
   */
  changeWebHook: {
    caller: 'master',
    method: 'PATCH',
    path: '/v1/web-hooks/{hookId}',
    input: json(hookChange),
    answer: { status: 200, content: json(hook) },
  },

  /**
   * Removes a web hook with the log of its deliveries.
   * @summary Remove a web hook
   * @returns The web hook was removed.
   */
  removeWebHook: {
    caller: 'master',
    method: 'DELETE',
    path: '/v1/web-hooks/{hookId}',
    answer: { status: 204 },
  },

  /**
   * Gives a web hook a new secret. The answer shows it, once. For 24 hours, deliveries are signed with the
   * previous secret too.
   * @summary Replace the secret of a web hook
   * @returns The web hook and its new secret.
   */
  replaceWebHookSecret: {
    caller: 'master',
    method: 'POST',
    path: '/v1/web-hooks/{hookId}/secret',
    answer: { status: 200, content: hookWithSecret },
  },

  /**
   * Sends a test delivery to a web hook, even one that is turned off. A failed test is not retried.
   * @summary Test a web hook
   * @returns The id of the delivery.
   */
  testWebHook: {
    caller: 'master',
    method: 'POST',
    path: '/v1/web-hooks/{hookId}/test',
    answer: { status: 202, content: deliveryId },
  },

  /**
   * Lists the deliveries of a web hook with every attempt, newest first. `before` is the `next` of the
   * previous page.
   * @summary List the deliveries of a web hook
   * @returns A page of deliveries; `next` is `null` on the last one.
   */
  listWebHookDeliveries: {
    caller: 'master',
    method: 'GET',
    path: '/v1/web-hooks/{hookId}/deliveries',
    query: page,
    answer: {
      status: 200,
      content: json(v.object({ deliveries: v.array(hookDelivery), next: v.nullable(v.number()) })),
    },
  },

  /**
   * Sends a delivery again, with the same id, from the start of the retry schedule.
   * @summary Send a delivery again
   * @returns The id of the delivery.
   */
  redeliverWebHook: {
    caller: 'master',
    method: 'POST',
    path: '/v1/web-hooks/{hookId}/deliveries/{deliveryId}/redeliver',
    answer: { status: 202, content: deliveryId },
  },
} as const satisfies ServerFacet;
