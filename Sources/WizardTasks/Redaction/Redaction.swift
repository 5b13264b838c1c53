import Foundation
public import Plans

/// Replaces in a plan what somebody could have named, for reports that leave the house.
///
/// Names of forests, classes, attributes, rules, servers and people, identifiers, values, numbers in properties and
/// texts become pseudonyms: equal ones equal, within a plan and among all plans that were redacted with the same key.
/// Counts, dates, kinds of changes, properties and hazards stay, and so do the words TRUE and FALSE. What stood in the
/// order of names stands in the order of pseudonyms: a place in an alphabet tells something too.
public struct Redaction: Sendable {
    private let key: RedactionKey

    /// Prepares a redaction.
    public init(key: RedactionKey) { self.key = key }

    /// The plan without names; its digest is its own, and it cannot be applied.
    public func redact(_ plan: Plan<RefreshContent>) throws -> Plan<RefreshContent> {
        let content = content(plan.content)
        return try Plan(
            kind: RefreshContent.redactedPlanKind,
            basis: basis(plan),
            content: content,
            hazards: hazards(plan, content),
            origin: plan.origin.map {
                PlanOrigin(author: name(.person, $0.author), date: $0.date, program: $0.program)
            }
        )
    }

    func name(_ kind: PlanName, _ text: String) -> String {
        kind == .reason ? ReasonFrame(self).text(text) : pseudonym(kind, text)
    }

    func pseudonym(_ kind: PlanName, _ text: String) -> String {
        key.pseudonym(kind.rawValue, of: kind.folded(text))
    }

    func fingerprint(_ hex: String) -> String { key.fingerprint(of: hex).hex }

    /// A bare hash of a state could be compared with that of a guess; the plan's own digest is one of them.
    private func basis(_ plan: Plan<RefreshContent>) -> [String: Fingerprint] {
        let prefix = "schema of "
        let known: Set = ["rules", "rule files", "configuration", "decisions"]
        let named = plan.basis.map { state, fingerprint in
            let shown =
                state.hasPrefix(prefix)
                ? prefix + name(.forest, String(state.dropFirst(prefix.count)))
                : known.contains(state) ? state : name(.word, state)
            return (shown, key.fingerprint(of: fingerprint.hex))
        }
        return Dictionary(
            named + [("plan", key.fingerprint(of: plan.digest.hex))],
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func content(_ content: RefreshContent) -> RefreshContent {
        RefreshContent(
            request: RefreshRequest(
                forests: content.request.forests.map { name(.forest, $0) },
                files: Dictionary(
                    content.request.files.map { (name(.forest, $0.key), name(.source, $0.value)) },
                    uniquingKeysWith: { first, _ in first }
                )
            ),
            forests: content.forests.map(forest),
            rules: rules(content.rules),
            merge: content.merge.map(merge),
            serverBuild: content.serverBuild,
            gone: content.gone.map(gone),
            requirements: content.requirements.map(requirement),
            estimate: content.estimate
        )
    }

    /// The sentences are made again with other names; one of another version, which cannot be, keeps its kind alone.
    private func hazards(_ plan: Plan<RefreshContent>, _ redacted: RefreshContent) -> [Hazard] {
        let (forests, rules, gone) = (plan.content.forests, plan.content.rules, plan.content.gone ?? [:])
        let plain = RefreshHazards.find(in: forests, rules, gone: gone)
        let named = RefreshHazards.find(in: forests, rules, gone: gone) { name($0, $1) }
        let known = Dictionary(zip(plain, named).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        return plan.hazards.map { hazard in
            known[hazard]
                ?? Hazard(
                    kind: hazard.kind,
                    subject: name(.word, hazard.subject),
                    sentence: "The sentence of this hazard is of another version and is left out."
                )
        }
    }
}
