import Directory

/// Definitions in the order of their names, each name once, found by name, further name or OID.
struct ElementList<Element: SchemaElement>: Sendable, Hashable {
    let elements: [Element]
    /// Definitions that say something else of a name that is taken.
    let contradicting: [Element]
    private let index = ElementIndex()

    /// Puts definitions in order; they are moved where nobody else has the list.
    init(_ elements: consuming [Element]) {
        // Definitions are large: looking at them in place is several times as fast as taking them out.
        if Self.isInOrder(elements) {
            // A stored snapshot is in order already.
            self.elements = elements
            contradicting = []
            return
        }
        let order = NameOrder(elements.count) { elements[$0].name.folded }.places
        let (kept, contradicting) = Self.distinct(elements, order)
        self.contradicting = contradicting.map { elements[$0] }
        if kept.count == elements.count {
            Self.rearrange(&elements, kept)
        } else {
            elements = kept.map { elements[$0] }
        }
        self.elements = elements
    }

    subscript(name: AttributeName) -> Element? {
        index.place(of: name.folded) { Self.index(of: elements) }.map { elements[$0] }
    }

    static func == (left: Self, right: Self) -> Bool { left.elements == right.elements }

    func hash(into hasher: inout Hasher) { hasher.combine(elements) }

    private static func isInOrder(_ elements: borrowing [Element]) -> Bool {
        for place in elements.indices.dropFirst() where !(elements[place - 1].name < elements[place].name) {
            return false
        }
        return true
    }

    /// The places of those that stay, and of those that contradict one that stays.
    ///
    /// Of two with one name the first stays, unless it is retired and the second is not: Active Directory gives the
    /// names of retired definitions away again (MS-ADTS 3.1.1.2.3).
    private static func distinct(_ elements: borrowing [Element], _ order: [Int]) -> (kept: [Int], contradicting: [Int])
    {
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
        return (kept, contradicting.sorted())
    }

    /// Moves each element to where its place stands in an order that names every place once.
    ///
    /// Copying a definition counts every reference in it, and so does exchanging two in an array; moving counts none.
    private static func rearrange(_ elements: inout [Element], _ order: [Int]) {
        var order = order
        elements.withUnsafeMutableBufferPointer { elements in
            for start in order.indices where order[start] != start {
                // One circle of places: the first element waits until its own place is free.
                let first = elements.moveElement(from: start)
                var place = start
                while order[place] != start {
                    let next = order[place]
                    elements.initializeElement(at: place, to: elements.moveElement(from: next))
                    order[place] = place
                    place = next
                }
                elements.initializeElement(at: place, to: first)
                order[place] = place
            }
        }
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
