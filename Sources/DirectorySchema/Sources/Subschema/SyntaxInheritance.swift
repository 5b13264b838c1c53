import Directory

/// Gives an attribute what it does not say itself and its superior does (RFC 4512 section 2.5.1): syntax, and the rules
/// by which values are compared.
enum SyntaxInheritance {
    /// How many superiors are looked at: a circle ends here.
    private static let depthLimit = 32

    /// Completes attributes by what those above them say for themselves.
    static func resolve(_ attributes: inout [AttributeType]) {
        let places = attributes.indices.filter { attributes[$0].superior != nil }
        guard !places.isEmpty else { return }
        // Nothing is changed before everything is known: what stands above has to be as it was written.
        let inherited = inherited(by: places, in: attributes)
        for (place, values) in zip(places, inherited) {
            attributes[place].syntax = values.syntax
            attributes[place].matching = values.matching
        }
    }

    private typealias Values = (syntax: AttributeSyntax?, matching: MatchingRules?)

    private static func inherited(by places: [Int], in attributes: [AttributeType]) -> [Values] {
        let index = index(of: attributes)
        return places.map { place in
            var values: Values = (attributes[place].syntax, attributes[place].matching)
            var above = attributes[place].superior
            var steps = 0
            while let name = above, let place = index[name.folded], steps < depthLimit {
                if values.syntax == nil { values.syntax = attributes[place].syntax }
                if let inherited = attributes[place].matching {
                    values.matching = MatchingRules(
                        equality: values.matching?.equality ?? inherited.equality,
                        ordering: values.matching?.ordering ?? inherited.ordering,
                        substring: values.matching?.substring ?? inherited.substring
                    )
                }
                above = attributes[place].superior
                steps += 1
            }
            return values
        }
    }

    /// First names before further ones, those before OIDs, each in the order of names: as a snapshot finds them, wherever
    /// in its file a definition stands.
    private static func index(of attributes: [AttributeType]) -> [String: Int] {
        let order = NameOrder(attributes.count) { attributes[$0].name.folded }.places
        var index: [String: Int] = [:]
        func add(_ name: String, _ place: Int) { if index[name] == nil { index[name] = place } }
        for place in order { add(attributes[place].name.folded, place) }
        for place in order { for name in attributes[place].aliases { add(name.folded, place) } }
        for place in order { if let oid = attributes[place].oid?.dotted { add(oid, place) } }
        return index
    }
}
