import Connectors
import Directory
import DirectorySchema

/// A sign that a schema was not read whole, so that what it lacks only seems to be gone.
public struct SchemaDoubt: Sendable, Hashable, Codable {
    /// What the sign is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A file's last record is not ended as the others are.
        case openEnd
        /// Classes name what the source does not define and the cached schema does.
        case undefinedNames
        /// Nothing differs but that definitions are missing from a file.
        case onlyRemovals
    }

    /// What it is.
    public let kind: Kind
    /// How many names or definitions it is about.
    public let count: Int
    /// Some of the names, ascending.
    public let names: [String]

    /// The signs that a schema shows against the one that is cached; none where nothing would be taken away.
    static func find(_ live: LiveSchema, _ cached: SchemaSnapshot, _ diff: SchemaDiff) -> [SchemaDoubt] {
        guard diff.changes.contains(where: { $0.action != .added }) else { return [] }
        var doubts: [SchemaDoubt] = []
        if live.isOpen { doubts.append(SchemaDoubt(kind: .openEnd, count: 1, names: [])) }
        let undefined = undefinedNames(live.snapshot, cached)
        if !undefined.isEmpty {
            doubts.append(
                SchemaDoubt(
                    kind: .undefinedNames,
                    count: undefined.count,
                    names: undefined.prefix(3).map(\.spelling)
                )
            )
        }
        // A file's end may have fallen into a definition, or before the last change of one: that one lost a part.
        let others = diff.changes.filter { $0.action != .removed }
        let hasRemovals = others.count < diff.changes.count
        let isLoss = others.allSatisfy { hasRemovals ? $0.action == .modified : losesAlone($0) }
        if live.state == nil, others.count <= 1, isLoss {
            doubts.append(SchemaDoubt(kind: .onlyRemovals, count: diff.changes.count, names: []))
        }
        return doubts
    }

    /// Whether a definition has lost values and got none.
    private static func losesAlone(_ change: SchemaChange) -> Bool {
        change.action == .modified
            && change.facets.allSatisfy { facet in
                guard case .list(let from)? = facet.from, case .list(let to)? = facet.to else { return facet.to == nil }
                return to.count < from.count && Set(to).isSubset(of: from)
            }
    }

    private static func undefinedNames(_ live: SchemaSnapshot, _ cached: SchemaSnapshot) -> [AttributeName] {
        func has(_ name: AttributeName, _ schema: SchemaSnapshot) -> Bool {
            schema.attribute(name) != nil || schema.objectClass(name) != nil
        }
        let named = live.classes.reduce(into: Set<AttributeName>()) { names, one in
            names.formUnion(one.must + one.may + one.auxiliaries + (one.superior.map { [$0] } ?? []))
        }
        return named.filter { !has($0, live) && has($0, cached) }.sorted()
    }
}
