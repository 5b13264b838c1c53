import Connectors
import Directory
import SyncEngine
import SyncRules

/// What an explanation rests on: the object, the rules with what they say of it, and whether it was imported at all.
struct ExplanationContext {
    let subject: ObjectSubject
    let spaces: ObjectSpaces
    let rules: ObjectRules
    /// The object as its forest shows it, where it was never imported.
    let live: LiveReading.Found?
    let label: String
    /// Which rules have each of the linked objects in scope.
    let scopes: [[ScopeTrace]]
    let inbound: EntryTrace
    let outbound: OutboundTrace?
    /// The rules to the tenant and what they say of the metaverse object.
    let outboundScopes: [ScopeTrace]

    init(
        subject: ObjectSubject,
        spaces: ObjectSpaces,
        rules: ObjectRules,
        live: LiveReading.Found?,
        label: String
    ) {
        self.subject = subject
        self.spaces = spaces
        self.rules = rules
        self.live = live
        self.label = label
        let names = ReferenceNames(spaces)
        scopes = subject.members.map { rules.tracer.scope(of: $0) }
        inbound = rules.tracer.inbound(
            subject.sources,
            before: subject.metaverse?.entry,
            resolve: names.identity
        )
        outbound = subject.metaverse.flatMap { object in
            rules.tracer.outbound(object, before: subject.desired?.entry, resolve: names.name)
        }
        outboundScopes = subject.metaverse.map { rules.tracer.scope(of: $0) } ?? []
    }

    var table: AttributeTable { spaces.table }

    func name(of member: ConnectorSpaceObject) -> String { spaces.name(of: member.identity.connector) }

    /// How what rules make of it in copies of forests is told.
    var copyText: CopyObjectText { CopyObjectText(subject: subject, spaces: spaces, rules: rules) }

    /// Whether some rule of a connector reads an attribute.
    func isIncluded(_ attribute: AttributeName, _ connector: ConnectorID) -> Bool {
        AttributeInclusion.attributes(of: rules.active.rules(of: connector)).contains(attribute)
    }

    /// Where an object of a connector space is: its forest, or the copy of it alone.
    func place(of member: ConnectorSpaceObject) -> String {
        (subject.copy(of: member) == nil ? "" : "the simulated copy of ") + name(of: member)
    }

    /// A sentence that goes on behind a colon; a name that it begins with stays as it is.
    func clause(_ sentence: String) -> String {
        guard let first = sentence.first else { return "" }
        let word = sentence.prefix { $0 != " " }
        let isName = word.contains(where: { $0.isNumber || $0 == "." || $0 == "=" }) || word == "In" || word == "Out"
        let names = rules.active.rules.map(\.name) + rules.disabled.map(\.name)
        let isRule = names.contains { sentence.hasPrefix($0 + " (") }
        let isForest = spaces.workspace.configuration.forests.contains { sentence.hasPrefix($0.name + " ") }
        return isName || isRule || isForest ? sentence : first.lowercased() + sentence.dropFirst()
    }

    // MARK: Steps that objects and attributes share

    /// That no rule takes objects of the class of one, so that an import reads none; nothing where rules do.
    func untaken(_ member: ConnectorSpaceObject) -> ObjectExplanation.Step? {
        let classes = AttributeInclusion.classes(of: rules.active.rules(of: member.identity.connector))
        guard !classes.contains(member.objectClass) else { return nil }
        return step(
            .inclusion,
            .stops,
            "No rule of \(name(of: member)) takes objects of the class \(member.objectClass), so none is imported.",
            ["rules take \(classes.map(\.spelling).joined(separator: ", "))"]
        )
    }

    /// Whether the object is read at all.
    func filter() -> ObjectExplanation.Step {
        if let live {
            if let hindrance = live.exclusion ?? live.failure { return step(.filter, .stops, hindrance) }
            return step(
                .filter,
                .stops,
                "\(live.forest.name) shows it now, and the last import did not bring it: it is newer than that, or the account "
                    + "could not see it. `dryad sync run` imports it."
            )
        }
        let places = subject.members.map { "\($0.entry.dn) in \(place(of: $0))" }
        guard alone == nil, !places.isEmpty else {
            return absence
        }
        return step(.filter, .passes, "It is imported.", places)
    }

    func step(
        _ stage: ObjectExplanation.Stage,
        _ verdict: ObjectExplanation.Verdict,
        _ sentence: String,
        _ details: [String] = []
    ) -> ObjectExplanation.Step {
        ObjectExplanation.Step(stage: stage, verdict: verdict, sentence: sentence, details: details)
    }

    /// What joins of a linked object find, and what nearly fits.
    func join() -> ObjectExplanation.Step {
        let analysis = JoinAnalysis(rules.tracer, spaces: spaces.spaces, metaverse: spaces.metaverse)
        let missing = joinsOnNothing(analysis)
        var details: [String] = []
        for member in subject.members {
            for trace in analysis.traces(of: member) {
                for group in trace.groups { details.append(text(group, trace, member, isVain: !missing.isEmpty)) }
            }
        }
        let forests = Set(subject.members.map(\.identity.connector)).count
        guard let metaverse = subject.metaverse else { return absentFromMetaverse(analysis, details) }
        if forests > 1 {
            let names = subject.members.map { name(of: $0) }
            let ways = analysis.ways(to: metaverse.identifier).map { " \(JoinText.way($0, spaces))." }
            return step(
                .join,
                .passes,
                "Its objects of \(names.joined(separator: " and ")) are one." + ways.joined(),
                details
            )
        }
        let near = subject.members.lazy.compactMap { analysis.finding(ofOneAlone: $0) }.first
        if let near {
            return step(
                .join,
                .notice,
                "It stands alone, and \(JoinText.sentence(near, spaces)).",
                details
            )
        }
        guard missing.isEmpty else {
            return step(
                .join,
                .notice,
                "It was projected: rules join on \(missing.joined(separator: ", ")), which no rule brings into the metaverse, and so "
                    + "nobody can match it.",
                details
            )
        }
        return step(.join, .passes, "It was projected: nothing in another forest matches it.", details)
    }

    /// Why it has no metaverse object, as far as its link tells; what a rule's error does to it is told behind that.
    private func absentFromMetaverse(_ analysis: JoinAnalysis, _ details: [String]) -> ObjectExplanation.Step {
        guard !subject.isUnmade else {
            if let failure = inbound.failure {
                return step(
                    .join,
                    .notice,
                    "Rules link it, and its metaverse object could not be made: \(ExplanationText.rule(failure.rule)) fails "
                        + "at \(failure.attribute).",
                    details
                )
            }
            return step(
                .join,
                .stops,
                "The last synchronization could not make its metaverse object; by rules and values as they are now the "
                    + "next one does.",
                details
            )
        }
        let finding = subject.members.lazy.compactMap { analysis.finding(ofOneAlone: $0) }.first
        let reason =
            finding.flatMap { $0.kind == .taken ? ": \(JoinText.sentence($0, spaces))" : nil }
            ?? lackOfJoinValues(analysis).map { ": \($0)" } ?? ""
        return step(.join, .stops, "It is linked to no metaverse object\(reason).", details)
    }

    private func text(
        _ group: JoinTrace.Group,
        _ trace: JoinTrace,
        _ member: ConnectorSpaceObject,
        isVain: Bool
    ) -> String {
        let own = group.clauses.map { clause in
            "\(clause.clause.connectorAttribute) is \(ExplanationText.values(clause.values))"
        }.joined(separator: ", ")
        let found: String
        switch group.match {
        case .some(let match) where match == member.link: found = "matches what it is joined with"
        case .some(let match): found = "finds \(spaces.label(spaces.subject(of: match)))"
        case nil where group.candidates.isEmpty && isVain:
            found =
                "can find nobody, since no rule brings \(unwritten(group).joined(separator: ", ")) into the metaverse"
        case nil where group.candidates.isEmpty: found = "finds nobody in another forest"
        case nil:
            let isAmong = group.candidates.contains { $0 == member.link }
            found =
                "finds \(group.candidates.count) objects, and so none"
                + (isAmong ? ", though what it is joined with is among them" : "")
        }
        return "\(ExplanationText.rule(trace.rule)), \(group.criterion): \(own); it \(found)"
    }
}
