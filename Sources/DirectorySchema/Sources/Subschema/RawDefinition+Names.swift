import Directory

extension RawDefinition {
    /// Its names in their order, each once; the further ones apart, since hardly any definition has them.
    var names: (first: AttributeName?, further: [AttributeName]) {
        guard let field = field(.name), let text = field.first else { return (nil, []) }
        let first = AttributeName(text)
        guard !field.rest.isEmpty else { return (first, []) }
        var found: Set = [first.folded]
        return (first, field.rest.map { AttributeName($0) }.filter { found.insert($0.folded).inserted })
    }
}
