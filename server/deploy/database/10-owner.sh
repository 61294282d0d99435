#!/bin/sh
# Creates the database and its owner. The owner is not a superuser, because row-level security would not
# apply to one, and the server refuses to start. The server creates the roles for requests.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set password="$(cat /run/secrets/database_owner_password)" <<'SQL'
create role kv_owner login createrole nosuperuser nobypassrls nocreatedb password :'password';
create database kv_review owner kv_owner;
revoke connect, temporary on database kv_review from public;
SQL
