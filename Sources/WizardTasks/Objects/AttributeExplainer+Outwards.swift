import Directory
import SyncEngine
import SyncRules

/// Values that rules towards the tenant give of themselves.
extension AttributeExplainer {
    /// How it gets its values in the tenant, by the rules as they are now.
    var outward: AttributeTrace? { path.target.flatMap { context.outbound?.entry[$0] } }

    /// The flow towards the tenant that gives it a value of which rules inwards bring nothing: a constant, or an expression that
    /// says something where there is nothing to read.
    var giver: FlowTrace? {
        guard let winner = outward?.winner else { return nil }
        let read = FlowReferences.attributes(readBy: winner.flow.source)
        return Set(path.middle).isDisjoint(with: read) || path.middle.allSatisfy(isEmpty) ? winner : nil
    }

    /// Whether the metaverse has nothing of an attribute, and rules inwards give it nothing.
    private func isEmpty(_ name: AttributeName) -> Bool {
        let stored = context.subject.metaverse.map { context.values(name, of: $0.entry) } ?? []
        return stored.isEmpty && context.inbound[name]?.values.isEmpty ?? true
    }

    /// What the tenant has accepted of it before something stopped it; where the tenant itself stops it, that says more.
    func accepted(before stop: Step) -> String? {
        guard stop.stage != .tenant, let target = path.target, let image = context.subject.exported,
            let number = context.table.existing(target)
        else { return nil }
        let values = image.entry.values(of: number).map { Array($0) }
        guard !values.isEmpty else { return nil }
        return "The tenant has accepted \(target) \(ExplanationText.values(values, of: target)) before."
    }

    /// A step that nothing gets through, unless a rule towards the tenant gives a value all the same.
    func obstacle(_ stage: ObjectExplanation.Stage, _ sentence: String, _ details: [String] = []) -> Step {
        context.step(stage, giver == nil ? .stops : .notice, sentence, details)
    }
}
