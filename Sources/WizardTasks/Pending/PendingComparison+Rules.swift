import Directory
import SyncEngine
import SyncRules

extension PendingComparison.Object {
    /// Names the rules of attributes in which it differs, where none is named yet, by evaluating its object of the metaverse.
    ///
    /// `values` gives what the rule is to have given; an attribute for which it gives nothing is left alone.
    mutating func nameRules(
        by tracer: RuleTracer,
        of object: MetaverseObject,
        before: PackedEntry,
        resolve: RuleTracer.OutboundResolver,
        giving values: (PendingComparison.Difference) -> [String]?
    ) {
        let unnamed = differences.indices.filter { differences[$0].rule == nil && values(differences[$0]) != nil }
        guard !unnamed.isEmpty else { return }
        let attributes = Set(unnamed.map { AttributeName(differences[$0].attribute) })
        let trace = tracer.outbound(object, before: before, only: attributes, resolve: resolve)
        for place in unnamed {
            guard let given = values(differences[place]) else { continue }
            let flows = trace?.entry[AttributeName(differences[place].attribute)]
            differences[place].rule = flows.flatMap { PendingAttribution.cause($0, adding: given) }?.rule.name
        }
    }
}
