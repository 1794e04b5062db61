# Running test projects and adding up what they report. Sourced by test.sh after common.sh; $projects, $stage and limit_* are its.

results="$root/artifacts/test"
passed=0 failed=0 skipped=0
failures=()

rm -rf "$results"
mkdir -p "$results"
trap 'stop_jobs; exit 130' INT TERM

stop_jobs() {
  local jobs
  jobs=$(jobs -p)
  [[ -z $jobs ]] || kill $jobs 2>/dev/null || true
}

# A check that is no test project counts as one test.
#   check LABEL LOG COMMAND...
check() {
  if step "$@"; then
    passed=$((passed + 1))
  else
    fail_one "$1"
  fi
}

fail_one() {
  failed=$((failed + 1))
  failures+=("$1")
}

# The build holds the source to the style rules and analyzers already; formatting alone is quick to look at, and all of it takes a minute.
# The tool loads the solution in the configuration that was built: in another one the source generators are missing.
check_style() {
  if [[ $stage == quick ]]; then
    dotnet format whitespace --folder . --verify-no-changes --exclude artifacts
  else
    Configuration="$configuration" nice -n 19 dotnet format Fabric.sln --verify-no-changes --no-restore
  fi
}

# What runs beside the rest: how it ended, and after how many seconds, is in a file.
#   beside NAME COMMAND...
beside() {
  local name=$1 started=$SECONDS status=0
  shift
  "$@" >"$results/$name.log" 2>&1 </dev/null || status=$?
  say "$status $((SECONDS - started))" >"$results/$name.ended"
}

#   add_up_check LABEL NAME
add_up_check() {
  local label=$1 name=$2 status took
  read -r status took <"$results/$name.ended"
  say "$label: $( ((status)) && say failed || say passed) ($took s)"
  if ((status)); then
    tail -n 200 "$results/$name.log" >&2
    fail_one "$label"
  else
    passed=$((passed + 1))
  fi
}

# The table in test.sh and the folders must agree: a project that nobody runs proves nothing.
check_project_list() {
  local listed present difference
  listed=$(printf '%s\n' "${projects[@]}" | cut -d ' ' -f 1 | LC_ALL=C sort)
  present=$(find tests -mindepth 2 -maxdepth 2 -name '*.Tests.csproj' -printf '%f\n' | sed 's/\.csproj$//' | LC_ALL=C sort)
  difference=$(LC_ALL=C comm -3 <(say "$listed") <(say "$present") | tr -s '[:space:]' ' ')
  if [[ -z ${difference// /} ]]; then
    passed=$((passed + 1))
  else
    say "test.sh's table and the folder tests/ disagree about: $difference" >&2
    fail_one "the list of test projects"
  fi
}

# Projects that start clusters of processes wait most of their time: they run one after the other beside everything else.
run_projects() {
  local entry name begins kind inside=() clusters=()
  for entry in "${projects[@]}"; do
    read -r name begins kind <<<"$entry"
    if [[ $stage == quick && $begins != quick ]]; then
      continue
    elif [[ $kind == clusters ]]; then
      clusters+=("$name")
    else
      inside+=("$name")
    fi
  done

  run_lane ${clusters[@]+"${clusters[@]}"} &
  # It gives way to the tests.
  beside style check_style &
  for name in "${inside[@]}"; do
    run_project "$name"
    add_up "$name"
  done
  wait
  add_up_check "style" style
  for name in ${clusters[@]+"${clusters[@]}"}; do
    add_up "$name"
  done
}

run_lane() {
  local name
  trap 'stop_jobs; exit 130' INT TERM
  for name in "$@"; do
    run_project "$name"
  done
}

# Runs one project in the runner's own process. How it ended, and after how many seconds, is in a file beside its report.
run_project() {
  local name=$1 limit_name="limit_$stage" started=$SECONDS status=0
  local filter=(-trait- Category=Long)
  [[ $stage == long ]] && filter=()
  timeout --kill-after=10 "${!limit_name}" \
    dotnet exec "artifacts/bin/$name/release/Fabric.$name.dll" ${filter[@]+"${filter[@]}"} -noLogo -noColor -longRunning 60 -xml "$results/$name.xml" \
    >"$results/$name.log" 2>&1 </dev/null &
  wait $! || status=$?
  say "$status $((SECONDS - started))" >"$results/$name.ended"
}

#   add_up NAME
add_up() {
  local name=$1 report="$results/$1.xml" log="$results/$1.log" status took head count_passed count_failed count_skipped trouble=
  read -r status took <"$results/$name.ended"
  head=$(grep -m 1 -o '<assembly [^>]*>' "$report" 2>/dev/null || true)
  count_passed=$(attribute passed "$head")
  count_failed=$(($(attribute failed "$head") + $(attribute errors "$head")))
  count_skipped=$(($(attribute skipped "$head") + $(attribute not-run "$head")))

  if ((status == 124 || status == 137)); then
    trouble="did not end in time"
  elif [[ -z $head ]]; then
    trouble="ended with status $status and no report"
  elif ((count_passed + count_failed == 0)); then
    trouble="ran no test"
  elif ((status != 0 && count_failed == 0)); then
    trouble="ended with status $status though no test failed"
  fi
  passed=$((passed + count_passed))
  failed=$((failed + count_failed))
  skipped=$((skipped + count_skipped))
  say "$name: $count_passed passed, $count_failed failed, $count_skipped skipped (${took} s)${trouble:+: $trouble}"
  if [[ -n $trouble ]]; then
    fail_one "$name $trouble"
  elif ((count_failed)); then
    failures+=("$name")
  fi
  if [[ -n $trouble ]] || ((count_failed)); then
    tail -n 300 "$log" >&2
    failed_tests "$report"
  fi
}

# The names of the tests that failed, so that the end of the output tells them.
#   failed_tests REPORT
failed_tests() {
  local name
  while read -r name; do
    failures+=("  $name")
  done < <(grep -o '<test [^>]*result="Fail"' "$1" 2>/dev/null | grep -o ' name="[^"]*"' | cut -d '"' -f 2)
}

#   attribute NAME ELEMENT: a number, 0 where there is none
attribute() {
  local value
  value=$(grep -Eo "[ ]$1=\"[0-9]+\"" <<<"$2" | head -n 1 | tr -dc '0-9' || true)
  printf '%s' "${value:-0}"
}

report() {
  local failure
  for failure in ${failures[@]+"${failures[@]}"}; do
    say "FAILED: $failure"
  done
  local line="$passed passed, $failed failed"
  ((skipped == 0)) || line+=", $skipped skipped"
  say "stage $stage took $SECONDS s"
  say "$line"
  ((failed == 0)) || exit 1
}
