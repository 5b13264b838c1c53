/// One object wherever it is, with where each of its values comes from.
public struct ObjectView: Sendable, Hashable, Codable {
    /// An attribute with its values and who gave them.
    public struct Attribute: Sendable, Hashable, Codable {
        /// The attribute.
        public let attribute: String
        /// Its values, ascending.
        public let values: [String]
        /// The rule that gives them; nothing where they are read or kept.
        public var rule: String?
        /// The rule's number.
        public var precedence: Int?
        /// The connector that they come from.
        public var connector: String?
        /// What is special about them: kept, empty on purpose, other at the next run.
        public var remark: String?
    }

    /// An object of a connector space.
    public struct SpaceObject: Sendable, Hashable, Codable {
        /// The forest.
        public let forest: String
        /// The domain.
        public let partition: String
        /// Its name.
        public let dn: String
        /// Its class.
        public let objectClass: String
        /// Its anchor as a GUID.
        public let anchor: String
        /// Whether it is linked to the metaverse.
        public let isLinked: Bool
        /// The rules that have it in scope, by precedence.
        public let rules: [String]
        /// How it stands where rules have made it in the simulated copy of the forest; nothing where the forest has it.
        public let made: String?
        /// Its attributes.
        public internal(set) var attributes: [Attribute]
    }

    /// An object that rules make in the simulated copy of a forest, and that no import has brought yet.
    public struct MadeObject: Sendable, Hashable, Codable {
        /// The forest.
        public let forest: String
        /// Its name.
        public let dn: String
        /// Its class.
        public let objectClass: String
        /// Its anchor as a GUID.
        public let anchor: String
        /// How it stands: `wanted`, `made`, `unwanted` where it is to be deleted, `deleted`.
        public let state: String
        /// How it stands, as a sentence goes on behind who it is.
        public let standing: String
        /// Its attributes.
        public let attributes: [Attribute]
    }

    /// The metaverse object.
    public struct Metaverse: Sendable, Hashable, Codable {
        /// Its identity.
        public let id: String
        /// Its class.
        public let objectClass: String
        /// Its attributes.
        public let attributes: [Attribute]
    }

    /// What the tenant should hold.
    public struct Image: Sendable, Hashable, Codable {
        /// The change that waits: `add`, `update`, `delete`; nothing where none does.
        public let pending: String?
        /// The class in the tenant.
        public let objectClass: String
        /// The source anchor.
        public let anchor: String
        /// Its name in the tenant's connector space.
        public let dn: String
        /// Its attributes.
        public let attributes: [Attribute]
    }

    /// The tenant's object.
    public struct Tenant: Sendable, Hashable, Codable {
        /// Its identity in the tenant.
        public let id: String
        /// Its class.
        public let objectClass: String
        /// Whether it is synchronized; otherwise the cloud is its master.
        public let isSynchronized: Bool
        /// Since when it is deleted.
        public let deletedSince: String?
        /// Its attributes, as the tenant shows them.
        public let attributes: [Attribute]
    }

    /// Who it is.
    public let label: String
    /// Where it is and how it stands, one sentence.
    public let sentence: String
    /// What is wrong, the worst first.
    public let problems: [String]
    /// What a person should know before believing this.
    public internal(set) var notes: [String]
    /// Its objects in connector spaces.
    public internal(set) var spaces: [SpaceObject]
    /// What rules make of it in simulated copies of forests, as far as no import has brought that.
    public let made: [MadeObject]
    /// Its object in the metaverse.
    public let metaverse: Metaverse?
    /// What the tenant should hold.
    public let image: Image?
    /// What the tenant holds.
    public let tenant: Tenant?
}
