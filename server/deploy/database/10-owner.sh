#!/bin/sh
# Makes the database and the role that owns it, which is no superuser: the server refuses one, since
# row-level security would not hold for it. The server makes the roles that requests run under.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set password="$(cat /run/secrets/database_owner_password)" <<'SQL'
create role kv_owner login createrole nosuperuser nobypassrls nocreatedb password :'password';
create database kv_review owner kv_owner;
revoke connect, temporary on database kv_review from public;
SQL
