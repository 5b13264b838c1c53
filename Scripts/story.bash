# What the demos share: telling a story with commands that are shown, run and checked. To be sourced, not run.
# shellcheck shell=bash

# The command, as it is typed in the story.
dryad_program=$(realpath -- "${DRYAD:-.build/debug/dryad}")
[[ -x $dryad_program ]] || {
    printf '%s\n' "$dryad_program is not there: \`make build\` first." >&2
    exit 1
}
dryad() { "$dryad_program" "$@"; }

# Goes to a new folder .demo. What an interrupted demo left there may include running servers: the lab knows its own.
begin_story() {
    if [[ -d .demo ]]; then (cd .demo && dryad lab down) || story_fails "the last demo's servers could not be ended."; fi
    rm -rf .demo
    mkdir .demo
    cd .demo || exit
}

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
    bold=$'\e[1m' plain=$'\e[0m'
else
    bold="" plain=""
fi

# A heading of the story.
chapter() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain"; }

# A sentence of the story.
tell() { printf '\n%s\n' "$*"; }

# Ends the story: what it says did not happen.
story_fails() {
    printf '\n%s\n' "The demo stops here: $*" >&2
    exit 1
}

# Shows a command, runs it and keeps what it printed in $shown. The command has to end with this exit code.
#
#     expect 2 dryad schema refresh
expect() {
    local wanted=$1 code=0
    shift
    printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"
    "$@" 2>&1 | tee "$transcript" || code=${PIPESTATUS[0]}
    shown=$(<"$transcript")
    [[ $code == "$wanted" ]] || story_fails "\`$*\` ended with exit code $code, and $wanted was expected."
}

# Shows and runs a command that has to succeed.
run() { expect 0 "$@"; }

# The last command has to have said this, and not that.
said() { [[ $shown == *"$1"* ]] || story_fails "the last command did not say \"$1\"."; }
did_not_say() { [[ $shown != *"$1"* ]] || story_fails "the last command said \"$1\"."; }

transcript=$(mktemp)

# The end of both stories: nothing leaves in staging mode, and everything after it.
tell_synchronization() {
    local before
    chapter "A first synchronization, in staging mode"
    tell "A new workspace starts in staging mode: everything is imported and run through the rules, and nothing is exported."
    run dryad staging show
    run dryad tenant show
    before=$shown
    run dryad sync run
    run dryad pending list
    run dryad tenant show
    [[ $shown == "$before" ]] || story_fails "the tenant changed although staging mode is on."

    chapter "Out of staging mode"
    run dryad staging off --yes
    run dryad sync run
    run dryad tenant show
    [[ $shown != "$before" ]] || story_fails "nothing reached the tenant."

    tell "The story ends here. What it left is in .demo: dryad.yaml, the store and the simulated tenant."
}
