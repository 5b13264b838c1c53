import Connectors

/// One thing that a forest said of itself.
public struct ForestFact: Sendable, Hashable, Codable {
    /// What it is about.
    public let name: String
    /// What was said.
    public let value: String

    /// The facts that are the same whichever of the directory's servers answers, and however the connection is protected.
    static func lasting(_ forest: ForestDescription) -> [ForestFact] {
        list(forest).filter { ["domain", "kind", "signed in as"].contains($0.name) }
    }

    /// The facts of a description, in the order in which people read them.
    static func list(_ forest: ForestDescription) -> [ForestFact] {
        let facts = [
            ("read from", forest.source), ("server", forest.server), ("domain", forest.domain),
            ("kind", forest.isActiveDirectory ? "Active Directory or shaped like it" : "not Active Directory"),
            ("protected by", forest.security), ("signed in as", forest.account.flatMap { $0.isEmpty ? nil : $0 }),
        ]
        return facts.compactMap { name, value in value.map { ForestFact(name: name, value: $0) } }
    }
}
