#!/usr/bin/env bash
# Measures what docs/performance.md says: starts the published program and a load client on loopback, bounded in count and time.
#   eng/bench.sh                 everything
#   eng/bench.sh vote            ballots at 1, 8 and 32 clients
#   eng/bench.sh vote-slow-disk  ballots with 300 syncs a second (Linux, with a C compiler)
#   eng/bench.sh vote-postgres   ballots on PostgreSQL, where EVALUATION_TEST_POSTGRES names one
#   eng/bench.sh count           closing, counting, workbook, export and recount; the township
#   eng/bench.sh floor           the database and the framework alone
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish src/Evaluation.Web -c Release -nologo -v quiet -o "$folder/server"
dotnet publish src/Evaluation.Verifier -c Release -nologo -v quiet -o "$folder/verifier"
dotnet publish tests/Evaluation.Benchmarks -c Release -nologo -v quiet -o "$folder/bench"

# Not more than ten minutes each, whatever happens.
measure() { if [[ $what == all || $what == "$1" ]]; then echo "# $1"; timeout 600 dotnet "$folder/bench/Evaluation.Benchmarks.dll" "$@"; fi; }

measure vote "$folder/server"
if command -v cc >/dev/null; then
  cc -shared -fPIC -O2 -o "$folder/slow-disk.so" tests/Evaluation.Benchmarks/slow-disk.c -ldl
  measure vote-slow-disk "$folder/server" "$folder/slow-disk.so"
else
  echo "vote-slow-disk left out: no C compiler"
fi
if [[ -n ${EVALUATION_TEST_POSTGRES:-} ]]; then measure vote-postgres "$folder/server"; else echo "vote-postgres left out: EVALUATION_TEST_POSTGRES is not set"; fi
measure count "$folder/server" "$folder/verifier/Evaluation.Verifier.dll"
measure floor "$folder/server"
