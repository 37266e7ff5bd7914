#!/usr/bin/env bash
# Runs every test. On Debian and Ubuntu it installs what the tests need when it may: Chromium, a CJK font, poppler, PostgreSQL.
#   eng/test.sh            what is missing is visibly skipped
#   eng/test.sh --strict   a missing browser or PostgreSQL is a failure (CI)
# The last line is "N passed, N failed, N skipped", summed over all test projects.
set -euo pipefail
cd "$(dirname "$0")/.."

strict=0
if [[ ${1:-} == --strict ]]; then strict=1; fi

install_missing() {
  local packages=()
  command -v chromium >/dev/null || packages+=(chromium)
  fc-list 2>/dev/null | grep -qiE 'wqy|noto.*cjk' || packages+=(fonts-wqy-microhei fontconfig)
  command -v pdftotext >/dev/null || packages+=(poppler-utils)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
  if (( ${#packages[@]} == 0 )); then return; fi
  local sudo=()
  if [[ $(id -u) != 0 ]]; then
    if ! sudo -n true 2>/dev/null; then echo "Not allowed to install: ${packages[*]}"; return; fi
    sudo=(sudo -n)
  fi
  command -v apt-get >/dev/null || { echo "No apt-get; please install: ${packages[*]}"; return; }
  echo "Installing ${packages[*]}"
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

# A PostgreSQL of our own in a folder of our own, on loopback, gone afterwards.
start_postgres() {
  local bin
  bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1) || return 0
  pg_folder=$(mktemp -d)
  pg_user=()
  if [[ $(id -u) == 0 ]]; then
    chown postgres "$pg_folder"
    pg_user=(runuser -u postgres --)
  fi
  pg_bin=$bin
  "${pg_user[@]}" "$bin/initdb" -D "$pg_folder/data" -A trust -U evaluation >/dev/null
  local port=$((20000 + RANDOM % 20000))
  "${pg_user[@]}" "$bin/pg_ctl" -D "$pg_folder/data" -w -l "$pg_folder/log" \
    -o "-p $port -k $pg_folder -c listen_addresses=127.0.0.1 -c max_connections=400 -c fsync=off" start >/dev/null
  export EVALUATION_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=evaluation;Database=postgres;Maximum Pool Size=40"
}

finish() {
  if [[ -n ${pg_folder:-} ]]; then
    "${pg_user[@]}" "$pg_bin/pg_ctl" -D "$pg_folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$pg_folder"
  fi
}
trap finish EXIT

install_missing
if [[ -z ${EVALUATION_TEST_POSTGRES:-} ]]; then start_postgres; fi
if (( strict )); then export EVALUATION_TEST_STRICT=1; fi

results=$(pwd)/TestResults
rm -rf "$results"
dotnet build Evaluation.sln -nologo -v quiet
failed=0
run() {
  dotnet test "tests/$1" --no-build -nologo -v quiet --logger "console;verbosity=minimal" --logger "trx;LogFileName=$1.trx" --results-directory "$results"
}

# Much of a test is waiting for a database, a process or a browser: others use that time.
beside() {
  local bad=0
  for name in "$@"; do run "$name" || bad=1; done
  return $bad
}
beside Evaluation.Core.Tests Evaluation.Domain.Tests Evaluation.Documents.Tests & others=$!
run Evaluation.Web.Tests || failed=1
wait "$others" || failed=1
run Evaluation.BrowserTests || failed=1
# A project that is not named above would never run.
for project in tests/*Tests; do
  [[ -f $results/$(basename "$project").trx ]] || { echo "$project did not run." >&2; failed=1; }
done

awk '
  match($0, /<Counters [^>]*>/) {
    counters = substr($0, RSTART, RLENGTH)
    total += value(counters, "total"); passed += value(counters, "passed"); bad += value(counters, "failed") + value(counters, "error") + value(counters, "timeout") + value(counters, "aborted")
  }
  function value(text, name,   m) { return match(text, " " name "=\"[0-9]+\"") ? substr(text, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
  END { printf "%d passed, %d failed, %d skipped\n", passed, bad, total - passed - bad }
' "$results"/*.trx
exit $failed
