/// A control that came with an answer, or with one entry of it (RFC 4511 section 4.1.11).
public struct ResponseControl: Sendable, Hashable {
    /// Its OID.
    public let oid: String
    /// Its value as it came; nothing where it has none.
    public let value: [UInt8]?
}
