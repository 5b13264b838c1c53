# Sourced by Scripts/bench.
# shellcheck shell=bash disable=SC2154

# Every page of the console over a workspace with 100,000 objects, beside the same page over one with 1,000.
console_pages() {
    release --product console-pages
    "$binaries/console-pages" "$folder/console" || fail "the pages could not be measured."
}
