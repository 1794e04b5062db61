# Which Orleans engine a build uses (see build/OrleansEngine.targets). Sourced after common.sh.

engine_file="$root/build/.orleans-engine"

# The engine that a build takes now.
engine_in_use() {
  if [[ -n ${OrleansEngine:-} ]]; then
    printf '%s' "$OrleansEngine"
  elif [[ -s $engine_file ]]; then
    tr -d '[:space:]' <"$engine_file"
  else
    printf 'standin'
  fi
}

# Finds out, once, whether the genuine packages restore here, and remembers the answer. A feed that does not answer is no answer:
# then the stand-in is used and the next build asks again.
choose_engine() {
  if [[ -n ${OrleansEngine:-} || -s $engine_file ]]; then
    case $(engine_in_use) in
      packages | standin) return 0 ;;
      *) die "The engine is '$(engine_in_use)'; set OrleansEngine (or the content of build/.orleans-engine) to 'packages' or 'standin'." ;;
    esac
  fi

  local log="$logs/engine.log"
  mkdir -p "$logs"
  say "asking the package feed for Microsoft Orleans ..."
  if OrleansEngine=packages timeout --kill-after=5 120 \
    dotnet restore build/EngineProbe/EngineProbe.csproj --nologo --force >"$log" 2>&1 </dev/null; then
    remember_engine packages "it carries the packages: building with them"
  elif grep -Eq 'error NU110[0-9].*Microsoft\.Orleans' "$log" && ! grep -q 'NU1301' "$log"; then
    remember_engine standin "it does not carry all of them: building with the stand-in"
  else
    say "  no answer from the feed (artifacts/log/engine.log): building with the stand-in; the next build asks again"
  fi
}

remember_engine() {
  printf '%s\n' "$1" >"$engine_file"
  say "  $2 (remembered in build/.orleans-engine)"
}
