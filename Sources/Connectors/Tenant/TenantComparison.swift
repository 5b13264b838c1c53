public import Directory
public import SyncEngine

/// What became of exported objects, as the tenant shows them.
public struct TenantComparison: Sendable {
    /// What was found of one object.
    public enum Finding: Sendable {
        /// It is as it was exported.
        case same
        /// The entry with the tenant's values, and the attributes that differ.
        case different(PackedEntry, [AttributeName])
        /// The tenant does not have it.
        case missing
    }

    /// An object whose export did not come back as it was sent.
    public struct Difference: Sendable {
        /// What was exported.
        public let exported: ExportImage
        /// The same with the values that the tenant has.
        public let found: ExportImage
        /// The attributes that differ, ascending.
        public let attributes: [AttributeName]

        /// Whether everything has arrived as it was exported, and the tenant has values beside it.
        public var isBeside: Bool {
            exported.entry.attributes.allSatisfy { attribute in
                exported.entry.values(of: attribute).elementsEqual(found.entry.values(of: attribute))
            }
        }

        /// Whether the tenant has what an entry has, in every attribute that is otherwise than it was exported.
        public func hasBecome(_ entry: PackedEntry, in table: AttributeTable) -> Bool {
            attributes.allSatisfy { name in
                guard let attribute = table.existing(name) else { return false }
                let (shown, given) = (found.entry.values(of: attribute), entry.values(of: attribute))
                return Set(shown.map { Array($0) }) == Set(given.map { Array($0) })
            }
        }
    }

    /// How many objects are as they were exported.
    public private(set) var confirmed = 0
    /// The objects that are otherwise.
    public private(set) var differences: [Difference] = []
    /// The objects that the tenant does not have.
    public private(set) var missing: [ExportImage] = []

    /// Starts with nothing looked at.
    public init() {}

    /// Takes what was found of an object.
    public mutating func take(_ image: ExportImage, _ finding: Finding) {
        switch finding {
        case .same: confirmed += 1
        case .missing: missing.append(image)
        case .different(let entry, let attributes):
            let found = ExportImage(
                connector: image.connector,
                metaverse: image.metaverse,
                objectClass: image.objectClass,
                anchor: image.anchor,
                entry: entry
            )
            differences.append(Difference(exported: image, found: found, attributes: attributes))
        }
    }

    /// The same without differences that need not be told.
    public func leavingOut(_ isKnown: (Difference) -> Bool) -> TenantComparison {
        var rest = self
        rest.differences.removeAll(where: isKnown)
        return rest
    }

    /// Takes what was found of other objects.
    public mutating func take(_ other: TenantComparison) {
        confirmed += other.confirmed
        differences += other.differences
        missing += other.missing
    }
}
