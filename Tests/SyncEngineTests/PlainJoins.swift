import Directory
import SyncRules

@testable import SyncEngine

/// What joins find, by holding every object against every other one and keeping all of them: what `JoinAnalysis` says with
/// less has to be the same.
struct PlainJoins {
    private typealias Group = (
        rule: SyncRule, joins: [CompiledRule.Join], clauses: [JoinClause], target: AttributeName?
    )
    private typealias Near = (match: MetaverseID, finding: JoinFinding)

    private let tracer: RuleTracer
    private let objects: [ConnectorSpaceObject]
    private let classes: [MetaverseID: AttributeName]
    private let given: [[(attribute: AttributeID, value: [UInt8])]]

    /// `objects` stand in the order of forests and identities.
    init(_ tracer: RuleTracer, _ objects: [ConnectorSpaceObject], _ metaverse: [MetaverseObject]) {
        self.tracer = tracer
        self.objects = objects
        classes = Dictionary(metaverse.map { ($0.identifier, $0.objectClass) }) { first, _ in first }
        given = objects.map { tracer.joinValues(of: $0, tracer.joinAttributes) }
    }

    /// How many objects of each connector share their metaverse object with one of another connector.
    var shared: [ConnectorID: Int] {
        let all = objects.filter { $0.link.map(isShared) ?? false }
        return Dictionary(all.map { ($0.identity.connector, 1) }, uniquingKeysWith: +)
    }

    func findings() -> [JoinFinding] {
        var findings: [Int: JoinFinding] = [:]
        var told: Set<Set<MetaverseID>> = []
        var rest: [Int] = []
        for (place, object) in objects.enumerated() {
            if let link = object.link, isShared(link) {
                if maker(of: link) != object.identity { findings[place] = joined(object, link) }
            } else if let group = groups(of: object).first(where: { candidates($0, object).count > 1 }) {
                let matches = candidates(group, object)
                findings[place] = finding(.ambiguous, object, matches, group)
                for match in matches { told.insert([own(object), match]) }
            } else {
                rest.append(place)
            }
        }
        for place in rest {
            let own = own(objects[place])
            findings[place] = near(objects[place]).first { told.insert([own, $0.match]).inserted }?.finding
        }
        return findings.sorted { $0.key < $1.key }.map(\.value)
    }

    private func own(_ object: ConnectorSpaceObject) -> MetaverseID {
        object.link ?? MetaverseID(projecting: object.identity)
    }

    private func members(_ link: MetaverseID) -> [ConnectorSpaceObject] { objects.filter { $0.link == link } }

    private func isShared(_ link: MetaverseID) -> Bool { Set(members(link).map(\.identity.connector)).count > 1 }

    private func maker(of link: MetaverseID) -> ConnectorSpaceIdentity? {
        let all = members(link).map(\.identity)
        for generation in 1...16 {
            if let maker = all.first(where: { MetaverseID(projecting: $0, generation: generation) == link }) {
                return maker
            }
        }
        return all.first
    }

    private func joined(_ object: ConnectorSpaceObject, _ link: MetaverseID) -> JoinFinding {
        let group = groups(of: object).first { candidates($0, object).count == 1 }
        if let group, candidates(group, object) == [link] { return finding(.joined, object, [link], group) }
        return JoinFinding(
            kind: .joinedBefore,
            object: object.identity,
            others: others([link], object),
            rule: nil,
            criterion: nil,
            value: nil
        )
    }

    private func near(_ object: ConnectorSpaceObject) -> [Near] {
        let groups = groups(of: object)
        for group in groups {
            guard let match = candidates(group, object).min() else { continue }
            let rivals = members(match).filter { $0.identity.connector == object.identity.connector }
            let isTaken = !sharesOnly(object) && rivals.contains { !sharesOnly($0) }
            return [(match, finding(isTaken ? .taken : .tooLate, object, [match], group))]
        }
        var near: [Near] = []
        for group in groups where group.joins.count > 1 {
            let one = group.joins.map { found($0, object, likeJoins($0)) }.first { $0.count == 1 }
            if let match = one?.first { near.append((match, finding(.partial, object, [match], group))) }
        }
        let kinds: [(JoinFinding.Kind, (String, String) -> Bool)] = [
            (.spelling, { Self.plain($0) == Self.plain($1) }),
            (.otherDomain, { Self.localPart($0) != nil && Self.localPart($0) == Self.localPart($1) }),
        ]
        for (kind, isAlike) in kinds {
            for group in groups where group.joins.count == 1 {
                let matches = group.joins.first.map { found($0, object, isAlike) } ?? []
                guard matches.count == 1, let match = matches.first,
                    classes[match] == object.link.flatMap({ classes[$0] }),
                    !members(match).contains(where: { $0.identity.connector == object.identity.connector })
                else { continue }
                near.append((match, finding(kind, object, [match], group)))
            }
        }
        return near
    }

    private func groups(of object: ConnectorSpaceObject) -> [Group] {
        tracer.inScope(object).flatMap { rule in
            zip(rule.joins, rule.rule.joins).map { joins, clauses in
                (rule: rule.rule, joins: joins, clauses: clauses, target: rule.metaverseClass)
            }
        }
    }

    private func candidates(_ group: Group, _ object: ConnectorSpaceObject) -> Set<MetaverseID> {
        let each = group.joins.map { found($0, object, likeJoins($0)) }
        let common = each.dropFirst().reduce(each.first ?? []) { $0.intersection($1) }
        return common.filter { match in group.target.map { classes[match] == $0 } ?? true }
    }

    /// The metaverse objects that have a value which is like one of the object's from another connector.
    private func found(
        _ join: CompiledRule.Join,
        _ object: ConnectorSpaceObject,
        _ isAlike: (String, String) -> Bool
    ) -> Set<MetaverseID> {
        let own = values(of: join, object).map { String(decoding: $0, as: UTF8.self) }
        var found: Set<MetaverseID> = []
        for (other, values) in zip(objects, given) {
            guard let link = other.link, other.identity.connector != object.identity.connector else { continue }
            let isGiven = values.contains { given in
                guard given.attribute == join.metaverse else { return false }
                let text = String(decoding: given.value, as: UTF8.self)
                return own.contains { isAlike($0, text) }
            }
            guard isGiven, !found.contains(link) else { continue }
            let there = metaverseValues(of: join.metaverse, link, without: object)
            if there.contains(where: { text in own.contains { isAlike($0, text) } }) { found.insert(link) }
        }
        return found
    }

    /// What a metaverse object has of an attribute by all objects behind it but one.
    private func metaverseValues(
        of attribute: AttributeID,
        _ link: MetaverseID,
        without object: ConnectorSpaceObject
    ) -> [String] {
        guard let name = tracer.table.name(of: attribute) else { return [] }
        let others = members(link).filter { $0.identity != object.identity }
        let trace = tracer.inbound(others, before: nil, only: [name]) { _, _ in nil }
        return trace.attributes.flatMap(\.values).map { String(decoding: $0, as: UTF8.self) }
    }

    private func values(of join: CompiledRule.Join, _ object: ConnectorSpaceObject) -> [[UInt8]] {
        object.entry.values(of: join.connector).map { Array($0) }
    }

    private func likeJoins(_ join: CompiledRule.Join) -> (String, String) -> Bool {
        { one, other in join.isCaseSensitive ? one == other : one.lowercased() == other.lowercased() }
    }

    private static func plain(_ text: String) -> String {
        let folded = text.lowercased().filter { $0 != " " }
        return folded.hasPrefix("smtp:") ? String(folded.dropFirst(5)) : folded
    }

    private static func localPart(_ text: String) -> String? {
        let parts = plain(text).split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, first.count >= 2 else { return nil }
        return String(first)
    }

    private func sharesOnly(_ object: ConnectorSpaceObject) -> Bool {
        let inScope = tracer.inScope(object)
        return !inScope.isEmpty && inScope.allSatisfy(\.flows.isEmpty)
    }

    private func others(_ matches: Set<MetaverseID>, _ object: ConnectorSpaceObject) -> [ConnectorSpaceIdentity] {
        objects.filter { other in
            other.identity.connector != object.identity.connector && other.link.map { matches.contains($0) } ?? false
        }.map(\.identity).sorted()
    }

    private func finding(
        _ kind: JoinFinding.Kind,
        _ object: ConnectorSpaceObject,
        _ matches: Set<MetaverseID>,
        _ group: Group
    ) -> JoinFinding {
        let first = group.joins.first { !found($0, object, likeJoins($0)).isEmpty } ?? group.joins.first
        return JoinFinding(
            kind: kind,
            object: object.identity,
            others: others(matches, object),
            rule: group.rule.name,
            criterion: group.clauses.map(\.description).joined(separator: " and "),
            value: first.flatMap { values(of: $0, object).first }
        )
    }
}
