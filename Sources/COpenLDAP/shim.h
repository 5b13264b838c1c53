/* What Swift needs of libldap and liblber, and cannot import by itself. Each function says why it is here. */
#pragma once

#include <stddef.h>
#include <sys/time.h>
#include <lber.h>
#include <ldap.h>
#include <openldap.h>

/* ldap_set_option takes a void pointer whose meaning depends on the option; one typed function for each meaning. */
static inline int dryad_set_int(LDAP *ld, int option, int value) {
    return ldap_set_option(ld, option, &value);
}

static inline int dryad_get_int(LDAP *ld, int option, int *value) {
    return ldap_get_option(ld, option, value);
}

static inline int dryad_set_text(LDAP *ld, int option, const char *value) {
    return ldap_set_option(ld, option, value);
}

/* The caller frees the text with ldap_memfree. */
static inline char *dryad_get_text(LDAP *ld, int option) {
    char *text = NULL;
    return ldap_get_option(ld, option, &text) == LDAP_OPT_SUCCESS ? text : NULL;
}

static inline int dryad_set_milliseconds(LDAP *ld, int option, long milliseconds) {
    struct timeval value = {.tv_sec = milliseconds / 1000, .tv_usec = (milliseconds % 1000) * 1000};
    return ldap_set_option(ld, option, &value);
}

/* LDAP_OPT_ON is the address of a variable and is not imported. */
static inline int dryad_set_flag(LDAP *ld, int option, int on) {
    return ldap_set_option(ld, option, on ? LDAP_OPT_ON : LDAP_OPT_OFF);
}

/* The limit hangs on the socket buffer, which only an option gives out; the control macro is not imported. */
static inline int dryad_set_maximum_message(LDAP *ld, ber_len_t bytes) {
    Sockbuf *buffer = NULL;
    if (ldap_get_option(ld, LDAP_OPT_SOCKBUF, &buffer) != LDAP_OPT_SUCCESS || buffer == NULL) return -1;
    return ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &bytes);
}

/* libldap reads a message with two system calls; this layer reads what has come and hands it out. */
static inline int dryad_read_ahead(LDAP *ld, ber_len_t bytes) {
    Sockbuf *buffer = NULL;
    if (ldap_get_option(ld, LDAP_OPT_SOCKBUF, &buffer) != LDAP_OPT_SUCCESS || buffer == NULL) return -1;
    if (ber_sockbuf_add_io(buffer, &ber_sockbuf_io_readahead, LBER_SBIOD_LEVEL_PROVIDER, NULL) < 0) return -1;
    return ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_READAHEAD, &bytes);
}

/* Whether a layer above the socket holds something that polling the socket would not tell of. */
static inline int dryad_has_data(LDAP *ld) {
    Sockbuf *buffer = NULL;
    if (ldap_get_option(ld, LDAP_OPT_SOCKBUF, &buffer) != LDAP_OPT_SUCCESS || buffer == NULL) return 0;
    return ber_sockbuf_ctrl(buffer, LBER_SB_OPT_DATA_READY, NULL) > 0;
}

/*
 * The name of a search entry and the elements of its attribute list, in the message's own memory. The list begins after
 * the name: one byte of tag, which libldap may have overwritten, and a length that ends where the rest begins.
 */
static inline int dryad_entry(LDAP *ld, LDAPMessage *message, struct berval *dn, struct berval *list) {
    BerElement *ber = NULL;
    int code = ldap_get_dn_ber(ld, message, &ber, dn);
    if (code != LDAP_SUCCESS || ber == NULL) return code == LDAP_SUCCESS ? LDAP_DECODING_ERROR : code;
    ber_len_t rest = 0;
    int known = ber_get_option(ber, LBER_OPT_BER_REMAINING_BYTES, &rest);
    const unsigned char *length = dn->bv_val == NULL ? NULL : (const unsigned char *)dn->bv_val + dn->bv_len + 1;
    if (known == LBER_OPT_SUCCESS && length != NULL) {
        size_t header = *length < 0x80 ? 1 : 1 + (size_t)(*length & 0x7F);
        list->bv_val = (char *)(length + header);
        list->bv_len = rest;
    }
    ber_free(ber, 0);
    return known == LBER_OPT_SUCCESS && length != NULL ? LDAP_SUCCESS : LDAP_DECODING_ERROR;
}

/* The peer's certificate in DER; the caller frees the value with ldap_memfree. */
static inline int dryad_peer_certificate(LDAP *ld, struct berval *certificate) {
    certificate->bv_len = 0;
    certificate->bv_val = NULL;
#ifdef LDAP_OPT_X_TLS_PEERCERT
    return ldap_get_option(ld, LDAP_OPT_X_TLS_PEERCERT, certificate);
#else
    (void)ld;
    return -1;
#endif
}

/* Computed inside a macro, and so not imported. */
enum { DRYAD_TLS_1_2 = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2 };
