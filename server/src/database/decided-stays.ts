/** The tables whose rows are parts of a session. */
const parts = ['attempts', 'photos', 'notes', 'client_changes'];

const refusePart = parts
  .flatMap((table) =>
    ['insert', 'update'].map(
      (event) => `
create trigger decided_stays_at_${event} after ${event} on ${table}
  referencing new table as written
  for each statement execute function refuse_part_of_decided();
`,
    ),
  )
  .join('');

/**
 * Protects a decided session from every statement (spec A6). Its last parts may be written in the
 * transaction that decides it, or that imports it from another system.
 */
export const decidedStays = `
create function refuse_change_of_decided() returns trigger language plpgsql as $$
begin
  raise exception 'a decided session cannot be changed' using errcode = 'KV001';
end $$;
create trigger decided_stays before update on sessions
  for each row when (old.status in ('success', 'rejected'))
  execute function refuse_change_of_decided();

create function refuse_part_of_decided() returns trigger language plpgsql as $$
begin
  if exists (
    select from written join sessions
      on sessions.company_id = written.company_id and sessions.id = written.session_id
    where sessions.status in ('success', 'rejected')
      and sessions.xmin <> pg_current_xact_id()::xid
  ) then
    raise exception 'a decided session accepts no more parts' using errcode = 'KV001';
  end if;
  return null;
end $$;
${refusePart}`;
