/// A synchronization rule with everything that the product's own forms say of it.
///
/// The words are the product's. What the engine runs is a `SyncRule`; this is what is read from and written to files.
public struct PortableRule: Sendable, Hashable, Codable {
    /// The way values travel, seen from the metaverse.
    public enum Direction: String, Sendable, Hashable, Codable, CaseIterable {
        /// Into the metaverse.
        case inbound = "Inbound"
        /// Out of it.
        case outbound = "Outbound"
    }

    /// What happens where nothing is linked yet.
    public enum Link: String, Sendable, Hashable, Codable, CaseIterable {
        /// The target is created when nothing can be joined.
        case provision = "Provision"
        /// Only what is there is joined.
        case join = "Join"
        /// What was joined keeps its metaverse object alive.
        case stickyJoin = "StickyJoin"
    }

    /// One condition of a scoping filter.
    public struct Scope: Sendable, Hashable, Codable {
        /// The attribute: of the connector for an inbound rule, of the metaverse for an outbound one.
        public var attribute: String
        /// The comparison.
        public var comparison: ScopeOperator
        /// What to compare with; empty where the comparison takes none.
        public var value: String

        /// Makes a condition.
        public init(attribute: String, comparison: ScopeOperator, value: String = "") {
            self.attribute = attribute
            self.comparison = comparison
            self.value = value
        }
    }

    /// One condition of a join.
    public struct Join: Sendable, Hashable, Codable {
        /// The attribute on the connector's side, whatever the direction.
        public var connectorAttribute: String
        /// The attribute on the metaverse's side.
        public var metaverseAttribute: String
        /// Whether the case of text matters.
        public var isCaseSensitive: Bool

        /// Makes a condition.
        public init(connectorAttribute: String, metaverseAttribute: String, isCaseSensitive: Bool = false) {
            self.connectorAttribute = connectorAttribute
            self.metaverseAttribute = metaverseAttribute
            self.isCaseSensitive = isCaseSensitive
        }
    }

    /// The GUID of no rule: where a rule is not placed beside another.
    public static let noRule = "00000000-0000-0000-0000-000000000000"

    /// The rule's GUID, lower case without braces; nothing where the form does not say.
    public var identifier: String?
    /// A second GUID, equal to the first in every export that was seen; nothing where the form does not say.
    public var internalIdentifier: String?
    /// A number of the file's form.
    public var version = 1
    /// The name; unique only together with the connector.
    public var name: String
    /// What somebody wrote about it.
    public var description = ""
    /// The template's tag; empty for a rule that somebody made.
    public var immutableTag = ""
    /// The way values travel.
    public var direction: Direction
    /// Whether it is switched off.
    public var isDisabled = false
    /// The connector: its GUID, lower case without braces, or its name where the form has that only.
    public var connector: String
    /// The class that values come from.
    public var sourceObjectType: String
    /// The class that values go to; `*` for whatever is linked.
    public var targetObjectType: String
    /// What happens where nothing is linked yet.
    public var link: Link
    /// Its number; the lower wins.
    public var precedence: Int
    /// The rule behind which it is to be placed.
    public var precedenceAfter = noRule
    /// The rule before which it is to be placed.
    public var precedenceBefore = noRule
    /// How long a soft delete lasts, `hh:mm:ss`.
    public var softDeleteExpiry = "00:00:00"
    /// Whether password hashes follow it.
    public var synchronizesPasswords = false
    /// What it writes, in order.
    public var mappings: [PortableMapping] = []
    /// The join rules: groups are tried in order, conditions of a group must all hold.
    public var joins: [[Join]] = []
    /// The scoping filter: groups are alternatives, conditions of a group must all hold.
    public var scope: [[Scope]] = []

    /// Makes a rule with what each has to say.
    public init(
        name: String,
        direction: Direction,
        connector: String,
        sourceObjectType: String,
        targetObjectType: String,
        link: Link,
        precedence: Int
    ) {
        self.name = name
        self.direction = direction
        self.connector = connector
        self.sourceObjectType = sourceObjectType
        self.targetObjectType = targetObjectType
        self.link = link
        self.precedence = precedence
    }

    /// Whether it comes from a template of the product.
    public var isStandard: Bool { !immutableTag.isEmpty }

    /// The class on the connector's side.
    public var connectorObjectType: String { direction == .inbound ? sourceObjectType : targetObjectType }
}
