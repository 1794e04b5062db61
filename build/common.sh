# Shared by run.sh, test.sh and bench.sh: where things are, how a step reports, what a machine must have.
# Sourced; $root is the repository, and the working directory.

configuration=Release
logs="$root/artifacts/log"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs a step that takes more than a moment: one line when it begins, its output in a log, the log shown when it fails.
# No build server may keep this script's standard input or output open, so neither is handed on.
#   step LABEL LOG COMMAND...
step() {
  local label=$1 log="$logs/$2.log" started=$SECONDS
  shift 2
  mkdir -p "$logs"
  say "$label ..."
  if "$@" >"$log" 2>&1 </dev/null; then
    say "  done in $((SECONDS - started)) s"
    return 0
  fi
  tail -n 200 "$log" >&2
  say "  failed after $((SECONDS - started)) s (all of its output: ${log#"$root/"})" >&2
  return 1
}

need_sdk() {
  command -v dotnet >/dev/null || die "dotnet is not installed: install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0)."
  dotnet --version >/dev/null 2>&1 </dev/null ||
    die "No .NET SDK here satisfies global.json: install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0)."
}

need_node() {
  local version
  command -v node >/dev/null && command -v npm >/dev/null || die "node and npm are not installed: install Node 20 or newer."
  version=$(node --version)
  version=${version#v}
  ((${version%%.*} >= 20)) || die "Node $version is too old: install Node 20 or newer."
}

# Sees to Debian packages that are missing, each told by a command that it brings, or by the path of a program off the PATH,
# which may hold wildcards.
#   need_packages COMMAND:PACKAGE...
need_packages() {
  local pair missing=() as_root=()
  for pair in "$@"; do
    has_program "${pair%%:*}" || missing+=("${pair#*:}")
  done
  ((${#missing[@]})) || return 0

  local advice="Missing: ${missing[*]}. Install with: sudo apt-get update && sudo apt-get install ${missing[*]}"
  command -v apt-get >/dev/null || die "$advice"
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || die "$advice"
    as_root=(sudo -n)
  fi
  step "fetching the package lists" apt-update "${as_root[@]}" apt-get -q update || die "$advice"
  step "installing ${missing[*]}" apt-install \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${missing[@]}" || die "$advice"
}

#   has_program COMMAND|PATTERN
has_program() {
  command -v "$1" >/dev/null || compgen -G "$1" >/dev/null
}
