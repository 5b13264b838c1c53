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

    /// The values that one is made with, ascending by attribute, and the rules that give them.
    func values(_ copy: CopyObject) -> [String] {
        let (trace, table) = (trace(copy), spaces.table)
        let named = copy.object.entry.attributes.compactMap { number in table.name(of: number).map { ($0, number) } }
        return named.sorted { $0.0 < $1.0 }.map { name, number in
            let values = copy.object.entry.values(of: number).map { Array($0) }
            let rule = trace?[name]?.winner.map { ", by \(ExplanationText.rule($0.rule))" } ?? ""
            return "\(name) is \(ExplanationText.values(values, of: name))\(rule)"
        }
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
