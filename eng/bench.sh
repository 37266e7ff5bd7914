#!/usr/bin/env bash
# Measures what docs/performance.md says: starts the published program and a load client on loopback, bounded in count and time.
#   eng/bench.sh           ballots and counting
#   eng/bench.sh vote      ballots alone
#   eng/bench.sh count     counting alone
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish src/Evaluation.Web -c Release -nologo -v quiet -o "$folder/server"
dotnet publish tests/Evaluation.Benchmarks -c Release -nologo -v quiet -o "$folder/bench"
# Not more than ten minutes, whatever happens.
if [[ $what != count ]]; then timeout 600 dotnet "$folder/bench/Evaluation.Benchmarks.dll" vote "$folder/server"; fi
if [[ $what != vote ]]; then timeout 600 dotnet "$folder/bench/Evaluation.Benchmarks.dll" count; fi
