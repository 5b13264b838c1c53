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

    /// Lists of more keys are not gone through again and again.
    private static let few = 16

    /// For each class of the connector that rules are for the sources that they ask for.
    private let sources: [[Source]]
    /// For each rule the place of its class among those.
    private let classes: [Int]
    /// For each rule, group and clause the place of its source among those of the class.
    private let clauses: [[[Int]]]
    /// How many sources a class has at most.
    private let width: Int
    private(set) var objects: [Int32] = []
    private var keys: [UInt64] = []
    /// For each object and source of its class where its keys end; classes that have fewer sources end some that they lack.
    private var ends: [UInt32] = []
    private var anchors: [UInt8] = []
    private var anchorEnds: [UInt32] = []

    init(_ rules: [CompiledRule], _ joinKeys: JoinKeys) {
        var places: [AttributeName: Int] = [:]
        var sources: [[Source]] = []
        var classes: [Int] = []
        var clauses: [[[Int]]] = []
        for rule in rules {
            let own = places[rule.rule.sourceClass] ?? sources.count
            if own == sources.count {
                places[rule.rule.sourceClass] = own
                sources.append([])
            }
            classes.append(own)
            var groups: [[Int]] = []
            for group in rule.joins {
                var numbers: [Int] = []
                for clause in group {
                    let source = Source(
                        connector: clause.connector,
                        metaverse: clause.metaverse,
                        isExact: clause.isCaseSensitive && joinKeys.hasExact(clause.metaverse)
                    )
                    let number = sources[own].firstIndex(of: source) ?? sources[own].count
                    if number == sources[own].count { sources[own].append(source) }
                    numbers.append(number)
                }
                groups.append(numbers)
            }
            clauses.append(groups)
        }
        width = sources.map(\.count).max() ?? 0
        (self.sources, self.classes, self.clauses) = (sources, classes, clauses)
    }

    /// Makes room for so many more.
    mutating func reserve(_ number: Int) {
        objects.reserveCapacity(objects.count + number)
        ends.reserveCapacity(ends.count + number * width)
        keys.reserveCapacity(keys.count + number * width)
        anchors.reserveCapacity(anchors.count + number * 16)
        anchorEnds.reserveCapacity(anchorEnds.count + number)
    }

    /// Adds an object; `inScope` are the places of the rules that it is in scope of, which are all for its class.
    mutating func append(
        _ object: Int,
        anchor: [UInt8],
        inScope: [Int],
        _ view: EntryView,
        _ joinKeys: inout JoinKeys
    ) {
        objects.append(Int32(truncatingIfNeeded: object))
        var added = 0
        if let first = inScope.first {
            for source in sources[classes[first]] {
                for value in view.values(source.connector) {
                    keys.append(joinKeys.key(source.metaverse, value, isExact: source.isExact))
                }
                ends.append(UInt32(truncatingIfNeeded: keys.count))
                added += 1
            }
        }
        while added < width {
            ends.append(UInt32(truncatingIfNeeded: keys.count))
            added += 1
        }
        anchors += anchor
        anchorEnds.append(UInt32(truncatingIfNeeded: anchors.count))
    }

    /// How many keys there are.
    var keyCount: Int { keys.count }

    /// All keys of a candidate; some come twice.
    func keys(of place: Int) -> ArraySlice<UInt64> {
        let row = place * width
        return keys[Int(row == 0 ? 0 : ends[row - 1])..<(width == 0 ? 0 : Int(ends[row + width - 1]))]
    }

    /// Counts for each key the candidates that ask for it; one with many keys may count as several.
    func count(in asked: inout AskedKeys) {
        for place in objects.indices {
            let own = keys(of: place)
            for (number, key) in own.enumerated() {
                if number > Self.few || !own.prefix(number).contains(key) { asked.count(key) }
            }
        }
    }

    /// Whether a candidate is known to ask for a key; of one with many keys it is not known.
    func asks(_ place: Int, for key: UInt64) -> Bool {
        let own = keys(of: place)
        return own.count <= Self.few && own.contains(key)
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
        let end = place * width + clauses[rule][group][clause]
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
