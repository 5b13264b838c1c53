import Directory

/// Which definitions of several schemas are of one thing: the first name decides, then a further name.
///
/// An OID does not: that it has two names is what a matrix shows.
struct MatrixGroups<Element: SchemaElement> {
    /// For each thing what each schema says of it; at least one says something.
    private(set) var groups: [[Element?]] = []

    init(_ columns: [[Element]]) {
        var firstNames: [String: Int] = [:]
        var allNames: [String: Int] = [:]
        for (column, elements) in columns.enumerated() {
            var pending: [Element] = []
            for element in elements {
                if let group = firstNames[element.name.folded] {
                    groups[group][column] = element
                } else {
                    pending.append(element)
                }
            }
            // Only now: a further name must not take the place of a first one.
            for element in pending {
                let known = element.names.lazy.compactMap { allNames[$0.folded] }.first { groups[$0][column] == nil }
                let group = known ?? groups.count
                if known == nil {
                    groups.append(Array(repeating: nil, count: columns.count))
                    firstNames[element.name.folded] = group
                }
                groups[group][column] = element
            }
            for (number, group) in groups.enumerated() {
                for name in group[column]?.names ?? [] where allNames[name.folded] == nil {
                    allNames[name.folded] = number
                }
            }
        }
    }
}
