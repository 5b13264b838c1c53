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
        /// The attribute that must make people's identity in the tenant: a word of `SourceAnchor`.
        public var anchor: String?
        /// The service whose attributes must be exported.
        public var application: String?
        /// Whether the markers may be on any forest: a rule of the tenant has no forest of its own.
        public var isOfAnyForest = false
    }

    /// Where a rule's join conditions come from.
    public enum Joins: Sendable, Hashable {
        /// They are always these: groups are tried in order, clauses of a group must all hold.
        case clauses([[JoinClause]])
        /// They are those of the joining method that was chosen.
        case joiningMethod
    }

    /// One flow, with whether it stays when the schema lacks an attribute that it reads.
    public struct Flow: Sendable, Hashable {
        /// The flow.
        public let flow: AttributeFlow
        /// Whether an attribute that is missing from the schema reads as absent instead of removing the flow.
        public let isKept: Bool
        /// The source anchor for which it is made; nothing where it is made for all.
        public let anchor: String?
        /// What it reads where options name the usual attributes.
        public let reads: [AttributeName]
        /// Whether options name attributes in it.
        public let isOpen: Bool

        /// Makes a flow, and looks up what it reads.
        public init(flow: AttributeFlow, isKept: Bool, anchor: String?) {
            self.flow = flow
            self.isKept = isKept
            self.anchor = anchor
            let usual = OptionPlaces.filled(flow, with: RuleOptions(features: []))
            isOpen = usual != flow
            reads = FlowReferences.attributes(readBy: usual.source)
        }
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
    /// The file that it stands in, without its ending.
    public let family: String
    /// Its place in the standard order.
    public let order: Int
    /// Whether password hashes follow it.
    public let synchronizesPasswords: Bool
    /// What it needs.
    public let needs: Needs
    /// The scoping filter.
    public let scope: [[ScopeClause]]
    /// The join rules.
    public let joins: Joins
    /// The flows.
    public let flows: [Flow]
    /// Whether directory extensions of the class are flows too.
    public let carriesExtensions: Bool

    /// The class on the connector's side.
    public var connectorClass: AttributeName { direction == .inbound ? sourceClass : targetClass }
}
