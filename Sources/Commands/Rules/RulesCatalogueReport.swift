import Diagnostics
import Directory
import SyncRules

/// Standard rules as the catalogue holds them.
struct RulesCatalogueReport: Report {
    struct Template: Encodable {
        struct Flow: Encodable {
            let to: String
            let from: String
            let merge: String
            let once: Bool
            let kept: Bool
            let sourceAnchor: String?
        }

        let name: String
        let tag: String
        let family: String
        let connector: String
        let direction: String
        let source: String
        let target: String
        let link: String
        let needs: [String]
        let scope: [[String]]
        let join: [[String]]?
        let flows: [Flow]

        init(_ template: RuleTemplate) {
            name = template.name
            tag = template.tag
            family = template.family
            connector = template.connector.rawValue
            direction = template.direction.rawValue
            source = template.sourceClass.spelling
            target = template.targetClass.spelling
            link = template.link.rawValue
            needs = RulesCatalogueReport.needs(of: template)
            scope = template.scope.map { $0.map(\.description) }
            if case .clauses(let groups) = template.joins {
                join = groups.map { $0.map(\.description) }
            } else {
                join = nil
            }
            flows = template.flows.map {
                Flow(
                    to: $0.flow.destination.spelling,
                    from: $0.flow.source.text,
                    merge: $0.flow.merge.rawValue,
                    once: $0.flow.isOnce,
                    kept: $0.isKept,
                    sourceAnchor: $0.anchor
                )
            }
        }
    }

    static let kind = "rules.catalogue"
    let result: [Template]
    private let isDetailed: Bool

    init(templates: [RuleTemplate], isDetailed: Bool) {
        result = templates.map(Template.init)
        self.isDetailed = isDetailed
    }

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "No standard rule has that in its name." }
        guard isDetailed else {
            let flows = result.map(\.flows.count).reduce(0, +)
            var table = TextTable(["rule", "family", "flows", "needs"], rightAligned: [2])
            for one in result {
                table.add([one.name, one.family, "\(one.flows.count)", one.needs.joined(separator: "; ")])
            }
            return "\(WordList.count(result.count, "standard rule")) with \(WordList.count(flows, "flow")).\n"
                + table.text(style)
        }
        return result.map { detail($0, style) }.joined(separator: "\n\n")
    }

    private func detail(_ one: Template, _ style: Style) -> String {
        var lines = [
            style.strong(one.name),
            "  \(one.direction), \(one.source) to \(one.target), \(one.link); \(one.tag), in \(one.family)",
        ]
        if !one.needs.isEmpty { lines.append("  needs: " + one.needs.joined(separator: "; ")) }
        if !one.scope.isEmpty {
            lines.append("  scope: " + one.scope.map { $0.joined(separator: " and ") }.joined(separator: "; or "))
        }
        if let join = one.join {
            lines += join.enumerated().map { "  join \($0 + 1): " + $1.joined(separator: " and ") }
        } else {
            lines.append("  join: by the joining method")
        }
        if !one.flows.isEmpty {
            var table = TextTable(["to", "from", ""])
            for flow in one.flows {
                let marks = [
                    flow.merge == "update" ? nil : flow.merge, flow.once ? "once" : nil, flow.kept ? "kept" : nil,
                    flow.sourceAnchor.map { "where the source anchor is \($0)" },
                ].compactMap { $0 }
                let from = flow.from.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                table.add([flow.to, from, marks.joined(separator: ", ")])
            }
            lines.append(table.text(style))
        }
        return lines.joined(separator: "\n")
    }

    private static func needs(of template: RuleTemplate) -> [String] {
        let needs = template.needs
        let markers = needs.anyAttribute.map(\.spelling)
        return [
            needs.objectClass.map { "class \($0)" + (needs.isOfAnyForest ? " in a forest" : "") },
            markers.isEmpty ? nil : "one of \(markers.joined(separator: ", "))",
            needs.option.map { "option \($0)" },
            needs.anchor.map { "source anchor \($0)" },
            needs.application.map { "application \($0)" },
            template.carriesExtensions ? "directory extensions" : nil,
        ].compactMap { $0 }
    }
}
