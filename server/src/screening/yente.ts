/**
 * Screening by a service with the API of yente (OpenSanctions' open-source matcher, also hosted):
 * `POST /match/{dataset}`, with one query by example.
 */
import * as v from 'valibot';

import {
  createScreener,
  nameOf,
  type Findings,
  type ScreenedPerson,
  type Screener,
  type ScreenerOptions,
} from './screener.ts';

export interface YenteOptions extends ScreenerOptions {
  /** The base URL of the service, without `/match`. */
  url: string;
  /** The collection to search, such as `default`, `sanctions` or `peps`. */
  dataset?: string;
  /** The service's name for its algorithm, such as `logic-v1`. By default the service chooses. */
  algorithm?: string;
  /** 0–1: the lowest score of a match. By default the service chooses. */
  threshold?: number;
  /** Sent as `Authorization: ApiKey …`; the hosted service requires it. */
  apiKey?: string;
  /** Published names of the lists by dataset, as in `GET /catalog`. */
  titles?: Readonly<Record<string, string>>;
  fetch?: typeof fetch;
}

/** More than an agent reads, and far less than a broken service could send. */
const maxResults = 20;
const maxAnswerBytes = 5_000_000;
const query = 'person';

const answer = v.object({
  responses: v.object({
    [query]: v.object({ status: v.literal(200), results: v.array(v.unknown()) }),
  }),
});

const part = v.optional(v.unknown());
const noList: string[] = [];

/** What the service knows about an entry, by property of FollowTheMoney. */
const properties = v.object({
  birthDate: part,
  nationality: part,
  country: part,
});

/** What a result says of its entry. What has another type is missing. */
const result = v.fallback(
  v.object({
    id: part,
    caption: part,
    datasets: v.optional(v.fallback(v.array(v.string()), noList), noList),
    score: part,
    match: part,
    properties: v.fallback(properties, {}),
  }),
  { datasets: noList, properties: {} },
);

/** Converts codes of Doc 9303-3, section 5, to ISO 3166-1. Codes that are not countries are left out. */
function countryOf(nationality: string): string[] {
  if (nationality === 'D') return ['DEU'];
  if (/^GB[DNOPS]$/.test(nationality)) return ['GBR'];
  return /^(X..|UN.|EUE|UTO)$/.test(nationality) ? [] : [nationality];
}

const present = (value: string | null) => (value === null || value === '' ? [] : [value]);

function exampleOf(person: ScreenedPerson) {
  return {
    schema: 'Person',
    properties: {
      name: [nameOf(person)],
      firstName: present(person.firstName),
      lastName: present(person.lastName),
      birthDate: present(person.birthDate),
      nationality: present(person.nationality).flatMap(countryOf),
    },
  };
}

const titleOf = (name: string, { titles = {} }: YenteOptions): string =>
  (Object.hasOwn(titles, name) ? titles[name] : undefined) ?? name;

/**
 * The results that the service does not call different people: one that cannot be read may be a match.
 * The service does not say which name of an entry matches, so there is no `alias`.
 */
function readFindings(value: unknown, options: YenteOptions): Findings {
  const { results } = v.parse(answer, value).responses[query];
  return {
    lists: [titleOf(options.dataset ?? 'default', options)],
    matches: results
      .map((each) => v.parse(result, each))
      .filter(({ match }) => match !== false)
      .map(({ id, caption, datasets, score, properties: { birthDate, nationality, country } }) => ({
        ...{ id, name: caption, score },
        list: datasets.map((name) => titleOf(name, options)).join('; '),
        birthDates: birthDate,
        countries: nationality ?? country,
      })),
  };
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.body) throw new Error('The answer of the screening service has no body.');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > maxAnswerBytes)
      throw new Error('The answer of the screening service is too long.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** A screener that asks the service. Without an answer in time and in this form the result is `unknown`. */
export function createYenteScreener(options: YenteOptions): Screener {
  const { url, dataset = 'default', algorithm, threshold, apiKey } = options;
  const base = url.endsWith('/') ? url : `${url}/`;
  const address = new URL(`match/${encodeURIComponent(dataset)}`, base);
  address.search = new URLSearchParams({
    limit: String(maxResults),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(threshold === undefined ? {} : { threshold: String(threshold) }),
  }).toString();

  async function check(
    person: ScreenedPerson,
    signal: AbortSignal,
    onProgress: (progress: Findings) => void,
  ): Promise<Findings> {
    onProgress({ lists: [], matches: [], unanswered: [titleOf(dataset, options)] });
    const response = await (options.fetch ?? fetch)(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey !== undefined && { authorization: `ApiKey ${apiKey}` }),
      },
      body: JSON.stringify({ queries: { [query]: exampleOf(person) } }),
      // A redirect would send the person's data to an address that nobody configured.
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`The screening service answered with status ${response.status}.`);
    }
    return readFindings(await readJson(response), options);
  }

  return createScreener(check, options);
}
