import { checkRequest } from 'kv-review/api/handler';
import * as v from 'valibot';

import type { Activity } from '../activity/entry.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { HookAddressRules } from '../hooks/address.ts';
import {
  addHook,
  changeHook,
  checkHookUrl,
  hookChange,
  listDeliveries,
  listHooks,
  newHook,
  redeliver,
  removeHook,
  replaceSecret,
  requireHook,
} from '../hooks/hooks.ts';
import { enqueueTest, newDeliveryId } from '../hooks/outbox.ts';
import type { HookSecrets } from '../hooks/secrets.ts';
import type { App, AppContext } from './app.ts';
import type { UserAdmission } from './gate.ts';
import type { Masters } from './masters.ts';
import { readJson } from './problem.ts';

export interface WebHookRoutesOptions {
  readonly database: Database;
  readonly secrets: HookSecrets;
  readonly rules: HookAddressRules;
  readonly now: () => Date;
}

/** The query of the deliveries. */
const deliveryPage = v.strictObject({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.toNumber())),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.toNumber(), v.minValue(1), v.maxValue(200)),
    '50',
  ),
});

type Happened = Pick<Activity, 'action' | 'details'>;

/** Web hooks and their deliveries (spec S4), for master users alone. */
export function addWebHookRoutes(app: App, masters: Masters, options: WebHookRoutesOptions): void {
  const { database, secrets, rules, now } = options;

  /** Work for a master user in one transaction, with its entry in the log if it is to have one. */
  const keep = <T>(
    { companyId, caller }: UserAdmission,
    work: (
      transaction: CompanyTransaction,
      record: (happened: Happened) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> =>
    inCompany(database, companyId, (transaction) =>
      work(transaction, (happened) =>
        masters.record(transaction, companyId, caller.actor, happened),
      ),
    );

  const hookIdOf = (context: AppContext): string => context.req.param('hook') ?? '';

  app.get('/v1/web-hooks', async (context) => {
    const master = await masters.admit(context, 'listWebHooks');
    const hooks = await keep(master, (transaction) =>
      listHooks(transaction, master.companyId, now()),
    );
    return context.json({ hooks });
  });

  app.post('/v1/web-hooks', async (context) => {
    const master = await masters.admit(context, 'addWebHook');
    const { companyId } = master;
    const { url, ...rest } = await readJson(context.req.raw, newHook);
    const wanted = { ...rest, url: checkHookUrl(url, rules) };
    const { hook, secret } = await keep(master, async (transaction, record) => {
      const added = await addHook(transaction, companyId, wanted, { secrets, now: now() });
      await record({ action: 'web-hook-created', details: { hookId: added.hook.id } });
      return added;
    });
    return context.json({ ...hook, secret }, 201, { location: `/v1/web-hooks/${hook.id}` });
  });

  app.patch('/v1/web-hooks/:hook', async (context) => {
    const master = await masters.admit(context, 'changeWebHook');
    const key = { companyId: master.companyId, hookId: hookIdOf(context) };
    const { url, ...rest } = await readJson(context.req.raw, hookChange);
    const change = url === undefined ? rest : { ...rest, url: checkHookUrl(url, rules) };
    const hook = await keep(master, async (transaction, record) => {
      const changed = await changeHook(transaction, key, change, now());
      const { fields } = changed;
      const details = { hookId: key.hookId, fields };
      if (fields.length > 0) await record({ action: 'web-hook-changed', details });
      return changed.hook;
    });
    return context.json(hook);
  });

  app.delete('/v1/web-hooks/:hook', async (context) => {
    const master = await masters.admit(context, 'removeWebHook');
    const key = { companyId: master.companyId, hookId: hookIdOf(context) };
    await keep(master, async (transaction, record) => {
      await removeHook(transaction, key);
      await record({ action: 'web-hook-deleted', details: { hookId: key.hookId } });
    });
    return context.body(null, 204);
  });

  app.post('/v1/web-hooks/:hook/secret', async (context) => {
    const master = await masters.admit(context, 'replaceWebHookSecret');
    const key = { companyId: master.companyId, hookId: hookIdOf(context) };
    const { hook, secret } = await keep(master, async (transaction, record) => {
      const replaced = await replaceSecret(transaction, key, { secrets, now: now() });
      await record({ action: 'web-hook-secret-replaced', details: { hookId: key.hookId } });
      return replaced;
    });
    return context.json({ ...hook, secret });
  });

  app.post('/v1/web-hooks/:hook/test', async (context) => {
    const master = await masters.admit(context, 'testWebHook');
    const key = { companyId: master.companyId, hookId: hookIdOf(context) };
    const test = { hookId: key.hookId, deliveryId: newDeliveryId() };
    await keep(master, async (transaction, record) => {
      await requireHook(transaction, key);
      await record({ action: 'web-hook-tested', details: test });
      await enqueueTest(transaction, key.companyId, { ...test, at: now().toISOString() });
    });
    return context.json({ id: test.deliveryId }, 202);
  });

  app.get('/v1/web-hooks/:hook/deliveries', async (context) => {
    const master = await masters.admit(context, 'listWebHookDeliveries');
    const key = { companyId: master.companyId, hookId: hookIdOf(context) };
    const page = checkRequest(deliveryPage, context.req.query(), 'parameters');
    return context.json(
      await keep(master, (transaction) => listDeliveries(transaction, key, page)),
    );
  });

  app.post('/v1/web-hooks/:hook/deliveries/:delivery/redeliver', async (context) => {
    const master = await masters.admit(context, 'redeliverWebHook');
    const key = { companyId: master.companyId, hookId: hookIdOf(context) };
    const deliveryId = context.req.param('delivery');
    await keep(master, async (transaction, record) => {
      await redeliver(transaction, key, deliveryId, now());
      await record({
        action: 'web-hook-redelivered',
        details: { hookId: key.hookId, deliveryId },
      });
    });
    return context.json({ id: deliveryId }, 202);
  });
}
