import Directory

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Says of names whether they are certainly some, and remembers how the last one ended.
///
/// Managers and members of a directory have few parents: of most names only what stands before the first comma is looked at.
struct PlainNames {
    /// The end of a name that was one, from its first comma on; ASCII alone.
    private var end: [UInt8] = []

    /// Whether bytes are certainly a name, without a null byte, as `ValueShape.isPlainName` says it.
    mutating func contains(_ name: UnsafeRawBufferPointer) -> Bool {
        guard let start = name.baseAddress, let found = memchr(start, 0x2C, name.count) else {
            return ValueShape.isPlainName(name)
        }
        let comma = UnsafeRawPointer(found) - start
        // One that is escaped is a part of a value.
        guard comma > 0, name[comma - 1] != UInt8(ascii: "\\") else { return ValueShape.isPlainName(name) }
        let rest = UnsafeRawBufferPointer(rebasing: name[comma...])
        if isEnd(rest) { return ValueShape.isPlainName(UnsafeRawBufferPointer(rebasing: name[..<comma])) }
        guard ValueShape.isPlainName(name) else { return false }
        if ValueShape.isPlain(rest) { end = Array(rest) }
        return true
    }

    private func isEnd(_ rest: UnsafeRawBufferPointer) -> Bool {
        guard rest.count == end.count, let start = rest.baseAddress else { return false }
        return memcmp(start, end, end.count) == 0
    }
}
