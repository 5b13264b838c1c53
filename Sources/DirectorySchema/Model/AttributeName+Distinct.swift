import Directory

extension AttributeName {
    /// Names in ascending order, each once, as it was written first.
    static func distinct(_ names: [AttributeName]) -> [AttributeName] {
        guard names.count > 1 else { return names }
        var kept: [AttributeName] = []
        kept.reserveCapacity(names.count)
        for place in NameOrder(names.count, name: { names[$0].folded }).places where names[place] != kept.last {
            kept.append(names[place])
        }
        return kept
    }
}
