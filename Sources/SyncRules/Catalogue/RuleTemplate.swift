public import Directory

/// A standard rule before it is fitted to a forest: everything that any schema could make of it.
public struct RuleTemplate: Sendable, Hashable {
    /// What a forest's schema and the options must offer for the rule to appear.
    public struct Needs: Sendable, Hashable {
        /// The class that must be there.
        public var objectClass: AttributeName?
        /// Attributes of which one must be allowed on the class; empty when no marker is needed.
        public var anyAttribute: [AttributeName] = []
        /// The feature that the markers stand for, a word for people.
        public var feature: String?
        /// The option that must be turned on.
        public var option: String?
    }

    /// One flow, with whether it stays when the schema lacks an attribute that it reads.
    public struct Flow: Sendable, Hashable {
        /// The flow.
        public let flow: AttributeFlow
        /// Whether an attribute that is missing from the schema reads as absent instead of removing the flow.
        public let isKept: Bool
    }

    /// The rule's name.
    public let name: String
    /// The tag that identifies it.
    public let tag: String
    /// Which kind of connector it belongs to.
    public let connector: ConnectorKind
    /// The way values travel.
    public let direction: RuleDirection
    /// The class values come from.
    public let sourceClass: AttributeName
    /// The class values go to.
    public let targetClass: AttributeName
    /// What happens where nothing is linked yet.
    public let link: LinkType
    /// Its place in the standard order.
    public let order: Int
    /// Whether password hashes follow it.
    public let synchronizesPasswords: Bool
    /// What it needs.
    public let needs: Needs
    /// The scoping filter.
    public let scope: [[ScopeClause]]
    /// The join rules.
    public let joins: [[JoinClause]]
    /// The flows.
    public let flows: [Flow]

    /// The class on the connector's side.
    public var connectorClass: AttributeName { direction == .inbound ? sourceClass : targetClass }
}
