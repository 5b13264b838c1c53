/// The definitions of files in their order; one that is taken away leaves no gap.
struct DefinitionList {
    private var slots: [FileDefinition?] = []
    private var places: [String: [Int]] = [:]

    /// All that are there.
    var all: [FileDefinition] { slots.compactMap { $0 } }

    mutating func append(_ definition: FileDefinition) {
        places[key(definition), default: []].append(slots.count)
        slots.append(definition)
    }

    /// Takes away what has the kind and identifier of a definition.
    mutating func remove(_ definition: FileDefinition) {
        for place in places.removeValue(forKey: key(definition)) ?? [] { slots[place] = nil }
    }

    /// Takes away all of a kind.
    mutating func removeAll(_ kind: DefinitionKind) {
        for place in slots.indices where slots[place]?.kind == kind { slots[place] = nil }
        places = places.filter { !$0.key.hasPrefix(kind.rawValue + " ") }
    }

    private func key(_ definition: FileDefinition) -> String { "\(definition.kind.rawValue) \(definition.identifier)" }
}
