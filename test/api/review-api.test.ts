import { expect } from '@open-wc/testing';
import { createReviewApi, isReviewError, type ReviewApiMethods } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Queries, SessionQuery } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const queries: Queries = { search: false, filters: [], sorts: ['-createdAt'], count: false };

/** An adapter as a company writes it that prefers classes. */
class Adapter {
  readonly #memory = createMemoryApi({ sessions: sampleSessions({ count: 3, seed: 5 }) });

  getWorkspace() {
    return this.#memory.getWorkspace();
  }
  listSessions(query: SessionQuery) {
    return this.#memory.listSessions(query);
  }
  countSessions() {
    return this.#memory.countSessions({});
  }
  getSession(id: string) {
    return this.#memory.getSession(id);
  }
  getPhoto(sessionId: string, photoId: string) {
    return this.#memory.getPhoto(sessionId, photoId);
  }
}

describe('createReviewApi with an instance of a class', () => {
  it('calls its methods on it', async () => {
    const api = createReviewApi(new Adapter());
    expect((await api.listSessions({})).items).to.have.length(3);
  });

  it('calls its methods on it, and declares queries for it', async () => {
    const api = createReviewApi(new Adapter(), { queries });
    expect((await api.listSessions({})).items).to.have.length(3);
    expect((await api.getWorkspace()).queries).to.deep.equal(queries);
    for (const refused of [api.listSessions({ search: 'a' }), api.countSessions({})]) {
      const error: unknown = await refused.catch((thrown: unknown) => thrown);
      expect(isReviewError(error) && error.code).to.equal('unsupported');
    }
  });
});

describe('createReviewApi', () => {
  const memory = createMemoryApi({ sessions: sampleSessions({ count: 3, seed: 5 }) });
  const { listSessions, getSession, getPhoto, addNote } = memory;
  const reading = { listSessions, getSession, getPhoto };

  it('declares the capabilities of the methods, unless the workspace names them', async () => {
    const { capabilities: _, ...rest } = await memory.getWorkspace();
    const getWorkspace = () => Promise.resolve(rest);
    const capabilitiesOf = async (methods: Partial<ReviewApiMethods>) =>
      (await createReviewApi({ ...reading, getWorkspace, ...methods }).getWorkspace()).capabilities;
    expect(await capabilitiesOf({})).to.deep.equal([]);
    expect(await capabilitiesOf({ addNote })).to.deep.equal(['add-note']);
    const mayNot = () => Promise.resolve({ ...rest, capabilities: [] });
    expect(await capabilitiesOf({ addNote, getWorkspace: mayNot })).to.deep.equal([]);
  });
});
