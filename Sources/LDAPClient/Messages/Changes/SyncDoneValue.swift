import Directory

/// What a server says at the end of a synchronization (RFC 4533 section 2.4).
struct SyncDoneValue: Sendable, Hashable {
    /// The control's OID.
    static let oid = "1.3.6.1.4.1.4203.1.9.1.3"

    let cookie: [UInt8]?
    /// Whether deletions were told one by one; otherwise what was not mentioned has gone.
    let refreshDeletes: Bool

    /// Reads the control's value; nothing where it is anything else.
    init?(_ bytes: [UInt8]) {
        var outer = BERReader(bytes)
        guard let value = outer.next(), value.tag == 0x30, outer.isAtEnd else { return nil }
        var fields = SyncFields(value.content)
        cookie = fields.element(0x04).map { Array($0) }
        guard let deletes = fields.boolean(default: false), fields.isAtEnd else { return nil }
        refreshDeletes = deletes
    }
}
