import SyncRules
import WizardTasks

/// One rule: its scope, its joins, its flows, and which rules write the same attributes.
enum RulePage {
    static func path(of rule: PortableRule) -> ConsolePath {
        ConsolePath(
            "rules",
            "rule",
            query: [("connector", rule.connector), ("name", rule.name), ("precedence", "\(rule.precedence)")]
        )
    }

    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        let rules = try await WorkspaceRules.read(workspace).rules
        let same = rules.filter { $0.connector == query["connector"] && $0.name == query["name"] }
        guard let rule = same.first(where: { $0.precedence == query.number("precedence") }) ?? same.first else {
            throw Refusal.missing(
                "There is no such rule",
                "It has gone, or has another name since the list was made. Load the list again.",
                next: ("Rules", ConsolePath("rules"))
            )
        }
        let name = workspace.configuration.name(of: ConnectorID(rule.connector))
        var facts = FactsPart()
        facts.add("Connector", name)
        facts.add("Precedence", "\(rule.precedence)")
        facts.add("Direction", rule.direction == .inbound ? "into the metaverse" : "out of the metaverse")
        facts.add("Classes", "\(rule.sourceObjectType) to \(rule.targetObjectType)")
        facts.add("Link", link(rule))
        facts.add("State", rule.isDisabled ? "switched off" : "runs", tone: rule.isDisabled ? .warning : .good)
        facts.add("Password hashes", rule.synchronizesPasswords ? "follow it" : "do not follow it")
        facts.add("Template", rule.isStandard ? rule.immutableTag : "none: made by somebody")
        facts.add("Description", rule.description.isEmpty ? nil : rule.description)
        return Page(
            title: rule.name,
            place: "rules",
            parts: [
                facts,
                alternatives(
                    "Scoping filter",
                    rule.scope.map { group in
                        group.map { "\($0.attribute) \($0.comparison.rawValue) \($0.value)" }
                    },
                    none: "Every object of the class."
                ),
                alternatives(
                    "Join rules",
                    rule.joins.map { group in
                        group.map {
                            "\($0.connectorAttribute) equals \($0.metaverseAttribute)"
                                + ($0.isCaseSensitive ? ", case and all" : "")
                        }
                    },
                    none: "None: it joins nobody."
                ),
                flows(rule, rules, workspace), LinksPart(links: [("All rules", ConsolePath("rules"))]),
            ]
        )
    }

    private static func link(_ rule: PortableRule) -> String {
        switch rule.link {
        case .provision: "Provision: creates the \(rule.targetObjectType) where none can be joined"
        case .join: "Join: writes to what is linked, or joins what is there"
        case .stickyJoin: "StickyJoin: joins what is there, and keeps it alive"
        }
    }

    private static func alternatives(_ title: String, _ groups: [[String]], none: String) -> TextPart {
        TextPart(
            title: title,
            groups.isEmpty
                ? [TextLine(none)]
                : groups.enumerated().map {
                    TextLine(($0.offset > 0 ? "or " : "") + $0.element.joined(separator: " and "))
                }
        )
    }

    private static func flows(_ rule: PortableRule, _ rules: [PortableRule], _ workspace: Workspace) -> TablePart {
        TablePart(
            title: "Attribute flows",
            caption: "What the rule writes, and which other rules write the same",
            columns: ["attribute", "from", "how", "who wins"],
            empty: "It writes nothing.",
            rows: rule.mappings.map { mapping in
                [
                    [TextLine(mapping.destination)], [TextLine(source(mapping))],
                    [
                        TextLine(
                            [
                                mapping.kind.rawValue.lowercased(),
                                mapping.merge == .update ? nil : mapping.merge.rawValue,
                                mapping.isOnce ? "only when it is created" : nil,
                            ].compactMap { $0 }.joined(separator: ", ")
                        )
                    ],
                    winners(mapping, of: rule, rules, workspace),
                ]
            }
        )
    }

    private static func source(_ mapping: PortableMapping) -> String {
        switch mapping.kind {
        case .direct: mapping.sources.joined(separator: ", ")
        case .constant: "\"\(mapping.constant ?? "")\""
        case .expression: mapping.expression ?? ""
        }
    }

    /// The rules that write the same attribute of the same class, the first wins where its scope fits and it has a value.
    private static func winners(
        _ mapping: PortableMapping,
        of rule: PortableRule,
        _ rules: [PortableRule],
        _ workspace: Workspace
    ) -> [TextLine] {
        let rivals = rules.filter { other in
            !other.isDisabled && other.direction == rule.direction
                && other.targetObjectType.lowercased() == rule.targetObjectType.lowercased()
                && (rule.direction == .inbound || other.connector == rule.connector)
                && other.mappings.contains { $0.destination.lowercased() == mapping.destination.lowercased() }
        }
        guard rivals.contains(where: { $0 != rule }) else {
            return [TextLine(rule.isDisabled ? "no rule that runs" : "this rule alone")]
        }
        let most = 4
        let lines = rivals.prefix(most).enumerated().map { place, other in
            let name = "\(other.precedence) \(other.name)"
            let connector = workspace.configuration.name(of: ConnectorID(other.connector))
            return other == rule
                ? TextLine("\(place + 1). this rule", tone: .good)
                : TextLine("\(place + 1). \(name), \(connector)", path: path(of: other))
        }
        let rest = rivals.count - most
        return lines + (rest > 0 ? [TextLine("and \(Words.count(rest, "more rule"))", tone: .note)] : [])
    }
}
