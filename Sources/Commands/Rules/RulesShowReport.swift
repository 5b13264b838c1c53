import Diagnostics
import SyncRules

/// Rules in words; as JSON in the form of `rules import`.
struct RulesShowReport: Report {
    struct Result: Encodable {
        let version = 1
        let rules: [RuleListing]
    }

    static let kind = "rules.show"
    static let isEnveloped = false
    private let rules: [PortableRule]
    private let export: ServerExport

    init(_ rules: [PortableRule], _ export: ServerExport) {
        self.rules = rules
        self.export = export
    }

    var result: Result { Result(rules: rules.map(RuleListing.init)) }

    func text(_ style: Style) -> String { rules.map { text($0, style) }.joined(separator: "\n\n") }

    private func text(_ rule: PortableRule, _ style: Style) -> String {
        var lines = [
            style.strong(Terminal.visible(rule.name)) + "  "
                + Terminal.visible(export.name(ofConnector: rule.connector))
        ]
        let way = rule.direction == .inbound ? "into the metaverse" : "out of the metaverse"
        let link =
            switch rule.link {
            case .provision: "creates the \(rule.targetObjectType) where none can be joined"
            case .join: "writes to what is linked, or joins what is there"
            case .stickyJoin: "joins what is there, and keeps it alive"
            }
        lines.append(
            "  number \(rule.precedence): \(rule.sourceObjectType) to \(rule.targetObjectType), \(way); \(link)"
        )
        if rule.isDisabled { lines.append("  " + style.attention("it is switched off")) }
        if rule.synchronizesPasswords { lines.append("  password hashes follow it") }
        if !rule.description.isEmpty { lines.append("  " + Terminal.visible(rule.description)) }
        lines.append(
            "  " + (rule.isStandard ? "from the template \(rule.immutableTag)" : "made by somebody, from no template")
        )
        lines.append(style.strong("  for objects where"))
        lines += alternatives(
            rule.scope.map { $0.map { "\($0.attribute) \($0.comparison.rawValue) \($0.value)" } },
            "  every object"
        )
        lines.append(style.strong("  joined where"))
        lines += alternatives(
            rule.joins.map { group in
                group.map {
                    "\($0.connectorAttribute) \($0.isCaseSensitive ? "equals, case and all," : "equals") \($0.metaverseAttribute)"
                }
            },
            "  nothing: it joins nobody"
        )
        lines.append(style.strong("  and then writes"))
        if rule.mappings.isEmpty { lines.append("    nothing") }
        var table = TextTable([])
        for mapping in rule.mappings { table.add([mapping.destination, source(mapping), marks(mapping)]) }
        if !table.isEmpty { lines.append(table.text(style, indent: "    ")) }
        return lines.joined(separator: "\n")
    }

    private func alternatives(_ groups: [[String]], _ none: String) -> [String] {
        guard !groups.isEmpty else { return ["  " + none] }
        return groups.enumerated().map { number, group in
            "    " + (number == 0 ? "" : "or ") + Terminal.visible(group.joined(separator: " and "))
        }
    }

    private func source(_ mapping: PortableMapping) -> String {
        switch mapping.kind {
        case .direct: mapping.sources.joined(separator: ", ")
        case .constant: "\"\(mapping.constant ?? "")\""
        case .expression: mapping.expression ?? ""
        }
    }

    private func marks(_ mapping: PortableMapping) -> String {
        [mapping.merge == .update ? nil : mapping.merge.rawValue, mapping.isOnce ? "only when it is created" : nil]
            .compactMap { $0 }.joined(separator: ", ")
    }
}
