#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How one entry becomes another: the name and the values that it is given, and the values that are taken from it.
///
/// Of an attribute with many values only those stand here that differ.
public struct EntryChange: Sendable, Hashable {
    /// The values that are given, under the name of what comes of it.
    public let given: PackedEntry
    /// The values that are taken away.
    public let taken: PackedEntry

    /// Puts a change together that was worked out before.
    public init(given: PackedEntry, taken: PackedEntry) {
        self.given = given
        self.taken = taken
    }

    /// Works out how an entry becomes another.
    public init(from source: PackedEntry, to target: PackedEntry) {
        var (given, taken) = (EntryPacker(), EntryPacker())
        given.begin(dn: target.dn)
        taken.begin(dn: "")
        for attribute in target.attributes(differingFrom: source) {
            // Values of one attribute ascend, so that both lists are walked once.
            var before = source.values(of: attribute).makeIterator()
            var after = target.values(of: attribute).makeIterator()
            var (left, right) = (before.next(), after.next())
            while let order = Self.order(left, right) {
                if order < 0, let value = left { taken.add(attribute, value) }
                if order > 0, let value = right { given.add(attribute, value) }
                if order <= 0 { left = before.next() }
                if order >= 0 { right = after.next() }
            }
        }
        self.init(given: given.finish(), taken: taken.finish())
    }

    /// What an entry becomes.
    public func applied(to source: PackedEntry) -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: given.dn)
        for attribute in source.attributes {
            var gone = taken.values(of: attribute).makeIterator()
            var next = gone.next()
            for value in source.values(of: attribute) {
                if let one = next, one == value { next = gone.next() } else { packer.add(attribute, value) }
            }
        }
        for attribute in given.attributes {
            for value in given.values(of: attribute) { packer.add(attribute, value) }
        }
        return packer.finish()
    }

    /// How two values are ordered bytewise: the end is behind all of them, and nothing where both have come to it.
    private static func order(_ left: ArraySlice<UInt8>?, _ right: ArraySlice<UInt8>?) -> Int? {
        guard let left else { return right == nil ? nil : 1 }
        guard let right else { return -1 }
        let common = min(left.count, right.count)
        let found = left.withUnsafeBytes { (one: UnsafeRawBufferPointer) -> Int in
            right.withUnsafeBytes { (other: UnsafeRawBufferPointer) -> Int in
                guard common > 0, let one = one.baseAddress, let other = other.baseAddress else { return 0 }
                return Int(memcmp(one, other, common))
            }
        }
        return found != 0 ? found : left.count - right.count
    }
}
