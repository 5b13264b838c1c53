import Directory
import SyncRules

/// The objects of a connector that are not linked yet, with the keys of the values that they may be joined by.
struct JoinCandidates {
    /// A join clause's source, once for all rules that have it.
    private struct Source: Hashable {
        let connector: AttributeID
        let metaverse: AttributeID
        let isExact: Bool
    }

    private let sources: [Source]
    /// For each rule, group and clause the place of its source.
    private let clauses: [[[Int]]]
    private(set) var objects: [Int] = []
    private var keys: [UInt64] = []
    /// For each object and source where its keys end.
    private var ends: [UInt32] = []
    private var anchors: [UInt8] = []
    private var anchorEnds: [UInt32] = []

    init(_ rules: [CompiledRule], _ joinKeys: JoinKeys) {
        var places: [Source: Int] = [:]
        var sources: [Source] = []
        clauses = rules.map { rule in
            rule.joins.map { group in
                group.map { clause in
                    let source = Source(
                        connector: clause.connector,
                        metaverse: clause.metaverse,
                        isExact: clause.isCaseSensitive && joinKeys.hasExact(clause.metaverse)
                    )
                    if let place = places[source] { return place }
                    places[source] = sources.count
                    sources.append(source)
                    return sources.count - 1
                }
            }
        }
        self.sources = sources
    }

    mutating func append(_ object: Int, anchor: [UInt8], _ view: EntryView, _ joinKeys: inout JoinKeys) {
        objects.append(object)
        for source in sources {
            for value in view.values(source.connector) {
                keys.append(joinKeys.key(source.metaverse, value, isExact: source.isExact))
            }
            ends.append(UInt32(truncatingIfNeeded: keys.count))
        }
        anchors += anchor
        anchorEnds.append(UInt32(truncatingIfNeeded: anchors.count))
    }

    /// The places of the candidates, by partition and anchor: the order in which they have their turn, whatever the order
    /// in which they came.
    func ordered(_ partition: (Int) -> String) -> [Int] {
        let names = objects.map(partition)
        return objects.indices.sorted { left, right in
            if names[left] != names[right] { return names[left] < names[right] }
            return anchor(left).lexicographicallyPrecedes(anchor(right))
        }
    }

    func anchor(_ place: Int) -> ArraySlice<UInt8> {
        anchors[Int(place == 0 ? 0 : anchorEnds[place - 1])..<Int(anchorEnds[place])]
    }

    /// The keys of a clause's values.
    func keys(of place: Int, rule: Int, group: Int, clause: Int) -> ArraySlice<UInt64> {
        let end = place * sources.count + clauses[rule][group][clause]
        return keys[Int(end == 0 ? 0 : ends[end - 1])..<Int(ends[end])]
    }

    /// Whether there is a value of at least one attribute that a rule joins by.
    func hasValue(_ place: Int, rule: Int) -> Bool {
        clauses[rule].indices.contains { group in
            clauses[rule][group].indices.contains { clause in
                !keys(of: place, rule: rule, group: group, clause: clause).isEmpty
            }
        }
    }
}
