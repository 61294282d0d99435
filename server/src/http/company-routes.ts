import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import canonicalize from 'canonicalize';
import { ReviewError } from 'kv-review/api';
import { checkRequest, toProblem } from 'kv-review/api/handler';
import { role, settings as settingsSchema, type Settings } from 'kv-review/model';
import * as v from 'valibot';

import { exportHead } from '../activity/head.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { readActivity, readChainEnd } from '../activity/log.ts';
import { printableIdentifier, userName } from '../auth/claims.ts';
import type { Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
import { selectCompany, updateSettings } from '../store/companies.ts';
import { unknownCompany } from '../store/errors.ts';
import { refuseUnstorable } from '../store/storable.ts';
import type { App } from './app.ts';
import type { Gate } from './gate.ts';
import type { Masters } from './masters.ts';
import { readJson } from './problem.ts';

export interface CompanyRoutesOptions {
  readonly gate: Gate;
  readonly masters: Masters;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

/** `POST /v1/tokens`: whom a page of the company will act for. */
const tokenRequest = v.strictObject({
  userId: printableIdentifier,
  name: userName,
  role,
  lifetimeSeconds: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** The query of `GET /v1/activity`. */
const activityPage = v.strictObject({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.toNumber()), '0'),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.toNumber(), v.minValue(1), v.maxValue(1000)),
    '100',
  ),
});

/** Tokens for the users of a company, and what its master users alone may see and set. */
export function addCompanyRoutes(app: App, options: CompanyRoutesOptions): void {
  const { gate, masters, database, tokens, activityKey, now } = options;

  app.post('/v1/tokens', async (context) => {
    const { facts } = context.var;
    const admission = await gate.admitCompany(context.req.raw, facts.address);
    facts.admission = admission;
    const { companyId, keyId } = admission;
    const { userId, name, ...rest } = await readJson(context.req.raw, tokenRequest);
    const grant = { companyId, actor: { id: userId, name, role: rest.role } };
    const { lifetimeSeconds } = rest;
    const issued = await tokens.issueToken(
      lifetimeSeconds === undefined ? grant : { ...grant, lifetimeSeconds },
    );
    const { token, tokenId, expiresAt } = issued;
    await inCompany(database, companyId, (transaction) =>
      masters.record(transaction, companyId, null, {
        action: 'token-issued',
        details: { apiKeyId: keyId, tokenId, userId, role: rest.role },
      }),
    );
    return context.json({ token, expiresAt }, 201);
  });

  app.get('/v1/settings', async (context) => {
    const { companyId } = await masters.admit(context, 'getSettings');
    const company = await inCompany(database, companyId, (transaction) =>
      selectCompany(transaction, companyId),
    );
    if (!company) throw unknownCompany();
    return context.json(company.settings, 200, { etag: settingsTag(company.settings) });
  });

  app.put('/v1/settings', async (context) => {
    const { companyId, caller } = await masters.admit(context, 'putSettings');
    const settings = await readJson(context.req.raw, v.strictObject(settingsSchema.entries));
    refuseUnstorable(settings);
    const seen = context.req.header('if-match')?.trim() ?? '*';
    if (seen === '*') return failedPrecondition(428, 'New settings need If-Match.');
    const isStale = await inCompany(database, companyId, async (transaction) => {
      const company = await selectCompany(transaction, companyId, { lock: true });
      if (!company) throw unknownCompany();
      const { settings: before } = company;
      if (seen !== settingsTag(before)) return true;
      const names = Object.keys(settings) as (keyof typeof settings)[];
      const fields = names.filter((name) => !isDeepStrictEqual(settings[name], before[name]));
      await updateSettings(transaction, companyId, settings);
      await masters.record(transaction, companyId, caller.actor, {
        action: 'settings-changed',
        details: { fields },
      });
      return false;
    });
    return isStale
      ? failedPrecondition(412, 'The settings were changed since they were read.')
      : context.json(settings, 200, { etag: settingsTag(settings) });
  });

  app.get('/v1/activity', async (context) => {
    const { companyId, caller } = await masters.admit(context, 'getActivity');
    const page = checkRequest(activityPage, context.req.query(), 'parameters');
    const entries = await inCompany(database, companyId, async (transaction) => {
      const read = await readActivity(transaction, companyId, page);
      await masters.record(transaction, companyId, caller.actor, {
        action: 'activity-read',
        details: { count: read.length },
      });
      return read;
    });
    return context.json({ entries });
  });

  app.get('/v1/activity/head', async (context) => {
    const { companyId, caller } = await masters.admit(context, 'getActivityHead');
    const end = await inCompany(database, companyId, async (transaction) => {
      await masters.record(transaction, companyId, caller.actor, {
        action: 'activity-head-signed',
        details: {},
      });
      return readChainEnd(transaction, companyId);
    });
    const head = await exportHead({ companyId, ...end, at: now().toISOString() }, activityKey);
    return context.text(`${head}\n`);
  });
}

/** An entity tag (RFC 9110, 8.8.3) of what is set, in whatever order a database gives it. */
const settingsTag = (settings: Settings): string =>
  `"${createHash('sha256')
    .update(canonicalize(settings) ?? '')
    .digest('base64url')}"`;

const failedPrecondition = (status: 412 | 428, detail: string): Response =>
  toProblem(new ReviewError('conflict', detail), { status, detail });
