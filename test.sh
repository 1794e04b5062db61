#!/usr/bin/env bash
# Runs the tests and ends with a line "N passed, N failed". See ./test.sh --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
source build/common.sh
source build/engine.sh
source build/build.sh

# Every test project, the stage at which it begins: quick (unit tests and tests in one process), full (the rest); and what it starts, where that is
# clusters of processes.
# Tests with the trait Category=Long run in the stage long alone.
projects=(
  "Architecture.Tests quick"
  "Bench.Tests quick"
  "Cluster.Tests full clusters"
  "Conformance.Tests full clusters"
  "Discord.Tests quick"
  "Edge.Tests quick"
  "Engine.Tests full"
  "FakeDiscord.Tests quick"
  "Grains.Tests quick"
  "Media.Tests quick"
  "Protocol.Tests quick"
  "Silo.Tests quick"
  "Standin.Tests quick"
  "Storage.Tests quick"
)
# No project may take longer, in seconds: a hanging test is a failing test.
limit_quick=180 limit_full=600 limit_long=14400

usage() {
  cat <<'TEXT'
usage: ./test.sh [quick|long]

  ./test.sh         every test, with a short seeded selection of the long runs
  ./test.sh quick   unit tests and tests in one process
  ./test.sh long    every test, with the long runs

Reports and logs go to artifacts/test. The last line says how many passed and failed; the exit status is 0 when none failed.
TEXT
}

stage=full
case ${1:-} in
  "") ;;
  quick | long) stage=$1 ;;
  -h | --help)
    usage
    exit 0
    ;;
  *)
    usage >&2
    exit 1
    ;;
esac

source build/tests.sh
need_sdk
need_packages "/usr/lib/postgresql/*/bin/postgres:postgresql-15" ffmpeg:ffmpeg
if [[ $stage != quick ]]; then
  need_node
  need_packages chromium:chromium redis-server:redis-server
fi
choose_engine
say "stage $stage, engine $(engine_in_use)"

if step "building" build dotnet build Fabric.sln -c "$configuration" --nologo -v quiet -clp:NoSummary; then
  check_project_list
  if [[ $stage != quick && -x tests/Conformance.Tests/node/install.sh ]]; then
    check "node packages" node-packages tests/Conformance.Tests/node/install.sh
  fi
  run_projects
else
  failed=1
fi
report
