/// What a connector connects to.
public enum ConnectorKind: String, Sendable, Hashable, Codable {
    /// A forest of Active Directory, or one shaped like it.
    case forest
    /// The tenant in the cloud.
    case tenant
}
