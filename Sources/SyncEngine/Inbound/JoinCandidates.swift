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
    private(set) var objects: [Int32] = []
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

    /// Makes room for so many more.
    mutating func reserve(_ number: Int) {
        objects.reserveCapacity(objects.count + number)
        ends.reserveCapacity(ends.count + number * sources.count)
        keys.reserveCapacity(keys.count + number * sources.count)
        anchors.reserveCapacity(anchors.count + number * 16)
        anchorEnds.reserveCapacity(anchorEnds.count + number)
    }

    mutating func append(_ object: Int, anchor: [UInt8], _ view: EntryView, _ joinKeys: inout JoinKeys) {
        objects.append(Int32(truncatingIfNeeded: object))
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
    func ordered(_ partitions: RunObjects) -> [Int32] {
        let ranks = partitions.partitionRanks
        // Anchors begin with bytes that are as good as drawn: eight of them decide nearly always.
        var keys = objects.enumerated().map { place, object in
            let rank = ranks[Int(partitions.partitions[Int(object)])]
            return (
                rank: UInt32(truncatingIfNeeded: rank), place: Int32(truncatingIfNeeded: place), start: start(of: place)
            )
        }
        keys.sort { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            if left.start != right.start { return left.start < right.start }
            return anchor(Int(left.place)).lexicographicallyPrecedes(anchor(Int(right.place)))
        }
        return keys.map(\.place)
    }

    /// The first eight bytes of an anchor, the first one on top; a shorter one is filled up.
    private func start(of place: Int) -> UInt64 {
        let anchor = anchor(place)
        let start = anchor.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        return anchor.count < 8 ? start << UInt64(8 * (8 - anchor.count)) : start
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
