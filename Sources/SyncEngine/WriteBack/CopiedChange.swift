public import Directory

/// How an object of the simulated copy of a forest differs from the object in the forest.
///
/// Nothing is ever written to the forest itself. So what is read of it has to be changed by what was written to its copy
/// before anybody compares it with what is known.
public struct CopiedChange: Sendable, Hashable {
    /// The values that the forest had of the attributes when they were written; its DN is empty.
    public let base: PackedEntry
    /// The values that the copy has of them; its DN is empty.
    public let written: PackedEntry
    /// The attributes that were written, ascending by number.
    public let attributes: [AttributeID]
    /// Those of them to whose values something was added, instead of replacing them, ascending by number.
    public let merged: [AttributeID]

    /// Puts the parts together.
    public init(base: PackedEntry, written: PackedEntry, attributes: [AttributeID], merged: [AttributeID]) {
        self.base = base
        self.written = written
        self.attributes = attributes
        self.merged = merged
    }

    /// What an object of the copy differs in once something has been written back to it, on top of what was before.
    ///
    /// `entry` is the object as it was last imported. Where an attribute has been written before, the forest still has
    /// what it had then: an import would have said otherwise.
    public init(_ writeBack: WriteBack, to entry: PackedEntry, after before: CopiedChange? = nil) {
        let new = Set(writeBack.attributes)
        let old = Set(before?.attributes ?? [])
        let attributes = new.union(old).sorted()
        base = Self.values(of: attributes) { attribute in
            guard let before, old.contains(attribute) else { return entry }
            return before.base
        }
        written = Self.values(of: attributes) { attribute in
            guard let before, !new.contains(attribute) else { return writeBack.values }
            return before.written
        }
        merged = attributes.filter { attribute in
            new.contains(attribute)
                ? writeBack.merged.contains(attribute) : before?.merged.contains(attribute) ?? false
        }
        self.attributes = attributes
    }

    /// What the copy has of an object that the forest has like this.
    ///
    /// What the forest has not changed since is as it was written. What it has changed is as the forest has it, since the
    /// last writer wins; of merged values what was added and what was removed is added and removed there as well.
    public func applied(to real: PackedEntry) -> PackedEntry {
        real.replacing(attributes) { attribute in
            let now = Array(real.values(of: attribute))
            let before = Array(base.values(of: attribute))
            let then = Array(written.values(of: attribute))
            if now == before { return then }
            guard merged.contains(attribute) else { return now }
            let removed = Set(before).subtracting(then)
            let known = Set(before)
            return now.filter { !removed.contains($0) } + then.filter { !known.contains($0) }
        }
    }

    /// The object with what was written, whatever it has of it.
    public func imposed(on entry: PackedEntry) -> PackedEntry {
        entry.replacing(attributes) { Array(written.values(of: $0)) }
    }

    /// The object as the forest had it when it was last imported, whether it came with what was written or without it.
    func withdrawn(from entry: PackedEntry) -> PackedEntry {
        entry.replacing(attributes) { Array(base.values(of: $0)) }
    }

    /// The difference as it is beside what the forest has now; without attributes where there is none any more.
    ///
    /// Where the forest has changed an attribute since, its new values are what later changes are told by.
    public func rebased(on real: PackedEntry) -> CopiedChange {
        let moved = Set(attributes.filter { !real.values(of: $0).elementsEqual(base.values(of: $0)) })
        guard !moved.isEmpty else { return self }
        let result = applied(to: real)
        let kept = attributes.filter { attribute in
            !moved.contains(attribute) || !result.values(of: attribute).elementsEqual(real.values(of: attribute))
        }
        return CopiedChange(
            base: Self.values(of: kept) { moved.contains($0) ? real : base },
            written: Self.values(of: kept) { moved.contains($0) ? result : written },
            attributes: kept,
            merged: merged.filter { kept.contains($0) }
        )
    }

    /// The values of attributes, each from the entry that has them.
    private static func values(
        of attributes: [AttributeID],
        from source: (AttributeID) -> PackedEntry
    ) -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: "")
        for attribute in attributes {
            for value in source(attribute).values(of: attribute) { packer.add(attribute, value) }
        }
        return packer.finish()
    }
}
