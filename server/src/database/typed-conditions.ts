import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/**
 * A failed condition used to have two texts, `seen` and `wanted`, with several values separated by
 * spaces. Each condition now has values of its own types. A condition that cannot be converted keeps its
 * texts as `other`.
 */
const conversion = `
create function typed_condition(before jsonb) returns jsonb language sql immutable as $$
  select case
    when observed is null or required is null then jsonb_build_object(
      'condition', 'other',
      'name', coalesce(name, ''),
      'observed', coalesce(seen, ''),
      'required', coalesce(wanted, '')
    )
    else jsonb_build_object('condition', name, 'observed', observed, 'required', required)
  end
  from (select before->>'condition' as name, before->>'seen' as seen, before->>'wanted' as wanted)
    as texts,
  lateral (select
    case
      when name = 'screening' and seen in ('match', 'unknown') then to_jsonb(seen)
      when name = 'high-risk-ip-country' then case
        when seen = 'not-checked' then '{"kind": "absent"}'
        when seen = 'unknown' then '{"kind": "unknown"}'
        when seen ~ '^[A-Z]{1,3}$' then jsonb_build_object('kind', 'country', 'code', seen)
      end
      when name = 'document-review' and seen = 'false' then to_jsonb(false)
      when seen = 'unknown' and name in (
        'high-risk-nationality', 'document-type', 'id-is-real', 'full-id-detected', 'mrz', 'expiry',
        'front-to-back', 'liveness', 'face-match-level'
      ) then jsonb 'null'
      when name = 'high-risk-nationality' and seen ~ '^[A-Z]{1,3}$' then to_jsonb(seen)
      when name = 'document-type' and seen ~ '^[^ ]{1,100}$' then to_jsonb(seen)
      when name in ('id-is-real', 'full-id-detected', 'liveness') and seen = 'false'
        then to_jsonb(false)
      when name = 'mrz' and seen ~ '^[1-9][0-9]{0,3}$' then to_jsonb(seen::int4)
      when name = 'mrz' and seen ~ '^[A-Za-z][^ ]{0,99}$' then to_jsonb(seen)
      when name = 'expiry' and seen ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then to_jsonb(seen)
      when name = 'no-expiry' and seen = 'none' then to_jsonb(seen)
      when name = 'front-to-back' and seen ~ '^[^ :]+:[^ :]+( [^ :]+:[^ :]+)*$' then (
        select jsonb_agg(
          jsonb_build_object(
            'field', split_part(pair, ':', 1), 'comparison', split_part(pair, ':', 2)
          ) order by position
        )
        from unnest(string_to_array(seen, ' ')) with ordinality as pairs (pair, position)
      )
      when name = 'face-match-level' and seen ~ '^[0-9]{1,2}$' then to_jsonb(seen::int4)
    end as observed,
    case
      when name in ('high-risk-nationality', 'high-risk-ip-country') and wanted = 'not-listed'
        then to_jsonb(wanted)
      when name = 'screening' and wanted = 'clear' then to_jsonb(wanted)
      when name in ('id-is-real', 'full-id-detected', 'liveness', 'document-review')
        and wanted = 'true' then to_jsonb(true)
      when name = 'mrz' and wanted = '0' then to_jsonb(0)
      when name in ('document-type', 'mrz') and wanted ~ '^[^ ]+( [^ ]+)*$'
        then to_jsonb(string_to_array(wanted, ' '))
      when name = 'expiry' and wanted ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then to_jsonb(wanted)
      when name = 'no-expiry' and wanted = 'date' then to_jsonb(wanted)
      when name = 'front-to-back' and wanted = 'match' then to_jsonb(wanted)
      when name = 'face-match-level' and wanted ~ '^[1-9][0-9]?$' then to_jsonb(wanted::int4)
    end as required
  ) as converted
$$;

create function typed_conditions(before jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(typed_condition(failed) order by position), '[]')
  from jsonb_array_elements(before) with ordinality as conditions (failed, position)
$$;
`;

/** Row-level security and the trigger apply to the owner too, so they are off until the commit. */
const script = `
set local statement_timeout = 0;
${conversion}
alter table sessions no force row level security;
alter table sessions disable trigger decided_stays;
update sessions set failed_conditions = typed_conditions(failed_conditions)
  where failed_conditions <> '[]';
alter table sessions enable trigger decided_stays;
alter table sessions force row level security;

alter table idempotency_keys no force row level security;
update idempotency_keys
  set answer = jsonb_set(answer, '{failedConditions}', typed_conditions(answer->'failedConditions'))
  where jsonb_typeof(answer->'failedConditions') = 'array';
alter table idempotency_keys force row level security;

drop function typed_conditions;
drop function typed_condition;
`;

/** Values of failed conditions with their own types, in sessions and in stored answers. */
export const typedConditions: Migration = {
  up: (database) => runScript(database, script),
};
