#!/usr/bin/env bash
# Measures. See ./bench.sh without a name for the names, and the parts of each for --only.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
source build/common.sh
source build/engine.sh
source build/build.sh

command -v dotnet >/dev/null || need_sdk
bench=artifacts/bin/Bench/release/Fabric.Bench.dll
ensure_built "the fabric" src/Silo/Silo.csproj artifacts/bin/Silo/release/fabric.dll src
ensure_built "the benchmarks" bench/Bench/Bench.csproj "$bench" src tests bench
exec dotnet "$bench" "$@"
