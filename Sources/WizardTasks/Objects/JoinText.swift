import SyncEngine

/// How a finding about joins is said.
enum JoinText {
    /// What brings an object to the metaverse object that another forest has made, as a sentence without its full stop.
    static func way(_ finding: JoinFinding, _ spaces: ObjectSpaces) -> String {
        let place = spaces.name(of: finding.object.connector)
        guard let criterion = finding.criterion, let rule = finding.rule else {
            return "By today's values no criterion would join the one of \(place)"
        }
        return "The one of \(place) is joined by \(criterion) (\(rule))"
    }

    static func sentence(_ finding: JoinFinding, _ spaces: ObjectSpaces) -> String {
        sentence(finding) { identity in spaces.object(identity).map { spaces.label($0.entry) } }
    }

    /// The same, by what objects are called.
    static func sentence(_ finding: JoinFinding, label: (ConnectorSpaceIdentity) -> String?) -> String {
        let others = finding.others.prefix(3).map { label($0) ?? "?" }
        let names = others.joined(separator: ", ") + (finding.others.count > 3 ? " and others" : "")
        let criterion = finding.criterion ?? ""
        switch finding.kind {
        case .joined: return "it is joined with \(names) by \(criterion)"
        case .joinedBefore: return "it is joined with \(names), which no criterion would do by today's values"
        case .ambiguous: return "\(criterion) finds \(finding.others.count) objects (\(names)), and so none"
        case .tooLate:
            return "\(criterion) finds \(names), but both are in the metaverse already: joins are made on entry alone"
        case .taken: return "\(criterion) finds \(names), which another object of its forest has joined"
        case .partial: return "\(names) fits \(criterion) in part"
        case .spelling: return "\(names) would fit \(criterion) but for case, blanks or a prefix"
        case .otherDomain: return "\(names) has the same address up to the @ (\(criterion))"
        }
    }
}
