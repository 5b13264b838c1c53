import Testing

@testable import SyncRules

@Suite("A rule is merged part by part")
struct PartMergeTests {
    private typealias Change = @Sendable (inout PortableRule) -> Void

    private func merge(
        _ theirs: (inout PortableRule) -> Void,
        _ ours: (inout PortableRule) -> Void,
        _ options: RuleMergeOptions = RuleMergeOptions()
    ) -> RuleMergeResult {
        let base = MergeFixture.rule()
        return RuleMerge.merge(
            base: [base],
            theirs: [MergeFixture.rule(change: theirs)],
            ours: [MergeFixture.rule(change: ours)],
            options: options
        )
    }

    private static func flow(_ name: String, _ source: String) -> PortableMapping {
        PortableMapping(destination: name, sources: [source])
    }

    private static let flowCases: [(theirs: Change, ours: Change, flows: String, conflicts: [String])] = [
        // Each side changes another flow.
        ({ $0.mappings[0] = flow("a", "x") }, { $0.mappings[3] = flow("d", "y") }, "a=x b=b c=c d=y", []),
        // One takes out what the other leaves.
        ({ $0.mappings.remove(at: 1) }, { $0.mappings[0] = flow("a", "x") }, "a=x c=c d=d", []),
        ({ $0.mappings[0] = flow("a", "x") }, { $0.mappings.remove(at: 1) }, "a=x c=c d=d", []),
        // One takes out what the other changes.
        ({ $0.mappings.remove(at: 1) }, { $0.mappings[1] = flow("b", "x") }, "a=a c=c d=d", ["flow b: b | - | x"]),
        ({ $0.mappings[1] = flow("b", "x") }, { $0.mappings.remove(at: 1) }, "a=a b=x c=c d=d", ["flow b: b | x | -"]),
        // Both change one flow, or add one.
        (
            { $0.mappings[1] = flow("b", "x") }, { $0.mappings[1] = flow("b", "y") }, "a=a b=x c=c d=d",
            ["flow b: b | x | y"]
        ),
        (
            { $0.mappings.append(flow("e", "x")) }, { $0.mappings.append(flow("e", "y")) }, "a=a b=b c=c d=d e=x",
            ["flow e: - | x | y"]
        ), ({ $0.mappings.append(flow("E", "X")) }, { $0.mappings.append(flow("e", "x")) }, "a=a b=b c=c d=d E=X", []),
        // New flows stand where ours has them, be theirs in another order.
        ({ _ in }, { $0.mappings.insert(flow("e", "e"), at: 2) }, "a=a b=b e=e c=c d=d", []),
        ({ $0.mappings.reverse() }, { $0.mappings.insert(flow("e", "e"), at: 2) }, "d=d c=c b=b e=e a=a", []),
        ({ _ in }, { $0.mappings.insert(flow("e", "e"), at: 0) }, "e=e a=a b=b c=c d=d", []),
        (
            { $0.mappings.removeAll() }, { $0.mappings += [flow("e", "e"), flow("f", "f")] }, "e=e f=f", []
        ),
        (
            { $0.mappings.remove(at: 2) },
            { $0.mappings.insert(contentsOf: [flow("e", "e"), flow("f", "f")], at: 3) },
            "a=a b=b e=e f=f d=d", []
        ),
        // Several flows into one attribute are numbered.
        ({ _ in }, { $0.mappings.insert(flow("b", "second"), at: 2) }, "a=a b=b b=second c=c d=d", []),
        (
            { $0.mappings.insert(flow("b", "x"), at: 2) }, { $0.mappings.insert(flow("b", "y"), at: 2) },
            "a=a b=b b=x c=c d=d", ["flow b (2): - | x | y"]
        ),
        // The order alone is no change.
        ({ $0.mappings.reverse() }, { $0.mappings.swapAt(0, 1) }, "d=d c=c b=b a=a", []),
    ]

    @Test("flows, by what they write", arguments: flowCases.indices)
    func flows(_ index: Int) {
        let expected = Self.flowCases[index]
        let result = merge(expected.theirs, expected.ours)
        #expect(MergeFixture.flows(result.rules.first).joined(separator: " ") == expected.flows)
        let conflicts = result.conflicts.map {
            "\($0.part): \($0.base ?? "-") | \($0.theirs ?? "-") | \($0.ours ?? "-")"
        }
        #expect(conflicts == expected.conflicts)
    }

    private static let partCases: [(part: RulePart, Change, Change)] = [
        (.init(.name), { $0.name = "Mine" }, { $0.name = "In from AD - Usual" }),
        (.init(.description), { $0.description = "mine" }, { $0.description = "new" }),
        (.init(.classes), { $0.sourceObjectType = "contact" }, { $0.targetObjectType = "group" }),
        (.init(.link), { $0.link = .provision }, { $0.link = .stickyJoin }),
        (.init(.scope), { $0.scope = [] }, { $0.scope[0][0].comparison = .isNull }),
        (
            .init(.scope), { $0.scope = [[]] },
            { $0.scope.append([.init(attribute: "a", comparison: .equal, value: "x")]) }
        ), (.init(.join), { $0.joins = [] }, { $0.joins[0][0].isCaseSensitive = true }),
        (
            .init(.join), { $0.joins.append([.init(connectorAttribute: "mail", metaverseAttribute: "mail")]) },
            { $0.joins.insert([.init(connectorAttribute: "mail", metaverseAttribute: "mail")], at: 0) }
        ), (.init(flow: "B"), { $0.mappings[1].isOnce = true }, { $0.mappings[1].merge = .merge }),
    ]

    @Test("a part that both changed is a conflict of that part alone", arguments: partCases.indices)
    func conflict(_ index: Int) {
        let (part, theirs, ours) = Self.partCases[index]
        let wanted = MergeFixture.rule(change: theirs)
        // The other side's change to something else goes in beside the conflict.
        let change: (inout PortableRule) -> Void = {
            ours(&$0); $0.synchronizesPasswords = true
        }
        let open = merge(theirs, change)
        #expect(open.conflicts.map(\.part) == [part] && open.openConflicts.count == 1)
        #expect(open.outcomes.map(\.kind) == [.conflict])
        #expect(open.outcomes.first?.taken == [RulePart(.passwordSync)] && open.outcomes.first?.edited == [part])
        var expected = wanted
        expected.synchronizesPasswords = true
        #expect(open.rules == [expected])
        // Only theirs, or only ours, is none.
        #expect(merge(theirs, { _ in }).rules == [wanted] && merge(theirs, { _ in }).conflicts.isEmpty)
        #expect(merge({ _ in }, ours).rules == [MergeFixture.rule(change: ours)])
        #expect(merge(ours, ours).rules == [MergeFixture.rule(change: ours)])
    }

    @Test("a conflict is decided for one part, for a rule, or for all", arguments: MergeDecision.Side.allCases)
    func decisions(_ side: MergeDecision.Side) {
        let theirs: (inout PortableRule) -> Void = {
            $0.mappings[1].isOnce = true; $0.link = .provision
        }
        let ours: (inout PortableRule) -> Void = {
            $0.mappings[1].merge = .merge; $0.link = .stickyJoin; $0.immutableTag = "Microsoft.InfromADCommon.004"
        }
        let all: [(RuleMergeOptions, open: Int)] = [
            (RuleMergeOptions(take: side), 0),
            (RuleMergeOptions(decisions: [decision(nil, side)], take: side == .ours ? .theirs : .ours), 0),
            (RuleMergeOptions(decisions: [decision(RulePart(flow: "B"), side)]), 1),
            (
                RuleMergeOptions(decisions: [
                    decision(RulePart(flow: "b"), side), decision(nil, side == .ours ? .theirs : .ours),
                    decision(RulePart(.link), side),
                ]), 0
            ), (RuleMergeOptions(decisions: [decision(RulePart(flow: "c"), side)]), 2),
        ]
        for (number, (options, open)) in all.enumerated() {
            let result = merge(theirs, ours, options)
            #expect(result.conflicts.count == 2 && result.openConflicts.count == open, "\(number)")
            let isOurs = number < 4 && side == .ours
            #expect((result.rules.first?.mappings[1].merge == .merge) == isOurs, "\(number)")
            #expect((result.rules.first?.link == .stickyJoin) == (isOurs && open == 0), "\(number)")
            // The tag goes with the template when everything is decided.
            #expect(result.rules.first?.immutableTag.hasSuffix("004") == (open == 0), "\(number)")
        }
    }

    private func decision(_ part: RulePart?, _ side: MergeDecision.Side) -> MergeDecision {
        MergeDecision(
            connector: MergeFixture.forest.uppercased(),
            rule: "microsoft.InfromADCommon",
            part: part,
            take: side
        )
    }

    @Test("an edited rule that is no longer generated is kept, or goes when somebody says so")
    func gone() {
        let theirs = MergeFixture.rule { $0.mappings[0].isOnce = true }
        for (take, kinds, count) in [
            (nil, [RuleMergeOutcome.Kind.conflict], 1), (.theirs, [.edited], 1), (.ours, [.removed], 0),
        ] as [(MergeDecision.Side?, [RuleMergeOutcome.Kind], Int)] {
            let options = RuleMergeOptions(take: take)
            let result = RuleMerge.merge(base: [MergeFixture.rule()], theirs: [theirs], ours: [], options: options)
            #expect(result.outcomes.map(\.kind) == kinds && result.rules.count == count)
            #expect(result.conflicts.map(\.theirs) == ["edited: flow a"])
        }
    }

    @Test("what stays theirs stays so to the byte")
    func bytes() throws {
        let result = merge(
            {
                $0.mappings[0] = PortableMapping(destination: "A", sources: ["A"])
                $0.mappings[1] = PortableMapping(
                    destination: "b",
                    sources: ["z", "y"],
                    expression: "Left( [b],\r\n3 )"
                )
                $0.identifier = "00000000-0000-4000-8000-0000000000aa"
                $0.version = 7
                $0.softDeleteExpiry = "01:00:00"
            },
            { $0.mappings[3] = Self.flow("d", "y") }
        )
        let rule = try #require(result.rules.first)
        #expect(rule.mappings[0].destination == "A" && rule.mappings[1].expression == "Left( [b],\r\n3 )")
        #expect(rule.mappings[1].sources == ["z", "y"] && rule.version == 7 && rule.softDeleteExpiry == "01:00:00")
        #expect(rule.identifier == "00000000-0000-4000-8000-0000000000aa" && rule.mappings[3].sources == ["y"])
    }
}
