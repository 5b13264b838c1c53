/// Gathers what there is to say of objects that come one after another, in whatever order; each pair is spoken of once.
///
/// Only what is to be told of those that stand alone is held.
public struct JoinFindings {
    private let analysis: JoinAnalysis
    private var ambiguous: [JoinFinding] = []
    private var near: [[JoinOutlook.Near]] = []
    private var told: Set<JoinOutlook.Pair> = []

    /// Prepares for looking at the objects of an analysis that has all of them.
    public init(_ analysis: JoinAnalysis) { self.analysis = analysis }

    /// Looks at an object; tells what brought it to those that it is joined with, unless it was there before them.
    public mutating func look(at object: ConnectorSpaceObject) -> JoinFinding? {
        switch analysis.outlook(of: object) {
        case .nothing: return nil
        case .joined(let finding): return finding
        case .ambiguous(let finding, let pairs):
            ambiguous.append(finding)
            told.formUnion(pairs)
        case .near(let all): near.append(all)
        }
        return nil
    }

    /// What there is to say of the objects that stand alone, in the order of forests and identities.
    public func end() -> [JoinFinding] {
        var findings = ambiguous
        var told = self.told
        // What is ambiguous seen from one side is not a match seen from the other; and who comes first speaks for both.
        let ordered = near.sorted { one, other in
            guard let one = one.first?.finding.object, let other = other.first?.finding.object else { return false }
            return analysis.isBefore(one, other)
        }
        for all in ordered {
            if let new = all.first(where: { told.insert($0.pair).inserted }) { findings.append(new.finding) }
        }
        return analysis.ordered(findings)
    }
}
