import Directory
import SyncEngine
import SyncRules

/// Values of a forest's attribute that go out under another name: that name may have its values from elsewhere.
extension AttributeExplainer {
    /// Whether rules hand its own values on, and others may give the other name its values.
    private var isCarried: Bool { path.isOfForest && !path.carryingRules.isEmpty }

    /// The rules of which one has to have the object in scope.
    var neededRules: Set<RuleIdentity> { isCarried ? path.carryingRules : path.inboundRules }

    /// That none of them has, and why the nearest does not.
    func outOfScope(_ nearest: ScopeTrace) -> String {
        let which = isCarried ? "hands \(attribute) on" : "writes it"
        return "No rule that \(which) has the object in scope. \(ExplanationText.obstacles(nearest))."
    }

    /// What flows make of its values, where these are meant.
    private var carried: [FlowTrace] {
        guard path.isOfForest else { return [] }
        return path.middle.compactMap { context.inbound[$0] }.flatMap(\.flows).filter { path.handsOn($0.flow) }
    }

    /// That another rule has spoken before each flow that makes something of its values; nothing where one of them counts.
    func outdone(_ details: [String]) -> Step? {
        let carried = self.carried
        guard carried.allSatisfy({ $0.outcome == .loses || $0.outcome == .empty }) else { return nil }
        for trace in path.middle.compactMap({ context.inbound[$0] }) {
            guard let winner = trace.winner,
                let lost = trace.flows.first(where: { $0.outcome == .loses && carried.contains($0) })
            else { continue }
            return obstacle(
                .precedence,
                "\(ExplanationText.rule(lost.rule)) would make \(ExplanationText.values(lost.values, of: trace.attribute)) of it, "
                    + "and \(ExplanationText.rule(winner.rule)) comes before that with "
                    + "\(ExplanationText.values(winner.values, of: trace.attribute)).",
                details
            )
        }
        return nil
    }

    /// That each flow which hands its values on gives nothing, where the other name has its values from elsewhere.
    func silence() -> Step? {
        guard let first = carried.first, carried.allSatisfy({ $0.outcome == .empty }),
            let winner = path.middle.lazy.compactMap({ context.inbound[$0]?.winner }).first
        else { return nil }
        return obstacle(
            .null,
            "Every rule that hands \(attribute) on gives nothing. \(context.text(first)).",
            ["\(winner.flow.destination) has its values from \(ExplanationText.rule(winner.rule))"]
        )
    }
}
