#!/usr/bin/env bash
# Starts a whole fabric in one process. See ./run.sh --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
source build/common.sh
source build/engine.sh
source build/build.sh

usage() {
  cat <<'TEXT'
usage: ./run.sh [--demo] [SETTING...]
       ./run.sh silo|gateway [SETTING...]

Builds what has changed and starts a whole fabric in one process: the grains, an embedded SQLite database under data/,
the Lanyard front-end on port 4001 and the Lavalink front-end on port 2333. It prints the addresses to try.

  BOT_TOKEN=... ./run.sh       with a bot of yours: it follows everybody in the guilds that the bot is in
  ./run.sh --demo              without a token: a fake Discord with 300 lively users is started beside it
  ./run.sh silo                one silo of a cluster, without front-ends; needs Storage:ConnectionString
  ./run.sh gateway             one gateway of a cluster: the front-ends alone; docs/running-a-cluster.md tells more
  ./run.sh --Name:Key=value    any setting of docs/configuration.md, on the command line or as the variable Name__Key

OrleansEngine=packages|standin forces the engine; otherwise the genuine packages are used where the feed carries them.
TEXT
}

role=fabric
case ${1:-} in
  silo | gateway)
    role=$1
    shift
    ;;
esac

demo=false
settings=()
for argument in "$@"; do
  case $argument in
    -h | --help)
      usage
      exit 0
      ;;
    --demo) demo=true ;;
    *) settings+=("$argument") ;;
  esac
done

command -v dotnet >/dev/null || need_sdk
if [[ $role == gateway ]]; then
  $demo && die "--demo is for a fabric in one process: leave out 'gateway'."
  gateway=artifacts/bin/Gateway/release/fabric-gateway.dll
  ensure_built "the gateway" src/Gateway/Gateway.csproj "$gateway" src
  exec dotnet "$gateway" ${settings[@]+"${settings[@]}"}
fi
if [[ $role == silo ]]; then
  $demo && die "--demo is for a fabric in one process: leave out 'silo'."
  export Edge__Enabled=${Edge__Enabled:-false}
fi

fabric=artifacts/bin/Silo/release/fabric.dll
ensure_built "the fabric" src/Silo/Silo.csproj "$fabric" src

if $demo; then
  source build/demo.sh
  ensure_built "the fake Discord" tests/FakeDiscord/FakeDiscord.csproj "$fake" tests/FakeDiscord src/Protocol
  start_fake_discord
fi
exec dotnet "$fabric" ${settings[@]+"${settings[@]}"}
