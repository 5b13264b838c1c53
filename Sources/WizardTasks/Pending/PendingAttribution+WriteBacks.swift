import Directory
import SyncEngine
import SyncRules

/// The same for what waits to be written back to forests.
extension PendingAttribution {
    /// Why a change of a whole object waits.
    struct Cause {
        /// The rule that makes it, or what took it away.
        var text: String?
        /// The rule of it.
        var rule: String?
        /// The connectors that the object comes from.
        var connector: String?
    }

    /// The rule that writes each value to the forest, and the one that brought what it reads into the metaverse.
    func attribute(_ values: inout [PendingChange.Value], of waiting: WaitingWriteBack) {
        guard waiting.operation != .delete, let link = waiting.object.link else { return }
        let subject = spaces.subject(of: link)
        guard let metaverse = subject.metaverse else { return }
        let connector = waiting.object.identity.connector
        let trace = rules.tracer.outbound(
            metaverse,
            to: waiting.object,
            isNew: waiting.operation == .add,
            only: Set(values.map { AttributeName($0.attribute) })
        ) { spaces.name($0, in: connector) }
        attribute(&values, trace, subject)
    }

    /// Why an object is made in the copy of a forest, or deleted there; a change of one has the causes of its values.
    func cause(of waiting: WaitingWriteBack) -> Cause {
        guard waiting.operation != .update, let link = waiting.object.link else { return Cause() }
        let connector = waiting.object.identity.connector
        let subject = spaces.subject(of: link)
        let sources = Set(subject.sources.map(\.identity.connector)).subtracting([connector])
        let names = sources.map { spaces.name(of: $0) }.sorted().joined(separator: ", ")
        let making = subject.metaverse.map { rules.tracer.making($0, in: connector) } ?? []
        let maker = making.first(where: \.isInScope)?.rule
        var cause =
            waiting.operation == .add
            ? Cause(text: maker?.name ?? "no rule makes it any more", rule: maker?.name)
            : reason(of: waiting.object, subject, making)
        cause.connector = names.isEmpty ? nil : names
        return cause
    }

    /// What takes an object away again that rules have made: what it was made for, or the scope of the rules that make such objects.
    private func reason(
        of object: ConnectorSpaceObject,
        _ subject: ObjectSubject,
        _ making: [ScopeTrace]
    ) -> Cause {
        guard subject.metaverse != nil else { return Cause(text: "what it was made for has gone from the metaverse") }
        let rules = making.filter { $0.rule.targetClass == object.objectClass }
        guard !rules.contains(where: \.isInScope) else {
            return Cause(text: "the rules make it again, and the next synchronization keeps it")
        }
        guard let nearest = rules.min(by: { $0.obstacles.count < $1.obstacles.count }) else {
            return Cause(text: "no rule makes objects of its class for it any more")
        }
        return Cause(text: "out of scope: \(Self.clauses(nearest))", rule: nearest.rule.name)
    }
}
