import Foundation
import TestSupport
import Testing

@testable import SyncRules

@Suite("What holds for every merge")
struct RuleMergePropertyTests {
    private func bytes(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(value)
    }

    private func sorted(_ rules: [PortableRule]) -> [PortableRule] {
        rules.enumerated().map { MergedRule(rule: $1, place: $0, rank: nil) }.sorted(by: MergedRule.precedes).map(
            \.rule
        )
    }

    private func options(_ generator: inout SeededGenerator) -> RuleMergeOptions {
        RuleMergeOptions(
            take: [nil, .ours, .theirs].randomElement(using: &generator) ?? nil,
            restored: generator.number(below: 4) == 0 ? ["Microsoft.InfromADRule1"] : [],
            isLikeEntra: generator.number(below: 3) == 0
        )
    }

    @Test("an unchanged schema changes nothing, whatever wrote the rules", arguments: SeededGenerator.seeds(300))
    func unchanged(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sets = MergeFixture.sets(&generator)
        let result = RuleMerge.merge(base: sets.ours, theirs: sets.theirs, ours: sets.ours)
        #expect(try bytes(result.rules) == bytes(sorted(sets.theirs)), "\(generator)")
        #expect(!result.hasChanges && result.conflicts.isEmpty && result.notices.isEmpty, "\(generator)")
    }

    @Test("merging again changes nothing", arguments: SeededGenerator.seeds(300))
    func again(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sets = MergeFixture.sets(&generator)
        let options = options(&generator)
        let first = RuleMerge.merge(base: sets.base, theirs: sets.theirs, ours: sets.ours, options: options)
        let second = RuleMerge.merge(base: sets.ours, theirs: first.rules, ours: sets.ours, options: options)
        #expect(try bytes(second.rules) == bytes(first.rules), "\(generator)")
        #expect(!second.hasChanges && second.conflicts.isEmpty, "\(generator)")
    }

    @Test("what nobody touched becomes what is generated", arguments: SeededGenerator.seeds(200))
    func untouched(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let sets = MergeFixture.sets(&generator)
        let (base, ours) = (single(sets.base), single(sets.ours))
        let result = RuleMerge.merge(base: base, theirs: base, ours: ours)
        #expect(result.conflicts.isEmpty && result.counts.edited == 0, "\(generator)")
        #expect(result.rules.count == ours.count, "\(generator)")
        for slot in RulePairing(base: [], theirs: result.rules, ours: ours).slots {
            guard let ours = slot.ours, let theirs = slot.theirs else {
                Issue.record("a rule without its partner, \(generator)")
                continue
            }
            #expect(RulePartTable(theirs).differences(from: RulePartTable(ours)).isEmpty, "\(generator)")
        }
    }

    /// One rule of each family and connector.
    private func single(_ rules: [PortableRule]) -> [PortableRule] {
        var seen: Set<String> = []
        return rules.filter { seen.insert("\(RuleMergeSubject($0).key) \($0.connector)").inserted }
    }

    @Test("people's rules, low numbers and switches are never touched", arguments: SeededGenerator.seeds(300))
    func respect(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sets = MergeFixture.sets(&generator)
        let result = RuleMerge.merge(
            base: sets.base,
            theirs: sets.theirs,
            ours: sets.ours,
            options: options(&generator)
        )
        var left = result.rules
        for rule in sets.theirs where !rule.isStandard {
            let place = left.firstIndex { candidate in
                var candidate = candidate
                if rule.precedence >= 100 { candidate.precedence = rule.precedence }
                return candidate == rule
            }
            #expect(place != nil, "\(generator)")
            if let place { left.remove(at: place) }
        }
        #expect(result.renumbered.allSatisfy { $0.from >= 100 && $0.to >= 100 }, "\(generator)")
        // Every rule of theirs has an outcome, and every one of the result.
        let gone = result.outcomes.count { $0.kind == .removed || $0.kind == .deleted }
        #expect(result.outcomes.count == result.rules.count + gone, "\(generator)")
        let removed = result.outcomes.count { $0.kind == .removed }
        let added = result.outcomes.count { $0.kind == .added }
        #expect(sets.theirs.count - removed + added == result.rules.count, "\(generator)")
        // The same sets give the same bytes, and the result is read as it was written.
        let again = try JSONDecoder().decode(RuleMergeResult.self, from: bytes(result))
        #expect(again == result, "\(generator)")
    }

    @Test(
        "with all decided, nothing is open; with ours taken, every part of a rule is one side's",
        arguments: SeededGenerator.seeds(200)
    )
    func decided(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let sets = MergeFixture.sets(&generator)
        for side in MergeDecision.Side.allCases {
            let options = RuleMergeOptions(take: side)
            let result = RuleMerge.merge(base: sets.base, theirs: sets.theirs, ours: sets.ours, options: options)
            #expect(result.openConflicts.isEmpty && result.counts.conflict == 0, "\(generator)")
        }
    }
}
