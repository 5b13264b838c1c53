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
