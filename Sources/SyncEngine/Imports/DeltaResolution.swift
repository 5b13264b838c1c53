import Directory

/// Makes changes of a connector space out of what was told, beside what is known.
///
/// Two things follow from a change without being told: what lies below an object that has another name has one too, and,
/// where a directory keeps references itself, they follow renamed objects and go with deleted ones.
struct DeltaResolution {
    private var known: [ConnectorSpaceIdentity: ConnectorSpaceObject]
    private let table: AttributeTable
    private let references: [AttributeName]
    /// How objects of the forest's simulated copy differ from those that are told.
    private var copies: [ConnectorSpaceIdentity: CopiedChange]
    /// The objects that the copy has besides: the forest says nothing of them.
    private let made: Set<ConnectorSpaceIdentity>
    /// What has become of those differences that the forest has gone over.
    private(set) var rebased: [ConnectorSpaceIdentity: CopiedChange] = [:]

    /// The objects whose references the forest has put right without telling them.
    private var followed: Set<ConnectorSpaceIdentity> = []

    /// Entries that were not taken, since others have their anchors.
    private(set) var errors: [ObjectError] = []

    private var present: [ConnectorSpaceIdentity: ConnectorSpaceObject] = [:]
    private var gone: [ConnectorSpaceIdentity: ConnectorSpaceObject] = [:]
    /// Names of known objects that are others now, or none any more; in small letters.
    private var names: [String: String?] = [:]
    /// What objects were that have come from another partition, by what they are now.
    private var moved: [ConnectorSpaceIdentity: ConnectorSpaceObject] = [:]
    /// The names that they had there; what lies below them has not moved with them.
    private var departed: Set<String> = []

    init(
        known: [ConnectorSpaceObject],
        copies: [ConnectorSpaceIdentity: CopiedChange] = [:],
        made: Set<ConnectorSpaceIdentity> = [],
        table: AttributeTable,
        references: [AttributeName]
    ) {
        self.copies = copies
        self.made = made
        self.known = Dictionary(known.map { ($0.identity, $0) }) { first, _ in first }
        self.table = table
        self.references = references
    }

    /// Takes what was told of a partition.
    mutating func take(_ changes: PartitionChanges, _ partition: ConnectorSpaceIdentity) {
        for (anchor, object) in changes.objects {
            let identity = ConnectorSpaceIdentity(
                connector: partition.connector,
                partition: partition.partition,
                anchor: anchor
            )
            let before = known[identity]
            guard let object else {
                if let before { remove(before) }
                continue
            }
            guard before != nil || changes.others[anchor] != nil else {
                take(object)
                continue
            }
            choose(among: [object] + (changes.others[anchor] ?? []), before, changes)
        }
    }

    private mutating func take(_ object: ConnectorSpaceObject) {
        let copy = copied(object)
        put(copy)
    }

    /// Takes of entries with one anchor the one that is known already, or the one that was told first where that has gone.
    ///
    /// Each of the others is an error.
    private mutating func choose(
        among told: [ConnectorSpaceObject],
        _ before: ConnectorSpaceObject?,
        _ changes: PartitionChanges
    ) {
        var taken = told.first
        if let before {
            let own = told.first { !OneAnchor.differ($0, before, table) }
            taken = own ?? (changes.hasLost(before) ? taken : nil)
        }
        if let taken { take(taken) }
        let first = (taken ?? before)?.entry.dn
        errors += told.filter { $0 != taken }.map { other in
            OneAnchor.error(other.identity, named: other.entry.dn, of: first, mayBeOne: false)
        }
    }

    /// Takes what was made in the copy of the forest, or deleted from it, and that no import has read.
    mutating func take(_ unread: MadeObjects) {
        for object in unread.objects {
            let copy = copied(object)
            put(copy)
        }
        for identity in unread.deleted { if let before = known[identity] { remove(before) } }
    }

    /// Takes objects that are new in one partition and known in another for moved: what refers to them goes with them.
    ///
    /// Where they were they are no more, whether that was told already or not.
    mutating func takeMoves() {
        var new: [[UInt8]: ConnectorSpaceIdentity] = [:]
        for identity in present.keys where known[identity] == nil {
            new[identity.anchor] = max(identity, new[identity.anchor] ?? identity)
        }
        guard !new.isEmpty else { return }
        for before in known.values where !made.contains(before.identity) {
            guard let identity = new[before.identity.anchor], let now = present[identity] else { continue }
            moved[identity] = before
            gone[before.identity] = before
            present[before.identity] = nil
            rebased[before.identity] = nil
            let name = ASCII.lowercased(before.entry.dn)
            names[name] = .some(now.entry.dn)
            departed.insert(name)
        }
    }

    /// Whether all objects have to be looked at.
    func needsAll(_ referencesFollow: Bool, _ byValue: Bool) -> Bool {
        byValue || names.contains { $0.value != nil } || (referencesFollow && !names.isEmpty)
    }

    /// Looks at all objects for what was not told by their anchors.
    ///
    /// Where references follow, `copies` are how any of them differ in the forest's copy.
    mutating func complete(
        with all: [ConnectorSpaceObject],
        told: [String: PartitionChanges],
        copies differences: [ConnectorSpaceIdentity: CopiedChange],
        referencesFollow: Bool
    ) {
        for object in all where present[object.identity] == nil && gone[object.identity] == nil {
            known[object.identity] = object
            guard !made.contains(object.identity) else { continue }
            if told[object.identity.partition]?.hasLost(object) == true { remove(object) }
        }
        // Names first, since references may be to what lies below.
        for object in all where present[object.identity] == nil && gone[object.identity] == nil {
            if !made.contains(object.identity), let name = movedName(object.entry.dn) {
                put(object.having(object.entry.named(name)))
            }
        }
        guard referencesFollow, !names.isEmpty else { return }
        copies.merge(differences) { first, _ in first }
        let attributes = Set(references.compactMap(table.existing))
        // What the forest does not have stays as it was made: so an import of everything brings it.
        for object in all where gone[object.identity] == nil && !made.contains(object.identity) {
            // What was told as it is now has its references right.
            if present[object.identity] != nil, told[object.identity.partition]?.objects[object.identity.anchor] != nil
            {
                continue
            }
            follow(object, attributes)
        }
    }

    /// Puts the references of an object right that was not told, as the forest itself does.
    ///
    /// It knows nothing of what was written to its copy; that is laid over what it has then.
    private mutating func follow(_ object: ConnectorSpaceObject, _ attributes: Set<AttributeID>) {
        let now = present[object.identity] ?? object
        let own = copies[object.identity]?.withdrawn(from: now.entry) ?? now.entry
        guard let entry = follow(own, attributes) else { return }
        let copy = copied(
            ConnectorSpaceObject(
                identity: now.identity,
                objectClass: now.objectClass,
                entry: entry,
                link: object.link
            )
        )
        present[object.identity] = copy
        followed.insert(object.identity)
    }

    /// Changes objects that were not told, as they are known, by what was written to the copy of their forest.
    mutating func write(_ copies: [ConnectorSpaceIdentity: CopiedChange], to objects: [ConnectorSpaceObject]) {
        for object in objects where gone[object.identity] == nil && !followed.contains(object.identity) {
            guard let copy = copies[object.identity] else { continue }
            if known[object.identity] == nil { known[object.identity] = object }
            let now = present[object.identity] ?? object
            present[object.identity] = now.having(copy.imposed(on: now.entry))
        }
    }

    /// The changes, each list ascending by identity; `count` is how many objects the connector space has now.
    func changes(outOf count: Int) -> ImportChanges {
        var changes = changes()
        changes.unchanged = max(0, count - changes.updated.count - changes.deleted.count)
        return changes
    }

    /// The changes of one partition, or all of them; how many objects stay as they were is not counted.
    func changes(in partition: String? = nil) -> ImportChanges {
        func isMeant(_ identity: ConnectorSpaceIdentity) -> Bool { partition == nil || identity.partition == partition }
        var changes = ImportChanges()
        for (identity, object) in present.sorted(by: { $0.key < $1.key }) where isMeant(identity) {
            guard let before = known[identity] ?? moved[identity] else {
                changes.added.append(object)
                continue
            }
            let isSame = before.identity == identity && before.objectClass == object.objectClass
            guard !isSame || before.entry != object.entry else { continue }
            var updated = object
            updated.link = before.link
            changes.updated.append(updated)
            if before.entry.dn != object.entry.dn { changes.renamed += 1 }
        }
        let left = Set(moved.values.map(\.identity))
        changes.deleted = gone.keys.filter { isMeant($0) && !left.contains($0) }.sorted()
        return changes
    }

    /// The object as the forest's simulated copy has it.
    private mutating func copied(_ object: ConnectorSpaceObject) -> ConnectorSpaceObject {
        guard let copy = copies[object.identity] else { return object }
        let now = copy.rebased(on: object.entry)
        if now != copy { rebased[object.identity] = now }
        return object.having(copy.applied(to: object.entry))
    }

    private mutating func put(_ object: ConnectorSpaceObject) {
        present[object.identity] = object
        guard let before = known[object.identity], before.entry.dn != object.entry.dn else { return }
        names[ASCII.lowercased(before.entry.dn)] = .some(object.entry.dn)
    }

    private mutating func remove(_ object: ConnectorSpaceObject) {
        gone[object.identity] = object
        let name = ASCII.lowercased(object.entry.dn)
        // Its name may be another object's by now.
        if names[name] == nil { names[name] = .some(nil) }
    }

    /// The name of an object below one that has another name.
    private func movedName(_ name: String) -> String? {
        var rest = Substring(name)
        while let comma = Self.unescapedComma(rest) {
            let above = rest[rest.index(after: comma)...]
            let key = ASCII.lowercased(String(above))
            if !departed.contains(key), let now = names[key], let now {
                return String(name[..<above.startIndex]) + now
            }
            rest = above
        }
        return nil
    }

    private static func unescapedComma(_ text: Substring) -> Substring.Index? {
        var isEscaped = false
        for index in text.utf8.indices {
            let byte = text.utf8[index]
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte == 0x2C {
                return index
            }
        }
        return nil
    }

    /// The entry with its references to renamed and deleted objects put right; nothing where there are none.
    private func follow(_ entry: PackedEntry, _ attributes: Set<AttributeID>) -> PackedEntry? {
        let isTouched = entry.attributes.contains { attribute in
            attributes.contains(attribute)
                && entry.values(of: attribute).contains { names[ASCII.lowercased(Self.text($0))] != nil }
        }
        guard isTouched else { return nil }
        return entry.rewritten { attribute, values in
            guard attributes.contains(attribute) else { return values }
            return values.compactMap { value in
                switch names[ASCII.lowercased(Self.text(value))] {
                case .some(.some(let now)): ArraySlice(Array(now.utf8))
                case .some(.none): nil
                case .none: value
                }
            }
        }
    }

    private static func text(_ value: ArraySlice<UInt8>) -> String { String(decoding: value, as: UTF8.self) }
}
