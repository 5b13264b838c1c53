import Directory

/// The words by which files of rules call connectors.
///
/// The tenant is `tenant`; a forest goes by its name. A GUID is understood everywhere.
public struct RuleFileConnectors: Sendable, Hashable {
    /// The word for the connector of the tenant.
    public static let tenant = "tenant"

    private let connectors: [String: String]
    private let words: [String: String]
    /// The names of the forests, in order.
    public let names: [String]

    /// Takes the names of forests with their connectors.
    ///
    /// Names are compared without regard to case. A name that says nothing, or that means a connector otherwise, is left
    /// out: `tenant`, a GUID, or one that stands twice.
    public init(forests: [(name: String, connector: String)]) {
        var connectors: [String: String] = [:]
        var words: [String: String] = [:]
        var names: [String] = []
        var doubled: Set<String> = []
        for (name, connector) in forests {
            let key = ASCII.lowercased(name)
            if connectors[key] != nil { doubled.insert(key) }
            connectors[key] = connector
        }
        for (name, connector) in forests {
            let key = ASCII.lowercased(name)
            if doubled.contains(key) || key == Self.tenant || ExchangeGUID.normal(name) != nil {
                connectors[key] = nil
            } else {
                words[connector] = words[connector] ?? name
                names.append(name)
            }
        }
        self.connectors = connectors
        self.words = words
        self.names = names.sorted()
    }

    /// The word for a connector: its GUID where it has no name.
    public func word(for connector: String) -> String {
        connector == ConnectorID.tenant.text ? Self.tenant : words[connector] ?? connector
    }

    /// The connector that a word means; nothing where it means none.
    func connector(for word: String) -> String? {
        if ASCII.lowercased(word) == Self.tenant { return ConnectorID.tenant.text }
        return connectors[ASCII.lowercased(word)] ?? ExchangeGUID.normal(word)
    }
}
