import Testing

@testable import SyncRules

@Suite("Rules come, go, are copied and get numbers")
struct RuleMergeSetTests {
    private typealias Fixture = MergeFixture

    private func listing(_ result: RuleMergeResult) -> [String] {
        result.rules.map { "\($0.precedence) \($0.name.replacing("In from AD - ", with: ""))" }
    }

    private static let numberings: [(theirs: [PortableRule], base: String, ours: String, expected: [String])] = [
        // Nothing came or went: every number stays, be it doubled or far away.
        (
            [Fixture.rule("A", 100), Fixture.rule("B", 100), Fixture.own("own", 300)], "A B", "B A",
            [
                "100 A", "100 B", "300 own",
            ]
        ),
        // What is new stands behind its predecessor, and rules of people at 100 and more move.
        (
            [Fixture.own("low", 5), Fixture.rule("A", 110), Fixture.own("own", 111), Fixture.rule("C", 115)], "A C",
            "A B C",
            [
                "5 low", "110 A", "111 B", "112 own", "113 C",
            ]
        ),
        // Without a predecessor it stands before its successor.
        ([Fixture.own("own", 100), Fixture.rule("C", 101)], "C", "A B C", ["100 own", "101 A", "102 B", "103 C"]),
        // Without either it is the last.
        ([Fixture.own("own", 104)], "", "A B", ["104 own", "105 A", "106 B"]), ([], "", "A B", ["100 A", "101 B"]),
        // A predecessor that somebody moved below 100 is none.
        (
            [Fixture.rule("A", 50), Fixture.own("own", 120), Fixture.rule("C", 130)], "A C", "A B C",
            [
                "50 A", "120 own", "121 B", "122 C",
            ]
        ),
        // What goes leaves no gap; numbers begin where they began.
        ([Fixture.rule("A", 100), Fixture.rule("B", 105), Fixture.own("own", 107)], "A B", "B", ["100 B", "101 own"]),
        // Theirs has another order than ours: theirs stays.
        ([Fixture.rule("C", 100), Fixture.rule("A", 101)], "A C", "A B C", ["100 C", "101 A", "102 B"]),
        ([Fixture.rule("A", .max), Fixture.rule("B", .max)], "A B", "A B C", ["100 A", "101 B", "102 C"]),
    ]

    private static func rules(_ names: String) -> [PortableRule] {
        names.split(separator: " ").enumerated().map { Fixture.rule(String($1), 100 + $0) }
    }

    @Test("numbers", arguments: numberings.indices)
    func numbers(_ index: Int) {
        let (theirs, base, ours, expected) = Self.numberings[index]
        let result = RuleMerge.merge(base: Self.rules(base), theirs: theirs, ours: Self.rules(ours))
        #expect(listing(result) == expected)
        // Renumbering is no update.
        #expect(result.outcomes.allSatisfy { $0.taken.isEmpty })
        for change in result.renumbered {
            #expect(theirs.contains { $0.name == change.rule.name && $0.precedence == change.from })
            #expect(result.rules.contains { $0.name == change.rule.name && $0.precedence == change.to })
        }
        let stayed = result.rules.filter { rule in
            theirs.contains { $0.name == rule.name && $0.precedence == rule.precedence }
        }
        let new = result.outcomes.filter { $0.kind == .added }
        #expect(result.renumbered.count == result.rules.count - stayed.count - new.count)
    }

    @Test("rules that neither side knows stay as they are, and are counted")
    func unknown() {
        let strange = Fixture.rule("Strange", 120) { $0.immutableTag = "Microsoft.OuttoElsewhere.001" }
        let odd = Fixture.rule("Odd", 121) { $0.immutableTag = "Something" }
        let elsewhere = Fixture.rule("A", 122) { $0.connector = Fixture.other }
        let base = [Fixture.rule("A", 100)]
        let theirs = base + [strange, odd, elsewhere, Fixture.own("own", 123)]
        let result = RuleMerge.merge(
            base: base,
            theirs: theirs,
            ours: [Fixture.rule("A", 100) { $0.link = .provision }]
        )
        #expect(result.outcomes.map(\.kind) == [.updated, .unknown, .unknown, .kept, .custom])
        #expect(result.counts.unknown == 2 && result.counts.custom == 1 && result.counts.updated == 1)
        #expect(Array(result.rules.dropFirst()) == Array(theirs.dropFirst()) && result.renumbered.isEmpty)
    }

    @Test("a rule that the server's own build had before is no change")
    func hadBefore() {
        let theirs = Fixture.rule("A", revision: "007", 140) { $0.mappings.removeLast() }
        let result = RuleMerge.merge(base: [], theirs: [theirs], ours: [Fixture.rule("A", 100)])
        #expect(result.rules == [theirs] && !result.hasChanges && result.outcomes.map(\.kind) == [.kept])
    }

    @Test("a tag of another revision is the server's, and stays; parts that changed are taken all the same")
    func revisions() {
        let base = Fixture.rule("A", revision: "003")
        let theirs = Fixture.rule("A", revision: "005")
        let ours = Fixture.rule("A", revision: "004") { $0.mappings[0].isOnce = true }
        let result = RuleMerge.merge(base: [base], theirs: [theirs], ours: [ours])
        #expect(
            result.rules.first?.immutableTag == theirs.immutableTag && result.rules.first?.mappings[0].isOnce == true
        )
        let back = RuleMerge.merge(base: [ours], theirs: [ours], ours: [base])
        #expect(back.rules.first?.immutableTag == ours.immutableTag)
    }

    @Test(
        "deleted rules stay deleted unless asked back",
        arguments: ["Microsoft.InfromADA", "in from ad - a", "MICROSOFT.INFROMADA.003"]
    )
    func restored(_ name: String) {
        let rules = Self.rules("A B")
        let result = RuleMerge.merge(base: rules, theirs: [rules[1]], ours: rules)
        #expect(
            result.outcomes.map(\.kind) == [.deleted, .kept] && result.rules == [rules[1]] && result.notices.isEmpty
        )
        let back = RuleMerge.merge(base: rules, theirs: [rules[1]], ours: rules, options: .init(restored: [name]))
        #expect(back.outcomes.map(\.kind) == [.added, .kept] && listing(back) == ["101 A", "102 B"])
    }

    @Test("of two rules of one template the one of the same tag follows it, then the one that is switched on")
    func twins() {
        func twin(_ revision: String, _ precedence: Int, isDisabled: Bool) -> PortableRule {
            Fixture.rule("A", revision: revision, precedence) {
                $0.isDisabled = isDisabled
                $0.identifier = "00000000-0000-4000-8000-000000000\(precedence)"
            }
        }
        let ours = Fixture.rule("A", revision: "004") { $0.mappings[0].isOnce = true }
        for (revisions, followed) in [
            (["003", "002"], 100), (["002", "003"], 101), (["003", "003"], 101), (["001", "002"], 101),
            (["004", "003"], 100),
        ] {
            let theirs = [twin(revisions[0], 100, isDisabled: true), twin(revisions[1], 101, isDisabled: false)]
            for order in [theirs, theirs.reversed()] {
                let result = RuleMerge.merge(base: [Fixture.rule("A")], theirs: order, ours: [ours])
                let changed = result.rules.filter { $0.mappings[0].isOnce }.map(\.precedence)
                #expect(changed == [followed], "\(revisions)")
                #expect(result.rules.map(\.isDisabled) == [true, false])
                #expect(result.notices.map(\.kind) == [.templateOfCopyMoved])
            }
        }
    }

    @Test(
        "copies are found by their names",
        arguments: [
            ("In from AD - A - Copy", true), ("Copy of In from AD - A", true), ("clone of in from ad - a", true),
            ("In from AD - A - Cloned - 11/28/2026 9:05", true), ("In from AD - A (copy 2)", true),
            ("In from AD - A", true),
            ("In from AD - A and more", false), ("Not In from AD - A", false), ("In from AD - AB - Copy", false),
        ]
    )
    func names(_ name: String, _ isCopy: Bool) {
        let copy = Fixture.own(name, 20) { $0.mappings = [] }
        let ours = Fixture.rule("A") {
            $0.mappings[0].isOnce = true; $0.scope = []
        }
        let result = RuleMerge.merge(base: [Fixture.rule("A")], theirs: [Fixture.rule("A"), copy], ours: [ours])
        #expect(result.rules.contains(copy))
        #expect(result.notices.map(\.kind) == (isCopy ? [.templateOfCloneMoved] : []))
        #expect(result.notices.flatMap { $0.parts.map(\.part) } == (isCopy ? ["scope", "flow a"] : []))
    }

    @Test("copies are found by what most of their flows do")
    func flows() {
        let cases: [(Bool, (inout PortableRule) -> Void)] = [
            (true, { _ in }), (true, { $0.mappings.removeLast() }), (false, { $0.mappings.removeLast(2) }),
            (false, { $0.targetObjectType = "group" }), (false, { $0.connector = Fixture.other }),
            (false, { $0.direction = .outbound }),
            (false, { $0.mappings += (0..<5).map { PortableMapping(destination: "x\($0)", sources: ["y"]) } }),
        ]
        for (number, (isCopy, change)) in cases.enumerated() {
            let copy = Fixture.own("Mine", 20, change: change)
            let ours = Fixture.rule("A") { $0.scope = [] }
            let result = RuleMerge.merge(base: [Fixture.rule("A")], theirs: [Fixture.rule("A"), copy], ours: [ours])
            #expect(result.notices.map(\.kind) == (isCopy ? [.templateOfCloneMoved] : []), "\(number)")
        }
    }

    @Test("as the product does: no tag and no GUID stands twice, and the rule as generated follows its template")
    func likeEntra() throws {
        let identifier = "00000000-0000-4000-8000-0000000000aa"
        let base = Fixture.rule("A") {
            $0.identifier = identifier; $0.internalIdentifier = identifier
        }
        var theirs = base
        theirs.mappings[0].isOnce = true
        var ours = base
        ours.mappings[1].isOnce = true
        let options = RuleMergeOptions(isLikeEntra: true)
        let first = RuleMerge.merge(
            base: [base],
            theirs: [theirs, Fixture.own("own", 101)],
            ours: [ours],
            options: options
        )
        #expect(listing(first) == ["100 A", "101 A", "102 own"])
        #expect(first.rules.map(\.immutableTag) == ["", ours.immutableTag, ""])
        #expect(first.rules.map(\.isDisabled) == [false, true, false])
        #expect(first.rules[0].identifier == identifier && first.rules[1].identifier == nil)
        #expect(first.rules[0].mappings == theirs.mappings && first.rules[1].mappings == ours.mappings)
        // The next change goes into the rule as generated alone.
        var later = ours
        later.mappings[2].isOnce = true
        let second = RuleMerge.merge(base: [ours], theirs: first.rules, ours: [later], options: options)
        #expect(second.rules[1].mappings == later.mappings && second.rules[0] == first.rules[0])
        #expect(second.outcomes.map(\.kind) == [.custom, .updated, .custom])
        // With a new revision, the edited rule keeps its tag.
        ours.immutableTag = "Microsoft.InfromADA.004"
        let revised = RuleMerge.merge(base: [base], theirs: [theirs], ours: [ours], options: options)
        #expect(revised.rules.map(\.immutableTag) == [base.immutableTag, ours.immutableTag])
        #expect(revised.rules[0] == theirs)
        // A server that has both already gets no third.
        let twins = RuleMerge.merge(base: [ours], theirs: revised.rules, ours: [later], options: options)
        #expect(twins.rules.count == 2 && twins.rules[0] == theirs && twins.rules[1].mappings == later.mappings)
        var pristine = base
        pristine.isDisabled = true
        pristine.identifier = "00000000-0000-4000-8000-0000000000bb"
        let same = RuleMerge.merge(base: [base], theirs: [theirs, pristine], ours: [ours], options: options)
        #expect(same.rules.count == 2 && same.rules.contains(theirs))
    }
}
