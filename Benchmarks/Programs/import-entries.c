// Imports all entries below a base into a new SQLite database, or again into the one that is there, where only what has
// changed is written: the least a program in C can do on libldap and SQLite. Prints one line of figures.
//
//     import-entries first|again URL BIND-DN PASSWORD-FILE BASE PAGE-SIZE DATABASE
//
// A row holds objectGUID, the name, a hash, and every value behind the number of its attribute. Again, the hashes are read
// into a table in memory first, and each entry is compared with its own.

#include <ldap.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ANCHOR = 16, NAMES = 4096, SLOTS = 1 << 19 };

typedef struct {
    unsigned char anchor[ANCHOR];
    uint64_t hash;
    int is_used;
} Slot;

static struct {
    char *name;
    size_t length;
} names[NAMES];
static unsigned name_count;
static unsigned char *packed;
static size_t packed_length, packed_capacity;
static Slot *slots;
static sqlite3 *database;

static _Noreturn void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("import-entries: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void require(int code, const char *what) {
    if (code != LDAP_SUCCESS) fail("%s: %s", what, ldap_err2string(code));
}

static void stored(int code, const char *what) {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail("%s: %s", what, sqlite3_errmsg(database));
}

static uint64_t mix(const unsigned char *bytes, size_t count) {
    uint64_t hash = 0x243F6A8885A308D3u ^ count;
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, bytes, count);
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

// The number of an attribute: servers send the names of a few hundred in the same spelling again and again.
static unsigned number(const struct berval *name) {
    static uint16_t places[2 * NAMES];
    unsigned place = (unsigned)mix((unsigned char *)name->bv_val, name->bv_len) % (2 * NAMES);
    for (; places[place] != 0; place = (place + 1) % (2 * NAMES)) {
        unsigned known = places[place] - 1u;
        if (names[known].length == name->bv_len && memcmp(names[known].name, name->bv_val, name->bv_len) == 0) return known;
    }
    if (name_count == NAMES) fail("there are more than %d attributes", NAMES);
    names[name_count].name = strndup(name->bv_val, name->bv_len);
    names[name_count].length = name->bv_len;
    places[place] = (uint16_t)++name_count;
    return name_count - 1;
}

static void pack(unsigned attribute, const struct berval *value) {
    size_t needed = packed_length + 6 + value->bv_len;
    if (needed > packed_capacity) {
        packed_capacity = 2 * needed;
        packed = realloc(packed, packed_capacity);
        if (packed == NULL) fail("no memory");
    }
    uint32_t length = (uint32_t)value->bv_len;
    packed[packed_length] = (unsigned char)attribute;
    packed[packed_length + 1] = (unsigned char)(attribute >> 8);
    memcpy(packed + packed_length + 2, &length, 4);
    memcpy(packed + packed_length + 6, value->bv_val, value->bv_len);
    packed_length = needed;
}

static Slot *slot(const unsigned char *anchor) {
    uint64_t place = mix(anchor, ANCHOR) % SLOTS;
    while (slots[place].is_used && memcmp(slots[place].anchor, anchor, ANCHOR) != 0) place = (place + 1) % SLOTS;
    return slots + place;
}

static void learn_hashes(void) {
    sqlite3_stmt *rows;
    stored(sqlite3_prepare_v2(database, "SELECT anchor, hash FROM object", -1, &rows, NULL), "the hashes");
    while (sqlite3_step(rows) == SQLITE_ROW) {
        Slot *known = slot(sqlite3_column_blob(rows, 0));
        memcpy(known->anchor, sqlite3_column_blob(rows, 0), ANCHOR);
        known->hash = (uint64_t)sqlite3_column_int64(rows, 1);
        known->is_used = 1;
    }
    sqlite3_finalize(rows);
}

static int import_entry(LDAP *ld, LDAPMessage *message, sqlite3_stmt *write, int is_again) {
    BerElement *ber = NULL;
    struct berval dn, name, *values;
    unsigned char anchor[ANCHOR] = {0};
    require(ldap_get_dn_ber(ld, message, &ber, &dn), "the name of an entry");
    packed_length = 0;
    pack(0xFFFF, &dn);
    // What has no objectGUID is known by its name.
    uint64_t known_by = mix((unsigned char *)dn.bv_val, dn.bv_len);
    memcpy(anchor, &known_by, sizeof known_by);
    while (1) {
        values = NULL;
        require(ldap_get_attribute_ber(ld, message, ber, &name, &values), "an attribute");
        if (name.bv_val == NULL) break;
        unsigned attribute = number(&name);
        int is_anchor = name.bv_len == 10 && memcmp(name.bv_val, "objectGUID", 10) == 0;
        for (struct berval *value = values; value != NULL && value->bv_val != NULL; value++) {
            pack(attribute, value);
            if (is_anchor && value->bv_len == ANCHOR) memcpy(anchor, value->bv_val, ANCHOR);
        }
        if (values != NULL) ber_memfree(values);
    }
    uint64_t hash = mix(packed, packed_length);
    if (is_again) {
        Slot *known = slot(anchor);
        if (known->is_used && known->hash == hash) {
            ber_free(ber, 0);
            return 0;
        }
    }
    stored(sqlite3_bind_blob(write, 1, anchor, ANCHOR, SQLITE_STATIC), "the anchor");
    stored(sqlite3_bind_text(write, 2, dn.bv_val, (int)dn.bv_len, SQLITE_STATIC), "the name");
    stored(sqlite3_bind_int64(write, 3, (sqlite3_int64)hash), "the hash");
    stored(sqlite3_bind_blob(write, 4, packed, (int)packed_length, SQLITE_STATIC), "the entry");
    stored(sqlite3_step(write), "writing an entry");
    sqlite3_reset(write);
    ber_free(ber, 0);
    return 1;
}

// Replaces the cookie with the one of the next page; it is empty after the last one.
static void end_page(LDAP *ld, LDAPMessage *message, struct berval *cookie) {
    LDAPControl **controls = NULL;
    ber_int_t estimate;
    int code = LDAP_OTHER;
    require(ldap_parse_result(ld, message, &code, NULL, NULL, NULL, &controls, 0), "the result of the search");
    require(code, "the search");
    LDAPControl *page = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, NULL);
    if (page == NULL) fail("the server does not page");
    ber_memfree(cookie->bv_val);
    require(ldap_parse_pageresponse_control(ld, page, &estimate, cookie), "the control of the page");
    ldap_controls_free(controls);
}

static LDAP *signed_in(const char *url, const char *name, const char *password_file) {
    char password[256];
    FILE *file = fopen(password_file, "r");
    if (file == NULL) fail("%s cannot be read", password_file);
    size_t length = fread(password, 1, sizeof password, file);
    fclose(file);
    while (length > 0 && password[length - 1] == '\n') length--;
    struct berval credentials = {length, password};
    int version = LDAP_VERSION3;
    LDAP *ld;
    require(ldap_initialize(&ld, url), "the address");
    require(ldap_set_option(ld, LDAP_OPT_PROTOCOL_VERSION, &version), "the version");
    require(ldap_sasl_bind_s(ld, name, LDAP_SASL_SIMPLE, &credentials, NULL, NULL, NULL), "signing in");
    return ld;
}

int main(int count, char **arguments) {
    if (count != 8) fail("first|again URL BIND-DN PASSWORD-FILE BASE PAGE-SIZE DATABASE");
    int is_again = strcmp(arguments[1], "again") == 0;
    if (sqlite3_open(arguments[7], &database) != SQLITE_OK) fail("%s cannot be opened", arguments[7]);
    stored(
        sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536", 0, 0, 0),
        "the database");
    if (!is_again) {
        stored(
            sqlite3_exec(
                database,
                "CREATE TABLE object (number INTEGER PRIMARY KEY, anchor BLOB NOT NULL, name TEXT NOT NULL,"
                " hash INTEGER NOT NULL, entry BLOB NOT NULL); CREATE UNIQUE INDEX object_anchor ON object (anchor)",
                0, 0, 0),
            "the table");
    }
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    if (is_again) {
        slots = calloc(SLOTS, sizeof *slots);
        if (slots == NULL) fail("no memory");
        learn_hashes();
    }
    stored(sqlite3_exec(database, "BEGIN IMMEDIATE", 0, 0, 0), "the transaction");
    sqlite3_stmt *write;
    const char *sql = is_again ? "UPDATE object SET name = ?2, hash = ?3, entry = ?4 WHERE anchor = ?1"
                               : "INSERT INTO object (anchor, name, hash, entry) VALUES (?, ?, ?, ?)";
    stored(sqlite3_prepare_v2(database, sql, -1, &write, NULL), "writing");
    LDAP *ld = signed_in(arguments[2], arguments[3], arguments[4]);
    struct berval cookie = {0, NULL};
    unsigned long entries = 0, written = 0;
    do {
        LDAPControl *page = NULL, *controls[2] = {NULL, NULL};
        int id, is_done = 0;
        require(ldap_create_page_control(ld, atoi(arguments[6]), &cookie, 1, &page), "the control of the page");
        controls[0] = page;
        require(
            ldap_search_ext(ld, arguments[5], LDAP_SCOPE_SUBTREE, "(objectClass=*)", NULL, 0, controls, NULL, NULL, 0, &id),
            "the search");
        ldap_control_free(page);
        while (!is_done) {
            LDAPMessage *message;
            int kind = ldap_result(ld, id, LDAP_MSG_ONE, NULL, &message);
            if (kind <= 0) fail("the server went away");
            if (kind == LDAP_RES_SEARCH_ENTRY) {
                entries++;
                written += (unsigned long)import_entry(ld, message, write, is_again);
            } else if (kind == LDAP_RES_SEARCH_RESULT) {
                end_page(ld, message, &cookie);
                is_done = 1;
            }
            ldap_msgfree(message);
        }
    } while (cookie.bv_len > 0);
    sqlite3_finalize(write);
    stored(sqlite3_exec(database, "COMMIT", 0, 0, 0), "the end of the transaction");
    sqlite3_close(database);
    ldap_unbind_ext_s(ld, NULL, NULL);
    clock_gettime(CLOCK_MONOTONIC, &after);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("program=c entries=%lu written=%lu wall=%.3f user=%.6f sys=%.6f maxrss_kb=%ld\n", entries, written,
           (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) * 1e-9,
           (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec * 1e-6,
           (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec * 1e-6, usage.ru_maxrss);
    return 0;
}
