import { expect } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import type { ActivityExport, Actor } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const agent: Actor = { id: 'agent-1', name: 'Ana', role: 'agent' };
const master: Actor = { id: 'master-1', name: '=1+1', role: 'master' };
const [session] = sampleSessions({ count: 60, seed: 1 }).filter(
  ({ status }) => status === 'awaiting',
);
if (!session) throw new Error('The sample has no such session.');
const sessions = [session];

const open = () => createMemoryApi({ sessions, csvWriter: createCsvWriter, actor: master });

async function csvOf(api: ReturnType<typeof open>, request: ActivityExport): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const { bytes } of (await api.exportActivity(request)).chunks) parts.push(bytes);
  return new Blob(parts).text();
}

describe('activity log of createMemoryApi', () => {
  it('has the sign-ins that a company’s own server reports', async () => {
    const api = open();
    api.recordSignIn({ action: 'sign-in', userId: 'agent-1', name: 'Ana', role: 'agent' });
    api.recordSignIn({ action: 'sign-in-failed', userId: 'agent-1' });
    api.recordSignIn({ action: 'sign-out', userId: 'agent-1', name: 'Ana', role: 'agent' });
    const { items } = await api.listActivity({ users: ['agent-1'] });
    expect(items.map(({ action, actor, details }) => [action, actor, details])).to.deep.equal([
      ['sign-out', agent, {}],
      ['sign-in-failed', null, { userId: 'agent-1' }],
      ['sign-in', agent, {}],
    ]);
  });

  it('keeps nothing of a failed sign-in of somebody who does not exist', async () => {
    const api = open();
    api.recordSignIn({ action: 'sign-in-failed', userId: 'correct horse battery staple' });
    api.recordSignIn({ action: 'sign-in-failed', userId: null });
    const { items } = await api.listActivity({ actions: ['sign-in-failed'] });
    expect(items.map(({ details }) => details)).to.deep.equal([{}, {}]);
    expect(JSON.stringify(api.activity)).not.to.include('battery');
  });

  it('refuses a sign-in with anything else in it', () => {
    const api = open();
    const report = { action: 'sign-in-failed', userId: null, password: 'x' } as const;
    expect(() => api.recordSignIn(report)).to.throw('not valid');
  });

  it('shows the name that a user has now, and the role that they had then', async () => {
    const api = open();
    await api.as(agent).getWorkspace();
    await api.as({ ...agent, name: 'Anna', role: 'master' }).getWorkspace();
    const { items } = await api.listActivity({ users: ['agent-1'] });
    expect(items.map(({ actor }) => actor)).to.deep.equal([
      { id: 'agent-1', name: 'Anna', role: 'master' },
      { id: 'agent-1', name: 'Anna', role: 'agent' },
    ]);
  });

  it('has what happened before the adapter was made', async () => {
    const activity = [
      { at: '2026-01-01T00:00:00.000Z', actor: agent, action: 'page-opened', details: {} },
      { at: '2026-01-02T00:00:00.000Z', actor: null, action: 'token-issued', details: {} },
    ] as const;
    const api = createMemoryApi({ sessions, activity, actor: master });
    const day = { from: '2026-01-01T00:00:00+00:00', before: '2026-01-02T00:00:00Z' };
    const { items, total } = await api.listActivity(day);
    expect(items.map(({ action }) => action)).to.deep.equal(['page-opened']);
    expect(total).to.deep.equal({ count: 1, exact: true });
  });

  it('abuse case 6: its CSV file guards formulas, except in raw mode', async () => {
    const api = open();
    await api.getWorkspace();
    const filter = { actions: ['workspace-read'] } satisfies ActivityExport;
    expect(await csvOf(api, filter)).to.include(",master-1,'=1+1,master,workspace-read,,{}\r\n");
    expect(await csvOf(api, { ...filter, mode: 'raw' })).to.include(',master-1,=1+1,master,');
  });

  it('has every change of the settings and of web hooks, by the names of fields', async () => {
    const api = open();
    const { version } = await api.getSettings();
    const values = { supportEmail: 'secret@example.com', maxAttempts: 9 };
    await api.saveSettings({ section: 'session', values }, { version });
    await api.saveSettings({ section: 'session', values }, { version });
    const url = 'https://hooks.example/secret';
    const added = await api.addWebHook({ event: 'post-verification', url });
    const { id: hookId } = added;
    const changed = await api.changeWebHook(hookId, { enabled: false }, added);
    await api.changeWebHook(hookId, { enabled: false }, added);
    await api.removeWebHook(hookId, changed);
    expect(api.activity.map(({ action, details }) => [action, details])).to.deep.equal([
      ['settings-changed', { fields: ['maxAttempts', 'supportEmail'] }],
      ['web-hook-created', { hookId }],
      ['web-hook-changed', { hookId, fields: ['enabled'] }],
      ['web-hook-deleted', { hookId }],
    ]);
  });
});
