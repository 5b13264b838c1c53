public import SyncRules

/// What identifies an object in a connector space.
public struct ConnectorSpaceIdentity: Sendable, Hashable, Comparable {
    /// The connector.
    public let connector: ConnectorID
    /// The partition: the DN of a domain, as the server writes it; the tenant has one without a name.
    public let partition: String
    /// The bytes that never change: `objectGUID` in a forest, the source anchor in the tenant.
    public let anchor: [UInt8]

    /// Makes an identity.
    public init(connector: ConnectorID, partition: String, anchor: [UInt8]) {
        self.connector = connector
        self.partition = partition
        self.anchor = anchor
    }

    /// Orders by connector, partition and anchor; runs walk objects in this order.
    public static func < (left: ConnectorSpaceIdentity, right: ConnectorSpaceIdentity) -> Bool {
        if left.connector != right.connector { return left.connector < right.connector }
        if left.partition != right.partition { return left.partition < right.partition }
        return left.anchor.lexicographicallyPrecedes(right.anchor)
    }
}
