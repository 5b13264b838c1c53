# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# What `dryad` takes for a command in the workspace that is measured, as a line of figures.
took() { "$root/Benchmarks/Programs/measured" "$dryad" "$@" --workspace "$folder/workspace" || fail "\`dryad $*\` failed"; }

# A workspace for the directory, with all standard rules, where nothing has been imported; kept as `fresh`.
engine_workspace() {
    local url=$1 place=$folder/workspace
    mkdir "$place"
    "$dryad" init --workspace "$place" >/dev/null
    sed -i 's/^options:$/options:\n  exchangeHybrid: on/' "$place/dryad.yaml"
    "$dryad" forest add perf --url "$url" --bind-dn "$perf_name" --password-file "$folder/secret" --insecure-plaintext \
        --workspace "$place" >/dev/null
    "$binaries/offered-schema" >"$folder/offered.ldif"
    "$dryad" schema refresh --live "perf=$folder/offered.ldif" --yes --workspace "$place" >/dev/null
    [[ $("$dryad" rules list --workspace "$place" | grep -c -E '^ +[0-9]+ ') == 62 ]] ||
        fail "62 rules were expected: $("$dryad" rules list --workspace "$place")"
    "$dryad" tenant throttle off --workspace "$place" >/dev/null
    cp -a "$place" "$folder/fresh"
}

# Gives users another title: every hundredth, or the one whose number is given.
change_users() {
    local title=$1 url=$2 only=${3:-}
    /usr/bin/python3 - "$title" "$folder/names" "$only" >"$folder/changes.ldif" <<'PYTHON'
import sys
title, names, only = sys.argv[1:]
with open(names, encoding="ascii") as lines:
    chosen = [line.rstrip("\n") for line in lines]
chosen = [chosen[int(only)]] if only else chosen[::100]
for dn in chosen:
    print(f"{dn}\nchangetype: modify\nreplace: title\ntitle: {title}\n")
PYTHON
    ldapmodify -x -H "$url" -D "$perf_name" -y "$folder/secret" -f "$folder/changes.ldif" >/dev/null
}

# Adds a user to the biggest group, or takes it out again.
change_member() {
    local url=$1 change=$2 group user
    group=$(<"$folder/biggest")
    user=$(tail -n 1 "$folder/names")
    printf '%s\nchangetype: modify\n%s: member\nmember:%s\n' "$group" "$change" "${user#dn:}" |
        ldapmodify -x -H "$url" -D "$perf_name" -y "$folder/secret" >/dev/null
}

# Notes processor time, wall clock and memory of a step.
note_step() {
    local line
    line=$2
    cpu "$line" >>"$folder/engine.$1"
    figure "$line" wall >>"$folder/engine.$1.wall"
    field "$line" maxrss_kb >>"$folder/engine.$1.memory"
}

# What the table of connector-space objects takes in the file, and how many bytes of packed entries are in it; with the
# pages' virtual table, which Debian's SQLite has.
space_table() {
    /usr/bin/python3 - "$folder/workspace/.dryad/store.sqlite" <<'PYTHON'
import sqlite3, sys
store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
print(store.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'space_object'").fetchone()[0],
      store.execute("SELECT sum(length(entry)) FROM space_object").fetchone()[0])
PYTHON
}

# One round: a new store, read, synchronized, changed, exported.
engine_round() {
    local url=$1 round=$2 place=$folder/workspace line
    local -a c=("$url" "$perf_name" "$folder/secret" dc=perf,dc=test 1000 "$folder/c.sqlite")
    rm -rf "$place" "$folder"/c.sqlite*
    cp -a "$folder/fresh" "$place"
    line=$("$folder/import-entries" first "${c[@]}")
    note_step c-first "$line"
    note_step c-again "$("$folder/import-entries" again "${c[@]}")"
    time_of ldapsearch -LLL -x -H "$url" -D "$perf_name" -y "$folder/secret" -E pr=1000/noprompt -o ldif-wrap=no \
        -b dc=perf,dc=test >>"$folder/engine.ldapsearch"

    note_step first "$(took run perf full-import)"
    note_step again "$(took run perf full-import)"
    space_table >"$folder/engine.table"
    note_step synchronize "$(took run perf full-synchronization)"
    note_step synchronize-again "$(took run perf full-synchronization)"
    change_users "Planner $round" "$url"
    note_step delta-import "$(took run perf delta-import)"
    note_step delta "$(took run perf delta-synchronization)"
    change_users "Buyer $round" "$url" 4711
    took run perf delta-import >/dev/null
    note_step user "$(took run perf delta-synchronization)"
    change_member "$url" add
    took run perf delta-import >/dev/null
    note_step member "$(took run perf delta-synchronization)"
    change_member "$url" delete
    engine_export "$round"

    rm -rf "$place"
    cp -a "$folder/fresh" "$place"
    figure "$(took sync run)" wall >>"$folder/engine.cycle"
}

# Sends everything to a tenant that is served over HTTP.
engine_export() {
    local place=$folder/workspace served line
    mkdir -p "$folder/tenant$1"
    "$dryad" init --workspace "$folder/tenant$1" >/dev/null
    "$dryad" tenant throttle off --workspace "$folder/tenant$1" >/dev/null
    "$dryad" tenant serve --workspace "$folder/tenant$1" >"$folder/served" &
    served=$!
    until line=$(head -n 1 "$folder/served") && [[ -n $line ]]; do
        kill -0 "$served" 2>/dev/null || fail "the tenant could not be served"
    done
    line=$(grep -o 'http://[^ /]*' <<<"$line")
    sed -i -e "s|^  store: .*|  url: $line\n  tokenFile: $folder/tenant$1/.dryad/tenant.token|; s/^staging: true/staging: false/" \
        "$place/dryad.yaml"
    line=$(took run tenant export)
    kill "$served"
    wait "$served" 2>/dev/null || true
    note_step export "$line"
}

# A whole cycle, step by step: each is a run of `dryad`, from the start of the process to its end.
engine() {
    local url=ldap://127.0.0.24:3389 round name table packed
    perf_directory "$url"
    release --product offered-schema
    gcc -O2 -o "$folder/import-entries" "$root/Benchmarks/Programs/import-entries.c" -lldap -llber -lsqlite3
    ldapsearch -LLL -x -o ldif-wrap=no -H "$url" -D "$perf_name" -y "$folder/secret" -E pr=1000/noprompt \
        -b "ou=Users,dc=perf,dc=test" '(objectClass=user)' 1.1 | grep '^dn:' >"$folder/names"
    ldapsearch -LLL -x -o ldif-wrap=no -H "$url" -D "$perf_name" -y "$folder/secret" \
        -b "ou=Groups,dc=perf,dc=test" '(cn=Team 00000)' 1.1 | grep '^dn:' >"$folder/biggest"
    engine_workspace "$url"
    for ((round = 1; round <= rounds; round++)); do engine_round "$url" "$round"; done

    printf '%s\n' "engine: 100000 users and 2000 groups of slapd, 62 rules; medians of $rounds rounds in turns, processor time." \
        "Every step is a run of dryad, its start included; the program in C reads and stores the same entries." \
        "The tenant of the export is another process, whose time is not counted."
    for name in c-first c-again first again delta-import synchronize synchronize-again delta user member export; do
        spread "$folder/engine.$name" | line "$name"
    done
    spread "$folder/engine.cycle" | line "cycle, wall"
    spread "$folder/engine.ldapsearch" | line "ldapsearch"
    verdict import-first "$(median engine.first)" "$(median engine.c-first)" 1.3
    verdict import-again "$(median engine.again)" "$(median engine.first)" 0.6
    verdict import-mebibytes "$(median engine.first.memory)" 1024 256
    read -r table packed <"$folder/engine.table"
    verdict import-table-bytes "$table" "$packed" 1.35
    verdict import-delta-wall "$(median engine.delta-import.wall)" "$(median engine.first.wall)" 0.15
    verdict synchronize-first "$(median engine.synchronize)" "$(median engine.first)" 3
    verdict synchronize-again "$(median engine.synchronize-again)" "$(median engine.first)" 0.6
    verdict synchronize-delta "$(median engine.delta)" "$(median engine.synchronize)" 0.05
    verdict synchronize-member "$(median engine.member)" "$(median engine.user)" 50
    verdict export "$(median engine.export)" "$(median engine.first)" 0.6
    verdict cycle-wall "$(median engine.cycle)" "$(median engine.ldapsearch)" 6
    verdict engine-mebibytes "$(median engine.synchronize.memory)" 1024 256
}
