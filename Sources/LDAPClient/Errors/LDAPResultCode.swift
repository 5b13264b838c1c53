/// A result code: RFC 4511 appendix A for those of servers, negative ones are libldap's own.
public struct LDAPResultCode: RawRepresentable, Sendable, Hashable {
    /// The number.
    public let rawValue: Int32

    /// Wraps a number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The server cannot do what a critical control asks for (RFC 4511 section 4.1.11).
    public static let unavailableCriticalExtension = LDAPResultCode(rawValue: 12)
    /// The server will not do what it is asked for (RFC 4511 appendix A.2).
    public static let unwillingToPerform = LDAPResultCode(rawValue: 53)
    /// The server cannot tell changes from where the client stands (e-syncRefreshRequired, RFC 4533 section 2.6).
    public static let syncRefreshRequired = LDAPResultCode(rawValue: 4096)
}
