import SyncRules
import Testing

@testable import Commands

@Suite("A merge of rules as people read it")
struct MergeTextTests {
    private static let forest = "5c0ffee5-0002-4000-8000-00000000abcd"

    private static func rule(_ name: String, _ precedence: Int, _ flows: [PortableMapping]) -> PortableRule {
        var rule = PortableRule(
            name: "In from AD - \(name)",
            direction: .inbound,
            connector: forest,
            sourceObjectType: "user",
            targetObjectType: "person",
            link: .join,
            precedence: precedence
        )
        rule.immutableTag = "Microsoft.InfromAD\(name).003"
        rule.mappings = flows
        return rule
    }

    private static func flow(_ name: String, _ expression: String) -> PortableMapping {
        PortableMapping(destination: name, sources: [name], expression: expression)
    }

    private static func merge(_ options: RuleMergeOptions = RuleMergeOptions()) -> RuleMergeResult {
        let base = [
            rule("A", 100, [flow("mail", "Trim([mail])"), flow("title", "Trim([title])")]), rule("B", 101, []),
            rule("C", 102, []),
        ]
        var theirs = base
        theirs[0].mappings[0].expression = "IIF(IsPresent([mail]),\n  [mail], NULL)\u{1B}[31m"
        theirs[2].isDisabled = true
        var copy = rule("A - Copy", 103, [])
        copy.immutableTag = ""
        let ours = [
            rule("A", 100, [flow("mail", "Left([mail], 64)"), flow("title", "Left([title], 64)")]), rule("N", 101, []),
            rule("C", 102, []),
        ]
        return RuleMerge.merge(base: base, theirs: theirs + [copy], ours: ours, options: options)
    }

    @Test("one sentence, what waits, what changes, what to know")
    func merged() {
        let text = MergeText(Self.merge()) { $0 == Self.forest ? "grove.example" : $0 }.text(.plain)
        #expect(
            text == #"""
                Of 4 rules: 1 added, 1 removed and 1 updated; 1 part changed on both sides, and nobody decided.
                ! conflict In from AD - A  (grove.example): flow mail
                    generated before  Trim([mail])
                    yours             IIF(IsPresent([mail]),
                                        [mail], NULL)\u{1B}[31m
                    generated now     Left([mail], 64)
                    Yours stays until somebody decides.
                - removed In from AD - B  (grove.example)
                + added In from AD - N  (grove.example)
                ~ updated In from AD - A  (grove.example)
                    flow title
                note In from AD - A - Copy  (grove.example): It is a copy of "In from AD - A", which changed; see whether the copy needs the same change.
                    flow mail, flow title
                Untouched: 1 disabled and 1 your own.
                """#
        )
    }

    @Test("what was decided is told as such, and so is that nothing changes")
    func decided() {
        let text = MergeText(Self.merge(RuleMergeOptions(take: .ours))).text(.plain)
        #expect(text.hasPrefix("Of 4 rules: 1 added, 1 removed and 1 updated.\n~ decided In from AD - A"))
        #expect(text.contains("    What is generated now is taken.\n"))
        let rules = Self.merge().rules
        let nothing = RuleMerge.merge(base: [], theirs: rules, ours: [])
        #expect(MergeText(nothing).text(.plain).hasPrefix("No rule changes.\n"))
    }
}
