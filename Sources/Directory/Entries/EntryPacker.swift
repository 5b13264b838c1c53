/// Builds packed entries, one after another, out of a buffer that it keeps.
///
/// For values that come from here and there; who has them all in one stretch of memory already uses `EntryAssembler`.
public struct EntryPacker: Sendable {
    private var dn: [UInt8] = []
    private var arena: [UInt8] = []
    private var assembler = EntryAssembler()

    /// Makes an empty packer.
    public init() {}

    /// Starts an entry and forgets the one before.
    public mutating func begin(dn: some Sequence<UInt8>) {
        self.dn.removeAll(keepingCapacity: true)
        self.dn.append(contentsOf: dn)
        arena.removeAll(keepingCapacity: true)
        assembler.begin()
    }

    /// Starts an entry and forgets the one before.
    public mutating func begin(dn: String) { begin(dn: dn.utf8) }

    /// Adds one value.
    public mutating func add(_ attribute: AttributeID, _ value: some Sequence<UInt8>) {
        let start = arena.count
        arena.append(contentsOf: value)
        assembler.add(attribute, start: start, length: arena.count - start)
    }

    /// Adds one text value.
    public mutating func add(_ attribute: AttributeID, text: String) { add(attribute, text.utf8) }

    /// Ends the entry; a value given twice for one attribute stands once.
    public mutating func finish() -> PackedEntry {
        dn.withUnsafeBytes { dn in arena.withUnsafeBytes { assembler.finish(dn: dn, memory: $0) } }
    }
}
