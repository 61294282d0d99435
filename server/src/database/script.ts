/** Helpers for migrations. */
import { sql, type Kysely } from 'kysely';

export async function runScript(database: Kysely<unknown>, script: string): Promise<void> {
  for (const statement of statementsOf(script)) await sql.raw(statement).execute(database);
}

/** Splits a script, because a driver runs one statement at a time. Bodies in `$$` are not split. */
function statementsOf(script: string): string[] {
  return script
    .split(/(\$\$[\s\S]*?\$\$)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/;[ \t]*$/gm, '\u0000')))
    .join('')
    .split('\u0000')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/**
 * Limits every row to its own company, even for the owner of the tables. A transaction without a company
 * sees no rows.
 */
export function isolation(table: string, column = 'company_id'): string {
  const own = `${column} = current_setting('kv.company', true)`;
  return `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy own_company on ${table} using (${own}) with check (${own});
`;
}

/**
 * A role for statements, which owns nothing and bypasses nothing. From PostgreSQL 16 on, the creator of a
 * role may administer it, but needs a grant to use it.
 */
export const roleScript = (name: string): string => `
do $$ begin
  create role ${name} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  if not pg_has_role(current_user, '${name}', case
    when current_setting('server_version_num')::int4 >= 160000 then 'set' else 'member'
  end) then
    execute format('grant ${name} to %I', current_user);
  end if;
end $$;
`;
