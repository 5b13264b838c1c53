import Directory

/// Gives an attribute what it does not say itself and its superior does (RFC 4512 section 2.5.1): syntax, and the rules
/// by which values are compared.
enum SyntaxInheritance {
    /// How many superiors are looked at: a circle ends here.
    private static let depthLimit = 32

    static func resolved(_ attributes: [AttributeType]) -> [AttributeType] {
        guard attributes.contains(where: { $0.superior != nil }) else { return attributes }
        var index: [String: Int] = [:]
        for (place, attribute) in attributes.enumerated() {
            for name in [attribute.name] + attribute.aliases where index[name.folded] == nil {
                index[name.folded] = place
            }
            if let oid = attribute.oid?.dotted, index[oid] == nil { index[oid] = place }
        }
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
}
