/** Fills a database with very many sessions, faster than a server could add them. */
import { searchWords, zoneErrors, type Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import pg from 'pg';

import { countAllSessions } from '../src/database/statistics-tables.ts';
import { sessionColumns } from '../src/store/rows.ts';

/** The number of different sessions that all others are copies of. */
const sampleCount = 5_000;

const scripts = [/\p{Script=Georgian}/u, /\p{Script=Cyrillic}/u, /^\p{Script=Latin}+$/u];
const scriptOf = (name: string): number => scripts.findIndex((script) => script.test(name));

/** Combines the beginnings and whole family names, for about as many names as a country has. */
function familyNames(sessions: readonly Session[]): string[] {
  const names = sessions.flatMap(({ client }) => client.lastName ?? []);
  return names.map((name, index) => {
    const other = names[(index * 7 + 11) % names.length] ?? name;
    const script = scriptOf(name);
    if (index % 3 === 0 || script === -1 || script !== scriptOf(other)) return name;
    return `${Array.from(other).slice(0, 3).join('')}${name.toLowerCase()}`;
  });
}

const fold = (name: string): string => searchWords(name).join(' ');

/** For each session, the index of one close to it that does not await action. */
function nearestDecided(sessions: readonly Session[]): number[] {
  let last = sessions.findIndex(({ status }) => status !== 'awaiting');
  return sessions.map(({ status }, index) => (status === 'awaiting' ? last : (last = index)));
}

/** The share of the newest sessions of which so many await action. */
function newestWaiting(sessions: readonly Session[], wanted: number): number {
  let waiting = 0;
  const end = sessions.findIndex(({ status }) => {
    if (status === 'awaiting') waiting += 1;
    return waiting > wanted;
  });
  return end === -1 ? 1 : end / sessions.length;
}

/** A row of `sessions` as JSON. SQL generates the values that differ between sessions. */
function toJson(session: Session): unknown {
  const columns = sessionColumns(session);
  const { device, extra, selfie, decision } = session;
  const json = { device, extra, selfie, decision, failed_conditions: [], screening: {} };
  return { ...columns, ...json, zone_errors: zoneErrors(session.attempts.at(-1)) };
}

const copiedColumns = [
  ...['status', 'status_order', 'sex', 'birth_date', 'expiration_date', 'nationality'],
  ...['document_presented', 'document_type', 'document_valid', 'document_finished'],
  ...['liveness_passed', 'liveness_finished', 'faces_compared', 'match_level'],
  ...['match_confidence', 'id_is_real', 'full_id_detected', 'device', 'client_ip', 'extra'],
  ...['attempt_count', 'selfie', 'decision', 'failed_conditions', 'screening', 'zone_errors'],
];

/**
 * Sessions of three years, newest first. Like the sample, they are denser towards now. Only the newest ones
 * await action.
 */
const insertSessions = `
insert into sessions (
  company_id, id, version, created_at, finished_at, completed_at, company_name, first_name, last_name,
  first_name_key, last_name_key, personal_number, document_number, search_key,
  ${copiedColumns.join(', ')}
)
select $1, gen_random_uuid(), 1, drawn.created_at,
  case when sample.finished_at is not null then drawn.created_at + interval '3 minutes' end,
  case when sample.completed_at is not null then drawn.created_at + interval '3 minutes' +
    case when sample.decision->'by' <> 'null' then random() ^ 4 * interval '2 days' else '0' end
  end,
  'Fictiona Pay', given_names.name, family_names.name, given_names.key, family_names.key,
  numbers.personal, numbers.document,
  ' ' || lower(concat_ws(
    ' ', given_names.key, family_names.key, numbers.personal, numbers.document
  )),
  ${copiedColumns.map((column) => `sample.${column}`).join(', ')}
from (
  select (number - 1) / $2::float8 as rank,
    now() - interval '3 years' * power((number - 1) / $2::float8, 1.5) as created_at,
    floor(random() * (select count(*) from given_names)) as given,
    floor(random() * (select count(*) from family_names)) as family,
    lpad((random() * 9999999)::int4::text, 7, '0') as seven,
    lpad((random() * 999999999)::int8::text, 9, '0') as nine
  from generate_series(1, $2::int4) as number
) as drawn
join sample as one on one.number = floor(drawn.rank * (select count(*) from sample))
join sample on sample.number = case when drawn.rank < $3 then one.number else one.decided end
cross join lateral (
  select left(sample.personal_number, 2) || nine as personal,
    left(sample.document_number, 2) || seven as document
) as numbers
left join given_names on given_names.number = given and sample.first_name is not null
left join family_names on family_names.number = family and sample.last_name is not null
`;

/** What the triggers would write, with one condition each. Some are overdue, and some have no due date. */
const insertAwaiting = `
insert into awaiting_sessions (company_id, session_id, since, conditions, open_matches, due_at)
select company_id, id, waiting.since,
  array[(array['mrz', 'expiry', 'face-match-level', 'front-to-back'])[1 + floor(random() * 4)::int4]], 0,
  case when random() < 0.8 then waiting.since + random() * interval '30 days' end
from sessions, lateral (select coalesce(finished_at, created_at) as since) as waiting
where status = 'awaiting'
`;

/** Each session that a user has decided was claimed for it. */
const insertClaims = `
insert into session_claims
  (company_id, session_id, number, user_id, user_name, since, until, ended_at, ending)
select company_id, id, 1, decision->'by'->>'id', decision->'by'->>'name',
  finished_at, completed_at, completed_at, 'decided'
from sessions where completed_at is not null and decision->'by' <> 'null'
`;

/** The same terms as `termsOf`. */
const insertTerms = `
insert into session_terms (company_id, term, created_at, session_id)
select distinct company_id, term, created_at, id
from sessions cross join lateral unnest(
  string_to_array(first_name_key, ' ') || string_to_array(last_name_key, ' ') ||
  regexp_split_to_array(lower(concat_ws(' ', personal_number, document_number)), '[^a-z0-9]+')
) as term
where company_id = $1 and term <> ''
order by 1, 2, 3, 4
`;

/**
 * Adds `count` sessions to a company, of which about `awaiting` await action, if the sample has as many.
 * @param superuserUrl - The URL of the database for a role that may skip foreign keys.
 */
export async function seed(
  superuserUrl: string,
  companyId: string,
  count: number,
  awaiting: number,
): Promise<void> {
  const sessions = sampleSessions({ count: Math.min(sampleCount, count), seed: 1 });
  const newest = newestWaiting(sessions, (awaiting * sessions.length) / count);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const run = (text: string, values?: unknown[]) => client.query(text, values);
    await run(`set session_replication_role = replica`);
    await run(`set maintenance_work_mem = '512MB'`);
    await run(`set work_mem = '256MB'`);
    await run(
      `create temporary table sample as
       select row_number() over () - 1 as number, ($2::int8[])[row_number() over ()] as decided, session.*
       from jsonb_populate_recordset(null::sessions, $1::jsonb) as session`,
      [JSON.stringify(sessions.map(toJson)), nearestDecided(sessions)],
    );
    const givenNames = sessions.flatMap(({ client: { firstName } }) => firstName ?? []);
    for (const [table, names] of [
      ['given_names', givenNames],
      ['family_names', familyNames(sessions)],
    ] as const) {
      await run(
        `create temporary table ${table} as select row_number() over () - 1 as number, name, key
         from unnest($1::text[], $2::text[]) as pair (name, key)`,
        [names, names.map(fold)],
      );
    }
    await run('analyze sample; analyze given_names; analyze family_names');
    const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
      `select indexname, indexdef from pg_indexes
       where tablename in ('sessions', 'session_terms') and indexname not like '%_pkey'`,
    );
    // Creating an index after the rows is several times faster.
    for (const { indexname } of indexes) await run(`drop index ${indexname}`);
    await run(insertSessions, [companyId, count, newest]);
    await run(insertTerms, [companyId]);
    for (const { indexdef } of indexes) await run(indexdef);
    await run(countAllSessions);
    await run(insertAwaiting);
    await run(insertClaims);
    await run(
      'vacuum analyze sessions, session_terms, session_counts, awaiting_sessions, session_claims',
    );
  } finally {
    await client.end();
  }
}
