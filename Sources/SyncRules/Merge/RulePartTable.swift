import Directory

/// The parts of a rule that are merged one by one, each with its meaning and with the text that people see.
///
/// Whether a rule is switched off is no part: that is always as the workspace has it. Its number and its GUIDs are none
/// either.
struct RulePartTable {
    /// One part.
    struct Entry {
        let part: RulePart
        let shown: String
        let meaning: String
    }

    /// In the order of `RulePart.Kind`, flows in the order of the rule.
    let entries: [Entry]
    private let places: [RulePart: Int]

    init(_ rule: PortableRule) {
        let classes = "\(rule.direction.rawValue), \(rule.sourceObjectType) to \(rule.targetObjectType)"
        let passwords = rule.synchronizesPasswords ? "True" : "False"
        var entries = [
            Entry(part: RulePart(.name), shown: rule.name, meaning: rule.name),
            Entry(part: RulePart(.description), shown: rule.description, meaning: rule.description),
            Entry(part: RulePart(.classes), shown: classes, meaning: ASCII.lowercased(classes)),
            Entry(part: RulePart(.link), shown: rule.link.rawValue, meaning: rule.link.rawValue),
            Entry(part: RulePart(.passwordSync), shown: passwords, meaning: passwords),
            Entry(
                part: RulePart(.scope),
                shown: RuleParts.text(rule.scope),
                meaning: RuleParts.meaning(rule.scope) + "\n\(rule.scope.map(\.count).sorted())"
            ),
            Entry(
                part: RulePart(.join),
                shown: rule.joins.map { RuleParts.text($0) }.joined(separator: "; or "),
                meaning: rule.joins.map { "\($0.count)\n" + RuleParts.meaning($0) }.joined(separator: "\n\n")
            ),
        ]
        entries += zip(Self.flowParts(rule.mappings), rule.mappings).map { part, mapping in
            Entry(part: part, shown: RuleParts.text(mapping), meaning: RuleParts.meaning(mapping))
        }
        self.entries = entries
        places = Dictionary(
            entries.enumerated().map { ($0.element.part, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    subscript(part: RulePart) -> Entry? { places[part].map { entries[$0] } }

    /// The parts of flows, in order: flows into one attribute are numbered.
    static func flowParts(_ mappings: [PortableMapping]) -> [RulePart] {
        var counts: [String: Int] = [:]
        return mappings.map { mapping in
            let key = ASCII.lowercased(mapping.destination)
            let number = (counts[key] ?? 0) + 1
            counts[key] = number
            return RulePart(flow: key, number: number)
        }
    }

    /// The parts whose meaning differs: those of this table in order, then those that only the other has.
    func differences(from other: RulePartTable) -> [RulePart] {
        entries.filter { other[$0.part]?.meaning != $0.meaning }.map(\.part)
            + other.entries.filter { self[$0.part] == nil }.map(\.part)
    }
}
