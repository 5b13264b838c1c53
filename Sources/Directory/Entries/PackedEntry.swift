#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An entry as one stretch of bytes: what the wire, the store and the rules share (decision record 2).
///
/// Layout of format 1, numbers little-endian:
///
///     0   u8   format version (1)
///     1   u8   zero
///     2   u16  number of attributes, n
///     4   u32  length of the DN in bytes, d
///     8   n ×  { u16 attribute number, u16 zero, u32 offset of its values }   ascending by attribute number
///     …   d    the DN, UTF-8
///     …        for each attribute: u32 number of values, then for each value u32 length and its bytes;
///              values of one attribute ascend bytewise, so that two reads of one entry give the same bytes
///
/// Bytes that come from a store are checked once, on the way in; after that no access can leave them.
public struct PackedEntry: Sendable, Hashable {
    /// The format that this build writes.
    public static let formatVersion: UInt8 = 1

    /// The bytes.
    public let bytes: [UInt8]

    static let headerLength = 8
    static let indexEntryLength = 8

    /// Takes bytes from a store; throws where they are not a whole entry of a format that this build knows.
    public init(validating bytes: [UInt8]) throws(PackedEntryError) {
        try PackedEntryValidator.validate(bytes)
        self.bytes = bytes
    }

    /// Takes bytes that `EntryPacker` has just made.
    init(packed bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all bytes are the same; compared in one go, since every object that has not changed is.
    public static func == (left: PackedEntry, right: PackedEntry) -> Bool {
        guard left.bytes.count == right.bytes.count else { return false }
        return left.bytes.withUnsafeBytes { left in
            right.bytes.withUnsafeBytes { right in
                guard let one = left.baseAddress, let other = right.baseAddress else { return true }
                return memcmp(one, other, left.count) == 0
            }
        }
    }

    /// How many attributes the entry has.
    public var attributeCount: Int { Int(u16(2)) }

    /// The distinguished name.
    public var dn: String {
        let start = Self.headerLength + Self.indexEntryLength * attributeCount
        return String(decoding: bytes[start..<start + Int(u32(4))], as: UTF8.self)
    }

    /// The numbers of the attributes, ascending.
    public var attributes: [AttributeID] {
        (0..<attributeCount).map(attribute)
    }

    /// The number of the attribute at a place, which has to be below `attributeCount`.
    public func attribute(at place: Int) -> AttributeID {
        AttributeID(rawValue: u16(Self.headerLength + Self.indexEntryLength * place))
    }

    /// The values of an attribute; empty when the entry does not have it.
    public func values(of attribute: AttributeID) -> PackedValues {
        var low = 0
        var high = attributeCount
        while low < high {
            let middle = (low + high) / 2
            let number = u16(Self.headerLength + Self.indexEntryLength * middle)
            if number == attribute.rawValue {
                return PackedValues(
                    bytes: bytes,
                    offset: Int(u32(Self.headerLength + Self.indexEntryLength * middle + 4))
                )
            }
            if number < attribute.rawValue { low = middle + 1 } else { high = middle }
        }
        return PackedValues(bytes: [], offset: 0)
    }

    /// The first value of an attribute as text.
    public func text(_ attribute: AttributeID) -> String? {
        values(of: attribute).first.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the bytes.
    @inline(__always)
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { buffer throws(Failure) in try body(UnsafeRawBufferPointer(buffer)) }
    }

    private func u16(_ at: Int) -> UInt16 { UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8 }

    private func u32(_ at: Int) -> UInt32 { PackedValues.u32(bytes, at) }
}
