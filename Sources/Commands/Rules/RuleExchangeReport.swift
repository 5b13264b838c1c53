import Diagnostics
import Directory
import DirectorySchema
import SyncRules

/// Rules that were read from files; as JSON version 1 of its form.
struct RuleExchangeReport: Report {
    struct Result: Encodable {
        struct Connector: Encodable {
            let identifier: String
            let name: String
            let category: String
            let partitions: [ExportedConnector.Partition]
            let runProfiles: [ExportedConnector.RunProfile]
            let attributeInclusion: [String]
            let derivedInclusion: [String]
            let classes: Int
            let attributes: Int
        }

        let version = 1
        let rules: [RuleListing]
        let connectors: [Connector]
        let globalParameters: [String: String]
        let problems: [ExchangeProblem]
    }

    static let kind = "rules.import"
    static let isEnveloped = false
    private let export: ServerExport

    init(_ export: ServerExport) { self.export = export }

    var result: Result {
        Result(
            rules: export.rules.map(RuleListing.init),
            connectors: export.connectors.map { connector in
                let used = export.rules.filter { $0.connector == connector.identifier }
                    .reduce(into: Set()) { $0.formUnion($1.connectorAttributes) }
                return Result.Connector(
                    identifier: connector.identifier,
                    name: connector.name,
                    category: connector.category,
                    partitions: connector.partitions,
                    runProfiles: connector.runProfiles,
                    attributeInclusion: connector.attributeInclusion,
                    derivedInclusion: used.sorted().map(\.spelling),
                    classes: connector.schema.classes.count,
                    attributes: connector.schema.attributes.count
                )
            },
            globalParameters: export.globalParameters,
            problems: export.problems
        )
    }

    func text(_ style: Style) -> String {
        let flows = export.rules.flatMap(\.mappings)
        let kinds = PortableMapping.Kind.allCases.compactMap { kind -> String? in
            let count = flows.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let failed = export.problems.count { $0.severity == .error }
        let read =
            "\(WordList.count(export.rules.count, "rule")) with \(WordList.count(flows.count, "flow"))"
            + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))")
        let from = export.connectors.isEmpty ? "" : " of \(WordList.count(export.connectors.count, "connector"))"
        var lines = [
            failed == 0
                ? "\(read)\(from) read." : style.bad("\(WordList.count(failed, "error"))") + ": \(read)\(from) read."
        ]
        lines += problems(style)
        if !export.connectors.isEmpty { lines.append(connectors(style)) }
        if !export.rules.isEmpty { lines.append(rules(style)) }
        return lines.joined(separator: "\n")
    }

    private func problems(_ style: Style) -> [String] {
        export.problems.sorted { $0.severity > $1.severity }.map { problem in
            let mark =
                switch problem.severity {
                case .error: style.bad("! error")
                case .warning: style.attention("~ warning")
                case .note: style.faint("  note")
                }
            let place = [problem.file.isEmpty ? nil : problem.file, problem.line.map { "line \($0)" }, problem.rule]
                .compactMap { $0 }.joined(separator: ", ")
            return "\(mark)  \(Terminal.visible(place)): \(Terminal.visible(problem.sentence))"
        }
    }

    private func connectors(_ style: Style) -> String {
        var table = TextTable(["connector", "kind", "partitions", "attributes read", "schema", "run profiles"])
        for one in export.connectors {
            let selected = one.partitions.count(where: \.isSelected)
            table.add([
                one.name, one.isTenant ? "tenant" : "forest", "\(selected) of \(one.partitions.count)",
                "\(one.attributeInclusion.count)",
                "\(one.schema.classes.count) classes, \(one.schema.attributes.count) attributes",
                "\(one.runProfiles.count)",
            ])
        }
        return table.text(style)
    }

    private func rules(_ style: Style) -> String {
        var table = TextTable(["number", "rule", "connector", "way", "flows"], rightAligned: [0, 4])
        for rule in export.rules {
            table.add([
                "\(rule.precedence)", rule.name + (rule.isDisabled ? " (disabled)" : ""),
                export.name(ofConnector: rule.connector),
                "\(rule.sourceObjectType) to \(rule.targetObjectType), \(rule.direction.rawValue.lowercased())",
                "\(rule.mappings.count)",
            ])
        }
        return table.text(style)
    }
}
