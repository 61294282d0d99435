import type { Facet } from './operation.js';

/**
 * The web hooks of the company and the log of their deliveries, for master users. A backend signs each
 * delivery with the secret of its web hook (Standard Webhooks).
 */
export const webHooks = {
  /**
   * Lists the web hooks, oldest first, without their secrets, each with its newest delivery.
   * @summary List the web hooks
   * @returns All web hooks of the company.
   */
  listWebHooks: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/web-hooks',
    answer: 'json',
  },

  /**
   * Adds a web hook. The answer shows its secret, once. A caller that lost the answer finds the web hook
   * in the list, and replaces its secret. A URL that the backend may not call is `invalid`; a web hook
   * too many is a `conflict`.
   * @summary Add a web hook
   * @returns The web hook and its secret.
   */
  addWebHook: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'write',
    method: 'POST',
    path: '/v1/web-hooks',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict'],
  },

  /**
   * Changes the given members. A web hook that is turned off keeps its pending deliveries, and sends them
   * when it is turned on again. If the web hook has changed since the version was read, this is a
   * `conflict` and changes nothing. Values that it has already are not a conflict.
   * @summary Change a web hook
   * @returns The web hook.
   */
  changeWebHook: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'save',
    method: 'PATCH',
    path: '/v1/web-hooks/{hookId}',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict'],
  },

  /**
   * Removes a web hook with its pending deliveries and their log. If it has changed since the version was
   * read, this is a `conflict`.
   * @summary Remove a web hook
   * @returns The web hook was removed.
   */
  removeWebHook: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'save',
    method: 'DELETE',
    path: '/v1/web-hooks/{hookId}',
    answer: 'empty',
    errors: ['conflict'],
  },

  /**
   * Gives a web hook a new secret. The answer shows it, once. Until `previousSecretUntil`, deliveries are
   * signed with the previous secret too. If the web hook has changed since the version was read, this is a
   * `conflict`: two users who replace a secret at once would end the one that the receiver has.
   * @summary Replace the secret of a web hook
   * @returns The web hook and its new secret.
   */
  replaceWebHookSecret: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'save',
    method: 'POST',
    path: '/v1/web-hooks/{hookId}/secret',
    answer: 'json',
    errors: ['conflict'],
  },

  /**
   * Sends a test delivery to a web hook, even one that is turned off. A failed test is not retried.
   * @summary Test a web hook
   * @returns The id of the delivery. Its tries appear in the log.
   */
  testWebHook: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'write',
    method: 'POST',
    path: '/v1/web-hooks/{hookId}/test',
    answer: 'json',
  },

  /**
   * Lists the deliveries of a web hook with every try, newest first, page by page.
   * @summary List the deliveries of a web hook
   * @returns One page.
   */
  listWebHookDeliveries: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/web-hooks/{hookId}/deliveries',
    query: ['cursor'],
    answer: 'json',
  },

  /**
   * Sends a delivery again, with the same id, from the start of the retry schedule.
   * @summary Send a delivery again
   * @returns The id of the delivery.
   */
  redeliverWebHook: {
    capability: 'web-hooks',
    role: 'master',
    effect: 'write',
    method: 'POST',
    path: '/v1/web-hooks/{hookId}/deliveries/{deliveryId}/redeliver',
    answer: 'json',
  },
} as const satisfies Facet;
