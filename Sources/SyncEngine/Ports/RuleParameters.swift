/// What `%Forest.FQDN%` and its kind stand for in rules of one connector.
public struct RuleParameters: Sendable, Hashable, Codable {
    /// The values by the names that stand between the percent signs.
    public let values: [String: String]

    /// Makes parameters.
    public init(values: [String: String]) { self.values = values }

    /// The parameters of a forest whose names are known.
    public init(connector: String, forest: String, forestNetbios: String, domain: String, domainNetbios: String) {
        func base(_ name: String) -> String {
            name.split(separator: ".").map { "DC=" + $0 }.joined(separator: ",")
        }
        values = [
            "Connector.ID": "{\(connector)}",
            "Forest.FQDN": forest, "Forest.Netbios": forestNetbios, "Forest.LDAP": base(forest),
            "Domain.FQDN": domain, "Domain.Netbios": domainNetbios, "Domain.LDAP": base(domain),
        ]
    }
}
