import Directory
import SyncEngine
import SyncRules

/// The names of a domain and its forest, as rules' parameters want them.
struct DomainNames {
    let domain: String
    let forest: String
    /// NetBIOS names by normalized DN.
    let netbios: [String: String]
    /// All domains of which objects are read, by their DNs.
    var all: [String] = []

    /// The NetBIOS names that crossRef objects give, by normalized DN.
    static func netbios(of crossReferences: [Entry]) -> [String: String] {
        var names: [String: String] = [:]
        for entry in crossReferences {
            guard let context = entry.text("nCName"), let name = entry.text("nETBIOSName") else { continue }
            names[normalized(context)] = name
        }
        return names
    }

    func parameters(_ connector: ConnectorID) -> RuleParameters {
        RuleParameters(
            connector: connector.text,
            forest: dns(forest),
            forestNetbios: short(forest),
            domain: dns(domain),
            domainNetbios: short(domain),
            domains: Dictionary(all.map { ($0, (name: dns($0), netbios: short($0))) }) { first, _ in first }
        )
    }

    private func dns(_ name: String) -> String { DistinguishedName(name)?.dnsName ?? name }

    /// Where no crossRef tells, the first label in capitals: what a new domain gets by default.
    private func short(_ name: String) -> String {
        netbios[Self.normalized(name)] ?? (dns(name).split(separator: ".").first.map { $0.uppercased() } ?? "")
    }

    private static func normalized(_ name: String) -> String { DistinguishedName(name)?.normalized ?? name }
}
