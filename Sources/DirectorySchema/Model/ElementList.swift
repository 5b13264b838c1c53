import Directory

/// Definitions in the order of their names, each name once, found by name, further name or OID.
struct ElementList<Element: SchemaElement>: Sendable, Hashable {
    let elements: [Element]
    /// Definitions that say something else of a name that is taken.
    let contradicting: [Element]
    private let index: [String: Int]

    init(_ elements: [Element]) {
        if zip(elements, elements.dropFirst()).allSatisfy({ $0.name < $1.name }) {
            // A stored snapshot is in order already.
            (self.elements, contradicting) = (elements, [])
        } else {
            (self.elements, contradicting) = Self.distinct(elements)
        }
        index = Self.index(of: self.elements)
    }

    subscript(name: AttributeName) -> Element? { index[name.folded].map { elements[$0] } }

    static func == (left: Self, right: Self) -> Bool { left.elements == right.elements }

    func hash(into hasher: inout Hasher) { hasher.combine(elements) }

    /// Of two with one name the first stays, unless it is retired and the second is not: Active Directory gives the
    /// names of retired definitions away again (MS-ADTS 3.1.1.2.3).
    private static func distinct(_ elements: [Element]) -> ([Element], [Element]) {
        var places: [String: Int] = [:]
        var kept: [Element] = []
        var contradicting: [Element] = []
        for element in elements {
            guard let place = places[element.name.folded] else {
                places[element.name.folded] = kept.count
                kept.append(element)
                continue
            }
            if kept[place].isDefunct, !element.isDefunct {
                kept[place] = element
            } else if element.isDefunct == kept[place].isDefunct, element.meaning != kept[place].meaning {
                contradicting.append(element)
            }
        }
        return (kept.sorted { $0.name < $1.name }, contradicting)
    }

    /// First names before further ones, and those before OIDs.
    private static func index(of elements: [Element]) -> [String: Int] {
        var index = [String: Int](minimumCapacity: elements.count * 2)
        for (place, element) in elements.enumerated() { index[element.name.folded] = place }
        for (place, element) in elements.enumerated() {
            for name in element.names.dropFirst() where index[name.folded] == nil { index[name.folded] = place }
            if let oid = element.oid?.dotted, index[oid] == nil { index[oid] = place }
        }
        return index
    }
}
