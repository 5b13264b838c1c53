public import CloudTenant

/// Why an export to the tenant could not be brought to its end; what was sent before may have been done.
public enum TenantExportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The tenant takes changes from another workspace alone.
    case otherWriter(TenantWriter)
    /// The tenant was asked again and again, and did nothing.
    case unavailable(TenantRefusal)
    /// The token is not the tenant's.
    case notAuthorized
    /// The tenant is served by an earlier version, which does not tell what the cloud is the master of.
    case earlierVersion
    /// A request has more bytes than the tenant takes; nothing of it is done.
    case tooLarge(bytes: Int)
    /// The answer is none that a tenant gives.
    case unexpected(status: Int, message: String)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .otherWriter(let writer):
            "The tenant is written by \(writer), and takes nothing from a second workspace. Nothing of this batch was "
                + "exported. Switch the other workspace to staging mode, then run `dryad tenant writer --take-over` here, or "
                + "`dryad tenant writer --release` where the tenant is served."
        case .unavailable(let refusal):
            "\(refusal) It was asked \(TenantConnector.attempts) times. Run the synchronization again: what was done before "
                + "is found, and not done twice."
        case .notAuthorized:
            "The tenant does not take the token. `dryad tenant serve` says which file holds it; name that as tokenFile "
                + "below tenant in dryad.yaml."
        case .earlierVersion:
            "The tenant is served by an earlier version of Dryad, which does not tell which objects the cloud is the master of "
                + "(GET /dryad/v1/cloud: 404). Nothing is concluded from that. Serve it with this version of Dryad, or switch "
                + "off here what needs them: `dryad customize options groupWriteback=off` and `dryad device-options "
                + "writeback off`, and rules of your own from the tenant with LinkType Provision. Then run the "
                + "synchronization again."
        case .tooLarge(let bytes):
            "A request of \(bytes) bytes is larger than the tenant takes over HTTP. Work on the tenant's file for that (`store` "
                + "below tenant in dryad.yaml), or make the object smaller."
        case .unexpected(let status, let message):
            "The tenant's address gave an answer that no tenant gives (\(status): \(message)). Is it `dryad tenant serve` "
                + "that listens there?"
        }
    }
}
