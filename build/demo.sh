# The fake Discord beside a fabric, for ./run.sh --demo. Sourced after build.sh.

fake=artifacts/bin/FakeDiscord/release/Fabric.FakeDiscord.dll

# Starts the fake on a free port and points the fabric at it. The fake's input is a pipe that this process holds, and the fabric
# that takes this process over: the fake ends when that closes, however the fabric ends.
start_fake_discord() {
  local log="$logs/fake-discord.log" told="$logs/fake-discord.json" tries
  mkdir -p "$logs"
  : >"$told"
  exec 8> >(exec dotnet "$fake" --users 300 --lively --json --exit-with-parent >"$told" 2>"$log")
  for ((tries = 0; tries < 150; tries++)); do
    [[ -s $told ]] && break
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  if [[ ! -s $told ]]; then
    cat "$log" >&2
    die "The fake Discord did not start."
  fi

  BOT_TOKEN=$(told_by_fake token "$told")
  Discord__RestBaseUrl=$(told_by_fake rest "$told")/v10
  Edge__Avatars__BaseUrl=$(told_by_fake cdn "$told")
  Storage__DataDirectory=${Storage__DataDirectory:-data/demo}
  export BOT_TOKEN Discord__RestBaseUrl Edge__Avatars__BaseUrl Storage__DataDirectory
  say "a fake Discord with 300 lively users answers at $Discord__RestBaseUrl; some of them: $(sed -n 's/.*"users":\[\([^]]*\)\].*/\1/p' "$told" | tr -d '"')"
}

#   told_by_fake NAME FILE: the text value of a name in a line of JSON
told_by_fake() {
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$2"
}
