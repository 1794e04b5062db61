#!/usr/bin/env bash
# Installs the pinned Node packages of the conformance tests, once: again only when package-lock.json has changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Several test processes may come here at the same time.
exec 9>.install.lock
flock 9

stamp=node_modules/.installed
wanted=$(sha256sum package-lock.json | cut -d ' ' -f 1)
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
  exit 0
fi

npm ci
printf '%s' "$wanted" >"$stamp"
