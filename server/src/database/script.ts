/** What migrations are written with. */
import { sql, type Kysely } from 'kysely';

export async function runScript(database: Kysely<unknown>, script: string): Promise<void> {
  for (const statement of statementsOf(script)) await sql.raw(statement).execute(database);
}

/** The statements of a script, since a driver takes one at a time; bodies in `$$` stay whole. */
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
 * Every row is reached by its own company alone, the owner of the tables included: without a
 * company set for the transaction nothing is.
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
 * A role that statements run under: it owns nothing and bypasses nothing. Who makes a role may from
 * PostgreSQL 16 on administer it without yet being allowed to take it on.
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
