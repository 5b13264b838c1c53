import COpenLDAP

/// The owner of one message from the server.
struct LDAPMessageHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { ldap_msgfree(pointer) }

    var identifier: Int32 { ldap_msgid(pointer) }

    var type: UInt { UInt(bitPattern: Int(ldap_msgtype(pointer))) }
}
