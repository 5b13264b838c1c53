public import SyncRules

/// A run that a change of schema or rules makes necessary; it stays until such a run has succeeded.
public struct RunRequirement: Sendable, Hashable, Codable {
    /// What has to be run.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Everything has to be read again: the classes or attributes that are read have changed.
        case fullImport
        /// Every object has to be run through the rules again: the rules have changed.
        case fullSynchronization

        /// The run profile's name.
        public var title: String {
            switch self {
            case .fullImport: "Full Import"
            case .fullSynchronization: "Full Synchronization"
            }
        }
    }

    /// The connector.
    public let connector: ConnectorID
    /// What has to be run.
    public let kind: Kind
    /// Why, as one sentence.
    public let reason: String

    /// Makes a requirement.
    public init(connector: ConnectorID, kind: Kind, reason: String) {
        self.connector = connector
        self.kind = kind
        self.reason = reason
    }
}
