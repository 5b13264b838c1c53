# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# Five times as many objects cost five times as much, and hardly more memory: a first import and a first full
# synchronization over 100,000 and over 500,000 users, each size from a slapd of its own, in turns.
engine_large() {
    local size round
    release --product offered-schema
    prepare_size 100000 ldap://127.0.0.24:3389
    beside=$server
    prepare_size 500000 ldap://127.0.0.24:3390
    for ((round = 1; round <= large_rounds; round++)); do
        for size in 100000 500000; do round_of_size "$size"; done
    done

    printf '%s\n' "engine-large: 100,000 users and 2,000 groups beside five times as many, 62 rules; medians of $large_rounds rounds."
    for size in 100000 500000; do
        spread "$folder/$size/engine.first" | line "import $size"
        spread "$folder/$size/engine.synchronize" | line "sync $size"
        printf '  %-12s %7d MiB and %d MiB at the peak\n' "memory" \
            $(($(median "$size/engine.first.memory") / 1024)) \
            $(($(median "$size/engine.synchronize.memory") / 1024))
    done
    local step
    for step in first synchronize; do
        verdict "large-$step-linear" "$(median "500000/engine.$step")" \
            $((5 * $(median "100000/engine.$step"))) 1.15
        verdict "large-$step-memory" "$(median "500000/engine.$step.memory")" \
            "$(median "100000/engine.$step.memory")" 1.3
        verdict "large-$step-mebibytes" "$(median "500000/engine.$step.memory")" 1024 256
    done
}

# How often each size is gone through: it takes minutes each time.
readonly large_rounds=3

# Fills a directory with so many users, serves it, and makes a workspace that has read nothing of it.
prepare_size() {
    local size=$1 url=$2 outside=$folder
    # What follows puts its files into `folder`.
    local folder=$outside/$size
    mkdir "$folder"
    perf_directory "$url" "$size" $((size / 50))
    engine_workspace "$url"
}

# Imports and synchronizes everything of the directory with so many users.
round_of_size() {
    local outside=$folder
    local folder=$outside/$1
    rm -rf "$folder/workspace"
    cp -a "$folder/fresh" "$folder/workspace"
    note_step first "$(took run perf full-import)"
    note_step synchronize "$(took run perf full-synchronization)"
    rm -rf "$folder/workspace"
}
