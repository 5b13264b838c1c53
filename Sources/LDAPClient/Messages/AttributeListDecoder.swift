import Directory

/// Packs entries straight from the bytes of their attribute lists (RFC 4511 section 4.5.2).
///
/// Knows nothing of libldap, so that it can be fed with anything.
struct AttributeListDecoder {
    private var lookup: AttributeLookup
    private var assembler = EntryAssembler()
    /// The attributes of the last entry of which the server holds more values back.
    private(set) var openRanges: [ValueRange] = []

    /// Whether the option `range` of a name means that more values are to be had; with DirSync it means something else.
    private let readsRanges: Bool

    init(table: AttributeTable, readsRanges: Bool) {
        lookup = AttributeLookup(table: table)
        self.readsRanges = readsRanges
    }

    /// Packs an entry of its name and the elements of its list.
    mutating func decode(
        dn: UnsafeRawBufferPointer,
        list: UnsafeRawBufferPointer
    ) throws(AttributeListError) -> PackedEntry {
        assembler.begin()
        lookup.beginEntry()
        if !openRanges.isEmpty { openRanges = [] }
        var attributes = BERCursor(list)
        while !attributes.isAtEnd {
            guard let pair = attributes.element(0x30) else { throw .malformed }
            var parts = BERCursor(list, pair)
            guard let name = parts.element(0x04), let set = parts.element(0x31) else { throw .malformed }
            let attribute = try attribute(UnsafeRawBufferPointer(rebasing: list[name]))
            var values = BERCursor(list, set)
            while !values.isAtEnd {
                guard let value = values.element(0x04) else { throw .malformed }
                assembler.add(attribute, start: value.lowerBound, length: value.count)
            }
        }
        return assembler.finish(dn: dn, memory: list)
    }

    @inline(__always)
    private mutating func attribute(_ name: UnsafeRawBufferPointer) throws(AttributeListError) -> AttributeID {
        if let attribute = lookup.expected(name) { return attribute }
        if readsRanges, let bounds = try ValueRange.Bounds(option: name) { return try part(name, bounds) }
        return try number(name)
    }

    private mutating func number(_ name: UnsafeRawBufferPointer) throws(AttributeListError) -> AttributeID {
        guard let attribute = lookup.attribute(name) else { throw .tableFull }
        return attribute
    }

    /// The number of an attribute of which a part of the values has come; kept out of the way of all the others.
    @inline(never)
    private mutating func part(
        _ name: UnsafeRawBufferPointer,
        _ bounds: ValueRange.Bounds
    ) throws(AttributeListError) -> AttributeID {
        let base = UnsafeRawBufferPointer(rebasing: name[..<bounds.baseLength])
        let attribute = try number(base)
        if let upper = bounds.upper {
            openRanges.append(
                ValueRange(attribute: attribute, name: String(decoding: base, as: UTF8.self), next: upper + 1)
            )
        }
        return attribute
    }
}
