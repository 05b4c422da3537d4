#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every test once. Needs the .NET SDK of global.json, Node 20 or later, and apt
# where Chromium or LibreOffice is missing. Ends with "N passed, N failed"; fails if anything failed, did not build, or did not run at all.
set -uo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Nothing may go on running, or listening, once the tests are over: no build servers.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export BOT_TESTS_NODE="$PWD/tests/node"

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# step NAME COMMAND…: one line when it went well, the end of its output when not.
step() {
  local name=$1 from=$SECONDS code
  shift
  timeout 600 "$@" >"$work/log" 2>&1
  code=$?
  if [ "$code" -eq 0 ]; then
    echo "$name: ok ($((SECONDS - from)) s)"
  else
    echo "$name: FAILED with exit code $code ($((SECONDS - from)) s)"
    tail -n 40 "$work/log"
  fi
  return "$code"
}

# needed NAME COMMAND…: a step without which nothing after it makes sense.
needed() {
  step "$@" && return
  failed=$((failed + 1))
  finish
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# What is installed here is thrown away with the machine, so nothing waits for the disk.
install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-unsafe-io "$@"
}
export -f as_root install_packages

# node_check NAME SCRIPT ARGUMENT…: a script of tests/node that prints one line a fault and ends with "NAME: N passed, N failed".
node_check() {
  local name=$1 code counts
  shift
  timeout 600 node "$@" >"$work/log" 2>&1
  code=$?
  if [[ $(tail -n 1 "$work/log") =~ ^$name:\ ([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    counts=("${BASH_REMATCH[@]:1}")
  else
    counts=(0 1)
  fi
  # A script that ran nothing, or broke down after counting, has not passed.
  if [ "${counts[1]}" -eq 0 ] && { [ "$code" -ne 0 ] || [ "${counts[0]}" -eq 0 ]; }; then counts[1]=1; fi
  passed=$((passed + counts[0]))
  failed=$((failed + counts[1]))
  if [ "${counts[1]}" -gt 0 ]; then grep -v "^$name: [0-9]* passed" "$work/log" | head -n 40; fi
  grep "^$name: skipped" "$work/log"
  echo "$name: ${counts[0]} passed, ${counts[1]} failed"
}

dotnet_tests() {
  local code counts
  timeout --kill-after=30 1800 dotnet test Bot.sln --no-build --results-directory "$work/results" --logger trx \
    --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none >"$work/log" 2>&1
  code=$?
  counts=($(node tests/node/count-trx.mjs "$work/results"))
  [ "${#counts[@]}" -eq 3 ] || counts=(0 0 0)
  # No result file, or a test host that crashed: more has failed than was counted.
  if [ "${counts[1]}" -eq 0 ] && { [ "$code" -ne 0 ] || [ "${counts[0]}" -eq 0 ]; }; then
    counts[1]=1
    echo "dotnet test ended with exit code $code after ${counts[0]} passed tests"
    tail -n 40 "$work/log"
  elif [ "${counts[1]}" -gt 0 ]; then
    grep -vE '^ +at (System|Xunit|Microsoft)\.|^--- End of stack' "$work/log" | head -n 120
  fi
  passed=$((passed + counts[0]))
  failed=$((failed + counts[1]))
  echo "dotnet: ${counts[0]} passed, ${counts[1]} failed, ${counts[2]} skipped"
}

missing=()
[ -x /usr/bin/chromium ] || missing+=(chromium)
[ -x /usr/bin/soffice ] || missing+=(libreoffice-impress-nogui)
[ -x /usr/bin/pdftotext ] || missing+=(poppler-utils)
[ "${#missing[@]}" -eq 0 ] || needed "${missing[*]}" bash -c 'install_packages "$@"' install "${missing[@]}"
needed "npm ci" npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error
needed "npm ci (Azurite)" npm ci --prefix tests/azurite --ignore-scripts --no-audit --no-fund --loglevel=error
needed "npm ci, Node 22" npm ci --prefix tests/node22 --ignore-scripts --no-audit --no-fund --loglevel=error
needed "restore" dotnet restore Bot.sln --locked-mode
step "format" dotnet format Bot.sln --verify-no-changes --no-restore || failed=$((failed + 1))
needed "build" dotnet build Bot.sln --no-restore -warnaserror -v quiet -clp:NoSummary

needed "bind cards" node tests/node/bind-cards.mjs "$work/cards"
node_check "cards" tests/node/check-cards.mjs "$work/cards/teams"
node_check "slack cards" tests/node/check-slack-cards.mjs "$work/cards/slack"
node_check "arm" tests/node/check-arm.mjs
dotnet_tests
finish
