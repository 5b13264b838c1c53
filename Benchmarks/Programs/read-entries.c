// Reads all entries below a base with libldap, page by page, and looks at every value where libldap has it: the least a
// program in C can do. Prints one line of figures.
//
//     read-entries URL BIND-DN PASSWORD-FILE BASE [PAGE-SIZE]
//
// For LDAPS, LDAPTLS_CACERT says which certificate to trust.

#include <ldap.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
    unsigned long entries, attributes, values, bytes, checksum;
} Figures;

static _Noreturn void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("read-entries: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void require(int code, const char *what) {
    if (code != LDAP_SUCCESS) fail("%s: %s", what, ldap_err2string(code));
}

// The first and the last byte are enough to have the value in the cache, and to keep the compiler from dropping it. A
// sum does not depend on the order of the values, so that programs can be compared.
static void look(Figures *figures, const struct berval *value) {
    figures->bytes += value->bv_len;
    if (value->bv_len == 0) return;
    figures->checksum += (unsigned char)value->bv_val[0];
    figures->checksum += (unsigned long)(unsigned char)value->bv_val[value->bv_len - 1] << 8;
}

// ldap_get_attribute_ber goes through the entry once; ldap_get_values_len would start over for each attribute.
static void read_entry(LDAP *ld, LDAPMessage *message, Figures *figures) {
    BerElement *ber = NULL;
    struct berval dn, name, *values;
    require(ldap_get_dn_ber(ld, message, &ber, &dn), "the name of an entry");
    figures->entries++;
    look(figures, &dn);
    while (1) {
        values = NULL;
        require(ldap_get_attribute_ber(ld, message, ber, &name, &values), "an attribute");
        if (name.bv_val == NULL) break;
        figures->attributes++;
        if (values == NULL) continue;
        for (const struct berval *value = values; value->bv_val != NULL; value++) {
            figures->values++;
            look(figures, value);
        }
        ber_memfree(values);
    }
    ber_free(ber, 0);
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

static void read_page(LDAP *ld, const char *base, ber_int_t size, struct berval *cookie, Figures *figures) {
    LDAPControl *page = NULL;
    int identifier;
    require(ldap_create_page_control(ld, size, cookie, 1, &page), "the control of the page");
    LDAPControl *controls[] = {page, NULL};
    require(
        ldap_search_ext(
            ld, base, LDAP_SCOPE_SUBTREE, "(objectClass=*)", NULL, 0, controls, NULL, NULL, LDAP_NO_LIMIT, &identifier),
        "the search");
    ldap_control_free(page);
    for (int type = 0; type != LDAP_RES_SEARCH_RESULT;) {
        LDAPMessage *message = NULL;
        type = ldap_result(ld, identifier, LDAP_MSG_ONE, NULL, &message);
        if (type <= 0) fail("the connection was lost");
        if (type == LDAP_RES_SEARCH_ENTRY) read_entry(ld, message, figures);
        if (type == LDAP_RES_SEARCH_RESULT) end_page(ld, message, cookie);
        ldap_msgfree(message);
    }
}

static LDAP *connect_to(const char *url, const char *dn, const char *password_file) {
    char password[1024] = "";
    FILE *file = fopen(password_file, "r");
    if (file == NULL) fail("%s cannot be read", password_file);
    if (fgets(password, sizeof password, file) == NULL) fail("%s is empty", password_file);
    fclose(file);
    password[strcspn(password, "\r\n")] = '\0';

    LDAP *ld = NULL;
    const int version = LDAP_VERSION3;
    require(ldap_initialize(&ld, url), url);
    require(ldap_set_option(ld, LDAP_OPT_PROTOCOL_VERSION, &version), "version 3");
    require(ldap_set_option(ld, LDAP_OPT_REFERRALS, LDAP_OPT_OFF), "no referrals");
    struct berval credentials = {strlen(password), password};
    require(ldap_sasl_bind_s(ld, dn, LDAP_SASL_SIMPLE, &credentials, NULL, NULL, NULL), url);
    return ld;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec * 1e-6; }

int main(int count, char **arguments) {
    if (count < 5 || count > 6) fail("what is needed is URL BIND-DN PASSWORD-FILE BASE [PAGE-SIZE]");
    int size = count == 6 ? atoi(arguments[5]) : 1000;
    if (size < 1) fail("%s is not the size of a page", arguments[5]);

    const double start = now();
    LDAP *ld = connect_to(arguments[1], arguments[2], arguments[3]);
    Figures figures = {0};
    struct berval cookie = {0, NULL};
    do {
        read_page(ld, arguments[4], size, &cookie, &figures);
    } while (cookie.bv_len > 0);
    ber_memfree(cookie.bv_val);
    ldap_unbind_ext_s(ld, NULL, NULL);
    const double wall = now() - start;

    // user and sys are those of the whole process, its start included.
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf(
        "entries=%lu attributes=%lu values=%lu bytes=%lu checksum=%lu wall=%.3f user=%.3f sys=%.3f maxrss_kb=%ld\n",
        figures.entries, figures.attributes, figures.values, figures.bytes, figures.checksum, wall,
        seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss);
    return 0;
}
