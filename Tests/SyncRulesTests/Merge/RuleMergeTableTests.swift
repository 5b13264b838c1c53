import Testing

@testable import SyncRules

@Suite("Each way in which people and catalogue can change a standard rule has its outcome")
struct RuleMergeTableTests {
    /// What the catalogue did: columns of the tables.
    private static let templates = ["same", "changed", "revised", "gone"]

    /// What people did, for each column: the outcome, the parts that were taken, and the notices behind an exclamation mark.
    private static let merged = """
        as generated            | kept     | updated flow b          | updated tag         | removed
        off                     | disabled | updated flow b          | updated tag         | removed
        edited elsewhere        | edited   | updated flow b          | updated tag         | conflict rule
        edited elsewhere, off   | edited   | updated flow b          | updated tag         | conflict rule
        edited there            | edited   | conflict flow b         | updated tag         | conflict rule
        edited there, off       | edited   | conflict flow b         | updated tag         | conflict rule
        edited alike            | edited   | kept                    | updated tag         | conflict rule
        edited alike, off       | edited   | disabled                | updated tag         | conflict rule
        reworded                | kept     | updated flow b          | updated tag         | removed
        reworded, off           | disabled | updated flow b          | updated tag         | removed
        deleted                 | deleted  | deleted !deletedRuleMoved | deleted !deletedRuleMoved |
        """

    private static let likeEntra = """
        as generated            | kept     | updated flow b          | updated tag         | removed
        off                     | disabled | updated flow b          | updated tag         | removed
        edited elsewhere        | edited   | edited added off !tagPassedOn | edited added off | edited !editedRuleOrphaned
        edited elsewhere, off   | edited   | edited added off !tagPassedOn | edited added off | edited !editedRuleOrphaned
        edited there            | edited   | edited added off !tagPassedOn | edited added off | edited !editedRuleOrphaned
        edited there, off       | edited   | edited added off !tagPassedOn | edited added off | edited !editedRuleOrphaned
        edited alike            | edited   | edited added off !tagPassedOn | edited added off | edited !editedRuleOrphaned
        edited alike, off       | edited   | edited added off !tagPassedOn | edited added off | edited !editedRuleOrphaned
        reworded                | kept     | updated flow b          | updated tag         | removed
        reworded, off           | disabled | updated flow b          | updated tag         | removed
        deleted                 | added    | added                   | added               |
        """

    private static func cells(_ table: String) -> [(people: String, template: String, expected: String)] {
        table.split(separator: "\n").flatMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
                cell.split(separator: " ").joined(separator: " ")
            }
            return zip(templates, cells.dropFirst()).map { (cells.first ?? "", $0, $1) }
        }
    }

    private static let base = MergeFixture.rule { $0.mappings[2] = .init(destination: "c", expression: "Left([c], 3)") }

    /// What somebody did to the rule; nothing where it was deleted.
    private static func theirs(_ people: String) -> PortableRule? {
        var rule = base
        rule.identifier = "00000000-0000-4000-8000-0000000000aa"
        if people.hasSuffix(", off") || people == "off" { rule.isDisabled = true }
        switch people.split(separator: ",").first {
        case "edited elsewhere": rule.mappings[0].sources = ["displayName"]
        case "edited there": rule.mappings[1].sources = ["displayName"]
        case "edited alike": rule.mappings[1].sources = ["mail"]
        case "reworded":
            rule.mappings[2].expression = "left(\n  [C], 3 )"
            rule.mappings[0].destination = "A"
        case "deleted": return nil
        default: break
        }
        return rule
    }

    /// What is generated anew; nothing where the template is gone.
    private static func ours(_ template: String) -> PortableRule? {
        var rule = base
        switch template {
        case "changed": rule.mappings[1].sources = ["mail"]
        case "revised": rule.immutableTag = "Microsoft.InfromADCommon.004"
        case "gone": return nil
        default: break
        }
        return rule
    }

    private static func clone(_ isCloned: Bool) -> [PortableRule] {
        isCloned ? [MergeFixture.own("In from AD - Common - Copy", 50)] : []
    }

    private func check(_ table: String, _ options: RuleMergeOptions, isCloned: Bool) {
        for (people, template, expected) in Self.cells(table) {
            let theirs = [Self.theirs(people)].compactMap { $0 }
            let result = RuleMerge.merge(
                base: [Self.base],
                theirs: theirs + Self.clone(isCloned),
                ours: [Self.ours(template)].compactMap { $0 },
                options: options
            )
            let where_ = Comment(rawValue: "\(people) x \(template), cloned: \(isCloned)")
            var words = result.outcomes.filter { $0.kind != .custom }.flatMap { outcome in
                [outcome.kind.rawValue] + (outcome.kind == .conflict ? [] : outcome.taken.map(\.description))
                    + (outcome.kind == .added && outcome.isDisabled ? ["off"] : [])
            }
            words += result.openConflicts.map(\.part.description)
            words += result.notices.filter { $0.rule.name != "In from AD - Common - Copy" }.map {
                "!\($0.kind.rawValue)"
            }
            #expect(words.joined(separator: " ") == expected, where_)
            // A copy is never touched; it is told when its template did something.
            #expect(result.rules.filter { $0.precedence == 50 } == Self.clone(isCloned), where_)
            let told = result.notices.filter { $0.rule.name == "In from AD - Common - Copy" }
            #expect(told.count == (isCloned && template != "same" ? 1 : 0), where_)
            // What is switched off stays so, and what is on too.
            if let before = theirs.first, let after = result.rules.first(where: { $0.identifier == before.identifier })
            {
                #expect(after.isDisabled == before.isDisabled, where_)
            }
            #expect(result.counts.custom == (isCloned ? 1 : 0), where_)
        }
    }

    @Test("merged part by part", arguments: [false, true])
    func merged(_ isCloned: Bool) { check(Self.merged, RuleMergeOptions(), isCloned: isCloned) }

    @Test("as the product does", arguments: [false, true])
    func likeEntra(_ isCloned: Bool) {
        check(Self.likeEntra, RuleMergeOptions(isLikeEntra: true), isCloned: isCloned)
    }

    @Test("the tables have a cell for everything")
    func complete() {
        for table in [Self.merged, Self.likeEntra] { #expect(Self.cells(table).count == 11 * 4) }
    }
}
