import Directory

/// Which definition of an older schema is which one of a newer.
///
/// The first name decides. Where it is missing on one side, a further name does, and then the OID: that is a definition
/// with another name.
struct ElementPairing<Element: SchemaElement> {
    struct Pair {
        let old: Element?
        let new: Element?
        let isRenamed: Bool

        var name: AttributeName? { new?.name ?? old?.name }

        var both: (old: Element, new: Element)? { old.flatMap { old in new.map { (old, $0) } } }
    }

    /// All pairs in the order of their names.
    let pairs: [Pair]
    private let newNames: [AttributeName: AttributeName]

    init(_ old: [Element], _ new: [Element]) {
        var pairs: [Pair] = []
        var (removed, added): ([Element], [Element]) = ([], [])
        // Both ascend by name.
        var (left, right) = (old[...], new[...])
        while let before = left.first ?? right.first {
            if let one = left.first, let other = right.first, one.name == other.name {
                pairs.append(Pair(old: one, new: other, isRenamed: false))
                (left, right) = (left.dropFirst(), right.dropFirst())
            } else if let one = left.first, right.first.map({ one.name < $0.name }) ?? true {
                removed.append(one)
                left = left.dropFirst()
            } else {
                added.append(right.first ?? before)
                right = right.dropFirst()
            }
        }
        Self.match(&removed, &added, &pairs)
        pairs += removed.map { Pair(old: $0, new: nil, isRenamed: false) }
        pairs += added.map { Pair(old: nil, new: $0, isRenamed: false) }
        self.pairs = pairs.sorted { ($0.name ?? "") < ($1.name ?? "") }
        newNames = Dictionary(
            pairs.compactMap { pair in pair.old.flatMap { old in pair.new.map { (old.name, $0.name) } } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The name that an old definition has in the newer schema, or its own where it is not there.
    func newName(of name: AttributeName) -> AttributeName { newNames[name] ?? name }

    private static func match(_ removed: inout [Element], _ added: inout [Element], _ pairs: inout [Pair]) {
        guard !removed.isEmpty, !added.isEmpty else { return }
        var byName: [String: Int] = [:]
        var byOID: [OID: Int] = [:]
        for (place, element) in added.enumerated() {
            for name in element.names where byName[name.folded] == nil { byName[name.folded] = place }
            if let oid = element.oid, byOID[oid] == nil { byOID[oid] = place }
        }
        var taken: Set<Int> = []
        removed.removeAll { element in
            let named = element.names.lazy.compactMap { byName[$0.folded] }.first { !taken.contains($0) }
            let numbered = element.oid.flatMap { byOID[$0] }.flatMap { taken.contains($0) ? nil : $0 }
            guard let place = named ?? numbered else { return false }
            taken.insert(place)
            pairs.append(Pair(old: element, new: added[place], isRenamed: named == nil))
            return true
        }
        added = added.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    }
}
