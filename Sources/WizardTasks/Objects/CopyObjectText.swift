import Directory
import SyncEngine
import SyncRules

/// How people are told of objects that rules outwards make in the simulated copies of forests.
struct CopyObjectText {
    let subject: ObjectSubject
    let spaces: ObjectSpaces
    let rules: ObjectRules

    /// How all of them stand, one after another, as sentences go on behind who it is.
    var standings: [String] { subject.copies.map(standing) }

    /// How one stands, as a sentence goes on behind who it is.
    func standing(_ copy: CopyObject) -> String {
        let forest = forest(copy)
        let name = "\(copy.object.objectClass) \(copy.object.entry.dn)"
        let place = "the simulated copy of \(forest) as \(name)"
        switch copy.state {
        case .wanted: return "waits to be made in \(place)\(by(copy))\(held)"
        case .made:
            let isRead = copy.number != nil
            return "was made in \(place)\(moment(copy))\(by(copy)); "
                + (isRead ? "\(forest) itself does not have it" : "the next import of \(forest) reads it")
        case .unwanted:
            return "was made in \(place)\(moment(copy)), and waits to be deleted there, since \(reason(copy))\(held)"
        case .deleted:
            return
                "was deleted from the simulated copy of \(forest)\(moment(copy)), where it was \(name); the next import of "
                + "\(forest) reads that"
        case .joined: return "is an object of \(forest) that rules out to it have joined"
        }
    }

    /// What the copy has, as the last step of a way to it says.
    func step(_ copy: CopyObject) -> ObjectExplanation.Step {
        let forest = forest(copy)
        let sentence: String
        switch copy.state {
        case .wanted: sentence = "The simulated copy of \(forest) does not have the object yet."
        case .made, .unwanted:
            let isRead = copy.number != nil
            sentence =
                "The object itself was made in the simulated copy of \(forest)\(moment(copy))\(by(copy))"
                + (isRead ? ", and an import has read it." : "; no import has read it yet.")
        case .deleted:
            sentence =
                "The object was deleted from the simulated copy of \(forest)\(moment(copy)); no import has read that yet."
        case .joined: sentence = "The object is one of \(forest) itself."
        }
        return ObjectExplanation.Step(stage: .copy, verdict: .passes, sentence: sentence, details: [])
    }

    /// The values of one, ascending by attribute, and the rules that give them.
    ///
    /// They are those that it is made with, or those that it has by `now`, where an import has read it.
    func values(_ copy: CopyObject, now: ConnectorSpaceObject?) -> [String] {
        let (trace, table, made) = (trace(copy), spaces.table, copy.object.entry)
        let imported = AttributeInclusion.attributes(of: rules.active.rules(of: copy.object.identity.connector))
        let numbers = Set(made.attributes).union(now?.entry.attributes ?? [])
        let named = numbers.compactMap { number in table.name(of: number).map { ($0, number) } }
        return named.sorted { $0.0 < $1.0 }.compactMap { name, number in
            let entry = imported.contains(name) ? now?.entry ?? made : made
            let values = entry.values(of: number).map { Array($0) }
            guard !values.isEmpty else { return nil }
            return "\(name) is \(ExplanationText.values(values, of: name))" + giver(trace?[name], values, of: copy)
        }
    }

    /// Who gives an attribute its values, as it goes on behind them; where rules have changed since, what they would give.
    private func giver(_ trace: AttributeTrace?, _ values: [[UInt8]], of copy: CopyObject) -> String {
        guard let trace, let winner = trace.winner else { return "" }
        let rule = ExplanationText.rule(winner.rule)
        guard Self.rule(of: trace, giving: values) == nil else { return ", by \(rule)" }
        // What is for new objects alone does not change one that is there.
        guard copy.state == .wanted || !winner.flow.isOnce else { return "" }
        let given = ExplanationText.values(trace.values, of: trace.attribute)
        return "; by the rules as they are now it is \(given), by \(rule)"
    }

    /// The rule that gives an attribute the values that one is made with; nothing where rules have changed since.
    func rule(of name: AttributeName, _ copy: CopyObject, _ trace: EntryTrace?) -> SyncRule? {
        let values = spaces.table.existing(name).map { copy.object.entry.values(of: $0).map { Array($0) } } ?? []
        return Self.rule(of: trace?[name], giving: values)
    }

    /// The rule that gives an attribute its values by the rules as they are now; nothing where it would have others.
    private static func rule(of trace: AttributeTrace?, giving values: [[UInt8]]) -> SyncRule? {
        guard let trace, let winner = trace.winner else { return nil }
        let isSo =
            winner.outcome == .merged
            ? Set(values).isSuperset(of: trace.values) : Set(values) == Set(trace.values)
        return isSo ? winner.rule : nil
    }

    /// How one gets its values; nothing where what it was made for is in the metaverse no more.
    func trace(_ copy: CopyObject) -> EntryTrace? {
        let connector = copy.object.identity.connector
        return subject.metaverse.map { metaverse in
            rules.tracer.outbound(metaverse, to: copy.object, isNew: true) { spaces.name($0, in: connector) }
        }
    }

    /// The rule that makes it, by the rules as they are now.
    func maker(_ copy: CopyObject) -> SyncRule? { making(copy).first(where: \.isInScope)?.rule }

    /// What has taken it away again, as a sentence goes on.
    func reason(_ copy: CopyObject) -> String {
        guard subject.metaverse != nil else { return "what it was made for has gone from the metaverse" }
        let making = making(copy)
        guard !making.contains(where: \.isInScope) else {
            return "the last synchronization did not want it; the rules make it again now, and the next one keeps it"
        }
        guard let nearest = making.min(by: { $0.obstacles.count < $1.obstacles.count }) else {
            return "no rule makes objects of its class for it any more"
        }
        return "it is out of scope of \(ExplanationText.obstacles(nearest))"
    }

    private func making(_ copy: CopyObject) -> [ScopeTrace] {
        let all = subject.metaverse.map { rules.tracer.making($0, in: copy.object.identity.connector) } ?? []
        return all.filter { $0.rule.targetClass == copy.object.objectClass }
    }

    private func forest(_ copy: CopyObject) -> String { spaces.name(of: copy.object.identity.connector) }

    private func moment(_ copy: CopyObject) -> String { copy.since.map { " at \($0)" } ?? "" }

    private func by(_ copy: CopyObject) -> String { maker(copy).map { " by \(ExplanationText.rule($0))" } ?? "" }

    /// What staging mode does with what waits.
    private var held: String {
        spaces.workspace.configuration.isStaging ? "; staging mode holds it back" : ""
    }
}
