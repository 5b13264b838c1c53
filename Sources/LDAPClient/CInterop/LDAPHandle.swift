import COpenLDAP
import Foundation

/// The owner of one `LDAP *`: it frees the handle, and with it the socket, when it goes.
///
/// Confined to the thread of the connection that holds it.
final class LDAPHandle {
    let pointer: OpaquePointer

    /// How many bytes are read at a time.
    private static let readAhead: ber_len_t = 65_536

    /// Takes over a connected socket (`ldap_init_fd`, openldap.h).
    init(socket: Int32, url: String, isLocal: Bool) throws(LDAPError) {
        guard LDAPLibrary.isPrepared else { throw LDAPError(.library, "libldap could not be prepared.") }
        var handle: OpaquePointer?
        let code = ldap_init_fd(socket, isLocal ? LDAP_PROTO_IPC : LDAP_PROTO_TCP, url, &handle)
        guard code == LDAP_SUCCESS, let handle else {
            close(socket)
            throw LDAPError(.library, "libldap did not take the connection: \(LDAPLibrary.words(for: code)).")
        }
        pointer = handle
    }

    // The last reference may go on any thread, and unbinding writes.
    deinit { BrokenPipe.ignoring { ldap_unbind_ext(pointer, nil, nil) } }

    /// Sets what every connection has: protocol 3, no referrals, bounded waits, a largest message.
    func prepare(_ endpoint: LDAPEndpoint) throws(LDAPError) {
        let settings = [
            dryad_set_int(pointer, LDAP_OPT_PROTOCOL_VERSION, LDAP_VERSION3),
            dryad_set_flag(pointer, LDAP_OPT_REFERRALS, 0),
            dryad_set_flag(pointer, LDAP_OPT_RESTART, 1),
            dryad_set_flag(pointer, LDAP_OPT_X_SASL_NOCANON, 1),
            // No network timeout: with one, libldap asks GnuTLS again and again while a handshake waits for the server.
            // Connecting is ours, and the handshake has its watchdog.
            dryad_set_milliseconds(pointer, LDAP_OPT_TIMEOUT, endpoint.timeouts.handshake.milliseconds),
            dryad_read_ahead(pointer, Self.readAhead),
            dryad_set_maximum_message(pointer, ber_len_t(max(1024, endpoint.maximumMessageSize))),
        ]
        guard settings.allSatisfy({ $0 >= 0 }) else { throw LDAPError(.library, "libldap refused a setting.") }
    }

    /// Sets how the server's certificate is checked; `NEWCTX` last makes it effective for this handle alone.
    func prepareTLS(_ endpoint: LDAPEndpoint, verifies: Bool) throws(LDAPError) {
        if let file = endpoint.certificateAuthorityFile {
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw LDAPError(.tlsFailed, "The file of certificate authorities \(file) cannot be read.", at: endpoint)
            }
            _ = dryad_set_text(pointer, LDAP_OPT_X_TLS_CACERTFILE, file)
        }
        if let certificate = endpoint.clientCertificate {
            for file in [certificate.file, certificate.keyFile]
            where !FileManager.default.isReadableFile(atPath: file) {
                throw LDAPError(
                    .tlsFailed,
                    "The file \(file) of the client's certificate cannot be read.",
                    at: endpoint
                )
            }
            _ = dryad_set_text(pointer, LDAP_OPT_X_TLS_CERTFILE, certificate.file)
            _ = dryad_set_text(pointer, LDAP_OPT_X_TLS_KEYFILE, certificate.keyFile)
        }
        let demand = verifies ? LDAP_OPT_X_TLS_DEMAND : LDAP_OPT_X_TLS_NEVER
        _ = dryad_set_int(pointer, LDAP_OPT_X_TLS_REQUIRE_CERT, Int32(demand))
        _ = dryad_set_int(pointer, LDAP_OPT_X_TLS_REQUIRE_SAN, Int32(demand))
        _ = dryad_set_int(pointer, LDAP_OPT_X_TLS_PROTOCOL_MIN, Int32(DRYAD_TLS_1_2))
        // GnuTLS ignores the option above and takes its floor from a priority string.
        if text(LDAP_OPT_X_TLS_PACKAGE) == "GnuTLS" {
            _ = dryad_set_text(pointer, LDAP_OPT_X_TLS_CIPHER_SUITE, "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")
        }
        let code = dryad_set_int(pointer, LDAP_OPT_X_TLS_NEWCTX, 0)
        guard code == LDAP_SUCCESS else {
            let file = endpoint.certificateAuthorityFile ?? "the system's certificate authorities"
            let own = endpoint.clientCertificate.map { ", \($0.file) and \($0.keyFile)" } ?? ""
            throw LDAPError(
                .tlsFailed,
                "TLS cannot be set up with \(file)\(own): are these PEM files, and does the key fit?",
                at: endpoint
            )
        }
    }

    /// Makes reads return at once, after the handshake, which has its own watchdog.
    ///
    /// libldap would otherwise wait for the rest of a message of which a part has come, and no deadline would be looked
    /// at meanwhile.
    func stopBlocking() {
        let descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    func text(_ option: Int32) -> String? {
        guard let text = dryad_get_text(pointer, option) else { return nil }
        defer { ldap_memfree(text) }
        return String(cString: text)
    }

    func number(_ option: Int32) -> Int32 {
        var value: Int32 = 0
        _ = dryad_get_int(pointer, option, &value)
        return value
    }

    /// The descriptor of the socket, or -1.
    var descriptor: Int32 { number(LDAP_OPT_DESC) }

    /// The certificate that the server showed, in DER.
    var peerCertificate: [UInt8] {
        var value = berval()
        guard dryad_peer_certificate(pointer, &value) == LDAP_SUCCESS, let bytes = value.bv_val else { return [] }
        defer { ldap_memfree(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(value.bv_len)))
    }
}
