/// A result code: RFC 4511 appendix A for those of servers, negative ones are libldap's own.
public struct LDAPResultCode: RawRepresentable, Sendable, Hashable {
    /// The number.
    public let rawValue: Int32

    /// Wraps a number.
    public init(rawValue: Int32) { self.rawValue = rawValue }
}
