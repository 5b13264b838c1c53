import Directory

/// The metaverse objects of a run, each with a number of the run, and the connector space objects behind them.
struct RunTargets {
    private(set) var identifiers: [MetaverseID] = []
    /// The place of the class of each among `classNames`.
    private var classes = NarrowNumbers<UInt8>()
    private var classNames: [AttributeName] = []
    /// The run's number of the first object behind each, or less than zero where none is.
    private(set) var first: [Int32] = []
    /// Finds them among the identities.
    private(set) var table = IdentityTable()
    private var others: [Int32: [Int32]] = [:]

    var count: Int { identifiers.count }

    /// Makes room for so many.
    mutating func reserve(_ number: Int) {
        table.reserve(number, identifiers)
        identifiers.reserveCapacity(number)
        classes.reserveCapacity(number)
        first.reserveCapacity(number)
    }

    func number(of identifier: MetaverseID) -> Int32? {
        guard let number = table.place(of: identifier, in: identifiers), first[Int(number)] >= 0 else { return nil }
        return number
    }

    /// The number of a metaverse object, which is given one where it has none.
    mutating func insert(_ identifier: MetaverseID, as objectClass: AttributeName) -> Int32 {
        insert(identifier, in: place(of: objectClass))
    }

    /// The same where the place of the class is known.
    mutating func insert(_ identifier: MetaverseID, in objectClass: Int) -> Int32 {
        if let number = table.placeOrNext(of: identifier, in: identifiers) { return number }
        let number = Int32(truncatingIfNeeded: identifiers.count)
        identifiers.append(identifier)
        classes.append(objectClass)
        first.append(-1)
        return number
    }

    func objectClass(of target: Int32) -> AttributeName { classNames[classes[Int(target)]] }

    /// How many metaverse objects there are of each class, without those that are held no more and those `without`.
    func counts(without: Set<Int32>) -> [AttributeName: Int] {
        var counts = Array(repeating: 0, count: classNames.count)
        for target in first.indices where first[target] >= 0 { counts[classes[target]] += 1 }
        for target in without where first[Int(target)] >= 0 { counts[classes[Int(target)]] -= 1 }
        return Dictionary(zip(classNames, counts).filter { $0.1 > 0 }, uniquingKeysWith: +)
    }

    /// The place of a class, of which rules have a handful.
    mutating func place(of objectClass: AttributeName) -> Int {
        let place = classNames.firstIndex(of: objectClass) ?? classNames.count
        if place == classNames.count { classNames.append(objectClass) }
        return place
    }

    mutating func attach(_ object: Int, to target: Int32) {
        let object = Int32(truncatingIfNeeded: object)
        if first[Int(target)] < 0 {
            first[Int(target)] = object
        } else {
            others[target, default: []].append(object)
        }
    }

    /// Forgets the objects behind one that is not held any more.
    mutating func drop(_ target: Int32) {
        first[Int(target)] = -1
        others[target] = nil
    }

    /// The objects behind a metaverse object, in the order of their connectors.
    func members(of target: Int32) -> [Int] {
        guard first[Int(target)] >= 0 else { return [] }
        let all = [first[Int(target)]] + (others[target] ?? [])
        return all.map { Int($0) }.sorted()
    }

    /// Whether one of the objects behind a metaverse object is in a range.
    func hasMember(_ target: Int32, in range: Range<Int>) -> Bool {
        let first = Int(first[Int(target)])
        return range.contains(first) || others[target]?.contains { range.contains(Int($0)) } ?? false
    }

    /// Whether there is a metaverse object without an object in a range.
    func areOutside(_ range: Range<Int>) -> Bool {
        first.indices.contains { first[$0] >= 0 && !hasMember(Int32(truncatingIfNeeded: $0), in: range) }
    }

    func hasOneMember(_ target: Int32) -> Bool { others[target] == nil }

    /// The object at which the metaverse object is worked out: the first of those behind it.
    func isLead(_ object: Int, of target: Int32) -> Bool {
        others[target] == nil || members(of: target).first == object
    }
}
