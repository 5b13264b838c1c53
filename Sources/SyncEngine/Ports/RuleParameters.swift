import Directory

/// What `%Forest.FQDN%` and its kind stand for in rules of one connector.
public struct RuleParameters: Sendable, Hashable, Codable {
    /// The values by the names that stand between the percent signs.
    public let values: [String: String]
    /// The values that are others for the objects of a partition, by its name in small letters.
    public let partitions: [String: [String: String]]

    /// Makes parameters.
    public init(values: [String: String], partitions: [String: [String: String]] = [:]) {
        self.values = values
        self.partitions = partitions
    }

    /// The parameters of a forest whose names are known.
    ///
    /// `domains` are the forest's domains by the names of their partitions; `domain` stands for objects of no other.
    public init(
        connector: String,
        forest: String,
        forestNetbios: String,
        domain: String,
        domainNetbios: String,
        domains: [String: (name: String, netbios: String)] = [:]
    ) {
        let own = [
            "Connector.ID": "{\(connector)}",
            "Forest.FQDN": forest, "Forest.Netbios": forestNetbios, "Forest.LDAP": Self.base(forest),
        ]
        values = own.merging(Self.values(ofDomain: domain, domainNetbios)) { $1 }
        partitions = Dictionary(
            domains.map { (ASCII.lowercased($0.key), Self.values(ofDomain: $0.value.name, $0.value.netbios)) }
        ) { $1 }
    }

    /// Whether what they stand for in a partition is known.
    func know(_ partition: String) -> Bool { partitions.isEmpty || partitions[ASCII.lowercased(partition)] != nil }

    private static func values(ofDomain name: String, _ netbios: String) -> [String: String] {
        ["Domain.FQDN": name, "Domain.Netbios": netbios, "Domain.LDAP": base(name)]
    }

    private static func base(_ name: String) -> String {
        name.split(separator: ".").map { "DC=" + $0 }.joined(separator: ",")
    }
}
