#!/usr/bin/env bash
# Adds a migration of the given name to all three providers: eng/add-migration.sh Name
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: eng/add-migration.sh Name}
dotnet tool restore >/dev/null
for provider in Sqlite SqlServer Postgres; do
  project=src/Evaluation.Data.$provider
  dotnet build "$project" -v q -nologo
  dotnet ef migrations add "$name" --no-build --project "$project" --startup-project "$project" --output-dir Migrations
done
