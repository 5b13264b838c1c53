import Directory

/// What `%Forest.FQDN%` and its kind stand for in rules of one connector.
public struct RuleParameters: Sendable, Hashable, Codable {
    /// The values by the names that stand between the percent signs.
    public let values: [String: String]
    /// The values that are others for the objects of a partition, by its name in small letters; where that is spelled with
    /// blanks or escapes, by its normalized name too.
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
            domains.sorted { $0.key < $1.key }.flatMap { name, domain in
                Set([ASCII.lowercased(name), Self.normalized(name)]).map {
                    ($0, Self.values(ofDomain: domain.name, domain.netbios))
                }
            }
        ) { $1 }
    }

    /// Whether what they stand for in a partition is known.
    func know(_ partition: String) -> Bool { partitions.isEmpty || Self.value(of: partition, in: partitions) != nil }

    /// What is kept for a partition; it may be known in another spelling than the forest has now.
    static func value<Value>(of partition: String, in values: [String: Value]) -> Value? {
        values[ASCII.lowercased(partition)] ?? values[normalized(partition)]
    }

    private static func normalized(_ name: String) -> String {
        DistinguishedName(name).map { ASCII.lowercased($0.normalized) } ?? ASCII.lowercased(name)
    }

    private static func values(ofDomain name: String, _ netbios: String) -> [String: String] {
        ["Domain.FQDN": name, "Domain.Netbios": netbios, "Domain.LDAP": base(name)]
    }

    private static func base(_ name: String) -> String {
        name.split(separator: ".").map { "DC=" + $0 }.joined(separator: ",")
    }
}
