public import Directory

/// A synchronization rule as the engine runs it.
public struct SyncRule: Sendable, Hashable, Codable {
    /// What it is known by.
    public let identity: RuleIdentity
    /// Its name; unique only together with the connector.
    public let name: String
    /// The way values travel.
    public let direction: RuleDirection
    /// The class values come from.
    public let sourceClass: AttributeName
    /// The class values go to; `*` for whatever is linked.
    public let targetClass: AttributeName
    /// What happens where nothing is linked yet.
    public let link: LinkType
    /// Its number; the lower wins, and standard rules begin at 100.
    public var precedence: Int
    /// Whether password hashes follow it.
    public let synchronizesPasswords: Bool
    /// The scoping filter: groups are alternatives, clauses of a group must all hold; empty means every object.
    public let scope: [[ScopeClause]]
    /// The join rules: groups are tried in order, clauses of a group must all hold.
    public let joins: [[JoinClause]]
    /// What it writes.
    public let flows: [AttributeFlow]

    /// Makes a rule.
    public init(
        identity: RuleIdentity,
        name: String,
        direction: RuleDirection,
        sourceClass: AttributeName,
        targetClass: AttributeName,
        link: LinkType,
        precedence: Int,
        synchronizesPasswords: Bool,
        scope: [[ScopeClause]],
        joins: [[JoinClause]],
        flows: [AttributeFlow]
    ) {
        self.identity = identity
        self.name = name
        self.direction = direction
        self.sourceClass = sourceClass
        self.targetClass = targetClass
        self.link = link
        self.precedence = precedence
        self.synchronizesPasswords = synchronizesPasswords
        self.scope = scope
        self.joins = joins
        self.flows = flows
    }

    /// The class on the connector's side.
    public var connectorClass: AttributeName { direction == .inbound ? sourceClass : targetClass }

    /// The class on the metaverse's side.
    public var metaverseClass: AttributeName { direction == .inbound ? targetClass : sourceClass }
}
