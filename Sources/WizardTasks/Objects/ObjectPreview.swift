public import SyncEngine

/// What would become of one object, step by step, if it were imported and synchronized now.
public struct ObjectPreview: Sendable, Hashable, Codable {
    /// A change of one attribute, with who causes it.
    public struct Change: Sendable, Hashable, Codable {
        /// The attribute with what it loses and gains.
        public let values: ValueChange
        /// The rule that gives the new value; nothing where none does.
        public let rule: String?
        /// The connector that it comes from.
        public let connector: String?

        /// Notes a change.
        public init(values: ValueChange, rule: String? = nil, connector: String? = nil) {
            self.values = values
            self.rule = rule
            self.connector = connector
        }
    }

    /// Another object that changes because of this one.
    public struct Other: Sendable, Hashable, Codable {
        /// Who it is.
        public let label: String
        /// What happens: `add`, `update`, `delete`.
        public let operation: String
        /// The attributes.
        public let attributes: [String]
    }

    /// What would be written back to one object of a forest: to its simulated copy.
    public struct WayBack: Sendable, Hashable, Codable {
        /// The forest.
        public let forest: String
        /// The object's name there.
        public let dn: String
        /// How it would change.
        public let changes: [Change]
    }

    /// Who it is.
    public let label: String
    /// What would happen, in one sentence.
    public let sentence: String
    /// Where its attributes were taken from: the forest now, or the last import.
    public let source: String
    /// How it differs from the connector space.
    public let imported: [ValueChange]
    /// The rules that have it in scope, and why others do not.
    public let scope: [String]
    /// What joins find, and what becomes of it.
    public let join: [String]
    /// How the metaverse object changes.
    public let metaverse: [Change]
    /// What becomes of the metaverse object that it is linked to now and would leave; nothing where it leaves none.
    public var left: String?
    /// The operation that would be exported; nothing where none would.
    public let operation: String?
    /// How what the tenant holds changes.
    public let exported: [Change]
    /// What would be written back to its objects in forests, in the order of the forests.
    public let writeBacks: [WayBack]
    /// Other objects whose export changes with it.
    public let others: [Other]
    /// Errors of its synchronization.
    public let errors: [ObjectError]
    /// What the tenant would say.
    public let verdict: String?
    /// What a person should know before believing this.
    public let notes: [String]
    /// Who is meant by references among the values: by names in the tenant, and by identities of metaverse objects.
    public let names: [String: String]
}
