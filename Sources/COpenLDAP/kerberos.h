/*
 * Kerberos credentials for a sign-in, without the process's environment.
 *
 * libldap signs in by Cyrus SASL, whose plug-in takes credentials from the environment unless it is given some. They come
 * from MIT's library, the one that the plug-in uses too. It is loaded when it is needed and not linked: who signs in by
 * password needs no Kerberos. The few declarations follow RFC 2744, and MIT's gssapi_ext.h for the credential store.
 */
#pragma once

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <ldap.h>

typedef struct { uint32_t length; void *elements; } dryad_gss_oid;
typedef struct { size_t count; dryad_gss_oid *elements; } dryad_gss_oid_set;
typedef struct { size_t length; void *value; } dryad_gss_buffer;
typedef struct { const char *key, *value; } dryad_gss_pair;
typedef struct { uint32_t count; dryad_gss_pair *elements; } dryad_gss_store;

typedef struct {
    void *library;
    uint32_t (*import_name)(uint32_t *, dryad_gss_buffer *, dryad_gss_oid *, void **);
    uint32_t (*release_name)(uint32_t *, void **);
    uint32_t (*acquire_cred_from)(uint32_t *, void *, uint32_t, dryad_gss_oid_set *, int, const dryad_gss_store *,
                                  void **, dryad_gss_oid_set **, uint32_t *);
    uint32_t (*release_cred)(uint32_t *, void **);
    uint32_t (*init_sec_context)(uint32_t *, void *, void **, void *, dryad_gss_oid *, uint32_t, uint32_t, void *,
                                 dryad_gss_buffer *, dryad_gss_oid **, dryad_gss_buffer *, uint32_t *, uint32_t *);
    uint32_t (*delete_sec_context)(uint32_t *, void **, dryad_gss_buffer *);
    uint32_t (*display_status)(uint32_t *, uint32_t, int, dryad_gss_oid *, uint32_t *, dryad_gss_buffer *);
    uint32_t (*release_buffer)(uint32_t *, dryad_gss_buffer *);
} dryad_gss;

/* Object identifiers of RFC 1964 (Kerberos and its principal names), RFC 4178 (SPNEGO) and RFC 2743 (host services). */
#define DRYAD_OID_KERBEROS {9, (void *)"\x2a\x86\x48\x86\xf7\x12\x01\x02\x02"}
#define DRYAD_OID_SPNEGO {6, (void *)"\x2b\x06\x01\x05\x05\x02"}
#define DRYAD_OID_PRINCIPAL {10, (void *)"\x2a\x86\x48\x86\xf7\x12\x01\x02\x02\x01"}
#define DRYAD_OID_HOST_SERVICE {10, (void *)"\x2a\x86\x48\x86\xf7\x12\x01\x02\x01\x04"}

static inline int dryad_gss_failed(uint32_t major) { return (major & 0xffff0000u) != 0; }

/* 0, or -1 where there is no such library. It stays loaded: the SASL plug-in keeps what it has given out. */
static inline int dryad_gss_open(dryad_gss *gss) {
    gss->library = dlopen("libgssapi_krb5.so.2", RTLD_NOW | RTLD_LOCAL);
    if (gss->library == NULL) gss->library = dlopen("libgssapi_krb5.dylib", RTLD_NOW | RTLD_LOCAL);
    if (gss->library == NULL) return -1;
#define DRYAD_SYMBOL(name) \
    *(void **)&gss->name = dlsym(gss->library, "gss_" #name); \
    if (gss->name == NULL) return -1;
    DRYAD_SYMBOL(import_name)
    DRYAD_SYMBOL(release_name)
    DRYAD_SYMBOL(acquire_cred_from)
    DRYAD_SYMBOL(release_cred)
    DRYAD_SYMBOL(init_sec_context)
    DRYAD_SYMBOL(delete_sec_context)
    DRYAD_SYMBOL(display_status)
    DRYAD_SYMBOL(release_buffer)
#undef DRYAD_SYMBOL
    return 0;
}

/* The mechanism's own words for a failure, the general ones where it has none. */
static inline void dryad_gss_words(const dryad_gss *gss, uint32_t major, uint32_t minor, char *words, size_t size) {
    dryad_gss_oid kerberos = DRYAD_OID_KERBEROS;
    words[0] = '\0';
    for (int type = 2; type >= 1 && words[0] == '\0'; type--) {
        uint32_t ignored = 0, more = 0;
        dryad_gss_buffer text = {0, NULL};
        uint32_t value = type == 1 ? major : minor;
        if (value == 0) continue;
        if (dryad_gss_failed(gss->display_status(&ignored, value, type, type == 1 ? NULL : &kerberos, &more, &text)))
            continue;
        snprintf(words, size, "%.*s", (int)text.length, (const char *)text.value);
        gss->release_buffer(&ignored, &text);
    }
}

/*
 * Credentials from a cache of tickets, or from a keytab by way of a cache: 0, or -1 with words. `lifetime` is in seconds
 * and 0 where the ticket has expired. For both mechanisms, since the plug-in of each refuses those of the other.
 */
static inline int dryad_gss_acquire(const dryad_gss *gss, const char *cache, const char *keytab, const char *principal,
                                    void **credential, uint32_t *lifetime, char *words, size_t size) {
    uint32_t major, minor = 0, ignored = 0;
    void *name = NULL;
    dryad_gss_oid both[2] = {DRYAD_OID_KERBEROS, DRYAD_OID_SPNEGO};
    dryad_gss_oid_set mechanisms = {2, both};
    dryad_gss_pair pairs[2];
    dryad_gss_store store = {0, pairs};
    if (principal != NULL) {
        dryad_gss_oid type = DRYAD_OID_PRINCIPAL;
        dryad_gss_buffer text = {strlen(principal), (void *)principal};
        major = gss->import_name(&minor, &text, &type, &name);
        if (dryad_gss_failed(major)) {
            dryad_gss_words(gss, major, minor, words, size);
            return -1;
        }
    }
    if (keytab != NULL) pairs[store.count++] = (dryad_gss_pair){"client_keytab", keytab};
    pairs[store.count++] = (dryad_gss_pair){"ccache", cache};
    major = gss->acquire_cred_from(&minor, name, 0xffffffffu, &mechanisms, 1, &store, credential, NULL, lifetime);
    if (dryad_gss_failed(major)) dryad_gss_words(gss, major, minor, words, size);
    if (name != NULL) gss->release_name(&ignored, &name);
    return dryad_gss_failed(major) ? -1 : 0;
}

/*
 * Fetches the ticket for a service, `ldap@host`, into the cache: 0, or -1 with words. It waits for the KDC for as long as
 * that takes; a sign-in with these credentials then waits for nobody but the directory.
 */
static inline int dryad_gss_fetch(const dryad_gss *gss, void *credential, const char *service, char *words,
                                  size_t size) {
    uint32_t major, minor = 0, ignored = 0;
    void *name = NULL, *context = NULL;
    dryad_gss_oid type = DRYAD_OID_HOST_SERVICE, kerberos = DRYAD_OID_KERBEROS;
    dryad_gss_buffer text = {strlen(service), (void *)service}, token = {0, NULL};
    major = gss->import_name(&minor, &text, &type, &name);
    if (!dryad_gss_failed(major))
        major = gss->init_sec_context(&minor, credential, &context, name, &kerberos, 2, 0, NULL, NULL, NULL, &token, NULL,
                                      NULL);
    if (dryad_gss_failed(major)) dryad_gss_words(gss, major, minor, words, size);
    if (token.value != NULL) gss->release_buffer(&ignored, &token);
    if (context != NULL) gss->delete_sec_context(&ignored, &context, NULL);
    if (name != NULL) gss->release_name(&ignored, &name);
    return dryad_gss_failed(major) ? -1 : 0;
}

static inline void dryad_gss_release(const dryad_gss *gss, void *credential) {
    uint32_t ignored = 0;
    if (credential != NULL) gss->release_cred(&ignored, &credential);
}

/* As in sasl.h, whose package is not needed for anything else. */
typedef struct {
    unsigned long id;
    const char *challenge, *prompt, *defresult;
    const void *result;
    unsigned len;
} dryad_sasl_question;

/* The one moment at which the credentials can be set: before it there is no SASL context, after it they are not asked. */
static inline int dryad_sasl_answer(LDAP *ld, unsigned flags, void *credential, void *questions) {
    (void)flags;
    for (dryad_sasl_question *question = questions; question->id != 0; question++) {
        question->result = "";
        question->len = 0;
    }
    return ldap_set_option(ld, LDAP_OPT_X_SASL_GSS_CREDS, credential) == LDAP_OPT_SUCCESS ? LDAP_SUCCESS
                                                                                        : LDAP_LOCAL_ERROR;
}

static inline int dryad_sasl_bind(LDAP *ld, const char *mechanism, const char *properties, void *credential) {
    int binding = LDAP_OPT_X_SASL_CBINDING_TLS_ENDPOINT;
    ldap_set_option(ld, LDAP_OPT_X_SASL_CBINDING, &binding);
    if (ldap_set_option(ld, LDAP_OPT_X_SASL_SECPROPS, properties) != LDAP_OPT_SUCCESS) return LDAP_LOCAL_ERROR;
    return ldap_sasl_interactive_bind_s(ld, NULL, mechanism, NULL, NULL, LDAP_SASL_QUIET, dryad_sasl_answer, credential);
}

/* The strength of the SASL layer in bits, 0 where there is none. It is a ber_len_t, wider than an int. */
static inline unsigned long dryad_sasl_strength(LDAP *ld) {
    ber_len_t strength = 0;
    return ldap_get_option(ld, LDAP_OPT_X_SASL_SSF, &strength) == LDAP_OPT_SUCCESS ? strength : 0;
}
