import Directory

/// Gives an attribute what it does not say itself and its superior does (RFC 4512 section 2.5.1): syntax, and the rules
/// by which values are compared.
enum SyntaxInheritance {
    /// How many superiors are looked at: a circle ends here.
    private static let depthLimit = 32

    static func resolved(_ attributes: [AttributeType]) -> [AttributeType] {
        guard attributes.indices.contains(where: { attributes[$0].superior != nil }) else { return attributes }
        let index = index(of: attributes)
        return attributes.map { attribute in
            var result = attribute
            var above = attribute.superior
            var steps = 0
            while let name = above, let place = index[name.folded], steps < depthLimit {
                let superior = attributes[place]
                if result.syntax == nil { result.syntax = superior.syntax }
                if let inherited = superior.matching {
                    result.matching = MatchingRules(
                        equality: result.matching?.equality ?? inherited.equality,
                        ordering: result.matching?.ordering ?? inherited.ordering,
                        substring: result.matching?.substring ?? inherited.substring
                    )
                }
                above = superior.superior
                steps += 1
            }
            return result
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
