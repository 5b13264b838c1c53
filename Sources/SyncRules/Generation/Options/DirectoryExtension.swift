public import Directory

/// An attribute of a forest that is carried into the tenant under a name of its own.
public struct DirectoryExtension: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// The class: `user` or `group`.
    public let objectClass: AttributeName
    /// The attribute of the forest.
    public let attribute: AttributeName

    /// The attribute's name in metaverse and tenant.
    public let target: AttributeName

    /// Names the attribute of a class; where its name in the tenant is not said, it holds the application of the
    /// simulated tenant.
    public init(objectClass: AttributeName, attribute: AttributeName, target: AttributeName? = nil) {
        self.objectClass = objectClass
        self.attribute = attribute
        self.target = target ?? AttributeName("extension_\(Self.application)_\(attribute)")
    }

    /// Reads `user.attribute` or `group.attribute`, and behind `=` its name in the tenant where it has another one.
    public init?(_ whole: String) {
        let halves = whole.split(separator: "=", maxSplits: 1).map(String.init)
        guard let text = halves.first else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, ["user", "group"].contains(parts[0].lowercased()) else { return nil }
        self.init(
            objectClass: AttributeName(parts[0].lowercased()),
            attribute: AttributeName(parts[1]),
            target: halves.count == 2 ? AttributeName(halves[1]) : nil
        )
    }

    /// `user.attribute`, and its name in the tenant where it is not the usual one.
    public var description: String {
        let usual = DirectoryExtension(objectClass: objectClass, attribute: attribute).target
        return "\(objectClass).\(attribute)" + (target == usual ? "" : "=\(target)")
    }

    /// Orders by class, then by attribute.
    public static func < (left: DirectoryExtension, right: DirectoryExtension) -> Bool {
        left.objectClass != right.objectClass
            ? left.objectClass < right.objectClass : left.attribute < right.attribute
    }

    /// The most that a tenant takes.
    static let limit = 100
    private static let application = "00000000000000000000000000000000"
}
