# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# Reading, parsing and comparing a forest's schema, beside ldapsearch reading the same attributes of the same entries.
schema_refresh() {
    local forest=contoso.test url name base entries
    "$dryad" lab up >/dev/null
    "$dryad" init >/dev/null
    "$dryad" forest add "$forest" --from-lab >/dev/null
    "$dryad" schema refresh --yes >/dev/null

    url=$(lab_field "$forest" secureURL)
    name=$(lab_field "$forest" bindName)
    LDAPTLS_CACERT=$(lab_field "$forest" certificateAuthorityFile)
    export LDAPTLS_CACERT
    # ldapsearch takes every byte of the file, a line end too.
    (umask 077 && tr -d '\n' <"$(lab_field "$forest" passwordFile)" >password)
    base=$(ldapsearch -LLL -x -H "$url" -s base -b "" schemaNamingContext | sed -n 's/^schemaNamingContext: //p')
    [[ -n $base ]] || fail "$url names no schema naming context."

    local -a search=(ldapsearch -LLL -x -H "$url" -D "$name" -y password -E pr=1000/noprompt -o ldif-wrap=no -b "$base"
        "(|(objectClass=attributeSchema)(objectClass=classSchema)(objectClass=dMD))"
        objectClass lDAPDisplayName attributeID attributeSyntax oMSyntax isSingleValued rangeLower rangeUpper linkID
        searchFlags systemFlags isMemberOfPartialAttributeSet isDefunct governsID objectClassCategory subClassOf
        auxiliaryClass systemAuxiliaryClass mustContain systemMustContain mayContain systemMayContain possSuperiors
        systemPossSuperiors objectVersion)
    entries=$("${search[@]}" | grep -c '^dn:')

    : >ours && : >theirs
    for ((round = 0; round < rounds; round++)); do
        time_of "$dryad" schema refresh --forest "$forest" >>ours
        time_of "${search[@]}" >>theirs
    done
    printf '%s\n' "schema-refresh: the schema of $forest, $entries entries over TLS; medians of $rounds rounds in turns." \
        "dryad schema refresh reads, parses, compares and plans; ldapsearch reads the same attributes."
    spread ours | line dryad
    spread theirs | line ldapsearch
    verdict schema-refresh "$(spread ours | cut -d ' ' -f 2)" "$(spread theirs | cut -d ' ' -f 2)" 1.5
}
