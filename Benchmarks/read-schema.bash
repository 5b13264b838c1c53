# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# The program that is measured, built.
schema_program() {
    release --product read-schema
    reader=$binaries/read-schema
}

# Signs in to the lab's forest with Active Directory: sets `url`, `name`, `base`, and writes the file `password`.
schema_forest() {
    local forest=contoso.test
    "$dryad" lab up >/dev/null
    url=$(lab_field "$forest" secureURL)
    name=$(lab_field "$forest" bindName)
    LDAPTLS_CACERT=$(lab_field "$forest" certificateAuthorityFile)
    export LDAPTLS_CACERT
    # ldapsearch takes every byte of the file, a line end too.
    (umask 077 && tr -d '\n' <"$(lab_field "$forest" passwordFile)" >password)
    base=$(ldapsearch -LLL -x -H "$url" -s base -b "" schemaNamingContext | sed -n 's/^schemaNamingContext: //p')
    [[ -n $base ]] || fail "$url names no schema naming context."
}

# Definitions in memory, parsed by Dryad and by python-ldap.
schema_parse() {
    local url name base reader ours theirs round count
    /usr/bin/python3 -c 'import ldap.schema' 2>/dev/null || fail "python3-ldap is missing."
    schema_program
    schema_forest
    ldapsearch -LLL -x -H "$url" -D "$name" -y password -o ldif-wrap=no -s base -b "CN=Aggregate,$base" \
        attributeTypes objectClasses dITContentRules >aggregate.ldif

    ours=$("$reader" parse aggregate.ldif 1)
    theirs=$(/usr/bin/python3 "$root/Benchmarks/Programs/parse-schema.py" aggregate.ldif 1)
    for count in attributes classes; do
        [[ $(field "$ours" "$count") == $(field "$theirs" "$count") ]] ||
            fail "the programs read different things: $ours beside $theirs"
    done
    : >ours && : >theirs
    for ((round = 0; round < rounds; round++)); do
        figure "$("$reader" parse aggregate.ldif 200)" each >>ours
        figure "$(/usr/bin/python3 "$root/Benchmarks/Programs/parse-schema.py" aggregate.ldif 20)" each >>theirs
    done
    printf '%s\n' "schema-parse: $(grep -c ': (' aggregate.ldif) definitions of the lab's forest in memory, processor time of" \
        "parsing them once; medians of $rounds rounds in turns."
    spread ours | line dryad
    spread theirs | line python-ldap
    verdict schema-parse "$(median ours)" "$(median theirs)" 0.1
}

# Sign-in, all schema entries and their comparison with a stored schema, beside ldapsearch writing the same entries.
schema_diff() {
    local url name base reader line round
    schema_program
    schema_forest
    local -a what=("$url" "$name" password "$base" stored)
    local -a search=(ldapsearch -LLL -x -H "$url" -D "$name" -y password -E pr=1000/noprompt -o ldif-wrap=no -b "$base"
        "(|(objectClass=attributeSchema)(objectClass=classSchema)(objectClass=dMD))"
        objectClass lDAPDisplayName attributeID attributeSyntax oMSyntax isSingleValued rangeLower rangeUpper linkID
        searchFlags systemFlags isMemberOfPartialAttributeSet isDefunct governsID objectClassCategory subClassOf
        auxiliaryClass systemAuxiliaryClass mustContain systemMustContain mayContain systemMayContain possSuperiors
        systemPossSuperiors objectVersion cn schemaIDGUID systemOnly)
    "$reader" save "${what[@]}"
    line=$("$reader" compare "${what[@]}")
    [[ $(field "$line" changes) == 0 ]] || fail "a schema differs from itself: $line"
    : >ours && : >ours.cpu && : >theirs
    for ((round = 0; round < rounds; round++)); do
        time_of "$reader" compare "${what[@]}" >>ours
        cpu "$("$reader" compare "${what[@]}")" >>ours.cpu
        time_of "${search[@]}" >>theirs
    done
    printf '%s\n' "schema-diff: $(field "$line" attributes) attributes and $(field "$line" classes) classes over TLS, wall" \
        "clock of whole programs; medians of $rounds rounds in turns. read-schema reads, parses, and compares with a" \
        "stored schema; ldapsearch writes the same entries."
    spread ours | line dryad
    spread ours.cpu | line "dryad CPU"
    spread theirs | line ldapsearch
    verdict schema-diff "$(median ours)" "$(median theirs)" 1.3
}

# Schemas of 571 classes and 3391 attributes, and of four times as many, read and compared.
schema_linear() {
    local reader form factor lines round
    schema_program
    for form in entries definitions; do
        for factor in 1 2 4; do : >"$form.$factor"; done
    done
    for ((round = 0; round < rounds; round++)); do
        for factor in 1 2 4; do
            lines=$("$reader" generated "$factor" $((8 / factor)))
            for form in entries definitions; do
                figure "$(grep "form=$form " <<<"$lines")" each >>"$form.$factor"
            done
        done
    done
    printf '%s\n' "schema-linear: generated schemas read and compared, processor time; medians of $rounds rounds in turns." \
        "The ratio is that of four times the size to four times the time."
    for form in entries definitions; do
        for factor in 1 2 4; do spread "$form.$factor" | line "$form x$factor"; done
        verdict "schema-linear-$form" "$(median "$form.4")" $((4 * $(median "$form.1"))) 1.3
    done
}

# The standard rules of one forest and of fifty with the schema of the lab's forest, beside parsing that schema.
rules_generate() {
    local url name base reader forests round one many
    schema_program
    schema_forest
    ldapsearch -LLL -x -H "$url" -D "$name" -y password -o ldif-wrap=no -s base -b "CN=Aggregate,$base" \
        attributeTypes objectClasses dITContentRules >aggregate.ldif
    for forests in 1 50; do : >"generate.$forests"; done
    : >parse && : >load
    for ((round = 0; round < rounds; round++)); do
        one=$("$reader" rules aggregate.ldif 1 100)
        many=$("$reader" rules aggregate.ldif 50 100)
        figure "$one" parse >>parse
        figure "$one" load >>load
        figure "$one" generate >>generate.1
        figure "$many" generate >>generate.50
    done
    printf '%s\n' "rules-generate: $(field "$one" rules) rules of one forest, $(field "$many" rules) of fifty; processor time, medians of" \
        "$rounds rounds in turns. The catalogue is read once in a program, whatever follows."
    spread parse | line "parsing the schema"
    spread generate.1 | line "one forest"
    spread generate.50 | line "fifty forests"
    spread load | line "reading the catalogue"
    verdict rules-generate "$(median generate.1)" "$(median parse)" 1.0
    verdict rules-generate-linear "$(median generate.50)" $((50 * $(median generate.1))) 1.3
}
