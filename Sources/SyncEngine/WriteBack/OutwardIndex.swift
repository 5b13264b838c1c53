import Directory
import SyncRules

/// Finds objects of a forest that are linked to nothing by the values that rules outwards join by.
struct OutwardIndex {
    /// What a join clause compares, once for all rules that have it.
    private struct Source: Hashable {
        let connector: AttributeID
        let metaverse: AttributeID
        let isExact: Bool

        init(_ clause: CompiledRule.Join) {
            (connector, metaverse, isExact) = (clause.connector, clause.metaverse, clause.isCaseSensitive)
        }
    }

    private(set) var keys: JoinKeys
    private let sources: [Source]
    /// For each source the objects that have a value, by its key.
    private var found: [Source: [UInt64: [Int64]]] = [:]
    /// The classes of the objects that are free still.
    private var classes: [Int64: AttributeName] = [:]

    init(_ rules: [CompiledRule], of connector: ConnectorID, table: AttributeTable, digest: EntryDigest) {
        keys = JoinKeys([connector: rules], table: table, digest: digest)
        sources = Array(Set(rules.flatMap { $0.joins.joined() }.map(Source.init)))
    }

    var isEmpty: Bool { classes.isEmpty }

    /// The keys of all values that there are.
    var asked: Set<UInt64> { Set(found.values.flatMap(\.keys)) }
    /// The same keys as if no join told case apart.
    private(set) var loose: Set<UInt64> = []
    /// Whether a group has found several objects since this was last said to be otherwise.
    var isAmbiguous = false

    mutating func insert(_ number: Int64, _ object: ConnectorSpaceObject) {
        var hasValue = false
        for source in sources {
            for value in object.entry.values(of: source.connector) {
                let key = key(of: value, source)
                found[source, default: [:]][key, default: []].append(number)
                let folded = value.withUnsafeBytes { keys.key(source.metaverse, $0, isExact: false) }
                loose.insert(folded)
                hasValue = true
            }
        }
        if hasValue { classes[number] = object.objectClass }
    }

    /// An object that is joined is found no more.
    mutating func take(_ number: Int64) { classes[number] = nil }

    /// The one object that a join group of a rule finds; groups are tried in order, none and several are no match.
    mutating func object(for metaverse: PackedEntry, by rule: CompiledRule) -> Int64? {
        for group in rule.joins {
            var matches: Set<Int64>?
            for clause in group {
                let source = Source(clause)
                var own: Set<Int64> = []
                for value in metaverse.values(of: clause.metaverse) {
                    let key = key(of: value, source)
                    own.formUnion(found[source]?[key] ?? [])
                }
                matches = matches?.intersection(own) ?? own
            }
            let fitting = (matches ?? []).filter { isFree($0, for: rule.rule.targetClass) }
            if fitting.count == 1 { return fitting.first }
            if fitting.count > 1 { isAmbiguous = true }
        }
        return nil
    }

    private func isFree(_ number: Int64, for objectClass: AttributeName) -> Bool {
        guard let own = classes[number] else { return false }
        return objectClass == "*" || own == objectClass
    }

    private mutating func key(of value: ArraySlice<UInt8>, _ source: Source) -> UInt64 {
        value.withUnsafeBytes { keys.key(source.metaverse, $0, isExact: source.isExact) }
    }
}
