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
  /** Where the service is, without `/match`. */
  url: string;
  /** The collection to search, such as `default`, `sanctions` or `peps`. */
  dataset?: string;
  /** The service's own name of how it compares, such as `logic-v1`; its default unless given. */
  algorithm?: string;
  /** 0–1: the score from which the service calls an entry a match; its default unless given. */
  threshold?: number;
  /** Sent as `Authorization: ApiKey …`; the hosted service asks for it. */
  apiKey?: string;
  /** Published names of the lists by their dataset's name, as `GET /catalog` gives them. */
  titles?: Readonly<Record<string, string>>;
  fetch?: typeof fetch;
}

/** More than an agent reads, and far less than a broken service could send. */
const maxResults = 20;
const maxAnswerBytes = 5_000_000;
const query = 'person';

const result = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  caption: v.string(),
  datasets: v.array(v.string()),
  properties: v.record(v.string(), v.array(v.unknown())),
  score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  match: v.boolean(),
});

const answer = v.object({
  responses: v.object({
    [query]: v.object({ status: v.literal(200), results: v.array(result) }),
  }),
});

/** Codes of Doc 9303-3, section 5, that ISO 3166-1 writes otherwise; those of no country are left out. */
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

/** Which of an entry's names is like the person's is not said, so the alias stays open. */
function readFindings(
  value: unknown,
  { dataset = 'default', titles = {} }: YenteOptions,
): Findings {
  const { results } = v.parse(answer, value).responses[query];
  const titleOf = (name: string) => titles[name] ?? name;
  return {
    lists: [titleOf(dataset)],
    matches: results
      .filter(({ match }) => match)
      .map(({ id, caption, datasets, score }) => ({
        id,
        list: datasets.map(titleOf).join('; '),
        authority: null,
        name: caption,
        alias: null,
        score,
      })),
  };
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.body) throw new Error('The service answered with nothing.');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > maxAnswerBytes) throw new Error('The service answered with too much.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** A screener that asks the service. What it does not answer in time, and in its form, is unknown. */
export function createYenteScreener(options: YenteOptions): Screener {
  const { url, dataset = 'default', algorithm, threshold, apiKey } = options;
  const base = url.endsWith('/') ? url : `${url}/`;
  const address = new URL(`match/${encodeURIComponent(dataset)}`, base);
  address.search = new URLSearchParams({
    limit: String(maxResults),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(threshold === undefined ? {} : { threshold: String(threshold) }),
  }).toString();

  async function check(person: ScreenedPerson, signal: AbortSignal): Promise<Findings> {
    const response = await (options.fetch ?? fetch)(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey !== undefined && { authorization: `ApiKey ${apiKey}` }),
      },
      body: JSON.stringify({ queries: { [query]: exampleOf(person) } }),
      // A redirect would take the person's data somewhere that nobody configured.
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`The screening service answered ${response.status}.`);
    }
    return readFindings(await readJson(response), options);
  }

  return createScreener(check, options);
}
