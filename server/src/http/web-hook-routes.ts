import type { LoggedAction } from '../activity/entry.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
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
import type { UserAdmission } from './gate.ts';
import type { Masters } from './masters.ts';
import { webHookOperations } from './operations/web-hooks.ts';
import type { Serve } from './serve.ts';

export interface WebHookRoutesOptions {
  readonly database: Database;
  readonly secrets: HookSecrets;
  readonly rules: HookAddressRules;
  readonly now: () => Date;
}

/** Adds the routes of web hooks and their deliveries (spec S4), for master users only. */
export function addWebHookRoutes(
  serve: Serve,
  masters: Masters,
  { database, secrets, rules, now }: WebHookRoutesOptions,
): void {
  /** Runs work for a master user in one transaction, in which it can add an entry to the log. */
  const inTransaction = <T>(
    { companyId, caller }: UserAdmission,
    work: (
      transaction: CompanyTransaction,
      record: (activity: LoggedAction) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> =>
    inCompany(database, companyId, (transaction) =>
      work(transaction, (activity) =>
        masters.record(transaction, companyId, caller.actor, activity),
      ),
    );

  serve(webHookOperations, {
    async listWebHooks({ by }) {
      const hooks = await inTransaction(by, (transaction) =>
        listHooks(transaction, by.companyId, now()),
      );
      return { content: { hooks } };
    },

    async addWebHook({ by, input }) {
      const checked = { ...input, url: checkHookUrl(input.url, rules) };
      const { hook, secret } = await inTransaction(by, async (transaction, record) => {
        const added = await addHook(transaction, by.companyId, checked, { secrets, now: now() });
        await record({ action: 'web-hook-created', details: { hookId: added.hook.id } });
        return added;
      });
      return { content: { ...hook, secret }, location: `/v1/web-hooks/${hook.id}` };
    },

    async changeWebHook({ by, ids: { hookId }, input: { url, ...rest } }) {
      const key = { companyId: by.companyId, hookId };
      const change = url === undefined ? rest : { ...rest, url: checkHookUrl(url, rules) };
      const hook = await inTransaction(by, async (transaction, record) => {
        const changed = await changeHook(transaction, key, change, now());
        const { fields } = changed;
        if (fields.length > 0) {
          await record({ action: 'web-hook-changed', details: { hookId, fields } });
        }
        return changed.hook;
      });
      return { content: hook };
    },

    async removeWebHook({ by, ids: { hookId } }) {
      await inTransaction(by, async (transaction, record) => {
        await removeHook(transaction, { companyId: by.companyId, hookId });
        await record({ action: 'web-hook-deleted', details: { hookId } });
      });
      return {};
    },

    async replaceWebHookSecret({ by, ids: { hookId } }) {
      const key = { companyId: by.companyId, hookId };
      const { hook, secret } = await inTransaction(by, async (transaction, record) => {
        const replaced = await replaceSecret(transaction, key, { secrets, now: now() });
        await record({ action: 'web-hook-secret-replaced', details: { hookId } });
        return replaced;
      });
      return { content: { ...hook, secret } };
    },

    async testWebHook({ by, ids: { hookId } }) {
      const key = { companyId: by.companyId, hookId };
      const test = { hookId, deliveryId: newDeliveryId() };
      await inTransaction(by, async (transaction, record) => {
        await requireHook(transaction, key);
        await record({ action: 'web-hook-tested', details: test });
        await enqueueTest(transaction, by.companyId, { ...test, at: now().toISOString() });
      });
      return { content: { id: test.deliveryId } };
    },

    async listWebHookDeliveries({ by, ids: { hookId }, query }) {
      const key = { companyId: by.companyId, hookId };
      const content = await inTransaction(by, (transaction) =>
        listDeliveries(transaction, key, query),
      );
      return { content };
    },

    async redeliverWebHook({ by, ids: { hookId, deliveryId } }) {
      const key = { companyId: by.companyId, hookId };
      await inTransaction(by, async (transaction, record) => {
        await redeliver(transaction, key, deliveryId, now());
        await record({ action: 'web-hook-redelivered', details: { hookId, deliveryId } });
      });
      return { content: { id: deliveryId } };
    },
  });
}
