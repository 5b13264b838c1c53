# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# All standard rules on 100,000 users, beside reading those users from slapd into packed entries.
rules_evaluate() {
    local url=ldap://127.0.0.24:3389 base=dc=perf,dc=test round line name
    perf_directory "$url"
    release --product rule-evaluation
    gcc -O2 -shared -fPIC -o "$folder/count-allocations.so" "$root/Benchmarks/Programs/count-allocations.c"
    for ((round = 0; round < rounds; round++)); do
        line=$("$binaries/rule-evaluation" "$url" "$perf_name" "$folder/secret" "ou=Users,$base" 1000)
        [[ $line == *" users=100000 rules=62 "* && $line == *" entries=100000 images=100000 "* ]] ||
            fail "62 rules on 100000 users were expected: $line"
        for name in read compile evaluate empty direct trim; do figure "$line" "$name" >>"$folder/rules.$name"; done
    done
    line=$(LD_PRELOAD=$folder/count-allocations.so "$binaries/rule-evaluation" "$url" "$perf_name" "$folder/secret" \
        "ou=Unit 00,ou=Users,$base" 1000)
    [[ $line == *" allocations="[0-9]* ]] || fail "allocations were not counted: $line"

    printf '%s\n' "rules-evaluate: 62 rules on 100000 users of slapd, processor time; medians of $rounds rounds in turns." \
        "Evaluating makes a metaverse object and an image for the tenant of each user. Shapes are 22 flows on 500 users, a" \
        "hundred times; a rule without flows is taken off. Allocations are those besides the entries that result."
    for name in read compile evaluate empty direct trim; do spread "$folder/rules.$name" | line "$name"; done
    verdict rules-evaluate "$(median rules.evaluate)" "$(median rules.read)" 0.5
    verdict rules-trim $(($(median rules.trim) - $(median rules.empty))) \
        $(($(median rules.direct) - $(median rules.empty))) 3
    verdict rules-compile "$(median rules.compile)" "$(median rules.evaluate)" 0.01
    verdict rules-allocations "$(field "$line" allocations)" "$(field "$line" users)" 0
}
