public import Directory
public import DirectorySchema
import SyncRules

/// A contradiction between two forests in an attribute that rules of both bring into one attribute of the metaverse.
public struct MergedConflict: Sendable, Hashable, Codable {
    /// The attribute.
    public let attribute: AttributeName
    /// What contradicts itself.
    public let conflict: MatrixConflict
    /// The names of the rules, each once, in the order of their precedence.
    public let rules: [String]
    /// The attributes of the metaverse, ascending.
    public let destinations: [AttributeName]
    /// All of it in words, with what to do.
    public let sentence: String

    /// Where a rule takes an attribute.
    private struct Target: Hashable {
        let metaverseClass: AttributeName
        let destination: AttributeName
    }

    /// The targets of the attributes of one forest, each with the rules that take it there.
    private typealias Targets = [AttributeName: [Target: [SyncRule]]]

    /// The contradictions in syntax or cardinality that rules merge; `rules` are those of each forest, by the name of its
    /// column.
    static func find(in matrix: SchemaMatrix, rules: [String: [SyncRule]]) -> [MergedConflict] {
        let targets = rules.mapValues(Self.targets)
        return matrix.rows.filter { $0.element == .attribute }.flatMap { row -> [MergedConflict] in
            let names = Dictionary(
                zip(matrix.forests, row.cells).compactMap { forest, cell in
                    cell.definition.map { (forest, [row.name, $0.name]) }
                },
                uniquingKeysWith: { first, _ in first }
            )
            let contradictions = row.conflicts.filter { $0.kind == .syntax || $0.kind == .cardinality }
            return contradictions.compactMap { conflict -> MergedConflict? in
                merged(row.name, conflict) { forest in
                    (names[forest] ?? []).lazy.compactMap { targets[forest]?[$0] }.first ?? [:]
                }
            }
        }
    }

    private static func targets(of rules: [SyncRule]) -> Targets {
        var targets: Targets = [:]
        for rule in rules where rule.direction == .inbound {
            for flow in rule.flows {
                let target = Target(metaverseClass: rule.targetClass, destination: flow.destination)
                for attribute in FlowReferences.attributes(readBy: flow.source) {
                    targets[attribute, default: [:]][target, default: []].append(rule)
                }
            }
        }
        return targets
    }

    private static func merged(
        _ attribute: AttributeName,
        _ conflict: MatrixConflict,
        _ targets: (String) -> [Target: [SyncRule]]
    ) -> MergedConflict? {
        let sides = conflict.sides.map { side in
            side.forests.map(targets).reduce(into: [Target: [SyncRule]]()) { $0.merge($1, uniquingKeysWith: +) }
        }
        // Forests of one side agree; it takes two sides in one target.
        let shared = Set(sides.flatMap(\.keys)).filter { target in sides.count { $0[target] != nil } > 1 }
        guard !shared.isEmpty else { return nil }
        let involved = sides.flatMap { side in shared.flatMap { side[$0] ?? [] } }.sorted {
            $0.precedence < $1.precedence
        }
        let rules = involved.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let destinations = Set(shared.map(\.destination)).sorted()
        return MergedConflict(
            attribute: attribute,
            conflict: conflict,
            rules: rules,
            destinations: destinations,
            sentence: sentence(attribute, conflict, rules, destinations)
        )
    }

    private static func sentence(
        _ attribute: AttributeName,
        _ conflict: MatrixConflict,
        _ rules: [String],
        _ destinations: [AttributeName]
    ) -> String {
        let named = rules.prefix(2).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = rules.count > 2 ? " and \(rules.count - 2) more" : ""
        let what = rules.count == 1 ? "rule \(named) merges" : "rules \(named)\(more) merge"
        let verb = conflict.kind == .syntax ? "holds " : "is "
        let advice =
            conflict.kind == .syntax
            ? "Values of two kinds would stand in one attribute. Bring the two schemas to one syntax, or leave the flow out "
                + "of the rules of one forest, or let an expression there convert the value."
            : "Which values arrive depends on which forest wins. Bring the two schemas to one cardinality, or leave the flow "
                + "out of the rules of one forest, or let an expression there choose one value."
        return "\(attribute) \(verb)\(conflict.sentence); \(what) them into "
            + "\(destinations.map(\.spelling).joined(separator: ", ")). \(advice)"
    }
}
