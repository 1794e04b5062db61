# Building what has changed, and nothing otherwise. Sourced after common.sh and engine.sh.

stamps="$root/artifacts/stamps"
build_inputs=(build standin Directory.Build.props Directory.Build.targets Directory.Packages.props global.json .editorconfig)

# One hash over everything a build reads: the sources by content, the engine, the configuration.
#   fingerprint FOLDER...
fingerprint() {
  {
    say "$configuration $(engine_in_use)"
    find "${build_inputs[@]}" "$@" -type f ! -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d ' ' -f 1
}

# Builds a project unless it was built from these very sources.
#   ensure_built LABEL PROJECT OUTPUT FOLDER...
ensure_built() {
  local label=$1 project=$2 output=$3 name stamp
  shift 3
  name=$(basename "$project" .csproj)
  stamp="$stamps/$name"
  if up_to_date "$stamp" "$output" "$@"; then
    return 0
  fi

  need_sdk
  mkdir -p "$stamps"
  exec 9>"$stamps/lock"
  flock 9
  if ! up_to_date "$stamp" "$output" "$@"; then
    choose_engine
    local print
    print=$(fingerprint "$@")
    step "building $label" "build-$name" dotnet build "$project" -c "$configuration" --nologo -v quiet -clp:NoSummary || exit 1
    say "$print" >"$stamp"
  fi
  exec 9>&-
}

#   up_to_date STAMP OUTPUT FOLDER...
up_to_date() {
  local stamp=$1 output=$2
  shift 2
  [[ -f $output && -f $stamp && $(<"$stamp") == "$(fingerprint "$@")" ]]
}
