/// What a part of a server's configuration decides; in the order in which people want to know of a difference.
public enum ServerArea: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Whether the server exports at all.
    case staging
    /// Which forests and tenants there are.
    case connectors
    /// Whose objects are read: partitions, containers, classes, groups.
    case filters
    /// How many deletions stop an export.
    case deletions
    /// By what people are known and sign in.
    case signIn
    /// What the rules do.
    case rules
    /// Optional features.
    case features
    /// The attributes that are read.
    case attributes
    /// The run profiles.
    case runs
    /// The schedule, the product's version, and what Dryad does not know.
    case options
    /// How a forest or the tenant is reached, and what a connector has besides.
    case connections
    /// The cached schemas.
    case schema

    /// Orders by what matters first.
    public static func < (left: ServerArea, right: ServerArea) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
