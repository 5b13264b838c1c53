import Directory
import SyncRules

/// The objects of a connector that are not linked yet, with the keys of the values that they may be joined by.
///
/// Nearly all of them ask for what they give themselves, and nobody else gives it: for each source a byte says so.
struct JoinCandidates {
    /// A join clause's source, once for all rules that have it.
    private struct Source: Hashable {
        let connector: AttributeID
        let metaverse: AttributeID
        let isExact: Bool
    }

    /// What an object asks for by a source; any other number is one more than that of the one key among those it gives.
    private enum Asking {
        /// It has no value.
        static let nothing: UInt8 = 0
        /// It has values that no other object gives.
        static let inVain: UInt8 = 254
        /// Its keys are listed.
        static let listed: UInt8 = 255
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
    private(set) var objects = RisingNumbers()
    /// For each object and source of its class what it asks for; classes that have fewer sources ask for nothing by the others.
    private var asking: [UInt8] = []
    /// The places in `asking` whose keys are listed, ascending, and for each where its keys end.
    private var rows: [UInt32] = []
    private var ends: [UInt32] = []
    private var keys: [UInt64] = []
    private var anchors: [UInt8] = []
    /// How long all anchors are, as GUIDs are; or where each ends, as soon as one is of another length.
    private var anchorLength = 0
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
        asking.reserveCapacity(asking.count + number * width)
        rows.reserveCapacity(rows.count + number * width)
        ends.reserveCapacity(ends.count + number * width)
        keys.reserveCapacity(keys.count + number * width)
        anchors.reserveCapacity(anchors.count + number * 16)
    }

    /// Adds an object; `inScope` are the places of the rules that it is in scope of, which are all for its class, and `given`
    /// has what it gives already.
    mutating func append(
        _ object: Int,
        anchor: [UInt8],
        inScope: [Int],
        _ view: EntryView,
        _ given: KeyLists,
        _ joinKeys: inout JoinKeys
    ) {
        objects.append(object)
        let own = given.places(of: object)
        var added = 0
        if let first = inScope.first {
            for source in sources[classes[first]] {
                let start = keys.count
                for value in view.values(source.connector) {
                    keys.append(joinKeys.key(source.metaverse, value, isExact: source.isExact))
                }
                close(from: start, own, given)
                added += 1
            }
        }
        while added < width {
            asking.append(Asking.nothing)
            added += 1
        }
        append(anchor)
    }

    /// Adds the anchor of the object that was added last.
    private mutating func append(_ anchor: [UInt8]) {
        if objects.count == 1 { anchorLength = anchor.count }
        if anchorEnds.isEmpty, anchor.count != anchorLength {
            anchorEnds = (1..<objects.count).map { UInt32(truncatingIfNeeded: $0 * anchorLength) }
        }
        anchors += anchor
        if !anchorEnds.isEmpty || anchor.count != anchorLength {
            anchorEnds.append(UInt32(truncatingIfNeeded: anchors.count))
        }
    }

    /// Ends a source whose keys were added; lists them, unless there is one and the object gives it.
    private mutating func close(from start: Int, _ own: Range<Int>, _ given: KeyLists) {
        if keys.count == start { return asking.append(Asking.nothing) }
        keyCount += keys.count - start
        if keys.count == start + 1, let place = own.prefix(Self.few).first(where: { given.key($0) == keys[start] }) {
            keys.removeLast()
            return asking.append(UInt8(truncatingIfNeeded: place - own.lowerBound + 1))
        }
        rows.append(UInt32(truncatingIfNeeded: asking.count))
        ends.append(UInt32(truncatingIfNeeded: keys.count))
        asking.append(Asking.listed)
    }

    /// How many keys are asked for.
    private(set) var keyCount = 0

    /// Gathers all keys of a candidate, before they are narrowed; some come twice.
    private func gather(_ place: Int, _ given: KeyReader, into own: inout [UInt64]) throws {
        own.removeAll(keepingCapacity: true)
        for row in place * width..<(place + 1) * width {
            switch asking[row] {
            case Asking.nothing, Asking.inVain: break
            case Asking.listed: own += listed(row)
            case let number: own.append(try key(number, of: place, given))
            }
        }
    }

    /// A key that an object asks for and gives itself.
    private func key(_ number: UInt8, of place: Int, _ given: KeyReader) throws -> UInt64 {
        try given.key(given.places(of: objects[place]).lowerBound + Int(number) - 1)
    }

    /// The keys of a place in `asking` that are listed.
    private func listed(_ row: Int) -> ArraySlice<UInt64> { Listed(rows: rows, ends: ends, keys: keys)[row] }

    /// Keys of some places in `asking`.
    private struct Listed {
        let rows: [UInt32]
        let ends: [UInt32]
        let keys: [UInt64]

        subscript(row: Int) -> ArraySlice<UInt64> {
            var (low, high) = (0, rows.count)
            while low < high {
                let middle = (low + high) / 2
                if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
            }
            guard low < rows.count, Int(rows[low]) == row else { return [] }
            return keys[Int(low == 0 ? 0 : ends[low - 1])..<Int(ends[low])]
        }
    }

    /// Counts for each key the candidates that ask for it; one with many keys may count as several.
    func count(in asked: inout AskedKeys, _ given: KeyReader) throws {
        var own: [UInt64] = []
        for place in objects.indices {
            try gather(place, given, into: &own)
            for (number, key) in own.enumerated() {
                if number > Self.few || !own.prefix(number).contains(key) { asked.count(key) }
            }
        }
    }

    /// Whether a candidate is known to ask for a key; of one with many keys it is not known.
    func asks(_ place: Int, for key: UInt64, _ given: KeyReader) throws -> Bool {
        for row in place * width..<(place + 1) * width {
            switch asking[row] {
            case Asking.nothing, Asking.inVain: break
            case Asking.listed:
                let own = listed(row)
                if own.count <= Self.few, own.contains(key) { return true }
            case let number: if try self.key(number, of: place, given) == key { return true }
            }
        }
        return false
    }

    /// Lets go of keys that no other object gives; those that are left are listed, so that what is given is not needed any
    /// more.
    mutating func narrow(to offered: AskedKeys, _ given: KeyReader) throws {
        let before = Listed(rows: rows, ends: ends, keys: keys)
        (rows, ends, keys) = ([], [], [])
        for place in objects.indices {
            for row in place * width..<(place + 1) * width {
                let start = keys.count
                switch asking[row] {
                case Asking.nothing, Asking.inVain: continue
                case Asking.listed:
                    for key in before[row] where offered[key] > 0 { keys.append(key) }
                case let number:
                    let own = try key(number, of: place, given)
                    if offered[own] > 0 { keys.append(own) }
                }
                guard keys.count > start else {
                    asking[row] = Asking.inVain
                    continue
                }
                asking[row] = Asking.listed
                rows.append(UInt32(truncatingIfNeeded: row))
                ends.append(UInt32(truncatingIfNeeded: keys.count))
            }
        }
    }

    /// The places of the candidates, by partition and anchor: the order in which they have their turn, whatever the order
    /// in which they came.
    ///
    /// Anchors begin with bytes that are as good as drawn: the first one says which heap one goes to, and eight of them decide
    /// within it nearly always. Only one heap at a time is held with what it is ordered by.
    func ordered(_ partitions: RunObjects) -> [Int32] {
        let ranks = partitions.partitionRanks
        // Heaps for many partitions would take more than they spare.
        let bits: UInt64 = ranks.count > 64 || objects.count < 4096 ? 0 : 8
        func heap(_ place: Int) -> Int {
            ranks[Int(partitions.partitions[objects[place]])] << Int(bits)
                | Int(truncatingIfNeeded: start(of: place) >> (64 - bits))
        }
        var heaps = Array(repeating: 0, count: ranks.count << Int(bits))
        for place in objects.indices { heaps[heap(place)] += 1 }
        var sum = 0
        for number in heaps.indices {
            let count = heaps[number]
            heaps[number] = sum
            sum += count
        }
        var order = Array(repeating: Int32(0), count: objects.count)
        for place in objects.indices {
            let number = heap(place)
            order[heaps[number]] = Int32(truncatingIfNeeded: place)
            heaps[number] += 1
        }
        // Where heaps began they end now.
        var begin = 0
        var keys: [(start: UInt64, place: Int32)] = []
        for end in heaps where end > begin {
            keys.removeAll(keepingCapacity: true)
            for place in order[begin..<end] { keys.append((start: start(of: Int(place)), place: place)) }
            keys.sort { left, right in
                if left.start != right.start { return left.start < right.start }
                return anchor(Int(left.place)).lexicographicallyPrecedes(anchor(Int(right.place)))
            }
            for (number, key) in keys.enumerated() { order[begin + number] = key.place }
            begin = end
        }
        return order
    }

    /// The first eight bytes of an anchor, the first one on top; a shorter one is filled up.
    private func start(of place: Int) -> UInt64 {
        let anchor = anchor(place)
        let start = anchor.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        return anchor.count < 8 ? start << UInt64(8 * (8 - anchor.count)) : start
    }

    func anchor(_ place: Int) -> ArraySlice<UInt8> {
        guard !anchorEnds.isEmpty else { return anchors[place * anchorLength..<(place + 1) * anchorLength] }
        return anchors[Int(place == 0 ? 0 : anchorEnds[place - 1])..<Int(anchorEnds[place])]
    }

    /// The keys of a clause's values, as far as other objects may give them.
    func keys(of place: Int, rule: Int, group: Int, clause: Int) -> ArraySlice<UInt64> {
        let row = place * width + clauses[rule][group][clause]
        return asking[row] == Asking.listed ? listed(row) : []
    }

    /// Whether there is a value of at least one attribute that a rule joins by.
    func hasValue(_ place: Int, rule: Int) -> Bool {
        clauses[rule].indices.contains { group in
            clauses[rule][group].indices.contains { clause in
                asking[place * width + clauses[rule][group][clause]] != Asking.nothing
            }
        }
    }
}
