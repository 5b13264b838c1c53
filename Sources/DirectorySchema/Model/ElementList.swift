import Directory

/// Definitions in the order of their names, each name once, found by name, further name or OID.
struct ElementList<Element: SchemaElement>: Sendable, Hashable {
    let elements: [Element]
    /// Definitions that say something else of a name that is taken.
    let contradicting: [Element]
    private let index = ElementIndex()

    init(_ elements: [Element]) {
        // Definitions are large: looking at them in place is several times as fast as taking them out.
        if elements.indices.dropFirst().allSatisfy({ elements[$0 - 1].name < elements[$0].name }) {
            // A stored snapshot is in order already.
            (self.elements, contradicting) = (elements, [])
        } else {
            (self.elements, contradicting) = Self.distinct(elements)
        }
    }

    subscript(name: AttributeName) -> Element? {
        index.place(of: name.folded) { Self.index(of: elements) }.map { elements[$0] }
    }

    static func == (left: Self, right: Self) -> Bool { left.elements == right.elements }

    func hash(into hasher: inout Hasher) { hasher.combine(elements) }

    /// Of two with one name the first stays, unless it is retired and the second is not: Active Directory gives the
    /// names of retired definitions away again (MS-ADTS 3.1.1.2.3).
    private static func distinct(_ elements: [Element]) -> ([Element], [Element]) {
        let order = NameOrder(elements.count) { elements[$0].name.folded }.places
        var kept: [Int] = []
        kept.reserveCapacity(order.count)
        var contradicting: [Int] = []
        for place in order {
            guard let earlier = kept.last, elements[earlier].name == elements[place].name else {
                kept.append(place)
                continue
            }
            let (isRetired, wasRetired) = (elements[place].isDefunct, elements[earlier].isDefunct)
            if wasRetired, !isRetired {
                kept[kept.count - 1] = place
            } else if isRetired == wasRetired, elements[place].meaning != elements[earlier].meaning {
                contradicting.append(place)
            }
        }
        return (kept.map { elements[$0] }, contradicting.sorted().map { elements[$0] })
    }

    /// First names before further ones, and those before OIDs.
    private static func index(of elements: [Element]) -> [String: Int] {
        var index = [String: Int](minimumCapacity: elements.count * 2)
        for place in elements.indices { index[elements[place].name.folded] = place }
        for place in elements.indices {
            for name in elements[place].furtherNames where index[name.folded] == nil { index[name.folded] = place }
            if let oid = elements[place].oid?.dotted, index[oid] == nil { index[oid] = place }
        }
        return index
    }
}
