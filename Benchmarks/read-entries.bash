# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# The value of one field of a line of figures, as it stands there.
field() { sed -nE "s/.*\b$2=([0-9.]+).*/\1/p" <<<"$1"; }

# Seconds in millionths: shells count in whole numbers. Not %d, which ends at 2^31 in some awks.
figure() { field "$1" "$2" | awk '{ printf "%.0f\n", $1 * 1e6 }'; }

cpu() { printf '%s\n' $(($(figure "$1" user) + $(figure "$1" sys))); }

# Instructions of one program for one organizational unit, without what it needs to start and sign in.
instructions() {
    local program=$1 url=$2 unit=$3 whole start
    whole=$(collected "$program" "$url" "$unit")
    start=$(collected "$program" "$url" "ou=none,$unit")
    printf '%s\n' $(((whole - start) / 5001))
}

collected() {
    valgrind --tool=callgrind --fair-sched=yes --callgrind-out-file=/dev/null \
        "$1" "$2" "$perf_name" "$folder/secret" "$3" 1000 2>&1 | sed -n 's/.*Collected : //p'
}

# Starts slapd with 102,023 entries, or with so many users and groups; nothing where it runs already. Sets `perf_name`, and
# writes the file `secret`.
perf_directory() {
    local url=$1 users=${2:-100000} groups=${3:-2000} tool
    perf_name=cn=admin,dc=perf,dc=test
    [[ ! -d $folder/db ]] || return 0
    for tool in slapd slapadd gcc valgrind /usr/bin/python3; do
        command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null ||
            fail "$tool is missing. The packages are slapd, ldap-utils, gcc, valgrind and python3-ldap."
    done
    mkdir "$folder/db"
    (umask 077 && printf 'measured' >"$folder/secret")
    sed -e "s|@DIR@|$folder|; s|@SCHEMA@|$root/Benchmarks/Directory/benchmark.schema|; s|@PASSWORD@|measured|" \
        "$root/Benchmarks/Directory/slapd.conf.in" >"$folder/slapd.conf"
    "$root/Benchmarks/Directory/generate" "$users" "$groups" 20000 >"$folder/data.ldif"
    PATH=$PATH:/usr/sbin slapadd -q -f "$folder/slapd.conf" -l "$folder/data.ldif"
    rm "$folder/data.ldif"
    PATH=$PATH:/usr/sbin slapd -d 0 -f "$folder/slapd.conf" -h "$url" 2>/dev/null &
    server=$!
    until ldapsearch -x -H "$url" -b "" -s base 1.1 >/dev/null 2>&1; do
        kill -0 "$server" 2>/dev/null || fail "slapd did not start at $url; is the address free?"
    done
}

# A full paged read into packed entries, beside programs that read the same.
read_entries() {
    local url=ldap://127.0.0.24:3389 base=dc=perf,dc=test entries=102023 round name
    local ours theirs line other
    perf_directory "$url"
    release --product read-entries
    # The debug information of Swift is newer than what callgrind can read.
    objcopy --strip-debug "$binaries/read-entries" "$folder/ours"
    gcc -O2 -o "$folder/theirs" "$root/Benchmarks/Programs/read-entries.c" -lldap -llber

    local -a what=("$url" "$perf_name" "$folder/secret" "$base" 1000)
    ours=$("$folder/ours" "${what[@]}" --check)
    theirs=$("$folder/theirs" "${what[@]}")
    for name in entries attributes values bytes checksum; do
        [[ $(field "$ours" "$name") == $(field "$theirs" "$name") ]] ||
            fail "the programs read different things: $ours beside $theirs"
    done
    [[ $ours == *" entries=$entries "* ]] || fail "$entries entries were expected: $ours"

    for ((round = 0; round < rounds; round++)); do
        line=$("$folder/ours" "${what[@]}")
        cpu "$line" >>"$folder/ours.cpu"
        figure "$line" wall >>"$folder/ours.wall"
        field "$line" maxrss_kb >>"$folder/ours.memory"
        cpu "$("$folder/theirs" "${what[@]}")" >>"$folder/theirs.cpu"
        time_of ldapsearch -LLL -x -H "$url" -D "$perf_name" -y "$folder/secret" -E pr=1000/noprompt \
            -o ldif-wrap=no -b "$base" >>"$folder/ldapsearch.wall"
    done
    other=$(/usr/bin/python3 "$root/Benchmarks/Programs/read-entries.py" "${what[@]}" 2>/dev/null || true)

    printf '%s\n' "read-entries: $entries entries of slapd, pages of 1000; medians of $rounds rounds in turns." \
        "dryad packs every entry; the program in C on libldap looks at every value in place; ldapsearch writes LDIF."
    spread "$folder/ours.cpu" | line "dryad CPU"
    spread "$folder/theirs.cpu" | line "C CPU"
    if [[ -n $other ]]; then
        printf '  %-12s %7.3f s   (python-ldap, one round)\n' "python CPU" "$(cpu "$other" | awk '{ print $1 / 1e6 }')"
    fi
    spread "$folder/ours.wall" | line "dryad wall"
    spread "$folder/ldapsearch.wall" | line "ldapsearch"
    verdict read-entries-cpu "$(median ours.cpu)" "$(median theirs.cpu)" 1.2
    verdict read-entries-wall "$(median ours.wall)" "$(median ldapsearch.wall)" 1.1
    verdict read-entries-mebibytes "$(median ours.memory)" 1024 64
    local unit="ou=Unit 00,ou=Users,$base"
    verdict read-entries-instructions "$(instructions "$folder/ours" "$url" "$unit")" \
        "$(instructions "$folder/theirs" "$url" "$unit")" 1.2
}

median() { spread "$folder/$1" | cut -d ' ' -f 2; }
