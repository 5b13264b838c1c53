import Directory
import SQLiteStore
import SyncEngine
import SyncRules

@testable import WizardTasks

/// A report of joins that is made of everything that a workspace holds, all of it in memory at once.
enum WholeJoins {
    private static let kinds: [(JoinFinding.Kind, String)] = [
        (.ambiguous, "ambiguous"), (.taken, "taken"), (.tooLate, "tooLate"), (.partial, "partial"),
        (.spelling, "spelling"), (.otherDomain, "otherDomain"),
    ]

    static func read(_ workspace: Workspace) async throws -> JoinsReading {
        let spaces = try await ObjectSpaces.read(workspace)
        let rules = try await ObjectRules.read(workspace)
        let findings = JoinAnalysis(rules.tracer, spaces: spaces.spaces, metaverse: spaces.metaverse).findings()
        let forests = workspace.configuration.forests
        var pairs: [JoinsReading.Pair] = []
        for (place, first) in forests.enumerated() {
            for second in forests.dropFirst(place + 1) {
                let both = findings.filter { finding in
                    let own = finding.object.connector
                    let others = Set(finding.others.map(\.connector))
                    return (own == first.connector && others.contains(second.connector))
                        || (own == second.connector && others.contains(first.connector))
                }
                pairs.append(pair(first.name, second.name, both, spaces))
            }
        }
        func count(_ isWanted: (ConnectorSpaceObject) -> Bool) -> [String: Int] {
            Dictionary(spaces.spaces.map { (spaces.name(of: $0.connector), $0.objects.count(where: isWanted)) }) {
                $0 + $1
            }
        }
        return JoinsReading(
            pairs: pairs,
            alone: count { object in
                object.link.map { link in
                    Set(spaces.subject(of: link).members.map(\.identity.connector)).count == 1
                } ?? false
            },
            disconnectors: count { $0.link == nil },
            notes: rules.notes
        )
    }

    private static func pair(
        _ first: String,
        _ second: String,
        _ findings: [JoinFinding],
        _ spaces: ObjectSpaces
    ) -> JoinsReading.Pair {
        let joined = findings.filter { $0.kind == .joined || $0.kind == .joinedBefore }
        let grouped = Dictionary(grouping: joined) { [$0.criterion ?? "", $0.rule ?? ""] }
        let criteria = grouped.map { key, all in
            JoinsReading.Criterion(
                criterion: key[0].isEmpty ? nil : key[0],
                rule: key[1].isEmpty ? nil : key[1],
                count: all.count
            )
        }.sorted { (-$0.count, $0.criterion ?? "~", $0.rule ?? "") < (-$1.count, $1.criterion ?? "~", $1.rule ?? "") }
        return JoinsReading.Pair(
            first: first,
            second: second,
            joined: joined.count,
            criteria: criteria,
            cases: kinds.flatMap { kind, word in
                findings.filter { $0.kind == kind }.map { one($0, word, spaces) }
            }
        )
    }

    private static func one(_ finding: JoinFinding, _ word: String, _ spaces: ObjectSpaces) -> JoinsReading.Case {
        let own = spaces.object(finding.object)
        return JoinsReading.Case(
            kind: word,
            label: own.map { spaces.label($0.entry) } ?? "",
            dn: own?.entry.dn ?? "",
            others: finding.others.compactMap { spaces.object($0) }.map { spaces.label($0.entry) },
            criterion: finding.criterion,
            value: finding.value.map { ShownValue.text($0) },
            sentence: JoinText.sentence(finding, spaces)
        )
    }
}
