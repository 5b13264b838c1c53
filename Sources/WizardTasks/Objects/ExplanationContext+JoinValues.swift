import Directory
import SyncEngine
import SyncRules

/// What joins need and do not have: values of the object, and attributes of the metaverse.
extension ExplanationContext {
    /// Why no rule makes a metaverse object of it, where it has none of the values by which that rule joins; as a clause.
    func lackOfJoinValues(_ analysis: JoinAnalysis) -> String? {
        let provisioning = scopes.joined().filter { $0.isInScope && $0.rule.link == .provision }
        guard provisioning.allSatisfy({ !$0.rule.joins.isEmpty }) else { return nil }
        for member in subject.members {
            for trace in analysis.traces(of: member) where trace.rule.link == .provision {
                let clauses = trace.groups.flatMap(\.clauses)
                guard !clauses.isEmpty, clauses.allSatisfy(\.values.isEmpty) else { continue }
                let names = Set(clauses.map(\.clause.connectorAttribute)).sorted().map(\.spelling)
                return
                    "it has no \(names.joined(separator: " and no ")), by which \(ExplanationText.rule(trace.rule)) joins, and "
                    + "a rule that joins makes a metaverse object only of what has a value to join by"
            }
        }
        return nil
    }

    /// The attributes of the metaverse that the joins of the object rest on and no rule writes; nothing where any join has all
    /// that it needs.
    func joinsOnNothing(_ analysis: JoinAnalysis) -> [String] {
        let missing = subject.members.flatMap { analysis.traces(of: $0) }.flatMap(\.groups).map(unwritten)
        guard missing.allSatisfy({ !$0.isEmpty }) else { return [] }
        return Set(missing.joined()).sorted()
    }

    /// The attributes of the metaverse that a group of join clauses rests on and no rule writes.
    func unwritten(_ group: JoinTrace.Group) -> [String] {
        group.clauses.map(\.clause.metaverseAttribute).filter { name in
            !rules.active.rules.contains { rule in
                rule.direction == .inbound && rule.flows.contains { $0.destination == name }
            }
        }.map(\.spelling)
    }
}
