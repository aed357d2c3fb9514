#!/usr/bin/env bash
# Writes the database's types (src/lib/server/platform/schema.ts) from a migrated database: DATABASE_URL names it.
set -euo pipefail
cd "$(dirname "$0")/.."
npx kysely-codegen --dialect postgres --url "$DATABASE_URL" --out-file src/lib/server/platform/schema.ts --exclude-pattern '{event_*,migration,pgboss.*}' --type-only-imports --log-level error
npx prettier --write --log-level error src/lib/server/platform/schema.ts
