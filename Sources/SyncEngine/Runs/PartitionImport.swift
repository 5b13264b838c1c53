import Directory

/// What an import has brought of one partition so far, beside what is known of it.
struct PartitionImport {
    /// What of a page is not as it was.
    struct Difference {
        var added: [(object: ConnectorSpaceObject, digest: UInt64)] = []
        var updated: [(number: Int64, object: ConnectorSpaceObject, digest: UInt64)] = []

        var isEmpty: Bool { added.isEmpty && updated.isEmpty }
    }

    private let known: [KnownObject]
    /// Where each of them is.
    private let places: AnchorSet
    private let digest: EntryDigest
    /// How objects of the forest's simulated copy differ from those that come.
    private let copies: [AnchorKey: CopiedChange]
    /// What the copy has besides, and what was deleted from it.
    private let made: MadeObjects
    /// What has become of those differences that the forest has gone over, by anchor.
    private(set) var rebased: [[UInt8]: CopiedChange] = [:]
    private var isSeen: [Bool]
    private var new = AnchorSet()
    private(set) var counts = ImportCounts()
    private(set) var errors: [ObjectError] = []
    /// Names of entries that are there and could not be used: they are no evidence that an object has gone.
    private(set) var unusable: Set<String> = []
    /// The anchors of such entries: an object that has moved here from another partition has not gone either.
    private(set) var unusableAnchors: Set<AnchorKey> = []
    /// The numbers that objects had in other partitions, from where they have come.
    private(set) var moved: [Int64] = []
    /// What came with an anchor that had come already.
    private(set) var doubles: [(identity: ConnectorSpaceIdentity, name: String)] = []

    init(
        known: [KnownObject],
        copies: [AnchorKey: CopiedChange] = [:],
        made: MadeObjects = MadeObjects(),
        digest: EntryDigest
    ) {
        // A store has each anchor once; places are those of what was taken.
        var places = AnchorSet()
        self.known = known.filter { places.insert($0.anchor) }
        self.copies = copies
        self.made = made
        self.digest = digest
        self.places = places
        isSeen = Array(repeating: false, count: self.known.count)
    }

    var knownCount: Int { known.count }

    var hasCopies: Bool { !copies.isEmpty || made.isUnread }

    /// Forgets what came: the partition is read again from its beginning.
    mutating func restart() {
        for place in isSeen.indices { isSeen[place] = false }
        new = AnchorSet()
        rebased = [:]
        counts = ImportCounts()
        errors = []
        unusable = []
        unusableAnchors = []
        doubles = []
    }

    mutating func take(_ page: ImportPage) -> Difference {
        errors += page.errors
        for error in page.errors { unusable.insert(ASCII.lowercased(error.object)) }
        for anchor in page.unusable {
            let key = AnchorKey(anchor, digest)
            unusableAnchors.insert(key)
            guard let place = places.place(of: key), !isSeen[place] else { continue }
            isSeen[place] = true
            counts.unchanged += 1
        }
        // What the copy has besides comes with the last of what the forest has.
        let objects = page.completes ? page.objects + made.objects : page.objects
        var difference = Difference()
        for object in objects {
            let key = AnchorKey(object.identity.anchor, digest)
            let place = places.place(of: key)
            guard place.map({ !isSeen[$0] }) ?? new.insert(key) else {
                refuse(object)
                continue
            }
            let copy = copied(object, key)
            let print = digest.digest(copy.entry, class: copy.objectClass)
            guard let place else {
                counts.added += 1
                difference.added.append((copy, print))
                continue
            }
            isSeen[place] = true
            if known[place].digest == print {
                counts.unchanged += 1
            } else {
                counts.updated += 1
                difference.updated.append((known[place].number, copy, print))
            }
        }
        return difference
    }

    /// The object as the forest's simulated copy has it.
    private mutating func copied(_ object: ConnectorSpaceObject, _ key: AnchorKey) -> ConnectorSpaceObject {
        guard !copies.isEmpty, let copy = copies[key] else { return object }
        let now = copy.rebased(on: object.entry)
        if now != copy { rebased[object.identity.anchor] = now }
        return object.having(copy.applied(to: object.entry))
    }

    mutating func countRenamed(_ count: Int) { counts.renamed += count }

    /// Counts what has come from other partitions as renamed, which it is.
    mutating func countMoved(_ numbers: [Int64]) {
        moved = numbers
        let count = min(numbers.count, counts.added)
        counts.added -= count
        counts.updated += count
        counts.renamed += count
    }

    private mutating func refuse(_ object: ConnectorSpaceObject) {
        unusable.insert(ASCII.lowercased(object.entry.dn))
        doubles.append((object.identity, object.entry.dn))
    }

    /// Says of each object that came twice what the one is called that was taken.
    mutating func tellDoubles(_ names: [[UInt8]: String]) {
        errors += doubles.map { double in
            OneAnchor.error(double.identity, named: double.name, of: names[double.identity.anchor], mayBeOne: true)
        }
        doubles = []
    }

    /// The numbers of the objects that did not come.
    var missing: [Int64] { zip(known, isSeen).lazy.filter { !$0.1 }.map(\.0.number) }

    /// Those of them that have these anchors.
    func missing(among anchors: Set<AnchorKey>) -> [Int64] {
        anchors.compactMap { places.place(of: $0) }.filter { !isSeen[$0] }.map { known[$0].number }
    }

    /// The numbers of those of them that were deleted from the forest's copy: whatever else may not have come, they have gone.
    var deletedFromCopy: [Int64] {
        made.deleted.compactMap { identity in
            guard let place = places.place(of: AnchorKey(identity.anchor, digest)), !isSeen[place] else {
                return nil
            }
            return known[place].number
        }
    }

    /// Counts what has gone of a partition that came whole, and what stays although it did not come.
    mutating func end(deleted: Int, kept: Int) {
        counts.deleted += deleted
        counts.unchanged += kept
    }
}
